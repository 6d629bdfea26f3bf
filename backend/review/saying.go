package review

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// saying is what people said of one text of a layer.
type saying struct {
	section, words string
	said           []*Record
}

// sayings are those of a layer, all sign-offs or all comments: a comment on a
// text is no reason to forget what was signed before it read so.
type sayings struct {
	layer  atlas.Layer
	all    []*saying
	byText map[string]*saying // by the folded text
}

func newSayings(l atlas.Layer, records []Record, takes func(*Record) bool) *sayings {
	s := &sayings{layer: l, byText: map[string]*saying{}}
	for i := range records {
		if r := &records[i]; r.Layer == l.Key() && r.Words != "" && takes(r) {
			one := s.about(r)
			one.said = append(one.said, r)
		}
	}
	return s
}

func (s *sayings) about(r *Record) *saying {
	key := statement.Fold(r.Words)
	one := s.byText[key]
	if one == nil {
		one = &saying{section: r.Section, words: r.Words}
		s.byText[key], s.all = one, append(s.all, one)
	}
	return one
}

// signed are the sign-offs of a text, the last one of each person, the newest
// first; none of what nobody signed.
func (s *saying) signed() []*Record {
	if s == nil {
		return nil
	}
	signed := slices.Clone(s.said)
	slices.SortStableFunc(signed, later)
	seen := map[string]bool{}
	return slices.DeleteFunc(signed, func(r *Record) bool {
		again := seen[r.By]
		seen[r.By] = true
		return again
	})
}

// of is what was said of a text, nil for nothing.
func (s *sayings) of(words string) *saying { return s.byText[statement.Fold(words)] }

// match finds, for each claim of a layer as it reads today, what was said of
// the text that it came from, as a change log would: nil where it came from
// none, or still reads so.
func (s *sayings) match(f *pack.File, claims []*trace.Text) []*saying {
	out := make([]*saying, len(claims))
	if len(s.all) == 0 {
		return out
	}
	is := changelog.Reading{File: f}
	for _, t := range claims {
		is.Texts = append(is.Texts, *t)
	}
	m := changelog.Match(s.reading(), is)
	for i, t := range claims {
		if before := m.Before(i); before != changelog.None && s.of(t.Text) != s.all[before] {
			out[i] = s.all[before]
		}
	}
	return out
}

// reading is the layer as far as something was said of it.
func (s *sayings) reading() changelog.Reading {
	was := changelog.Reading{File: &pack.File{Layer: s.layer}}
	sections := map[string]int{}
	for _, one := range s.all {
		at, known := sections[one.section]
		if !known {
			at = len(was.File.Sections)
			sections[one.section] = at
			was.File.Sections = append(was.File.Sections, pack.Section{Heading: pack.Heading{Text: one.section}})
		}
		was.Texts = append(was.Texts, textOf(s.layer, at, one.words))
	}
	return was
}

// textOf is a statement of which nothing but its words is known.
func textOf(l atlas.Layer, section int, words string) trace.Text {
	return trace.Text{Statement: statement.Statement{Layer: l, Section: section, Text: words}}
}
