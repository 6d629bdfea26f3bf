package trace

import "slices"

// proof is how much of what a statement denies upstream must assert, by
// weight: at least one in a single statement and all in three, and unknown at
// the most nowhere; one denial above it must have less than denied.
type proof struct{ one, all, unknown, denied float64 }

// What is denied to be a fact is held against facts; what is denied to be
// signaled is put in the layer's own words.
var (
	plainly = proof{one: 0.45, all: 0.7, unknown: 0.15, denied: 0.5}
	broadly = proof{one: 0.2, all: 0.4, unknown: 0.5, denied: 0.8}
)

const (
	few       = 3   // stems, of which one statement must assert
	fewShare  = 0.9 // this much
	asserters = 3   // in how many statements an assertion is looked for
)

// Contradicted finds what t denies though the layers above assert it and none
// of them denies it.
func (g *Graph) Contradicted(t *Text) []Contrary {
	var out []Contrary
	limit := int32(g.index.upstream(t.Layer))
	for i := range t.limits {
		l := &t.limits[i]
		if l.Kind != Absent || l.Framework || l.partly {
			continue
		}
		all := l.thing
		if l.subject {
			all = union(l.thing, l.context)
		}
		need := plainly
		if l.reading {
			need = broadly
		}
		if len(all) < 2 || g.deniedAbove(all, limit, need.denied) || g.narrower(l.thing, all, limit, need.unknown) {
			continue
		}
		if at, ok := g.asserter(all, limit, need); ok && !g.isOver(l, at) {
			out = append(out, g.contrary(t, l, at))
		}
	}
	return out
}

// isOver says whether at tells the end of what l denies ("the pilot ended"), or
// that there is little of it.
func (g *Graph) isOver(l *Limit, at *Text) bool {
	s := g.stretch(at, l.thing, maxThing)
	for _, w := range at.Words[max(0, s.first-maxAdjectives):s.last] {
		if scarce[w.Key] && !slices.Contains(l.thing, w.Stem) {
			return true
		}
	}
	for i := s.last + 1; i < min(len(at.Words), s.last+maxSubject); i++ {
		if w := at.Words[i]; w.Gap == Break || at.asserts[i] && endings[w.Key] {
			return w.Gap != Break && !slices.Contains(l.thing, w.Stem)
		}
	}
	return false
}

var scarce = keySet("limited partial scarce sparse little minimal incomplete")

var endings = keySet("ended ends expired expires lapsed repealed abolished discontinued terminated ceased closed withdrawn retired dissolved replaced superseded")

// narrower says whether what is denied is narrower than what stands before
// limit: too much of it is asserted nowhere there.
func (g *Graph) narrower(thing, all []string, limit int32, most float64) bool {
	unknown := 0.0
	for _, s := range thing {
		if l := g.contraries.asserts(s); len(l) == 0 || l[0] >= limit {
			unknown += g.evidence.weight(s)
		}
	}
	return unknown > most*g.weightOf(all)
}

func union(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}

// contrary relates what l denies to the words of at that assert most of it.
func (g *Graph) contrary(t *Text, l *Limit, at *Text) Contrary {
	s := g.stretch(at, l.thing, maxThing)
	if s.share == 0 {
		s.last = len(at.Words) - 1
	}
	return Contrary{l.First, l.Last, at, s.first, s.last}
}

// deniesThis is how much of what another statement denies a thing must have for
// the denial to be one of it: "no list of ports" denies no port.
const deniesThis = 0.5

// deniedAbove says whether a statement before limit denies so much of a thing.
func (g *Graph) deniedAbove(thing []string, limit int32, share float64) bool {
	x := g.contraries
	enough := share * g.weightOf(thing)
	found := false
	for _, s := range thing {
		weight := g.evidence.weight(s)
		for _, n := range x.denies(s) {
			if x.limits[n].text >= limit {
				break
			}
			if x.limits[n].Kind != Bounded {
				x.score[n] += weight
				found = found || x.score[n] >= enough && g.shareOf(x.limits[n].thing, thing) >= deniesThis
			}
		}
	}
	for _, s := range thing {
		for _, n := range x.denies(s) {
			x.score[n] = 0
		}
	}
	return found
}

// first cuts a list of places that is too long to tell one from another.
func first(places []int32) []int32 { return places[:min(len(places), commonplace)] }

// asserter is the statement before limit that asserts most of the stems, if it
// and two others together assert nearly all.
func (g *Graph) asserter(stems []string, limit int32, need proof) (*Text, bool) {
	total := g.weightOf(stems)
	missing := slices.Clone(stems)
	best, covered := int32(-1), 0.0
	for range asserters {
		n, share := g.cover(missing, limit)
		if n < 0 {
			break
		}
		if best < 0 {
			best = n
			if share < need.one*total || len(stems) <= few && share < fewShare*total {
				return nil, false
			}
		}
		covered += share
		missing = slices.DeleteFunc(missing, func(s string) bool {
			_, has := slices.BinarySearch(g.contraries.asserts(s), n)
			return has
		})
	}
	if best < 0 || covered < need.all*total {
		return nil, false
	}
	return g.index.texts[best], true
}

// cover is the text before limit that asserts most of the stems, by weight; -1
// where none asserts any.
func (g *Graph) cover(stems []string, limit int32) (best int32, share float64) {
	best = -1
	score := g.contraries.share
	for _, s := range stems {
		weight := g.evidence.weight(s)
		for _, n := range first(g.contraries.asserts(s)) {
			if n >= limit {
				break
			}
			score[n] += weight
			if score[n] > share+1e-12 || score[n] > share-1e-12 && n < best {
				best, share = n, score[n]
			}
		}
	}
	for _, s := range stems {
		for _, n := range first(g.contraries.asserts(s)) {
			score[n] = 0
		}
	}
	return best, share
}
