package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// Turned is a statement that an edit turned into the opposite of what its
// layer said when it was committed last: words[First:Last+1] of Text. At is the
// statement above that says what the layer said; nil where none says so.
type Turned struct {
	Contrary
	Text   *Text
	Denies bool // it denies now what it asserted
}

// How much of what was asserted or denied an edited statement must turn to be
// reported, by weight. Measured on edits of packages.
const (
	sameMatter = 0.5 // of one statement, that the other has
	sameWords  = 0.9 // of it, where a word or two turn it as a whole
	turnedMost = 0.8
	newsAbove  = 0.4 // of a thing, that a new statement above has: it may have turned first
)

// maxNews is how many statements above may be new before nothing can be said of
// what turned first.
const maxNews = 256

// Turned compares the statements of a layer that changed since they were
// committed with those that they replaced, in the order of the layer. What the
// layers above have taken up in the meantime is no contradiction.
func (g *Graph) Turned(layer atlas.Layer, committed Layers) []Turned {
	added, removed := g.edited(layer, committed)
	if len(added) == 0 || len(removed) == 0 {
		return nil
	}
	replaced := newReplaced(removed, (*Text).stems)
	var news []*Text
	for _, up := range layer.Upstream() {
		news = append(news, missing(g.Layers[up], committed[up])...)
	}
	if len(news) > maxNews {
		return nil
	}
	var out []Turned
	for _, t := range added {
		old := replaced.by(g, t)
		if old == nil {
			continue
		}
		found := slices.Concat(g.turnedToDenial(t, old, news), g.turnedToAssertion(t, old, news))
		if len(found) == 0 {
			found = g.turnedAsAWhole(t, old, news)
		}
		for _, turned := range found {
			turned.Text = t
			out = append(out, turned)
		}
	}
	return out
}

// turnedToDenial finds what t denies and old asserted, which a statement above
// still bears out. An old statement that contradicted the layers above was
// mended.
func (g *Graph) turnedToDenial(t, old *Text, news []*Text) (out []Turned) {
	if len(g.Flipped(old)) > 0 {
		return nil
	}
	limit := int32(g.index.upstream(t.Layer))
	undenied := old.undenied()
	for i := range t.limits {
		l := &t.limits[i]
		if l.Kind == Bounded {
			continue
		}
		all := l.thing
		if l.subject {
			all = union(l.thing, l.context)
		}
		if g.shareOf(all, undenied) < turnedMost || limitsMost(g, old, l.thing) || g.told(all, news) || g.deniedAbove(all, limit, turnedMost) {
			continue
		}
		if at, ok := g.asserter(all, limit, faintly); ok {
			out = append(out, Turned{Contrary: g.contrary(t, l, at), Denies: true})
		} else if g.rests(old) || g.standsAbove(old, limit) {
			out = append(out, Turned{Contrary: Contrary{First: l.First, Last: l.Last}, Denies: true})
		}
	}
	return out
}

// faintly is what above must say of a thing that the layer itself asserted.
var faintly = proof{one: 0.2, all: 0.4}

// turnedToAssertion finds what t asserts, old denied, and no statement above
// asserts.
func (g *Graph) turnedToAssertion(t, old *Text, news []*Text) (out []Turned) {
	limit := int32(g.index.upstream(t.Layer))
	for i := range old.limits {
		l := &old.limits[i]
		if l.Kind == Bounded || l.Framework && l.plain && len(l.context) == 0 {
			continue
		}
		thing, reach := l.thing, l.Last-l.First+slack
		if l.plain {
			thing, reach = union(l.thing, l.context), reach+maxSubject // "is not in operation"
		}
		w := g.stretchOf(t, thing, reach, func(i int) bool { return !t.Denied[i] })
		if w.share < turnedMost || g.stillLimits(t, old, w.stems) || g.says(old, w.stems, w.last-w.first+slack) {
			continue
		}
		if g.told(thing, news) || g.takenUp(t, w.first, w.last, sameMatter) {
			continue
		}
		c := Contrary{First: w.first, Last: w.last}
		if d, ok := g.denierOf(thing, limit); ok {
			c.At, c.From, c.To = g.index.texts[d.text], d.First, d.Last
		}
		out = append(out, Turned{Contrary: c})
	}
	return out
}

// turnedAsAWhole compares two statements of the same words, of which one denies
// what the other does not. An edit that repairs a contradiction is none.
func (g *Graph) turnedAsAWhole(t, old *Text, news []*Text) []Turned {
	if g.shareOf(t.terms, old.terms) < sameWords || g.shareOf(old.terms, t.terms) < sameWords || g.told(t.terms, news) {
		return nil
	}
	if run, ok := newly(t, old, true); ok && g.rests(old) && len(g.Flipped(old)) == 0 {
		return []Turned{{Contrary: run, Denies: true}}
	}
	if run, ok := newly(t, old, false); ok && !g.takenUp(t, run.First, run.Last, sameWords) {
		return []Turned{{Contrary: run}}
	}
	return nil
}

