package trace

import (
	"cmp"
	"slices"

	"atlasdesk/backend/atlas"
)

// What makes a derived statement carry another one down to the evidence.
const (
	directly = 0.3  // a statement with so much support of its own needs none between
	between  = 0.45 // the share of a statement that the one between must carry
	gained   = 0.15 // and how much more than the evidence itself
)

// through adds to the direct support of t what the derived statement above it
// that carries most of t rests on: a trust dimension may put in words of its own
// what a signal says in those of the evidence.
func (g *Graph) through(t *Text, direct []Link) []Link {
	if len(direct) > 0 && direct[0].Score >= directly {
		return direct
	}
	best, share := g.above(t)
	if best == nil || share < between || len(direct) > 0 && share < direct[0].Score+gained {
		return direct
	}
	out := slices.Clone(direct)
	for _, l := range g.Support(best) {
		if l.Through == nil && !slices.ContainsFunc(direct, func(d Link) bool { return d.To == l.To }) && share*l.Score >= minScore {
			out = append(out, Link{To: l.To, Score: share * l.Score, Through: best})
		}
	}
	slices.SortStableFunc(out, func(a, b Link) int { return cmp.Compare(b.Score, a.Score) })
	return out[:min(len(out), maxSupport)]
}

// above is the derived statement in the layers above t that carries most of
// it, the first among equals, and what share of t that is.
func (g *Graph) above(t *Text) (best *Text, share float64) {
	s := &g.scratch
	total, top, most := 0.0, int32(-1), 0.0
	for _, f := range g.index.rowOf(t).features {
		weight := g.evidence.weights[f]
		total += weight
		for _, at := range first(g.index.having.of(f)) {
			o := g.index.texts[at]
			if o.Layer >= t.Layer {
				break
			}
			if o.Layer == atlas.Evidence || !o.IsClaim() {
				continue
			}
			if s.text[at] == 0 {
				s.touched = append(s.touched, at)
			}
			s.text[at] += weight
		}
	}
	for _, at := range s.touched {
		if sum := s.text[at]; sum > most || sum == most && at < top {
			top, most = at, sum
		}
	}
	s.release(g.index.texts)
	if top < 0 {
		return nil, 0
	}
	return g.index.texts[top], min(most/total, 1)
}
