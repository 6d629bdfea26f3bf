package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/statement"
)

// Constraints lists what a statement says that has to travel downstream: what
// is not there, not whole, or depended on, without what only disclaims. A
// statement of a section of constraints that says none of these is one as a
// whole.
func (t *Text) Constraints() []Limit {
	var out []Limit
	for _, l := range t.limits {
		if !l.Framework && !t.ofItself(l) && (l.Kind != Contrast || t.limiting && !t.bounding) {
			out = append(out, l)
		}
	}
	if len(t.limits) == 0 && t.limiting && t.IsClaim() && len(t.terms) > 1 && !isFrameworkThing(t.terms) && !isEditorial(t.Words) && !strings.HasSuffix(t.Text, ":") && !isStatus(t.Words, t.Text) {
		out = append(out, Limit{Kind: Bounded, Last: len(t.Words) - 1, thing: t.terms})
	}
	return out
}

// ofItself says whether a limit is one of the file's own text: "the statements
// above were kept narrow".
func (t *Text) ofItself(l Limit) bool {
	if l.Kind != Bounded {
		return l.First == l.Last && t.Words[l.First].Kind == lexicon.Verb // "they do not go beyond it"
	}
	return slices.ContainsFunc(t.Words[l.First:l.Last+1], func(w Word) bool { return w.Key == "statement" || w.Key == "section" })
}

// bounds says whether t limits anything, so that it may carry a constraint.
func (t *Text) bounds() bool { return t.limiting || len(t.limits) > 0 }

// How much of a constraint a statement must say to carry it, by weight, and
// how much several together. Measured on packages.
const (
	carriedByOne  = 0.85
	carriedBefore = 0.9 // where the statement stood beside the one that is gone: it is of another thing
	carriedByMany = 0.5 // and carriedByAll together
	carriedByAll  = 0.85
	mostlyTouched = 0.5  // of the words of its whole statement
	neverCarried  = 0.34 // below it a constraint is not even touched
)

// Carrying answers which constraints a layer carries.
type Carrying struct {
	graph   *Graph
	having  map[string][]int32 // stem → texts that limit something and have it
	without map[string][]int32 // stem → texts that say without a limit nothing that has it
}

// Carrying reads what the statements of a layer limit.
func (g *Graph) Carrying(texts []Text) *Carrying {
	claims := make([]*Text, 0, len(texts))
	for i := range texts {
		if t := &texts[i]; t.IsClaim() && t.bounds() {
			claims = append(claims, t)
		}
	}
	return g.carrying(claims)
}

func (g *Graph) carrying(texts []*Text) *Carrying {
	c := &Carrying{g, make(map[string][]int32, 2*len(texts)), make(map[string][]int32, len(texts))}
	for i, t := range texts {
		for _, s := range g.contraries.forms.both(t.terms) {
			c.having[s] = append(c.having[s], int32(i))
		}
		for _, s := range g.contraries.forms.both(t.unsaid()) {
			c.without[s] = append(c.without[s], int32(i))
		}
	}
	return c
}

// In is the same layer among others: in the graph of a later version of the
// package in which the layer and the definitions are the same.
func (c *Carrying) In(g *Graph) *Carrying {
	out := *c
	out.graph = g
	return &out
}

// unsaid are the distinct stems of what t denies, sorted: all of an item of a
// list.
func (t *Text) unsaid() []string {
	if !isSentence(t.Words) && t.limiting {
		return t.terms
	}
	return t.stemsWhere(true)
}

// carries says whether the statements carry a constraint: one of them, or
// several where many will do. An absence is carried by what is denied.
func (c *Carrying) carries(l Limit, byOne float64, many bool) bool {
	having := c.having
	if l.Kind == Absent {
		having = c.without
	}
	one, all := c.shares(having, l.thing, l.plain)
	lost := func(s string) bool { return len(having[s]) == 0 }
	switch {
	case slices.ContainsFunc(l.named, lost):
		return false // one of several that it depends on
	case l.Kind == Absent:
		return one >= byOne && all >= carriedByAll
	case many && one >= carriedByMany && all >= carriedByAll:
		return true
	}
	return one >= byOne
}

// shares are how much of a constraint the best statement has, and all.
func (c *Carrying) shares(having map[string][]int32, stems []string, plain bool) (one, all float64) {
	total, by := 0.0, map[int32]float64{}
	plain = plain || ownWords(stems) < 2
	for _, s := range stems {
		if frameworkStems[s] && !plain {
			continue
		}
		weight := c.graph.evidence.weight(s)
		total += weight
		if texts := having[s]; len(texts) > 0 {
			all += weight
			for _, n := range texts[:min(len(texts), maxPlaces)] {
				by[n] += weight
				one = max(one, by[n])
			}
		}
	}
	if total == 0 {
		return 1, 1
	}
	return one / total, all / total
}

// Lost is a constraint that a layer carried when it was committed last and
// does not any more.
type Lost struct {
	Old   *Text // the statement that carried it
	Limit Limit // of Old
	Up    *Text // the statement above that still has it; nil where none ever said it in so many words
	Near  *Text // the statement of the layer that stands in its place; nil where none does
}

// maxLost bounds what is said of a layer that has lost nearly all.
const maxLost = 64

