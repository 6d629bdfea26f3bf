package preview

import (
	"strings"
	"unicode"

	"atlasdesk/backend/markdown"
	"atlasdesk/backend/text"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

// inlines writes the inline nodes under a node.
func (w *writer) inlines(parent ast.Node, depth int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inlineNode(n, depth)
	}
}

func (w *writer) inlineNode(n ast.Node, depth int) {
	content := func() {
		if depth < deepest {
			w.inlines(n, depth+1)
		}
	}
	switch n := n.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.String:
		w.plain(string(n.Value))
	case *ast.Emphasis:
		if n.Level == 2 {
			w.within("strong", content)
		} else {
			w.within("em", content)
		}
	case *extension.Strikethrough:
		w.within("del", content)
	case *ast.CodeSpan:
		w.within("code", func() { w.codeSpan(n) })
	case *ast.Link:
		w.link(n, content)
	case *ast.AutoLink:
		address := string(n.URL(w.bytes))
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
			address = "mailto:" + address
		}
		w.address(n.Pos(), address, string(n.Label(w.bytes)))
	case *ast.Image:
		w.words(n.Pos(), "[Image: ")
		content()
		w.words(n.Pos(), "] ")
		w.address(n.Pos(), "", string(n.Destination))
	case *ast.RawHTML: // not shown
	}
}

func (w *writer) text(n *ast.Text) {
	write := w.asText
	if n.IsRaw() {
		write = w.asCode
	}
	w.stretch(text.Span{Start: n.Segment.Start, End: n.Segment.Stop}, write)
	switch {
	case n.HardLineBreak():
		w.raw("<br>\n")
	case n.SoftLineBreak():
		w.raw("\n")
	}
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.stretch(text.Span{Start: t.Segment.Start, End: t.Segment.Stop}, func(part []byte) {
				w.plain(strings.ReplaceAll(string(part), "\n", " "))
			})
		}
	}
}

// link writes a link's text, and its address behind it.
func (w *writer) link(n *ast.Link, content func()) {
	content()
	if address := string(n.Destination); address != "" && strings.TrimSpace(w.seen(n)) != address {
		w.words(n.Pos(), " ")
		w.address(n.Pos(), address, address)
	} else {
		w.address(n.Pos(), address, "")
	}
}

// address writes an address, which can be followed where it may be.
func (w *writer) address(place int, address, label string) {
	if label == "" {
		return
	}
	w.words(place, "")
	switch followed := IsFollowed(address); {
	case followed && w.options.Standalone:
		w.raw(`<a rel="noreferrer" href="`)
		w.plain(address)
		w.raw(`">`)
		w.plain(label)
		w.raw("</a>")
	case followed:
		w.raw(`<span class="address" data-address="`)
		w.plain(address)
		w.raw(`">`)
		w.plain(label)
		w.raw("</span>")
	default:
		w.raw(`<span class="address">`)
		w.plain(label)
		w.raw("</span>")
	}
}

// IsFollowed says whether an address leads to the web or to a mailbox.
func IsFollowed(address string) bool {
	if strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\\' }) {
		return false
	}
	lower := strings.ToLower(address)
	for _, scheme := range []string{"http://", "https://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) && len(lower) > len(scheme) {
			return true
		}
	}
	return false
}

// seen is the text under a node as a reader sees it.
func (w *writer) seen(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the visitor returns no error
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(w.bytes))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	s := b.String()
	return markdown.See(s, []text.Span{{End: len(s)}}).Text
}
