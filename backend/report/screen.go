package report

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Screen is where text is shown.
type Screen struct {
	Width int  // in cells; 0 where nothing is to be wrapped
	Color bool // with ANSI colours
}

// style is an ANSI "select graphic rendition" sequence without its frame
// (ECMA-48 §8.3.117). The colours are the terminal's own, so that they suit
// its background.
type style string

const (
	bold      style = "1"
	dim       style = "2"
	underline style = "4"
	red       style = "1;31"
	yellow    style = "33"
	blue      style = "34"
)

func (s Screen) paint(as style, text string) string {
	if !s.Color || as == "" || text == "" {
		return text
	}
	return "\x1b[" + string(as) + "m" + text + "\x1b[0m"
}

// wrap parts text at spaces into lines of at most width cells; a longer word
// has a line to itself. Without a width all is one line.
func wrap(text string, width int) []string {
	if width <= 0 {
		return []string{text}
	}
	var lines []string
	var line strings.Builder
	used := 0
	for _, word := range strings.Fields(text) {
		wide := cells(word)
		switch {
		case used > 0 && used+1+wide > width:
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		case used > 0:
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += wide
	}
	return append(lines, line.String())
}

// keepHead shortens text to width cells from its beginning on, at a space
// where there is one, with an ellipsis for the rest.
func keepHead(text string, width int) string {
	if cells(text) <= width {
		return text
	}
	head, _ := split(text, width-1)
	if i := strings.LastIndexByte(head, ' '); i >= 0 {
		head = head[:i+1]
	}
	return head + "…"
}

// keepTail shortens text to width cells up to its end in the same way.
func keepTail(text string, width int) string {
	excess := cells(text) - width
	if excess <= 0 {
		return text
	}
	_, tail := split(text, excess+2) // a cell for the ellipsis, and one in case a wide character is split
	if i := strings.IndexByte(tail, ' '); i >= 0 {
		tail = tail[i:]
	}
	return "…" + tail
}

// split parts a text before the character that passes the given cells.
func split(text string, width int) (head, tail string) {
	for graphemes := uniseg.NewGraphemes(text); graphemes.Next(); {
		if width -= graphemes.Width(); width < 0 {
			from, _ := graphemes.Positions()
			return text[:from], text[from:]
		}
	}
	return text, ""
}

// cells is how wide a terminal shows a text (Unicode Standard Annex #11 over
// the grapheme clusters of #29).
func cells(text string) int {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return uniseg.StringWidth(text)
		}
	}
	return len(text)
}

// Line makes one harmless line of a text that comes from a file: what would
// end the line is a space, and what a terminal would obey is shown as a sign.
// Each character remains one character.
func Line(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r) {
			return ' '
		}
		return sign(r)
	}, text)
}

// Lines is [Line] for a text of several lines, which it keeps.
func Lines(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return sign(r)
	}, text)
}

// sign shows a character that commands: by the picture that Unicode has for
// the C0 controls, others by the replacement character.
func sign(r rune) rune {
	switch {
	case !commands(r):
		return r
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	}
	return unicode.ReplacementChar
}

// commands tells the characters that a terminal obeys instead of showing
// them: the controls C0 and C1, and those that turn the direction of writing.
func commands(r rune) bool {
	return unicode.IsControl(r) || r > 0x7f && unicode.Is(unicode.Bidi_Control, r)
}
