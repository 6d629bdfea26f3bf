package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
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
	At      *Text  // the statement that has it, or with Disagrees the other figure; nil where none is known
	Other   Figure // that figure, as At has it
	About   string // with Disagrees: the rarest word or name that both say of it, perhaps empty
}

// spelledFrom is the smallest figure in words that is held against the
// evidence where nothing there counts the same; below it "two layers" and
// "three steps" are the sentence's own counting.
const spelledFrom = 13

// Figure looks for a figure of t in the layers above it. An equal figure of
// the same thing carries it, unless another figure there is clearly closer to
// what t says; where an equal figure counts something else, another figure for
// the same thing disagrees before kinship of the statements is considered.
func (g *Graph) Figure(t *Text, f Figure) Found {
	switch {
	case f.own:
		return Found{}
	case f.IsDate():
		return g.date(t, &f)
	}
	same, sameValue, kin := g.equals(t, &f)
	other := g.otherFigure(t, &f)
	if same.ok {
		return g.weighUp(t, &f, same, other)
	}
	list := g.countedList(t, &f)
	switch {
	case list == namedList:
		return Found{}
	case other.ok:
		return g.disagrees(t, &f, other)
	case kin, list == anyList, f.Spelled && f.Kind == Ranking, f.Value == "1":
		return Found{}
	case f.Spelled && !sameValue && atoi(f.Value) > 0 && atoi(f.Value) < spelledFrom:
		return Found{}
	}
	return Found{Verdict: Untraced}
}

// candidate is the best place of a sort, by how like it is.
type candidate struct {
	*place
	score float64
	ok    bool
}

func (c *candidate) offer(p *place, score float64) {
	if !c.ok || score > c.score {
		*c = candidate{p, score, true}
	}
}

// Another figure is clearly closer to what a statement says when it is liker
// by this much, and by this share; measured on packages.
const (
	clearly = 0.7
	byShare = 1.45
)

// weighUp decides between an equal figure and another one.
func (g *Graph) weighUp(t *Text, f *Figure, same, other candidate) Found {
	if other.ok && other.score > clearly+byShare*same.score {
		return g.disagrees(t, f, other)
	}
	return Found{Verdict: Traced, At: same.text, Other: *same.Figure}
}

func (g *Graph) disagrees(t *Text, f *Figure, other candidate) Found {
	return Found{Disagrees, other.text, *other.Figure, g.sharedSubject(f, other)}
}

// equals finds the places with an equal figure: the best that counts the same,
// whether any counts something else, and whether one of those stands in a
// statement of the same matter.
func (g *Graph) equals(t *Text, f *Figure) (same candidate, sameValue, kin bool) {
	for _, o := range above(g.figures.byValue[f.Value], t.Layer) {
		switch {
		case o.Kind != f.Kind && !f.equalsAcross(o.Figure), !sameUnit(f.Unit, o.Unit), dimension(f.Unit) != dimension(o.Unit) && f.Unit != "" && o.Unit != "":
		case len(f.Of) == 0 || len(o.Of) == 0 || sharesAny(f.Of, o.Of):
			same.offer(o, g.likeness(t, f, o))
		case o.Kind == f.Kind:
			sameValue, kin = true, kin || related(t, o.text)
		}
	}
	return same, sameValue, kin
}

// equalsAcross says whether figures of two kinds may be the same: 2000
// branches looks like a year, and the third phase is Phase 3.
func (f *Figure) equalsAcross(o *Figure) bool {
	a, b := min(f.Kind, o.Kind), max(f.Kind, o.Kind)
	switch {
	case a == Quantity && b == Year:
		return len(f.Value) == len(o.Value)
	case a == Code && b == Ranking, a == Quantity && b == Code:
		return sharesAny(f.Of, o.Of)
	}
	return false
}

func sharesAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// otherFigure picks the likest of the upstream figures that say something else
// of the same thing.
func (g *Graph) otherFigure(t *Text, f *Figure) (best candidate) {
	differs := func(o *place) bool {
		return o.Kind == f.Kind && !o.own && dimension(o.Unit) == dimension(f.Unit) && (o.Value != f.Value || !sameUnit(f.Unit, o.Unit))
	}
	for _, stem := range f.Of {
		for _, o := range above(g.figures.byThing[stem], t.Layer) {
			if differs(o) && sameThing(f, o.Figure) {
				best.offer(o, g.likeness(t, f, o))
			}
		}
	}
	if !hasLooseThing(f) {
		return best
	}
	for o := range g.nearby(f, t.Layer) {
		if differs(o) && (len(f.Of) == 0 || len(o.Of) == 0) && related(t, o.text) {
			best.offer(o, g.likeness(t, f, o))
		}
	}
	return best
}

