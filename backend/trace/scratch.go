package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// scratch is kept between the questions that a graph is asked, so that it
// answers one caller at a time.
type scratch struct {
	stems, terms marks   // sets of symbols
	nth          []int32 // per symbol: where it stands in the list last looked at
	entered      int32   // the text whose terms are marked
	figure       *place  // whose surroundings are marked
	nearbies     marks   // those, as a set of symbols
	nthNearby    []int32 // per symbol: where it stands among them

	contexts        map[spelling]context // where names are known, see mentioned
	texts, sections marks                // where the name in question is

	found context    // of a name, while it is looked for
	words []saidWord // of the statement looked at, see weighWords

	// per text and section of the evidence what it carries, zero between calls
	text, section []float64
	touched       []int32
}

// newScratch makes room for the texts and symbols of an index, and for so many
// names.
func newScratch(x *index, names int) scratch {
	sections := 0
	for _, t := range x.texts {
		sections = max(sections, t.Section+1)
	}
	return scratch{
		stems: newMarks(x.symbols.len()), terms: newMarks(x.symbols.len()), nth: make([]int32, x.symbols.len()), entered: none,
		nearbies: newMarks(x.symbols.len()), nthNearby: make([]int32, x.symbols.len()),
		contexts: make(map[spelling]context, names), texts: newMarks(len(x.texts)), sections: newMarks(sections),
		text: make([]float64, len(x.texts)), section: make([]float64, sections),
	}
}

// enter makes a context the one that carries is asked of.
func (s *scratch) enter(texts []*Text, c context) {
	s.texts.clear()
	s.sections.clear()
	for _, at := range c.texts {
		s.texts.add(at)
		if o := texts[at]; o.Layer == atlas.Evidence && o.Section > 0 {
			s.sections.add(int32(o.Section))
		}
	}
}

// carries says whether the text speaks of the name, or stands in a section
// that does.
func (s *scratch) carries(at int32, o *Text) bool {
	if o.Layer == atlas.Evidence {
		return s.texts.has(at) || s.sections.has(int32(o.Section))
	}
	return s.texts.has(at) && len(o.Names) <= maxListed
}

// meets says whether a text or a section speaks of the name and of another.
func (s *scratch) meets(c context) bool {
	return slices.ContainsFunc(c.texts, s.texts.has) ||
		slices.ContainsFunc(c.sections, func(m mention) bool { return s.sections.has(int32(m.section)) })
}

// release lets go of what the texts and sections carry.
func (s *scratch) release(texts []*Text) {
	for _, at := range s.touched {
		s.text[at], s.section[texts[at].Section] = 0, 0
	}
	s.touched = s.touched[:0]
}
