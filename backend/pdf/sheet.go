package pdf

import (
	"fmt"
	"strings"

	"atlasdesk/backend/preview"

	"codeberg.org/go-pdf/fpdf"
)

// The measures of a page, in points: A4.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	left       = 68.0
	right      = pageWidth - 68
	top        = 68.0
	bottom     = pageHeight - 76
)

// leading is the distance between lines, of their size.
const leading = 1.42

// slant is how far slanted letters lean, in degrees: that saves fonts of their
// own, which would make the program larger by half a megabyte each.
const slant = 11

// sheet is the page that is drawn on.
type sheet struct {
	pdf     *fpdf.Fpdf
	fonts   *fonts
	y       float64 // the upper edge of what comes next
	anchors map[string]int
	drawn   look // what the page's letters look like now
}

// turn begins a page.
func (s *sheet) turn() {
	s.pdf.AddPage()
	s.drawn = look{}
	s.y = top
}

// fits says whether a height is left on the page.
func (s *sheet) fits(height float64) bool { return s.y+height <= bottom+0.01 }

// fresh says whether nothing is on the page yet.
func (s *sheet) fresh() bool { return s.y == top }

// line draws a line whose upper edge is at y.
func (s *sheet) line(l line, x, y float64) {
	base := y + l.size*(leading-1)/2 + l.size*0.9
	for _, p := range l.pieces {
		s.piece(p, x, base)
		x += p.width
	}
}

// piece draws a piece on the line at base.
func (s *sheet) piece(p piece, x, base float64) {
	s.wear(p.look)
	if p.look.slanted {
		s.pdf.TransformBegin()
		s.pdf.TransformSkewX(slant, x, base)
	}
	s.pdf.Text(x, base-p.look.raised, p.text)
	if p.look.slanted {
		s.pdf.TransformEnd()
	}
	if p.look.struck {
		s.rule(x, base-p.look.size*0.3, p.width, p.look.ink)
	}
	if p.link == "" {
		return
	}
	high := p.look.size
	if name, inside := strings.CutPrefix(p.link, "#"); inside {
		s.pdf.Link(x, base-p.look.raised-high, p.width, high*1.2, s.anchor(name))
		return
	}
	s.rule(x, base+1.6, p.width, p.look.ink)
	if preview.IsFollowed(p.link) {
		s.pdf.LinkString(x, base-high, p.width, high*1.3, escaped(p.link))
	}
}

// wear gives the letters that come next a look.
func (s *sheet) wear(l look) {
	if l.face != s.drawn.face || l.size != s.drawn.size {
		s.pdf.SetFont(cuts[l.face].name, "", l.size)
	}
	s.pdf.SetTextColor(l.ink[0], l.ink[1], l.ink[2])
	s.drawn = l
}

// rule draws a thin line to the right.
func (s *sheet) rule(x, y, width float64, c ink) {
	s.pdf.SetLineWidth(0.5)
	s.pdf.SetDrawColor(c[0], c[1], c[2])
	s.pdf.Line(x, y, x+width, y)
}

// fill fills a rectangle.
func (s *sheet) fill(x, y, width, height float64, c ink) {
	s.pdf.SetFillColor(c[0], c[1], c[2])
	s.pdf.Rect(x, y, width, height, "F")
}

// anchor is the number of a place of the document.
func (s *sheet) anchor(name string) int {
	n, known := s.anchors[name]
	if !known {
		n = s.pdf.AddLink()
		s.anchors[name] = n
	}
	return n
}

// escaped is an address in the letters that a PDF may have in one.
func escaped(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c > ' ' && c < 0x7f {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
