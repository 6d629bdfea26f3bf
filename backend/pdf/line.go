package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// piece is text that is drawn in one go.
type piece struct {
	text  string
	look  look
	link  string
	width float64
}

// word is what no line is broken in, as long as it is no longer than a line.
type word struct {
	pieces []piece
	width  float64
	space  float64 // before it, where it does not begin a line
	size   float64 // of its letters, where there are none
	end    bool    // the line ends behind it
}

// line is what stands beside one another.
type line struct {
	pieces []piece
	width  float64
	size   float64 // of its largest letters
}

// setter makes words of runs.
type setter struct {
	fonts *fonts
	words []word
	next  word
	open  bool    // there is something in the next word
	gap   float64 // the space before what comes next; 0 for none
}

// words are the words of runs.
func (f *fonts) words(runs []run) []word {
	s := setter{fonts: f}
	for _, x := range runs {
		if x.kept {
			s.keep(x)
		} else {
			s.flow(x)
		}
		if x.end {
			s.ends(x)
		}
	}
	s.close()
	return s.words
}

// flow takes a run whose spaces are where lines may end.
func (s *setter) flow(x run) {
	for rest := norm.NFC.String(x.text); rest != ""; {
		n := strings.IndexFunc(rest, unicode.IsSpace)
		switch {
		case n == 0:
			r, size := utf8.DecodeRuneInString(rest)
			if r == '\u00a0' || r == '\u202f' || x.look.raised > 0 { // a space that no line ends at
				s.letters(x, " ")
			} else {
				s.close()
				s.space(x.look)
			}
			rest = rest[size:]
		case n < 0:
			s.letters(x, rest)
			rest = ""
		default:
			s.letters(x, rest[:n])
			rest = rest[n:]
		}
	}
}

// keep takes a run whose spaces and line ends are drawn.
func (s *setter) keep(x run) {
	for i, row := range strings.Split(strings.ReplaceAll(x.text, "\r\n", "\n"), "\n") {
		if i > 0 {
			s.ends(x)
		}
		s.letters(x, strings.ReplaceAll(row, "\t", "    "))
	}
}

// letters adds to the word, in pieces of one font each.
func (s *setter) letters(x run, letters string) {
	var b strings.Builder
	p := piece{look: x.look, link: x.link}
	for _, r := range letters {
		drawn, in, width, ok := s.fonts.glyph(r, x.look.face)
		if !ok {
			continue
		}
		if in != p.look.face && b.Len() > 0 {
			p.text = b.String()
			s.add(p)
			b.Reset()
			p.width = 0
		}
		p.look.face = in
		b.WriteRune(drawn)
		p.width += width * x.look.size
	}
	if b.Len() > 0 {
		p.text = b.String()
		s.add(p)
	}
}

func (s *setter) add(p piece) {
	if !s.open {
		s.next.space = s.gap
	}
	s.open, s.gap = true, 0
	s.next.pieces = append(s.next.pieces, p)
	s.next.width += p.width
}

// ends ends the line.
func (s *setter) ends(x run) {
	s.open, s.next.end, s.next.size = true, true, x.look.size
	s.close()
}

func (s *setter) close() {
	if !s.open {
		return
	}
	s.words = append(s.words, s.next)
	s.next, s.open = word{}, false
}

// space takes a space between words; several are one.
func (s *setter) space(l look) {
	if n := len(s.words); n > 0 && !s.words[n-1].end && s.gap == 0 {
		w, _ := s.fonts.faces[l.face].width(' ')
		s.gap = w * l.size
	}
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
