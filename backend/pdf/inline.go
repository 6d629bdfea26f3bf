package pdf

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inlineElement reads an element that stands in a line.
func (r *reader) inlineElement(n *html.Node) {
	look, linked := r.at.look, r.linked
	switch n.DataAtom {
	case atom.Strong:
		r.at.look.face = bold
	case atom.Em:
		r.at.look.slanted = true
	case atom.Code:
		r.at.look.face, r.at.look.size = mono, look.size*codeSize/size
	case atom.Del:
		r.at.look.struck = true
	case atom.Sup:
		r.at.look.raised, r.at.look.size, r.at.look.ink = look.size*0.35, look.size*0.68, accent
	case atom.A:
		r.linked = attribute(n, "href")
		r.at.look.ink = accent
	case atom.Span:
		if r.span(n) {
			return
		}
	}
	r.children(n)
	r.at.look, r.linked = look, linked
}

// span reads what is said about the text; done says that its content was read.
func (r *reader) span(n *html.Node) (done bool) {
	class, severity, _ := strings.Cut(attribute(n, "class"), " ")
	switch class {
	case "address", "section", "place":
		r.at.look.ink = muted
		r.at.look.size *= small / size
	case "mark":
		r.mark(n, severity)
		return true
	}
	return false
}

// mark writes the sign of a finding, and below the block what the window says
// when the sign is pointed at: nobody can point at paper.
func (r *reader) mark(n *html.Node, severity string) {
	sign := r.at.look
	sign.ink, sign.size, sign.face = markInk[severity], sign.size*0.85, upright
	var drawn string
	if n.FirstChild != nil {
		drawn = n.FirstChild.Data
	}
	r.inline = append(r.inline, run{text: drawn, look: sign})
	below := look{size: small, ink: muted}
	sign.size = small
	r.marks = append(r.marks, run{look: below, end: true}, run{text: drawn + " ", look: sign}, run{text: attribute(n, "aria-label"), look: below})
}

func attribute(n *html.Node, key string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
