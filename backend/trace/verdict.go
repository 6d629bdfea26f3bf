package trace

import (
	"slices"
	"strings"
)

// Verdict is what became of a figure upstream.
type Verdict int

// The verdicts.
const (
	Traced    Verdict = iota
	Untraced          // nothing upstream has it, or only for something else
	Disagrees         // upstream has another figure for the same thing
)

// Found is where a figure was looked for and what stood there.
type Found struct {
	Verdict Verdict
	At      *Text  // with Disagrees: the statement that has the other figure
	Other   Figure // with Disagrees: that figure
}

// spelledFrom is the smallest figure in words that is held against the
// evidence; below it "two layers" and "three steps" are the sentence's own
// counting.
const spelledFrom = 13

// Figure looks for a figure of t in the layers above it. An equal figure
// carries it where it counts the same; where it counts something else, another
// figure for the same thing disagrees before kinship of the statements is
// considered.
func (g *Graph) Figure(t *Text, f Figure) Found {
	if f.IsDate() {
		return g.date(t, f)
	}
	sameValue, kin := false, false
	for _, o := range g.figures.withValue(f.Value, t.Layer) {
		if o.Kind != f.Kind {
			continue
		}
		if len(f.Of) == 0 || len(o.Of) == 0 || sharesAny(f.Of, o.Of) {
			return Found{Verdict: Traced}
		}
		sameValue, kin = true, kin || related(t, o.text)
	}
	list := g.countedList(t, f)
	if list == namedList {
		return Found{Verdict: Traced}
	}
	if found, ok := g.otherFigure(t, f); ok {
		return found
	}
	if kin || list == anyList || f.Spelled && !sameValue && atoi(f.Value) < spelledFrom {
		return Found{Verdict: Traced}
	}
	return Found{Verdict: Untraced}
}

func sharesAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// otherFigure picks, among the upstream figures that count the same thing, the
// one whose statement shares most with t and whose surroundings are most like
// those of f.
func (g *Graph) otherFigure(t *Text, f Figure) (Found, bool) {
	best, score := Found{}, 0
	for _, stem := range f.Of {
		for _, o := range g.figures.counting(stem, t.Layer) {
			if o.Kind != f.Kind || !sameThing(f, o.Figure) {
				continue
			}
			if s := 1 + common(t.terms, o.text.terms) + 2*common(f.around, o.around); s > score {
				best, score = Found{Disagrees, o.text, o.Figure}, s
			}
		}
	}
	return best, score > 0
}

// date looks for a date. One that stands upstream only with another matter,
// while this matter has another date there, disagrees. A range must stand
// there as a whole, unless its ends stand there and no other range does.
func (g *Graph) date(t *Text, f Figure) Found {
	same, other := -1.0, 0.0
	found := Found{Verdict: Untraced}
	for _, o := range g.figures.datesAbove(t.Layer) {
		s := g.likeness(f, o.Figure)
		switch {
		case o.carries(f):
			same = max(same, s)
		case s > other && (f.Kind == Range) == (o.Kind == Range):
			other, found.At, found.Other = s, o.text, o.Figure
		}
	}
	switch {
	case same >= 0 && other < clearly+same:
		return Found{Verdict: Traced}
	case found.At != nil && related(t, found.At):
		found.Verdict = Disagrees
	case same >= 0 || f.Kind == Range && g.hasEnds(t, f):
		return Found{Verdict: Traced}
	}
	return found
}

// likeness adds up the terms that stand around both of two figures, each by
// its rarity in the evidence: 1 for one that a single statement has.
func (g *Graph) likeness(a, b Figure) (sum float64) {
	one := g.evidence.rarity(1)
	for _, stem := range a.around {
		if _, shared := slices.BinarySearch(b.around, stem); shared {
			sum += g.evidence.weight(stem) / one
		}
	}
	return sum
}

// hasEnds says whether both ends of a range of years stand upstream.
func (g *Graph) hasEnds(t *Text, f Figure) bool {
	from, to, _ := strings.Cut(f.Value, "–")
	return g.date(t, Figure{Kind: Year, Value: from, around: f.around}).Verdict == Traced &&
		g.date(t, Figure{Kind: Year, Value: to, around: f.around}).Verdict == Traced
}

// clearly is how much more another date's surroundings must be like those of a
// date before they are taken to be the same matter; measured on packages.
const clearly = 1.3

// related says whether two statements speak of the same thing: they share two
// terms.
func related(a, b *Text) bool { return common(a.terms, b.terms) >= 2 }

// common counts what two sorted lists share.
func common(a, b []string) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			a, b, n = a[1:], b[1:], n+1
		}
	}
	return n
}
