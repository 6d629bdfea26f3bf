package changelog

import (
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// Reading is one version of a layer and its statements, in order. Those without
// Words are read when their words are needed.
type Reading struct {
	File  *pack.File
	Texts []trace.Text
}

// ReadLayer finds the statements of a layer.
func ReadLayer(f *pack.File) Reading {
	statements := statement.Of(f)
	r := Reading{f, make([]trace.Text, len(statements))}
	for i, s := range statements {
		r.Texts[i].Statement = s
	}
	return r
}

// Matching says which statements, fields and sources of two versions of a
// layer are the same, reworded or moved as they may be.
type Matching struct {
	before, after []int // of each statement: its index in the other version, or None
	sections      []int // of each section before: its index now, or None
}

// None is no index.
const None = -1

// Match pairs two versions of a layer, from the surest evidence to the weakest:
// the same words in the same section, in another one, the same field, most of
// the words.
func Match(was, is Reading) Matching {
	m := match(was, is, func(_ Reading, t *trace.Text) bool { return t.Kind != statement.Heading })
	out := Matching{noneOf(len(was.Texts)), noneOf(len(is.Texts)), noneOf(len(was.File.Sections))}
	for j, i := range m.partner {
		if i >= 0 {
			before, after := m.before[i].index, m.after[j].index
			out.before[before], out.after[after] = after, before
		}
	}
	now := map[string]int{}
	for i, h := range is.File.Headings() {
		if _, known := now[statement.Fold(h)]; !known {
			now[statement.Fold(h)] = i
		}
	}
	for i, h := range was.File.Headings() {
		if at, ok := now[m.heading(&keyed{heading: statement.Fold(h)})]; ok {
			out.sections[i] = at
		}
	}
	return out
}

func noneOf(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = None
	}
	return out
}

// Before is the index before of the statement that now has the index after,
// None where it is new.
func (m Matching) Before(after int) int { return m.after[after] }

// After is the index now of the statement that had the index before, None where
// it is gone.
func (m Matching) After(before int) int { return m.before[before] }

// Section is the index now of the section that had the index before, None where
// it is gone.
func (m Matching) Section(before int) int { return m.sections[before] }
