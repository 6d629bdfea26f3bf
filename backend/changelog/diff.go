package changelog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LineKind is what became of a line.
type LineKind int

// The kinds of lines. A gap stands for unchanged lines that are not shown.
const (
	LineSame LineKind = iota
	LineAdded
	LineRemoved
	LineGap
)

func (k LineKind) String() string {
	return [...]string{"same", "added", "removed", "gap"}[k]
}

// Line is one line of a difference.
type Line struct {
	Kind   LineKind
	Before int // its number in the text before, from 1; 0 when Added
	After  int // its number in the text after, from 1; 0 when Removed
	Hidden int // with LineGap: how many lines it stands for; Before and After are those of the first
	Runs   []Run
}

// Run is a stretch of a line. Changed says that the line's counterpart has
// other words there; a line without counterpart is one run that is not
// Changed.
type Run struct {
	Text    string
	Changed bool
}

// context is how many unchanged lines are shown around a change.
const context = 2

// Diff compares two decoded texts line by line and, where a line was edited,
// word by word. Equal texts have no lines. Removed lines stand before the
// added ones that take their place. A last line with and without line end are
// different lines, as they are to git.
func Diff(before, after string) []Line {
	if before == after {
		return nil
	}
	d := differ{before: splitLines(before), after: splitLines(after)}
	b, a := 0, 0
	for _, s := range anchored(d.before, d.after) {
		d.replaced(b, s.b, a, s.a)
		d.same(s, b == 0 && s.b == 0 && s.a == 0, s.b+s.n == len(d.before) && s.a+s.n == len(d.after))
		b, a = s.b+s.n, s.a+s.n
	}
	return d.out
}

// Count counts the added and the removed lines of a difference.
func Count(lines []Line) (added, removed int) {
	for _, l := range lines {
		switch l.Kind {
		case LineAdded:
			added++
		case LineRemoved:
			removed++
		}
	}
	return added, removed
}