// nearby yields, once each, the places that stand by a word that f stands by.
func (g *Graph) nearby(f *Figure, layer atlas.Layer) func(yield func(*place) bool) {
	return func(yield func(*place) bool) {
		seen := make(map[*place]bool, maxPlaces)
		for _, w := range f.near {
			for _, o := range above(g.figures.byNear[w.stem], layer) {
				if seen[o] {
					continue
				}
				seen[o] = true
				if !yield(o) {
					return
				}
			}
		}
	}
}

// date looks for a date. One that stands upstream only with another matter,
// while this matter has another date there, disagrees. A range must stand
// there as a whole, unless its ends stand there and no other range does.
func (g *Graph) date(t *Text, f *Figure) Found {
	var same, other candidate
	for _, o := range above(g.figures.byValue[f.Value], t.Layer) {
		if o.IsDate() || o.equalsAcross(f) {
			same.offer(o, g.likeness(t, f, o))
		}
	}
	for o := range g.nearby(f, t.Layer) {
		if o.IsDate() && !o.carries(f) && !f.carries(o.Figure) && (f.Kind == Range) == (o.Kind == Range) {
			other.offer(o, g.likeness(t, f, o))
		}
	}
	switch {
	case same.ok:
		return g.weighUp(t, f, same, other)
	case other.ok && related(t, other.text):
		return g.disagrees(t, f, other)
	case f.Kind == Range && g.hasEnds(t, f), t.Layer == atlas.ChangeLog && datesEntry(t, f):
		return Found{}
	}
	return Found{Verdict: Untraced}
}

// datesEntry says whether a date of the change log is that of the entry
// itself: the statement opens with it.
func datesEntry(t *Text, f *Figure) bool {
	for _, w := range t.Words[:f.First] {
		if !entryLabels[w.Key] {
			return false
		}
	}
	return true
}

var entryLabels = wordSet("date dated updated update revised revision version entry created on last reviewed review normalized completed the of")

// hasEnds says whether both ends of a range of years stand upstream.
func (g *Graph) hasEnds(t *Text, f *Figure) bool {
	from, to, _ := strings.Cut(f.Value, "–")
	return g.date(t, &Figure{Kind: Year, Value: from, near: f.near}).Verdict == Traced &&
		g.date(t, &Figure{Kind: Year, Value: to, near: f.near}).Verdict == Traced
}

// byStatement is what a word that two statements share counts beside one that
// stands by both figures.
const byStatement = 0.2

// likeness says how alike are what t says of a figure and what o says of its
// own: the words around both, and those of both statements, each by its rarity
// in the evidence (1 for a word that a single statement has).
func (g *Graph) likeness(t *Text, f *Figure, o *place) (sum float64) {
	one := g.evidence.rarity(1)
	for w, v := range sharedNear(f.near, o.near) {
		sum += g.evidence.weight(w.stem) / one * min(w.weight, v.weight)
	}
	for stem := range shared(t.terms, o.text.terms) {
		sum += g.evidence.weight(stem) / one * byStatement
	}
	return sum
}

// sharedSubject is the rarest word that stands by both of two figures, as the
// upstream statement writes it, with the whole name that it is part of.
func (g *Graph) sharedSubject(f *Figure, other candidate) string {
	best, weight := "", 0.0
	for w := range sharedNear(f.near, other.near) {
		if rare := g.evidence.weight(w.stem); rare > weight {
			best, weight = w.stem, rare
		}
	}
	if best == "" {
		return ""
	}
	o := other.text
	at := slices.IndexFunc(o.Words, func(w Word) bool { return w.Stem == best })
	if at < 0 {
		return ""
	}
	for _, n := range o.Names {
		if n.First <= at && at <= n.Last {
			return o.Written(n.First, n.Last)
		}
	}
	return o.Written(at, at)
}

// sharedNear yields the stems that two surroundings share.
func sharedNear(a, b []weighed) func(yield func(weighed, weighed) bool) {
	return func(yield func(weighed, weighed) bool) {
		for len(a) > 0 && len(b) > 0 {
			switch c := strings.Compare(a[0].stem, b[0].stem); {
			case c < 0:
				a = a[1:]
			case c > 0:
				b = b[1:]
			default:
				if !yield(a[0], b[0]) {
					return
				}
				a, b = a[1:], b[1:]
			}
		}
	}
}

// related says whether two statements speak of the same thing: they share two
// terms.
func related(a, b *Text) bool { return common(a.terms, b.terms) >= 2 }

// common counts what two sorted lists share.
func common(a, b []string) (n int) {
	for range shared(a, b) {
		n++
	}
	return n
}

// shared yields what two sorted lists share.
func shared(a, b []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for len(a) > 0 && len(b) > 0 {
			switch c := strings.Compare(a[0], b[0]); {
			case c < 0:
				a = a[1:]
			case c > 0:
				b = b[1:]
			default:
				if !yield(a[0]) {
					return
				}
				a, b = a[1:], b[1:]
			}
		}
	}
}
