package trace

import (
	"cmp"
	"slices"
)

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
	beyondNames   = 0.6  // of it, the names in it apart
	sameSubject   = 0.5  // of whom it is said
	slack         = 5    // words that may stand between those of a thing
)

// Flipped finds what t asserts though the layers above say that it is not
// there, and do not say anywhere that it is.
func (g *Graph) Flipped(t *Text) []Contrary {
	limit := int32(g.index.upstream(t.Layer))
	var out []Contrary
	for _, n := range g.flippable(t, limit) {
		d := g.contraries.limits[n]
		w := g.stretch(t, d.thing, d.Last-d.First+slack)
		if w.share < deniedShare && (w.share < singularShare || !g.singular(t, d.Limit, w.stems, limit)) || len(w.stems) < 2 && len(d.thing) > 1 {
			continue
		}
		if d.narrowerThan(t, w) || d.negatedIn(t) || !g.beyondName(d.Limit, w.stems) || !g.sameContext(d.context, t) || g.deniesToo(t, w.stems) || g.assertedAbove(w.stems, w.last-w.first+slack, limit) {
			continue
		}
		if !slices.ContainsFunc(out, func(c Contrary) bool { return c.First <= w.last && w.first <= c.Last }) {
			out = append(out, Contrary{w.first, w.last, g.index.texts[d.text], d.First, d.Last})
		}
	}
	return out
}

// flippable lists the limits before limit of whose things t asserts enough, in
// order.
func (g *Graph) flippable(t *Text, limit int32) (out []int32) {
	x := g.contraries
	var touched []int32
	for _, word := range t.said { // t may be of another version, and unnumbered
		s := g.index.symbols.of(word)
		if s == none {
			continue
		}
		limits := x.flippableBefore(s, limit)
		if len(limits) == 0 || len(limits) > commonplace {
			continue
		}
		weight := g.evidence.weights[s]
		for _, n := range limits {
			if x.score[n] == 0 {
				touched = append(touched, n)
			}
			x.score[n] += weight
		}
	}
	for _, n := range touched {
		l := x.limits[n]
		if x.score[n] >= deniedShare*l.weight || x.score[n] >= singularShare*l.weight && g.singular(t, l.Limit, l.thing, limit) {
			out = append(out, n)
		}
		x.score[n] = 0
	}
	slices.Sort(out)
	return out
}

// flippableBefore lists the limits in texts before limit that can be flipped
// and whose thing has a stem.
func (x *contraryIndex) flippableBefore(stem, limit int32) []int32 {
	limits := x.things.of(stem)
	end, _ := slices.BinarySearchFunc(limits, limit, func(n, limit int32) int { return cmp.Compare(x.limits[n].text, limit) })
	return limits[:end]
}

func (g *Graph) weightOf(stems []string) (sum float64) { return g.evidence.weightOf(stems) }

// stretch is a run of words that asserts part of a thing.
type stretch struct {
	first, last int
	share       float64  // of the thing, by weight
	stems       []string // that it asserts, sorted
}

// stretch finds the words of t, reach apart at most, that assert most of a
// thing.
func (g *Graph) stretch(t *Text, thing []string, reach int) stretch {
	return g.stretchOf(t, thing, reach, func(i int) bool { return t.asserts[i] })
}

// stretchOf is stretch among the words that count.
func (g *Graph) stretchOf(t *Text, thing []string, reach int, counts func(word int) bool) stretch {
	var at []int
	for i, w := range t.Words {
		if counts(i) && slices.Contains(thing, w.Stem) {
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

// beyondName says whether the stems, some of a thing, are most of it also where
// the names in it do not count: a law is not yet what is denied of it.
func (g *Graph) beyondName(l *Limit, stems []string) bool {
	total, shared := 0.0, 0.0
	for _, s := range l.thing {
		if _, named := slices.BinarySearch(l.named, s); !named {
			w := g.evidence.weight(s)
			total += w
			if _, has := slices.BinarySearch(stems, s); has {
				shared += w
			}
		}
	}
	return shared >= beyondNames*total
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
	return slices.ContainsFunc(t.limits, func(l Limit) bool { return !l.depends && common(l.thing, stems) == len(stems) })
}

// singular says whether the stems, some of a denied thing, are enough of it
// though they are not most: nothing above asserts one of them, and t, which
// itself denies nothing, does.
func (g *Graph) singular(t *Text, d *Limit, stems []string, limit int32) bool {
	if d.Kind != Absent || len(stems) < 2 || slices.ContainsFunc(t.limits, func(l Limit) bool { return l.Kind == Absent }) {
		return false
	}
	return slices.ContainsFunc(stems, func(s string) bool {
		l := g.contraries.asserts(s)
		return !frameworkStems[s] && (len(l) == 0 || l[0] >= limit) && t.says(s)
	})
}

// says says whether t asserts a stem.
func (t *Text) says(stem string) bool {
	_, has := slices.BinarySearch(t.said, stem)
	return has
}

// assertedAbove says whether one statement before limit asserts all of the
// stems together.
func (g *Graph) assertedAbove(stems []string, reach int, limit int32) bool {
	for _, n := range rarest(g.contraries.asserts, stems) {
		if n >= limit {
			break
		}
		u := g.index.texts[n]
		if slices.ContainsFunc(stems, func(s string) bool { return !u.says(s) }) {
			continue
		}
		if w := g.stretch(u, stems, reach); len(w.stems) == len(stems) {
			return true
		}
	}
	return false
}

// rarest lists the texts of that of the stems which fewest have.
func rarest(having func(stem string) []int32, stems []string) []int32 {
	var out []int32
	for i, s := range stems {
		if l := having(s); i == 0 || len(l) < len(out) {
			out = l
		}
	}
	return out[:min(len(out), maxPlaces)]
}
