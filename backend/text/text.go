// Package text gives places in a text their one meaning.
//
// Inside the program a place is a byte offset and a stretch of text is a
// [Span]. People and scripts read a [Position]: line and column from 1, the
// column in Unicode code points. The page counts UTF-16 units, as JavaScript
// strings do. [Index] converts between the three.
//
// Offsets are always into decoded text (see [Decode]): no byte order mark,
// every line ended by "\n".
package text

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Span is the half-open stretch [Start, End) of a text, in bytes.
type Span struct{ Start, End int }

// In returns the text that the span covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// caret behind the last character still stands on it.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset <= s.End }

// Position is a place as people count: line and column start at 1, columns
// count Unicode code points.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Range is a stretch of text between two positions, the end excluded.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Edit replaces the text under Span by New.
type Edit struct {
	Span Span
	New  string
}

// Apply returns the text with the edit made.
func (e Edit) Apply(text string) string { return text[:e.Span.Start] + e.New + text[e.Span.End:] }

// Index answers where the lines of one text begin. It is immutable.
type Index struct {
	text  string
	lines []int  // byte offset of each line's first byte
	marks []mark // places up to which is counted already, ascending
}

// NewIndex reads the text once.
func NewIndex(text string) *Index {
	lines := make([]int, 1, 1+strings.Count(text, "\n"))
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return &Index{text, lines, marksOf(text)}
		}
		i += n + 1
		lines = append(lines, i)
	}
}

// Position converts a byte offset; offsets outside the text are moved to its
// nearer end.
func (x *Index) Position(offset int) Position {
	offset = min(max(offset, 0), len(x.text))
	line := x.Line(offset)
	return Position{line, x.points(offset) - x.points(x.lines[line-1]) + 1}
}

// Line is the line of [Index.Position] alone.
func (x *Index) Line(offset int) int {
	return max(sort.SearchInts(x.lines, offset+1), 1)
}

// Range converts a span.
func (x *Index) Range(s Span) Range { return Range{x.Position(s.Start), x.Position(s.End)} }

// text is moved to the nearer end of its line or of the text.
func (x *Index) Offset(p Position) int {
	if p.Line < 1 {
		return 0
	}
	if p.Line > len(x.lines) {
		return len(x.text)
	}
	at, end := x.lines[p.Line-1], len(x.text)
	if p.Line < len(x.lines) {
		end = x.lines[p.Line] - 1
	}
	for column := 1; column < p.Column && at < end; column++ {
		_, size := utf8.DecodeRuneInString(x.text[at:end])
		at += size
	}
	return at
}

// UTF16 converts a byte offset to an offset in UTF-16 units; offsets outside
// the text are moved to its nearer end.
func (x *Index) UTF16(offset int) int {
	offset = min(max(offset, 0), len(x.text))
	m := x.mark(offset)
	return m.units + units(x.text[m.bytes:offset])
}

// points converts a byte offset to an offset in code points.
func (x *Index) points(offset int) int {
	m := x.mark(offset)
	return m.points + utf8.RuneCountInString(x.text[m.bytes:offset])
}

// mark is one place, counted in bytes, UTF-16 units and code points.
type mark struct{ bytes, units, points int }

// mark returns the last mark that is not behind offset; the zero mark is the
// beginning of the text.
func (x *Index) mark(offset int) mark {
	k := sort.Search(len(x.marks), func(i int) bool { return x.marks[i].bytes > offset })
	if k == 0 {
		return mark{}
	}
	return x.marks[k-1]
}

// stride is how far marks are apart, in bytes: near enough that counting from
// one is quick, far enough that they cost nothing.
const stride = 512

func marksOf(text string) []mark {
	var out []mark
	at := mark{}
	for at.bytes+stride < len(text) {
		next := at.bytes + stride
		for !utf8.RuneStart(text[next]) {
			next--
		}
		passed := text[at.bytes:next]
		at = mark{next, at.units + units(passed), at.points + utf8.RuneCountInString(passed)}
		out = append(out, at)
	}
	return out
}

// units counts the UTF-16 units of s.
func units(s string) (n int) {
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
