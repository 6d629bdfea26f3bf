package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
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
		return len(l.context) == 0 && l.First == l.Last && t.Words[l.First].Kind == lexicon.Verb // "they do not go beyond it"
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
