package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
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

// Figure looks for a figure of t, a claim of the package, in the layers above
// it. An equal figure of
// the same thing carries it, unless another figure there is clearly closer to
// what t says; where an equal figure counts something else, another figure for
// the same thing disagrees before kinship of the statements is considered.
func (g *Graph) Figure(t *Text, f Figure) Found { return g.figure(t, f, t.Layer) }

// figure looks for a figure of t in what is above a layer.
func (g *Graph) figure(t *Text, figure Figure, layer atlas.Layer) Found {
	f := g.placeOf(t, figure)
	switch {
	case f.own:
		return Found{}
	case f.IsDate():
		return g.date(f, layer)
	}
	same, kin, sameValue := g.equals(f, layer)
	other := g.otherFigure(f, layer, same.ok)
	if same.ok && !remainder(t, f.Figure) {
		return g.weighUp(f, same, other)
	}
	list := g.countedList(f, layer)
	switch {
	case list.outweighs(g, f, other):
		return Found{At: list.text}
	case other.ok && !(kin.ok && kin.like.sum() > other.like.sum()):
		return g.disagrees(f, other)
	case kin.ok, list.kind == anyList, f.Spelled && f.Kind == Ranking, f.Value == "1":
		return Found{}
	case f.Spelled && !sameValue && atoi(f.Value) > 0 && atoi(f.Value) < spelledFrom:
		return Found{}
	}
	return Found{Verdict: Untraced}
}

// placeOf is the place of a figure of t.
func (g *Graph) placeOf(t *Text, f Figure) *place {
	places := g.figures.of(g.index.numberOf(t))
	i, _ := slices.BinarySearchFunc(places, f.First, func(p place, word int) int { return p.First - word })
	return &places[i]
}

// candidate is the best place of a sort, by how like it is.
type candidate struct {
	*place
	like  likeness
	ok    bool
	taken bool // another figure of the statement fits the place better
}

func (c *candidate) offer(p *place, l likeness) {
	if !c.ok || l.sum() > c.like.sum() {
		*c = candidate{place: p, like: l, ok: true}
	}
}

// Another figure is clearly closer to what a statement says when it is liker
// by this much, and by this share of how like the equal one's surroundings
// are; measured on packages.
const (
	clearly      = 0.7
	byShare      = 0.45
	clearlyTaken = 0.4
)

// weighUp decides between an equal figure and another one.
func (g *Graph) weighUp(f *place, same, other candidate) Found {
	margin := clearly + byShare*same.like.near
	if same.taken {
		same.like.near, margin = 0, clearlyTaken
	}
	if other.ok && other.like.sum()-same.like.sum() > margin {
		return g.disagrees(f, other)
	}
	return Found{Verdict: Traced, At: same.text, Other: *same.Figure}
}

func (g *Graph) disagrees(f *place, other candidate) Found {
	return Found{Disagrees, other.text, *other.Figure, g.sharedSubject(f.Figure, other)}
}

// equals finds the places with an equal figure: the best that counts the same,
// the best of those that count something else in a statement of the same
// matter, and whether any does.
func (g *Graph) equals(f *place, layer atlas.Layer) (same, kin candidate, sameValue bool) {
	like := comparison{g: g, f: f}
	for _, at := range g.figures.above(&g.figures.byValue, f.value, layer) {
		o := &g.figures.places[at]
		switch {
		case o.Kind != f.Kind && !f.equalsAcross(o.Figure), !sameUnit(f.Unit, o.Unit), dimension(f.Unit) != dimension(o.Unit) && !maybeMoney(f.Figure, o.Figure):
		case len(f.Of) == 0 || len(o.Of) == 0 || sharesAny(f.Of, o.Of) || hasLooseThing(f.Figure) && standTogether(f.Figure, o.Figure):
			same.offer(o, like.with(o))
		case o.Kind == f.Kind:
			sameValue = true
			if related(f.text, o.text) {
				kin.offer(o, like.with(o))
			}
		}
	}
	return same, kin, sameValue
}

// standTogether says whether a word stands by both of two figures.
func standTogether(a, b *Figure) bool {
	for range sharedNear(a.near, b.near) {
		return true
	}
	return false
}