// newly is the first run of words that t only denies and old only asserted, or
// the other way round.
func newly(t, old *Text, denied bool) (run Contrary, ok bool) {
	was, other, now := old.stemsWhere(!denied), old.stemsWhere(denied), t.stemsWhere(!denied)
	for i, w := range t.Words {
		if t.Denied[i] != denied || w.Stem == "" || w.Voice {
			continue
		}
		if has(was, w.Stem) && !has(other, w.Stem) && !has(now, w.Stem) {
			if !ok {
				run.First = i
			}
			run.Last, ok = i, true
		} else if ok {
			break
		}
	}
	return run, ok
}

func has(sorted []string, s string) bool {
	_, found := slices.BinarySearch(sorted, s)
	return found
}

// stillLimits says whether t itself limits a thing: denies it somewhere, or
// hedges it where old hedged nothing.
func (g *Graph) stillLimits(t, old *Text, stems []string) bool {
	hedges := func(l Limit) bool { return l.Kind == Bounded }
	hedged := slices.ContainsFunc(old.limits, hedges)
	return slices.ContainsFunc(t.limits, func(l Limit) bool {
		return !(hedged && hedges(l)) && common(l.thing, stems) == len(stems)
	})
}

// undenied are the distinct stems of what t does not deny, sorted.
func (t *Text) undenied() []string { return t.stemsWhere(false) }

// stemsWhere are the distinct stems of what t denies, or does not, sorted.
func (t *Text) stemsWhere(denied bool) (stems []string) {
	for i, w := range t.Words {
		if w.Stem != "" && !w.Voice && t.Denied[i] == denied {
			stems = append(stems, w.Stem)
		}
	}
	slices.Sort(stems)
	return slices.Compact(stems)
}

// takenUp says whether a statement above t asserts words[first:last+1] of it, and
// the given share of what stands around them.
func (g *Graph) takenUp(t *Text, first, last int, share float64) bool {
	stems := stemsOf(t.Words, first, last+1)
	around := stemsOf(t.Words, max(0, first-slack), min(len(t.Words), last+1+slack))
	return g.assertedWith(stems, around, share, g.index.upstream(t.Layer))
}

// assertedWith says whether a statement before limit asserts all of the stems,
// and a share of others.
func (g *Graph) assertedWith(stems, around []string, share float64, limit int) bool {
	having := func(stem string) []int32 { return g.index.having.of(g.index.symbols.of(stem)) }
	for _, n := range first(rarest(having, stems)) {
		if int(n) >= limit {
			break
		}
		u := g.index.texts[n]
		if common(stems, u.said) == len(stems) && g.shareOf(around, u.said) >= share {
			return true
		}
	}
	return false
}

// restsOn is how much of a statement one of the evidence must carry for it to
// have been a reading of it.
const restsOn = 0.2

// rests says whether a statement rests on the evidence.
func (g *Graph) rests(t *Text) bool {
	known := make([]int32, 0, len(t.features))
	for _, f := range t.features {
		if n := g.index.symbols.of(f); n != none {
			known = append(known, n)
		}
	}
	carriers := g.evidence.support(known)
	return len(carriers) > 0 && carriers[0].score >= restsOn
}

// standsAbove says whether most of what a statement says stands before limit.
func (g *Graph) standsAbove(t *Text, limit int32) bool {
	known := 0.0
	for _, f := range t.features {
		if g.index.hasStem(f, int(limit)) {
			known += g.evidence.weight(f)
		}
	}
	return known >= sameMatter*g.weightOf(t.features)
}

// says says whether one stretch of t asserts all of the stems.
func (g *Graph) says(t *Text, stems []string, reach int) bool {
	return len(stems) > 0 && len(g.stretch(t, stems, reach).stems) == len(stems)
}

// limitsMost says whether one limit of t has most of a thing.
func limitsMost(g *Graph, t *Text, thing []string) bool {
	return slices.ContainsFunc(t.limits, func(l Limit) bool { return g.shareOf(thing, l.thing) >= newsAbove })
}

// told says whether one of the statements has so much of a thing that it may
// have changed what is known of it.
func (g *Graph) told(thing []string, news []*Text) bool {
	return slices.ContainsFunc(news, func(t *Text) bool { return t.IsClaim() && g.shareOf(thing, t.terms) >= newsAbove })
}

// denierOf is the limit before limit that has most of a thing, if that is at
// least half.
func (g *Graph) denierOf(thing []string, limit int32) (best limitPlace, ok bool) {
	x, most := g.contraries, sameSubject*g.weightOf(thing)
	var touched []int32
	for _, s := range thing {
		weight := g.evidence.weight(s)
		for _, n := range x.denies(s) {
			if x.limits[n].text >= limit {
				break
			}
			if x.limits[n].Kind == Bounded {
				continue
			}
			if x.score[n] == 0 {
				touched = append(touched, n)
			}
			x.score[n] += weight
		}
	}
	slices.Sort(touched)
	for _, n := range touched {
		if x.score[n] >= most {
			best, most, ok = x.limits[n], x.score[n]+1e-12, true
		}
		x.score[n] = 0
	}
	return best, ok
}
