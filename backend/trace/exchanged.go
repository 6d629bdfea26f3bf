package trace

import (
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

// Exchanged returns the names of t of which t says what upstream says of
// something else: each name and its words are known, and nothing upstream
// brings them together.
func (g *Graph) Exchanged(t *Text) []Exchanged {
	var out []Exchanged
	all := Name{0, len(t.Words) - 1}
	alone := g.entities(t) <= maxShared
	for i, n := range t.Names {
		if t.Denied[n.First] || !isEntity(t, n) || g.isFramework(t.Words[n.First:n.Last+1]) {
			continue
		}
		known, ok := g.contextOf(t, n)
		if !ok {
			continue
		}
		at := g.strayed(t, i, known)
		if at == nil {
			at = g.saidElsewhere(g.featuresOf(t, n, ownNoun(t, n), t.Names[i:i+1]), t, known)
		}
		sharing := company(t, i)
		for _, other := range sharing {
			g.addContext(t, other, known)
		}
		if at == nil && len(known.sections) <= maxSpread {
			at = g.saidElsewhere(g.featuresOf(t, n, g.saidOf(t, i), sharing), t, known)
		}
		if at == nil && alone {
			at = g.saidElsewhere(g.featuresOf(t, n, all, sharing), t, known)
		}
		if at != nil {
			out = append(out, Exchanged{n, at})
		}
	}
	return out
}

// context is where the upstream layers speak of a name.
type context struct {
	texts    map[int32]bool
	sections map[int]int32 // of the evidence, with the first text there
}

// contextOf finds where a name stands upstream. It is not ok for a name that
// stands nowhere, or everywhere.
func (g *Graph) contextOf(t *Text, n Name) (context, bool) {
	c := context{map[int32]bool{}, map[int]int32{}}
	g.addContext(t, n, c)
	return c, len(c.sections) > 0 && len(c.sections) <= maxSpread
}

// addContext adds where a name stands, under whatever form of it.
func (g *Graph) addContext(t *Text, n Name, c context) {
	limit := g.index.upstream(t.Layer)
	for _, part := range splitAt(t.Words[n.First:n.Last+1], conjunctions) {
		g.addMentions(part, limit, c)
		for _, form := range g.otherForms(part) {
			g.addMentions(form, limit, c)
		}
	}
}

func (g *Graph) addMentions(words []Word, limit int, c context) {
	for _, at := range g.index.mentions(words, limit) {
		o := g.index.texts[at]
		c.texts[at] = true
		if _, again := c.sections[o.Section]; !again && o.Layer == atlas.Evidence && o.Section > 0 {
			c.sections[o.Section] = at
		}
	}
}

// carries says whether the text speaks of the name, or stands in a section
// that does.
func (c context) carries(at int32, o *Text) bool {
	if o.Layer == atlas.Evidence {
		_, beside := c.sections[o.Section]
		return c.texts[at] || beside
	}
	return c.texts[at] && len(o.Names) <= maxListed
}

// meets says whether a text or a section speaks of both names.
func (c context) meets(d context) bool {
	for at := range c.texts {
		if d.texts[at] {
			return true
		}
	}
	for section := range c.sections {
		if _, both := d.sections[section]; both {
			return true
		}
	}
	return false
}

// saidElsewhere returns the evidence that carries what t says of a name, where
// it is not said of the known name anywhere upstream.
func (g *Graph) saidElsewhere(features said, t *Text, known context) *Text {
	if features.total < minSaid*g.evidence.rarity(1) || features.specific < minSpecific*g.evidence.rarity(1) {
		return nil
	}
	here := 0.0
	texts, sections := map[int32]float64{}, map[int]float64{}
	for _, f := range features.list {
		carried := false
		section := 0 // of the last text, which come in order
		for _, at := range g.index.having[f.stem] {
			o := g.index.texts[at]
			if o.Layer >= t.Layer {
				break
			}
			switch {
			case known.carries(at, o):
				carried = true
			case o.Layer == atlas.Evidence && len(o.terms) <= maxBroad:
				texts[at] += f.weight
				if section != o.Section {
					section = o.Section
					sections[section] += f.weight
				}
			}
		}
		if carried {
			here += f.weight
		}
	}
	top := 0.0
	for _, sum := range sections {
		top = max(top, sum)
	}
	if here > hereShare*features.total && (here > hereMost*features.total || top < mostShare*features.total || top < ratio*here) {
		return nil
	}
	return g.mostSaid(texts, sections, elsewhereShare*features.total)
}

// mostSaid picks the text that carries most, the first among equals, of those
// that carry enough and stand in a section that does.
func (g *Graph) mostSaid(texts map[int32]float64, sections map[int]float64, enough float64) *Text {
	best, most := int32(-1), 0.0
	for at, sum := range texts {
		if sections[g.index.texts[at].Section] < enough || sum < aloneShare*enough {
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
// with it.
func (g *Graph) strayed(t *Text, i int, known context) *Text {
	others := 0
	together := map[int][]int32{} // section → texts, one for each other name
	for j, o := range t.Names {
		if j == i || !isEntity(t, o) || g.isJurisdiction(t.Words[o.First:o.Last+1]) {
			continue
		}
		c, ok := g.contextOf(t, o)
		if !ok || !listed(t, min(i, j), max(i, j)) || c.meets(known) {
			return nil
		}
		others++
		for section, at := range c.sections {
			together[section] = append(together[section], at)
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
