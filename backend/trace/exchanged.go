package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// Exchanged is a name of a statement that upstream knows for other things
// than this statement says of it.
type Exchanged struct {
	Name
	At *Text // the evidence that is like what is said here, and not of this name
}

// What makes two names look exchanged; measured on packages, where names were
// exchanged at random.
const (
	elsewhereShare = 0.45 // of what is said, that a section of the evidence without the name must carry
	aloneShare     = 0.6  // of that, a single statement there
	hereShare      = 0.25 // of what is said, that the statements and sections with the name may carry,
	hereMost       = 0.5  // or so much where
	mostShare      = 0.7  // another section carries that much
	ratio          = 2    // and so many times more
	minSaid        = 0.5  // what is said must weigh so many words that a single evidence statement has
	minSpecific    = 0.5  // of that, what is no verb and no general word
	maxShared      = 2    // names of a statement that may share all that it says
	maxSpread      = 4    // a name in more sections of the evidence belongs to no matter
	maxBroad       = 32   // a statement of the evidence with more terms is an overview
	maxListed      = 4    // a derived statement with more names brings together whatever there is
)

// Bounds of what is held against what, so that the time for a statement grows
// with its length.
const (
	maxSaid    = 256 // words before or behind a name that may be said of it
	maxCompany = 32  // names that may share what is said
	maxRow     = 64  // names of a statement that may be one list
)

// Exchanged returns the names of t of which t says what upstream says of
// something else: each name and its words are known, and nothing upstream
// brings them together.
func (g *Graph) Exchanged(t *Text) []Exchanged {
	var out []Exchanged
	all := Name{0, min(len(t.Words)-1, maxSaid)}
	alone := g.entities(t) <= maxShared
	for i, n := range t.Names {
		if t.Denied[n.First] || !isEntity(t, n) || g.isFramework(t.Words[n.First:n.Last+1]) {
			continue
		}
		known, ok := g.contextOf(t, n)
		if !ok {
			continue
		}
		g.scratch.enter(g.index.texts, known)
		at := g.strayed(t, i)
		if at == nil {
			at = g.saidElsewhere(t, g.featuresOf(t, n, ownNoun(t, n), t.Names[i:i+1]))
		}
		sharing := company(t, i)
		for _, other := range sharing {
			if other != n {
				known = known.with(g.mentioned(t, other))
			}
		}
		g.scratch.enter(g.index.texts, known)
		if at == nil && len(known.sections) <= maxSpread {
			at = g.saidElsewhere(t, g.featuresOf(t, n, g.saidOf(t, i), sharing))
		}
		if at == nil && alone {
			at = g.saidElsewhere(t, g.featuresOf(t, n, all, sharing))
		}
		if at != nil {
			out = append(out, Exchanged{n, at})
		}
	}
	return out
}

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
	for _, part := range splitAt(t.Words[n.First:n.Last+1], conjunctions) {
		c = g.addMentions(part, key.limit, c)
		for _, form := range g.otherForms(part) {
			c = g.addMentions(form, key.limit, c)
		}
	}
	c = context{slices.Clip(c.texts), slices.Clip(c.sections)}
	g.scratch.contexts[key] = c
	return c
}

func (g *Graph) addMentions(words []Word, limit int, c context) context {
	for _, at := range g.index.mentions(words, limit) {
		c.texts = append(c.texts, at)
		if o := g.index.texts[at]; o.Layer == atlas.Evidence && o.Section > 0 {
			c.sections = c.addSection(mention{o.Section, at})
		}
	}
	return c
}

// saidElsewhere returns the evidence that carries what t says of a name, where
// it is not said anywhere upstream of the name that the scratch has entered.
func (g *Graph) saidElsewhere(t *Text, said said) *Text {
	if said.total < minSaid*g.evidence.rarity(1) || said.specific < minSpecific*g.evidence.rarity(1) {
		return nil
	}
	here := g.saidHere(t, said)
	if here > hereMost*said.total {
		return nil
	}
	top := g.gather(t, said)
	defer g.scratch.release(g.index.texts)
	if here > hereShare*said.total && (top < mostShare*said.total || top < ratio*here) {
		return nil
	}
	return g.mostSaid(elsewhereShare * said.total)
}

// saidHere weighs what upstream says where it speaks of the name.
func (g *Graph) saidHere(t *Text, said said) (here float64) {
	for _, f := range said.list {
		for _, at := range g.index.having.of(f.stem) {
			o := g.index.texts[at]
			if o.Layer >= t.Layer {
				break
			}
			if g.scratch.carries(at, o) {
				here += f.weight
				break
			}
		}
	}
	return here
}

// gather weighs, by text and by section, what the evidence says where it does
// not speak of the name, and returns what the best section carries.
func (g *Graph) gather(t *Text, said said) (top float64) {
	s := &g.scratch
	for _, f := range said.list {
		section := 0 // of the last text, which come in order
		for _, at := range g.index.having.of(f.stem) {
			o := g.index.texts[at]
			if o.Layer >= t.Layer || o.Layer > atlas.Evidence {
				break
			}
			if len(o.terms) > maxBroad || s.carries(at, o) {
				continue
			}
			if s.text[at] == 0 {
				s.touched = append(s.touched, at)
			}
			s.text[at] += f.weight
			if section != o.Section {
				section = o.Section
				s.section[section] += f.weight
				top = max(top, s.section[section])
			}
		}
	}
	return top
}

// mostSaid picks the text that carries most, the first among equals, of those
// that carry enough and stand in a section that does.
func (g *Graph) mostSaid(enough float64) *Text {
	s := &g.scratch
	best, most := int32(-1), 0.0
	for _, at := range s.touched {
		sum := s.text[at]
		if s.section[g.index.texts[at].Section] < enough || sum < aloneShare*enough {
			continue
		}
		if best < 0 || sum > most || sum == most && at < best {
			best, most = at, sum
		}
	}
	if best < 0 {
		return nil
	}
	return g.index.texts[best]
}

// strayed returns evidence on the other names of a list where name number i
// stands among names that a section of the evidence has together, and never
// with it, the name that the scratch has entered.
func (g *Graph) strayed(t *Text, i int) *Text {
	if len(t.Names) > maxRow {
		return nil
	}
	others := 0
	together := map[int][]int32{} // section → texts, one for each other name
	for j, o := range t.Names {
		if j == i || !isEntity(t, o) || g.isJurisdiction(t.Words[o.First:o.Last+1]) {
			continue
		}
		if !listed(t, min(i, j), max(i, j)) {
			return nil
		}
		c, ok := g.contextOf(t, o)
		if !ok || g.scratch.meets(c) {
			return nil
		}
		others++
		for _, m := range c.sections {
			together[m.section] = append(together[m.section], m.text)
		}
	}
	best := int32(-1)
	for _, at := range together {
		if len(at) == others && others >= 2 && (best < 0 || at[0] < best) {
			best = at[0]
		}
	}
	if best < 0 {
		return nil
	}
	return g.index.texts[best]
}
