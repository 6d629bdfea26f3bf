package provenance

import (
	"regexp"
	"strings"

	"atlasdesk/backend/changelog"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
)

// step is the way from a version of a layer back to one that it was made from.
// Only the sections that differ are read, and only if a statement there is
// sought: all others are as they were.
type step struct {
	*search
	was, is part
	read    bool // both parts
	at      map[int]int
	matched changelog.Matching
}

// part is what differs in a version: whole sections.
type part struct {
	source string // all of the version
	span   text.Span
	filled int // how many bytes stand before it in what was read
	changelog.Reading
}

func (s *search) step(was, is string) step {
	a, b := differing(was, is)
	return step{search: s, was: part{source: was, span: a}, is: part{source: is, span: b}}
}

// before is a statement as it was, and what became of it.
func (s *step) before(now sought) (was sought, change Change) {
	was = now
	switch {
	case now.start < s.is.span.Start:
		return was, unchanged
	case now.start >= s.is.span.End:
		was.start += s.was.span.End - s.is.span.End
		return was, unchanged
	}
	s.compare()
	after, known := s.at[now.start]
	if !known || s.matched.Before(after) == changelog.None {
		return was, Written
	}
	t, u := &s.was.Texts[s.matched.Before(after)], &s.is.Texts[after]
	was.start, was.text, was.section = s.was.start(t.Statement.Span), t.Text, s.was.File.Sections[t.Section].Text
	switch {
	case t.Text != u.Text:
		return was, Reworded
	case s.matched.Section(t.Section) != u.Section:
		return was, Moved
	}
	return was, unchanged
}

// compare reads what differs and matches it, once.
func (s *step) compare() {
	if s.read {
		return
	}
	s.read = true
	s.search.readPart(&s.is, changelog.Reading{})
	s.search.readPart(&s.was, s.is.Reading)
	s.matched = changelog.Match(s.was.Reading, s.is.Reading)
	s.at = make(map[int]int, len(s.is.Texts))
	for i := range s.is.Texts {
		s.at[s.is.start(s.is.Texts[i].Statement.Span)] = i
	}
}

// filler is a title and sections in front of a part that is not the beginning
// of its file, so that nothing in it is taken for the title or for the
// derivation constraint.
var filler = "# Title\n" + strings.Repeat("##\n", openingSections)

func (s *search) readPart(p *part, before changelog.Reading) {
	front := ""
	if p.span.Start > 0 {
		front = filler
	}
	p.filled = len(front)
	p.Reading = changelog.ReadLayer(s.reader, pack.Parse(s.layer, front+p.span.In(p.source)), before)
}

// start is where a span of the part begins in all of the version.
func (p *part) start(span text.Span) int { return span.Start - p.filled + p.span.Start }

// openingSections is in how many sections at the beginning of a file a paragraph
// may be taken for its derivation constraint, see pack.Constraint.
const openingSections = 3

// differing finds the sections that differ in two texts. It is all of them
// where the headings cannot be told without reading the text.
func differing(was, is string) (a, b text.Span) {
	head, tail := 0, 0
	if isPlain(was) && isPlain(is) {
		head = commonHead(was, is)
		tail = commonTail(was[head:], is[head:])
	}
	return text.Span{Start: head, End: len(was) - tail}, text.Span{Start: head, End: len(is) - tail}
}

// isPlain says whether every line that starts with # is a heading: there is no
// fenced code, and no HTML but comments of one line.
func isPlain(source string) bool {
	return !strings.Contains(source, "```") && !strings.Contains(source, "~~~") &&
		every(source, "\n#", func(line string) bool { return heading.MatchString(line) }) &&
		every(source, "<", func(line string) bool {
			return strings.HasPrefix(line, "<!--") && strings.HasSuffix(line, "-->") && strings.Count(line, "<") == 1
		})
}

// heading is the beginning of a heading as layers write one.
var heading = regexp.MustCompile(`^#{1,6} `)

// every says whether all places where a mark stands are as they should be: what
// follows there, up to the end of the line.
func every(source, mark string, good func(line string) bool) bool {
	for rest := source; ; {
		at := strings.Index(rest, mark)
		if at < 0 {
			return true
		}
		rest = strings.TrimPrefix(rest[at:], "\n")
		line, _, _ := strings.Cut(rest, "\n")
		if !good(line) {
			return false
		}
		rest = rest[len(line):]
	}
}

// commonHead is where the last heading begins that both texts lead up to in the
// same way, past the opening sections; 0 where there is none.
func commonHead(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	same := a[:strings.LastIndexByte(a[:n], '\n')+1]
	if strings.Count(same, "\n#") <= openingSections+1 {
		return 0
	}
	return strings.LastIndex(same, "\n#") + 1
}

// commonTail is how long the end is that both texts have, from a heading on.
func commonTail(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	same := a[len(a)-n:]
	at := strings.Index(same, "\n#")
	if at < 0 {
		return 0
	}
	return len(same) - at - 1
}
