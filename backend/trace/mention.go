package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// context is where the upstream layers speak of a name.
type context struct {
	texts    []int32
	sections []mention // of the evidence
}

// mention is the first text of a section that has a name.
type mention struct {
	section int
	text    int32
}

// contextOf finds where a name stands upstream. It is not ok for a name that
// stands nowhere, or everywhere.
func (g *Graph) contextOf(t *Text, n Name) (context, bool) {
	c := g.mentioned(t, n)
	return c, len(c.sections) > 0 && len(c.sections) <= maxSpread
}

// with adds where another name stands.
func (c context) with(d context) context {
	c.texts = append(c.texts, d.texts...)
	for _, m := range d.sections {
		c.sections = c.addSection(m)
	}
	return c
}

// addSection adds a section that is new, up to one more than tell anything.
func (c context) addSection(m mention) []mention {
	if len(c.sections) > maxSpread || slices.ContainsFunc(c.sections, func(o mention) bool { return o.section == m.section }) {
		return c.sections
	}
	return append(c.sections, m)
}

// spelling is a name as it is written in a statement that may rest on the texts
// before limit.
type spelling struct {
	name  string
	limit int
}

// mentioned is where a name stands upstream, under whatever form of it. It is
// found once for every spelling.
func (g *Graph) mentioned(t *Text, n Name) context {
	key := spelling{t.Written(n.First, n.Last), g.index.upstream(t.Layer)}
	c, ok := g.scratch.contexts[key]
	if ok {
		return c
	}
	c = context{g.scratch.found.texts[:0], g.scratch.found.sections[:0]}
	for part := range partsOf(t.Words[n.First : n.Last+1]) {
		c = g.addMentions(part, key.limit, c)
		for _, form := range g.otherForms(part) {
			c = g.addMentions(form, key.limit, c)
		}
	}
	g.scratch.found = c
	c = context{slices.Clip(slices.Clone(c.texts)), slices.Clip(slices.Clone(c.sections))}
	g.scratch.contexts[key] = c
	return c
}

func (g *Graph) addMentions(words []Word, limit int, c context) context {
	known := len(c.texts)
	c.texts = g.index.mentions(c.texts, words, limit)
	for _, at := range c.texts[known:] {
		if o := g.index.texts[at]; o.Layer == atlas.Evidence && o.Section > 0 {
			c.sections = c.addSection(mention{o.Section, at})
		}
	}
	return c
}
