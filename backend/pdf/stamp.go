package pdf

import (
	"fmt"
	"strings"
)

// The places of what stands at the foot, below the text, and of the mark of a
// draft above it.
const (
	footRule  = bottom + 16
	footLine  = bottom + 20
	draftLine = bottom + 32
	markTop   = top - 38
	numbers   = 90.0 // the room for the number of the page
)

// stamp writes the foot of every page, and on a draft that it is one.
func (s *sheet) stamp(d Document) {
	small := look{face: upright, size: 8, ink: muted}
	foot := s.short(d.Foot, small, right-left-numbers)
	small.ink = text
	why := s.short("Draft: "+d.Draft, small, right-left)
	mark := s.short("Draft", look{face: bold, size: 11, ink: text}, right-left)
	small.ink = muted
	count := s.pdf.PageCount()
	for n := 1; n <= count; n++ {
		s.pdf.SetPage(n)
		s.drawn = look{}
		s.rule(left, footRule, right-left, hair)
		s.line(foot, left, footLine)
		page := s.short(fmt.Sprintf("Page %d of %d", n, count), small, numbers)
		s.line(page, right-page.width, footLine)
		if d.Draft != "" {
			s.line(why, left, draftLine)
			s.mark(mark)
		}
	}
}

// mark draws a word in a frame above the text.
func (s *sheet) mark(word line) {
	wide := word.width + 16
	s.pdf.SetLineWidth(0.8)
	s.pdf.SetDrawColor(text[0], text[1], text[2])
	s.pdf.Rect(right-wide, markTop, wide, 20, "D")
	s.line(word, right-wide+8, markTop+2.5)
}

// longest is how many bytes of a text are looked at for a line.
const longest = 1000

// short is a text on one line, cut where it is longer than a width.
func (s *sheet) short(written string, l look, width float64) line {
	written = strings.ToValidUTF8(written[:min(len(written), longest)], "")
	lines := s.set(written, l, width)
	if len(lines) == 0 {
		return line{size: l.size}
	}
	if len(lines) == 1 {
		return lines[0]
	}
	cut := s.set(written, l, width-l.size)[0]
	return s.set(cut.text()+"…", l, pageWidth)[0]
}

func (s *sheet) set(written string, l look, width float64) []line {
	return s.fonts.broken(s.fonts.words([]run{{text: written, look: l}}), width)
}
