package markdown

import (
	"sort"
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/text"
)

// Visible is what a reader sees of a stretch of source, as plain text that
// knows where each of its bytes stands.
type Visible struct {
	Text string
	runs []run
}

// run says that Text[plain:] up to the next run stands at source[source:].
type run struct{ plain, source int }

// Source converts a span of the plain text to the span of source it stands
// on. Marks between its first and last byte are inside the result.
func (v Visible) Source(s text.Span) text.Span {
	if s.Start >= s.End {
		at := v.offset(s.Start)
		return text.Span{Start: at, End: at}
	}
	return text.Span{Start: v.offset(s.Start), End: v.offset(s.End-1) + 1}
}

func (v Visible) offset(plain int) int {
	i := sort.Search(len(v.runs), func(i int) bool { return v.runs[i].plain > plain }) - 1
	if i < 0 {
		return 0
	}
	return v.runs[i].source + plain - v.runs[i].plain
}

// See takes the inline marks off a block's lines. Lines are joined by one
// space. The address of a link, images, comments and tags are not seen.
func See(source string, lines []text.Span) Visible {
	w := writer{source: source, lastClose: -1}
	if len(lines) > 0 {
		if at := strings.LastIndex(source[lines[0].Start:lines[len(lines)-1].End], "-->"); at >= 0 {
			w.lastClose = lines[0].Start + at
		}
	}
	for i, line := range lines {
		if i > 0 {
			w.plain.WriteByte(' ')
			w.breaks = true
		}
		w.line(line)
	}
	return Visible{w.plain.String(), w.runs}
}

type writer struct {
	source    string
	plain     strings.Builder
	runs      []run
	breaks    bool // the next byte does not follow the last one in the source
	inComment bool // an HTML comment goes on from the line before
	lastClose int  // where the block's last comment ends; -1 without one
}

// line writes what is seen of source[span]. Every branch moves on by at least
// one byte and searches no further than the line's end a bounded number of
// times, so that the pass is linear.
func (w *writer) line(span text.Span) {
	s := w.source[span.Start:span.End]
	closers := closersOf(s)
	for i := 0; i < len(s); {
		if n := w.hidden(s, i, span.Start+i, closers); n > 0 {
			i, w.breaks = i+n, true
			continue
		}
		if s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]) {
			i, w.breaks = i+1, true // an escaped mark is seen as it is
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		w.write(span.Start+i, s[i:i+size])
		i += size
	}
	w.breaks = true
}

func (w *writer) write(at int, s string) {
	if w.breaks || len(w.runs) == 0 {
		w.runs = append(w.runs, run{w.plain.Len(), at})
		w.breaks = false
	}
	w.plain.WriteString(s)
}

// closers remembers the last place of each closing mark on a line, so that a
// mark that is never closed is known without searching for its partner.
type closers struct{ bracket, paren, angle int }

func closersOf(s string) closers {
	return closers{strings.LastIndexByte(s, ']'), strings.LastIndexByte(s, ')'), strings.LastIndexByte(s, '>')}
}

// hidden returns how many bytes at s[i:], which stands at source[at:], a
// reader does not see.
func (w *writer) hidden(s string, i, at int, last closers) int {
	if w.inComment {
		if end := strings.Index(s[i:], "-->"); end >= 0 {
			w.inComment = false
			return end + len("-->")
		}
		return len(s) - i
	}
	switch c := s[i]; c {
	case '*', '`':
		return 1
	case '_':
		if !wordAt(s, i-1) || !wordAt(s, i+1) {
			return 1
		}
	case '~':
		if strings.HasPrefix(s[i:], "~~") {
			return 2
		}
	case '!':
		if i+1 < len(s) && s[i+1] == '[' {
			return 1 // the alternative text of an image is seen
		}
	case '[':
		if i < last.bracket {
			return 1
		}
	case ']':
		return 1 + address(s[i+1:], i < last.paren)
	case '<':
		if strings.HasPrefix(s[i:], "<!--") && at < w.lastClose {
			w.inComment = true
			return len("<!--")
		}
		if i < last.angle {
			return tag(s[i:])
		}
	}
	return 0
}

// address is the length of a link's "(address)" at the start of s.
func address(s string, closed bool) int {
	if !closed || !strings.HasPrefix(s, "(") {
		return 0
	}
	return strings.IndexByte(s, ')') + 1
}

// tag is the length of a tag or autolink at the start of s.
func tag(s string) int {
	if len(s) < 2 || (!isLetter(s[1]) && s[1] != '/') {
		return 0
	}
	return strings.IndexByte(s, '>') + 1
}

func wordAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (isLetter(s[i]) || '0' <= s[i] && s[i] <= '9' || s[i] >= utf8.RuneSelf)
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isPunct(b byte) bool {
	return b > ' ' && b < utf8.RuneSelf && !isLetter(b) && (b < '0' || b > '9')
}
