package pdf

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// line is what stands beside one another.
type line struct {
	pieces []piece
	width  float64
	size   float64 // of its largest letters
}

// broken breaks words into lines no wider than a width.
func (f *fonts) broken(words []word, width float64) []line {
	var b breaker
	for _, w := range words {
		if len(b.now) > 0 && b.width+w.space+w.width > width {
			b.end()
		}
		for w.width > width {
			head, tail := f.split(w, width)
			b.now, b.width = append(b.now, head), head.width
			b.end()
			w = tail
		}
		b.now = append(b.now, w)
		b.width += w.width
		if len(b.now) > 1 {
			b.width += w.space
		}
		if w.end {
			b.end()
		}
	}
	if len(b.now) > 0 {
		b.end()
	}
	return b.lines
}

type breaker struct {
	lines []line
	now   []word
	width float64
}

func (b *breaker) end() {
	b.lines = append(b.lines, lineOf(b.now, b.width))
	b.now, b.width = nil, 0
}

// split cuts a word that is longer than a line in two, behind at least one
// letter. The word is used up.
func (f *fonts) split(w word, width float64) (head, tail word) {
	tail.end, tail.size = w.end, w.size
	for i, p := range w.pieces {
		if head.width+p.width <= width {
			head.pieces = append(head.pieces, p)
			head.width += p.width
			continue
		}
		first, rest := f.cut(p, width-head.width, len(head.pieces) == 0)
		if first.text != "" {
			head.pieces = append(head.pieces, first)
			head.width += first.width
		}
		w.pieces[i] = rest
		tail.pieces, tail.width = w.pieces[i:], w.width-head.width
		break
	}
	return head, tail
}

// cut cuts a piece where a width is full.
func (f *fonts) cut(p piece, width float64, some bool) (first, rest piece) {
	first, rest = p, p
	first.width = 0
	for i, r := range p.text {
		w, _ := f.faces[p.look.face].width(r)
		w *= p.look.size
		if first.width+w > width && (i > 0 || !some) {
			first.text, rest.text, rest.width = p.text[:i], p.text[i:], p.width-first.width
			return first, rest
		}
		first.width += w
	}
	rest.text, rest.width = "", 0
	return first, rest
}

// lineOf joins words into a line. Words of letters that are written from right
// to left stand in that order.
func lineOf(words []word, width float64) line {
	l := line{width: width}
	ordered := visual(words)
	for i, w := range ordered {
		if l.size == 0 {
			l.size = w.size
		}
		for j, p := range w.pieces {
			l.size = max(l.size, p.look.size)
			gap := 0.0
			if j == 0 && i > 0 {
				gap = w.space
			}
			l.join(p, gap)
		}
	}
	return l
}

// join adds a piece, behind a space where there is a gap.
func (l *line) join(p piece, gap float64) {
	if len(l.pieces) == 0 {
		l.pieces = append(l.pieces, p)
		return
	}
	last := &l.pieces[len(l.pieces)-1]
	same := last.look == p.look && last.link == p.link
	switch {
	case gap > 0 && (same || last.link == ""):
		last.text += " "
		last.width += gap
	case gap > 0:
		l.pieces = append(l.pieces, piece{text: " ", look: last.look, width: gap})
	}
	if !same {
		l.pieces = append(l.pieces, p)
		return
	}
	last.text += p.text
	last.width += p.width
}

// visual is the order in which words are seen: what is written from right to
// left is turned round, as a whole and letter by letter.
func visual(words []word) []word {
	for start := 0; start < len(words); start++ {
		end := start
		for end < len(words) && isRightToLeft(words[end]) {
			end++
		}
		for i, j := start, end-1; i < j; i, j = i+1, j-1 {
			words[i], words[j] = words[j], words[i]
			words[i].space, words[j].space = words[j].space, words[i].space
		}
		for i := start; i < end; i++ {
			turn(words[i].pieces)
		}
		start = max(start, end-1)
	}
	return words
}

// text is what the line says.
func (l *line) text() string {
	var b strings.Builder
	for _, p := range l.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

func turn(pieces []piece) {
	for i, j := 0, len(pieces)-1; i < j; i, j = i+1, j-1 {
		pieces[i], pieces[j] = pieces[j], pieces[i]
	}
	for i := range pieces {
		pieces[i].text = bidi.ReverseString(pieces[i].text)
	}
}

// isRightToLeft says whether the first letter of a word goes that way.
func isRightToLeft(w word) bool {
	for _, p := range w.pieces {
		for _, r := range p.text {
			switch props, _ := bidi.LookupRune(r); props.Class() {
			case bidi.R, bidi.AL:
				return true
			case bidi.L:
				return false
			}
		}
	}
	return false
}
