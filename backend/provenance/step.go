package provenance

import (
	"regexp"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
)

// step is the way from a version of a layer back to one that it was made from.
// A statement outside of the lines that differ is as it was. Where one among
// them is sought, the sections that differ are read, and no others.
type step struct {
	layer   atlas.Layer
	lines   [2]text.Span // what differs in the version before and in this one, whole lines
	was, is part
	done    bool // the parts are read and matched
	at      map[int]int
	matched changelog.Matching
}

// part is the sections that differ in a version.
type part struct {
	source string    // all of the version
	span   text.Span // of the sections
	filled int       // how many bytes stand before it in what was read
	changelog.Reading
}

func (s *search) step(was, is string) step {
	lines, sections := differing(was, is)
	return step{layer: s.layer, lines: lines, was: part{source: was, span: sections[0]}, is: part{source: is, span: sections[1]}}
}

// before is a statement as it was, and what became of it.
func (s *step) before(now sought) (was sought, change Change) {
	was = now
	switch {
	case now.start < s.lines[1].Start:
		return was, unchanged
	case now.start >= s.lines[1].End:
		was.start += s.lines[0].End - s.lines[1].End
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
	if s.done {
		return
	}
	s.done = true
	s.is.read(s.layer)
	s.was.read(s.layer)
	s.matched = changelog.Match(s.was.Reading, s.is.Reading)
	s.at = make(map[int]int, len(s.is.Texts))
	for i := range s.is.Texts {
		s.at[s.is.start(s.is.Texts[i].Statement.Span)] = i
	}
}

// filler is a title and sections in front of a part that is not the beginning
// of its file, so that nothing in it is taken for the title, and no statement
// for the derivation constraint, which is told by where it stands.
const filler = "# Title\n## 1\n## 2\n## 3\n"

func (p *part) read(l atlas.Layer) {
	front := ""
	if p.span.Start > 0 {
		front = filler
	}
	p.filled = len(front)
	p.Reading = changelog.ReadLayer(pack.Parse(l, front+p.span.In(p.source)))
}

// start is where a span of the part begins in all of the version.
func (p *part) start(span text.Span) int { return span.Start - p.filled + p.span.Start }

// differing finds the lines and the sections in which two texts differ. It is
// all of them where headings cannot be told without reading the text.
func differing(was, is string) (lines, sections [2]text.Span) {
	head, tail := 0, 0
	if isPlain(was) && isPlain(is) {
		head = commonHead(was, is)
		tail = commonTail(was[head:], is[head:])
	}
	between := func(head, tail int) [2]text.Span {
		return [2]text.Span{{Start: head, End: len(was) - tail}, {Start: head, End: len(is) - tail}}
	}
	sections = between(sectionHead(was[:head]), sectionTail(was[len(was)-tail:]))
	first := freshHead(was, is, head)
	last := freshTail(was[len(was)-tail:])
	if hasHeading(was[first:len(was)-last]) || hasHeading(is[first:len(is)-last]) {
		last = sectionTail(was[len(was)-tail:])
	}
	return between(first, last), sections
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

// block is how many bytes are compared at a time.
const block = 256

func commonHead(a, b string) (n int) {
	for n+block <= min(len(a), len(b)) && a[n:n+block] == b[n:n+block] {
		n += block
	}
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func commonTail(a, b string) (n int) {
	for n+block <= min(len(a), len(b)) && a[len(a)-n-block:len(a)-n] == b[len(b)-n-block:len(b)-n] {
		n += block
	}
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// sectionHead is where the last heading begins in the common head of two texts,
// 0 where there is none.
func sectionHead(head string) int {
	whole := head[:strings.LastIndexByte(head, '\n')+1]
	return strings.LastIndex(whole, "\n#") + 1
}

// sectionTail is how long the common tail of two texts is from a heading on.
func sectionTail(tail string) int {
	at := strings.Index(tail, "\n#")
	if at < 0 {
		return 0
	}
	return len(tail) - at - 1
}

// freshHead is where the last line begins, in the common head of two texts or
// behind it, that cannot go on with what stands above it.
func freshHead(a, b string, head int) int {
	for head > 0 {
		head = strings.LastIndexByte(a[:head], '\n') + 1
		if isFresh(a[head:]) && isFresh(b[head:]) {
			return head
		}
		head = max(0, head-1)
	}
	return 0
}

// freshTail is how long the common tail of two texts is from such a line on.
func freshTail(tail string) int {
	for {
		at := strings.IndexByte(tail, '\n')
		if at < 0 {
			return 0
		}
		tail = tail[at+1:]
		if isFresh(tail) {
			return len(tail)
		}
	}
}

// isFresh says whether the line that a text begins with is empty, a bullet or a
// heading.
func isFresh(s string) bool {
	for _, start := range []string{"\n", "- ", "* ", "#"} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return s == ""
}

// hasHeading says whether a line is or underlines a heading.
func hasHeading(s string) bool {
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") || line != "" && strings.Trim(line, "=") == "" || line != "" && strings.Trim(line, "-") == "" {
			return true
		}
	}
	return false
}
