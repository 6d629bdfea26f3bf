package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