// splitLines keeps the line ends, so that no line is lost at the end.
func splitLines(s string) []string {
	lines := strings.SplitAfter(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

type differ struct {
	before, after []string
	out           []Line
}

// same adds unchanged lines: those near a change are shown, and the others
// are one gap. A gap of a single line is shown as that line.
func (d *differ) same(s stretch, atStart, atEnd bool) {
	head, tail := context, context
	if atStart {
		head = 0
	}
	if atEnd {
		tail = 0
	}
	hidden := s.n - head - tail
	for i := 0; i < s.n; i++ {
		if i == head && hidden > 1 {
			d.out = append(d.out, Line{Kind: LineGap, Before: s.b + i + 1, After: s.a + i + 1, Hidden: hidden})
			i += hidden - 1
			continue
		}
		d.out = append(d.out, Line{LineSame, s.b + i + 1, s.a + i + 1, 0, whole(d.before[s.b+i])})
	}
}

func whole(line string) []Run {
	if line = strings.TrimSuffix(line, "\n"); line == "" {
		return nil
	}
	return []Run{{Text: line}}
}

// replaced adds the lines before[b:endB], removed, and after[a:endA], added.
// Where edited lines are parted by equal ones, such as blank lines between
// paragraphs, each stands by its own counterpart.
func (d *differ) replaced(b, endB, a, endA int) {
	pairs := d.counterparts(b, endB, a, endA)
	first := 0
	for k := 1; k < len(pairs); k++ {
		last, next := pairs[k-1], pairs[k]
		gap := stretch{last.b + 1, last.a + 1, next.b - last.b - 1}
		if gap.n == 0 || !slices.Equal(d.before[gap.b:next.b], d.after[gap.a:next.a]) {
			continue
		}
		d.block(b, gap.b, a, gap.a, pairs[first:k])
		d.same(gap, false, false)
		first, b, a = k, next.b, next.a
	}
	d.block(b, endB, a, endA, pairs[first:])
}

// block adds removed lines and then the added ones; pairs are counterparts.
func (d *differ) block(b, endB, a, endA int, pairs []stretch) {
	at := len(d.out)
	for i := b; i < endB; i++ {
		d.out = append(d.out, Line{LineRemoved, i + 1, 0, 0, whole(d.before[i])})
	}
	for i := a; i < endA; i++ {
		d.out = append(d.out, Line{LineAdded, 0, i + 1, 0, whole(d.after[i])})
	}
	removed, added := d.out[at:at+endB-b], d.out[at+endB-b:]
	for _, c := range pairs {
		removed[c.b-b].Runs, added[c.a-a].Runs = Words(d.before[c.b], d.after[c.a])
	}
}

// Two lines are versions of one where they share this part of their words.
// Each removed line is held against the next few added ones.
const (
	alikeLines = 0.5
	lookAhead  = 8
)

// counterparts pairs removed and added lines, in order.
func (d *differ) counterparts(b, endB, a, endA int) []stretch {
	was, is := wordsOf(d.before[b:endB]), wordsOf(d.after[a:endA])
	var out []stretch
	next := 0
	for i := range was {
		for j := next; j < min(len(is), next+lookAhead); j++ {
			if alike(was[i], is[j]) >= alikeLines {
				out = append(out, stretch{b + i, a + j, 1})
				next = j + 1
				break
			}
		}
	}
	return out
}

// wordsOf lists the distinct words of each line, sorted.
func wordsOf(lines []string) [][]string {
	out := make([][]string, len(lines))
	for i, line := range lines {
		out[i] = slices.DeleteFunc(tokens(line), isSpace)
		slices.Sort(out[i])
		out[i] = slices.Compact(out[i])
	}
	return out
}

// Words marks the words in which two versions of a line or of a statement
// differ.
func Words(before, after string) (was, is []Run) {
	before, after = strings.TrimSuffix(before, "\n"), strings.TrimSuffix(after, "\n")
	words, others := tokens(before), tokens(after)
	b, a := 0, 0
	for _, s := range anchored(words, others) {
		was, is = addRun(was, words[b:s.b], true), addRun(is, others[a:s.a], true)
		was, is = addRun(was, words[s.b:s.b+s.n], false), addRun(is, others[s.a:s.a+s.n], false)
		b, a = s.b+s.n, s.a+s.n
	}
	return was, is
}

// addRun joins tokens to runs. A lone space between two changed words belongs
// to their change.
func addRun(runs []Run, tokens []string, changed bool) []Run {
	text := strings.Join(tokens, "")
	switch last := len(runs) - 1; {
	case text == "":
		return runs
	case last >= 0 && runs[last].Changed == changed:
		runs[last].Text += text
		return runs
	case changed && last > 0 && isSpace(runs[last].Text):
		runs[last-1].Text += runs[last].Text + text
		return runs[:last]
	}
	return append(runs, Run{text, changed})
}

// tokens parts a line into words, spaces and single marks.
func tokens(line string) []string {
	var out []string
	for line != "" {
		n := tokenLength(line)
		out, line = append(out, line[:n]), line[n:]
	}
	return out
}

// tokenLength is the length of the token at the start of s. A mark between
// two characters of a word is part of it: 1,250 and eesti.ee.
func tokenLength(s string) int {
	first, end := utf8.DecodeRuneInString(s)
	kind := kindOf(first)
	for kind != mark && end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		next, _ := utf8.DecodeRuneInString(s[end+size:])
		joins := kind == letter && kindOf(next) == letter && strings.ContainsRune(".,/'’", r)
		if kindOf(r) != kind && !joins {
			break
		}
		end += size
	}
	return end
}

type tokenKind int

const (
	letter tokenKind = iota
	space
	mark
)

func kindOf(r rune) tokenKind {
	switch {
	case isAlphanumeric(r) || unicode.IsMark(r):
		return letter
	case unicode.IsSpace(r):
		return space
	}
	return mark
}

func isSpace(s string) bool { return strings.TrimSpace(s) == "" }
