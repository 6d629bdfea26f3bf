package trace

import "slices"

// contraryIndex answers which statements deny a thing and which assert it.
type contraryIndex struct {
	limits    []limitPlace
	denying   map[string][]int32 // stem → limits that have it, ascending
	asserting map[string][]int32 // stem of some limit → texts that assert it, ascending

	share []float64 // scratch of cover, per text
}

// limitPlace is a Limit with the index of its text.
type limitPlace struct {
	*Limit
	text int32
}

func newContraryIndex(texts []*Text) *contraryIndex {
	x := &contraryIndex{denying: map[string][]int32{}, asserting: map[string][]int32{}, share: make([]float64, len(texts))}
	for n, t := range texts {
		if !t.IsClaim() {
			continue
		}
		for i := range t.limits {
			for _, s := range union(t.limits[i].thing, t.limits[i].context) {
				x.denying[s] = append(x.denying[s], int32(len(x.limits)))
				x.asserting[s] = nil
			}
			x.limits = append(x.limits, limitPlace{&t.limits[i], int32(n)})
		}
	}
	for n, t := range texts {
		if !carriesClaims(t) {
			continue
		}
		for i, w := range t.Words {
			if !t.asserts[i] {
				continue
			}
			if l, known := x.asserting[w.Stem]; known && (len(l) == 0 || l[len(l)-1] != int32(n)) {
				x.asserting[w.Stem] = append(l, int32(n))
			}
		}
	}
	return x
}

// Contrary is an upstream statement that says the opposite of what a
// statement says of words[First:Last+1].
type Contrary struct {
	First, Last int
	At          *Text
	From, To    int // the words of At that say so
}

// Measured on packages and on edits of them.
const (
	deniedShare   = 0.75 // of a denied thing that a statement must assert to contradict it
	singularShare = 0.45 // of a denied thing that has words which nothing asserts
	sameSubject   = 0.5  // of whom it is said
	slack         = 5    // words that may stand between those of a thing
)

// Flipped finds what t asserts though the layers above say that it is not
// there, and do not say anywhere that it is.
func (g *Graph) Flipped(t *Text) []Contrary {
	x, limit := g.contraries, int32(g.index.upstream(t.Layer))
	var out []Contrary
	for _, n := range x.sharing(g, t) {
		d := x.limits[n]
		if d.text >= limit || d.plain || d.Kind == Bounded {
			continue
		}
		at := g.index.texts[d.text]
		w := g.stretch(t, d.thing, d.Last-d.First+slack)
		if d.negatedIn(t) {
			continue
		}
		if w.share < deniedShare && (w.share < singularShare || !g.singular(t, d.Limit, w.stems, limit)) || !g.sameContext(d.context, t) || g.deniesToo(t, w.stems) || g.assertedAbove(w.stems, w.last-w.first+slack, limit) {
			continue
		}
		if len(w.stems) < 2 && len(d.thing) > 1 {
			continue
		}
		if !slices.ContainsFunc(out, func(c Contrary) bool { return c.First <= w.last && w.first <= c.Last }) {
			out = append(out, Contrary{w.first, w.last, at, d.First, d.Last})
		}
	}
	return out
}

// sharing lists the limits with whose things t shares enough, in order.
func (x *contraryIndex) sharing(g *Graph, t *Text) []int32 {
	shared := map[int32]float64{}
	for _, s := range t.terms {
		if len(x.denying[s]) > commonplace {
			continue
		}
		weight := g.evidence.weight(s)
		for _, n := range x.denying[s] {
			shared[n] += weight
		}
	}
	var out []int32
	for n, weight := range shared {
		if weight >= singularShare*g.weightOf(x.limits[n].thing) {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func (g *Graph) weightOf(stems []string) (sum float64) {
	for _, s := range stems {
		sum += g.evidence.weight(s)
	}
	return sum
}

// stretch is a run of words that asserts part of a thing.
type stretch struct {
	first, last int
	share       float64  // of the thing, by weight
	stems       []string // that it asserts, sorted
}

// stretch finds the words of t, reach apart at most, that assert most of a
// thing.
func (g *Graph) stretch(t *Text, thing []string, reach int) stretch {
	var at []int
	for i, w := range t.Words {
		if t.asserts[i] && slices.Contains(thing, w.Stem) {
			at = append(at, i)
		}
	}
	total, best := g.weightOf(thing), stretch{}
	for i, first := range at {
		var stems []string
		last := first
		for _, place := range at[i:] {
			if place-first > reach || place > first && t.Words[place].Gap == Break {
				break
			}
			if s := t.Words[place].Stem; !slices.Contains(stems, s) {
				stems, last = append(stems, s), place
			}
		}
		if share := g.weightOf(stems) / total; share > best.share {
			slices.Sort(stems)
			best = stretch{first, last, share, stems}
		}
	}
	return best
}

// sameContext says whether a statement speaks of those of whom a thing is
// denied, if anybody.
func (g *Graph) sameContext(context []string, t *Text) bool {
	total, shared := 0.0, 0.0
	for _, s := range context {
		if !frameworkStems[s] {
			w := g.evidence.weight(s)
			total += w
			if _, has := slices.BinarySearch(t.terms, s); has {
				shared += w
			}
		}
	}
	return shared >= sameSubject*total
}

// negatedIn says whether t has a word of the thing behind "non-".
func (l *Limit) negatedIn(t *Text) bool {
	for i, w := range t.Words {
		if i > 0 && w.Gap == Hyphen && t.Words[i-1].Key == "non" && slices.Contains(l.thing, w.Stem) {
			return true
		}
	}
	return false
}

// deniesToo says whether t itself limits the thing somewhere.
func (g *Graph) deniesToo(t *Text, stems []string) bool {
	return slices.ContainsFunc(t.limits, func(l Limit) bool { return common(l.thing, stems) == len(stems) })
}

// singular says whether the stems are enough of a denied thing though they are
// not most of it: nothing above asserts one of them, and t, which itself denies
// nothing, does.
func (g *Graph) singular(t *Text, d *Limit, stems []string, limit int32) bool {
	if d.Kind != Absent || t.limiting || len(stems) < 2 || slices.ContainsFunc(t.limits, func(l Limit) bool { return l.Kind == Absent }) {
		return false
	}
	return slices.ContainsFunc(stems, func(s string) bool {
		l := g.contraries.asserting[s]
		return !frameworkStems[s] && (len(l) == 0 || l[0] >= limit)
	})
}

// assertedAbove says whether one statement before limit asserts all of the
// stems together.
func (g *Graph) assertedAbove(stems []string, reach int, limit int32) bool {
	for _, n := range g.rarest(stems) {
		if n >= limit {
			break
		}
		if w := g.stretch(g.index.texts[n], stems, reach); len(w.stems) == len(stems) {
			return true
		}
	}
	return false
}

// rarest lists the texts that assert that of the stems which fewest assert.
func (g *Graph) rarest(stems []string) []int32 {
	var out []int32
	for i, s := range stems {
		if l := g.contraries.asserting[s]; i == 0 || len(l) < len(out) {
			out = l
		}
	}
	return out[:min(len(out), maxPlaces)]
}