// LostConstraints finds what layer carried in its committed version, does not
// carry now, and the layers above still have.
func (g *Graph) LostConstraints(layer atlas.Layer, committed Layers) []Lost {
	removed := missing(committed[layer], g.Layers[layer])
	if len(removed) == 0 {
		return nil
	}
	added := missing(g.Layers[layer], committed[layer])
	now, edited := g.Carrying(g.Layers[layer]), g.carrying(slices.DeleteFunc(slices.Clone(added), func(t *Text) bool { return len(t.limits) == 0 && !t.bounding }))
	var out []Lost
	for _, old := range removed {
		if len(out) == maxLost {
			break
		}
		for _, l := range old.Constraints() {
			if edited.carries(l, carriedByOne, true) || now.carries(l, carriedBefore, false) {
				continue
			}
			if up, stands := g.stillAbove(l, layer, committed); stands {
				out = append(out, Lost{old, l, up, g.inPlaceOf(old, added, layer, committed)})
				break
			}
		}
	}
	return out
}

// missing lists the claims of before that after has not.
func missing(before, after []Text) []*Text {
	if len(before) == 0 {
		return nil
	}
	kept := make(map[string]bool, len(after))
	for i := range after {
		kept[after[i].ID] = true
	}
	var out []*Text
	for i := range before {
		if t := &before[i]; t.IsClaim() && !kept[t.ID] {
			out = append(out, t)
		}
	}
	return out
}

// inPlaceOf is the new statement most like old, or the last statement before it
// that still stands.
func (g *Graph) inPlaceOf(old *Text, added []*Text, layer atlas.Layer, committed Layers) (near *Text) {
	share := alike
	for _, t := range added {
		if s := g.shareOf(old.terms, t.terms); s > share {
			near, share = t, s
		}
	}
	if near != nil {
		return near
	}
	standing := map[string]*Text{}
	for i := range g.Layers[layer] {
		t := &g.Layers[layer][i]
		standing[t.ID] = t
	}
	for i := range committed[layer] {
		t := &committed[layer][i]
		if t.ID == old.ID {
			break
		}
		if now := standing[t.ID]; now != nil && t.Kind != statement.Source {
			near = now
		}
	}
	return near
}

// stillAbove says whether a constraint stands above layer, and where. One that
// the layers above had and have lost does not, nor does an absence of what they
// assert. One that the layer found by itself stands as long as they leave it.
func (g *Graph) stillAbove(l Limit, layer atlas.Layer, committed Layers) (*Text, bool) {
	limit := g.index.upstream(layer)
	best, share := (*Text)(nil), stillThere
	for _, t := range g.index.texts[:limit] {
		if t.IsClaim() && t.bounds() {
			if s := g.shareOf(l.thing, g.contraries.forms.both(t.terms)); s >= share && (best == nil || s > share) {
				best, share = t, s
			}
		}
	}
	if best != nil {
		return best, true
	}
	for _, up := range layer.Upstream() {
		for i := range committed[up] {
			if t := &committed[up][i]; t.IsClaim() && t.bounds() && g.shareOf(l.thing, t.terms) >= stillThere {
				return nil, false
			}
		}
	}
	_, asserted := g.asserter(l.thing, int32(limit), plainly)
	return nil, l.Kind != Absent || !asserted
}

const (
	stillThere = 0.4 // how much of a constraint a statement above must say
	alike      = 0.4 // how much of a statement the one in its place must say
)

// shareOf is how much of the stems a sorted list has, by weight.
func (g *Graph) shareOf(stems, list []string) float64 {
	total, shared := 0.0, 0.0
	for _, s := range stems {
		w := g.evidence.weight(s)
		total += w
		if _, has := slices.BinarySearch(list, s); has {
			shared += w
		}
	}
	if total == 0 {
		return 0
	}
	return shared / total
}

// Constraint is what one statement of the evidence says that bounds it.
type Constraint struct {
	Text   *Text
	Limits []Limit // one at least
}

// EvidenceConstraints lists what bounds the evidence and has to travel: what
// its sections of exclusions, gaps and constraints say. What a statement denies
// elsewhere is what an institution said, and so a fact.
func (g *Graph) EvidenceConstraints() []Constraint {
	var out []Constraint
	for i := range g.Layers[atlas.Evidence] {
		t := &g.Layers[atlas.Evidence][i]
		if !t.IsClaim() || !t.limiting {
			continue
		}
		if limits := t.Constraints(); len(limits) > 0 {
			out = append(out, Constraint{t, limits})
		}
	}
	return out
}

// Touches says whether the layer says anything of what a constraint is about.
func (c *Carrying) Touches(k Constraint) bool {
	return c.touched(k.Text.terms) >= mostlyTouched || slices.ContainsFunc(k.Limits, func(l Limit) bool {
		return c.touched(union(l.thing, l.context)) >= neverCarried
	})
}

// touched is how much of the stems the layer has, by weight.
func (c *Carrying) touched(stems []string) float64 {
	total, touched := 0.0, 0.0
	for _, s := range stems {
		if frameworkStems[s] {
			continue
		}
		weight := c.graph.evidence.weight(s)
		total += weight
		if len(c.having[s]) > 0 {
			touched += weight
		}
	}
	if total == 0 {
		return 1
	}
	return touched / total
}

// IsLimiting says whether a heading is that of a section of constraints.
func IsLimiting(heading string) bool { return limitingSection.MatchString(heading) }

// ownWords counts the stems that are not the framework's.
func ownWords(stems []string) (n int) {
	for _, s := range stems {
		if !frameworkStems[s] {
			n++
		}
	}
	return n
}