// maybeMoney says whether one of two figures is a sum of money and the other
// may be the same one without its currency.
func maybeMoney(a, b *Figure) bool {
	return dimension(a.Unit)+dimension(b.Unit) == "money" && (len(a.Of) == 0 || len(b.Of) == 0 || sharesAny(a.Of, b.Of))
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
// of the same thing. Where none says so and no equal figure is known, it is
// one that stands by the same words.
func (g *Graph) otherFigure(f *place, layer atlas.Layer, equalKnown bool) (best candidate) {
	t := f.text
	like := comparison{g: g, f: f}
	differs := func(o *place) bool {
		return o.Kind == f.Kind && !o.own && dimension(o.Unit) == dimension(f.Unit) && (o.Value != f.Value || !sameUnit(f.Unit, o.Unit))
	}
	for _, thing := range f.things {
		for _, at := range g.figures.above(&g.figures.byThing, thing, layer) {
			o := &g.figures.places[at]
			if differs(o) && sameThing(f.Figure, o.Figure) {
				best.offer(o, like.with(o))
			}
		}
	}
	if equalKnown || !hasLooseThing(f.Figure) {
		return best
	}
	for _, at := range g.figures.above(&g.figures.byUnit, f.unit, layer) {
		o := &g.figures.places[at]
		if differs(o) && (len(f.Of) == 0 || len(o.Of) == 0) && related(t, o.text) {
			best.offer(o, like.with(o))
		}
	}
	for o := range g.nearby(f, layer) {
		if differs(o) && (len(f.Of) == 0 || len(o.Of) == 0) && (o.Value == f.Value || related(t, o.text)) {
			best.offer(o, like.with(o))
		}
	}
	return best
}

// tooCommon is how many figures may stand by a word before it tells nothing of
// which of them is meant.
const tooCommon = 64

// nearby yields, once each, the places that stand by a word that f stands by.
func (g *Graph) nearby(f *place, layer atlas.Layer) func(yield func(*place) bool) {
	return func(yield func(*place) bool) {
		var room [maxPlaces]int32
		seen := room[:0]
		for _, stem := range f.nearbies {
			places := g.figures.above(&g.figures.byNear, stem, layer)
			if len(places) > tooCommon {
				continue
			}
			for _, o := range places {
				if len(seen) >= maxPlaces || slices.Contains(seen, o) {
					continue
				}
				seen = append(seen, o)
				if !yield(&g.figures.places[o]) {
					return
				}
			}
		}
	}
}

// date looks for a date. One that stands upstream only with another matter,
// while this matter has another date there, disagrees. A range must stand
// there as a whole, unless its ends stand there and no other range does.
func (g *Graph) date(f *place, layer atlas.Layer) Found {
	t := f.text
	var same, other candidate
	like := comparison{g: g, f: f}
	for _, at := range g.figures.above(&g.figures.byValue, f.value, layer) {
		o := &g.figures.places[at]
		if o.IsDate() || o.equalsAcross(f.Figure) {
			same.offer(o, like.with(o))
		}
	}
	same.taken = same.ok && g.takenByTwin(f, same)
	offer := func(o *place) {
		if o.IsDate() && !o.carries(f.Figure) && !f.carries(o.Figure) && (f.Kind == Range) == (o.Kind == Range) {
			other.offer(o, like.with(o))
		}
	}
	for o := range g.nearby(f, layer) {
		offer(o)
	}
	if layer == t.Layer {
		for _, l := range g.support[f.number] {
			g.figures.datesOf(g.index.numberOf(l.To), offer)
		}
	}
	switch {
	case same.ok:
		return g.weighUp(f, same, other)
	case other.ok && related(t, other.text):
		return g.disagrees(f, other)
	case f.Kind == Range && g.hasEnds(f, layer), layer == atlas.ChangeLog && datesEntry(t, f.Figure):
		return Found{}
	}
	return Found{Verdict: Untraced}
}

// takenByTwin says whether the statement has the same date once more, and that
// one fits the place better: then the place does not speak for f.
func (g *Graph) takenByTwin(f *place, same candidate) bool {
	figures := g.figures.of(f.number)
	at := firstFigure(f.text.Figures, f.First)
	for i := max(0, at-maxTwins); i < min(len(figures), at+maxTwins); i++ {
		twin := &figures[i]
		if twin.Value == f.Value && twin.First != f.First && g.nearness(twin, same.place) > same.like.near {
			return true
		}
	}
	return false
}

// maxTwins is how many figures before and behind a date may be its twin.
const maxTwins = 8

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

var entryLabels = lexicon.Set("date dated updated update revised revision version entry created on last reviewed review normalized completed the of")

// hasEnds says whether both ends of a range of years stand upstream.
func (g *Graph) hasEnds(f *place, layer atlas.Layer) bool {
	from, to, _ := strings.Cut(f.Value, "–")
	stands := func(year string) bool {
		return slices.ContainsFunc(g.figures.above(&g.figures.byValue, g.index.symbols.of(year), layer), func(at int32) bool {
			o := &g.figures.places[at]
			return o.IsDate() && related(f.text, o.text)
		})
	}
	return from < to && stands(from) && stands(to)
}
