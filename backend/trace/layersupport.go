package trace

import (
	"cmp"
	"slices"

	"atlasdesk/backend/atlas"
)

// maxDependents is how many claims of a layer are asked what they rest on when
// it is known of one above what rests on it.
const maxDependents = 32

// SupportIn lists the claims of a layer above t that carry it, best first; of
// the evidence it is Support.
func (g *Graph) SupportIn(t *Text, layer atlas.Layer) []Link {
	if layer == atlas.Evidence || layer >= t.Layer {
		return slices.DeleteFunc(slices.Clone(g.Support(t)), func(l Link) bool { return l.To.Layer != layer })
	}
	features := g.index.rowOf(t).features
	total := g.evidence.sum(features)
	score := map[int32]float64{}
	having := make([][]int32, len(features))
	for i, f := range features {
		having[i] = g.claimsWith(f, layer)
		for _, at := range having[i] {
			score[at] += g.evidence.weights[f] / total
		}
	}
	return g.pickFrom(score, having, func(i int) float64 { return g.evidence.weights[features[i]] / total })
}

// claimsWith lists the claims of a layer that have a feature, none where too
// many have it.
func (g *Graph) claimsWith(feature int32, layer atlas.Layer) (out []int32) {
	all := g.index.having.of(feature)
	from, _ := slices.BinarySearch(all, int32(g.index.firstOf[layer]))
	to, _ := slices.BinarySearch(all, int32(g.index.firstOf[layer+1]))
	if to-from > commonplace {
		return nil
	}
	for _, at := range all[from:to] {
		if g.index.texts[at].IsClaim() {
			out = append(out, at)
		}
	}
	return out
}

// pickFrom picks the claim with the highest score, then those that add most of
// what is still uncovered; having lists, per feature, the claims with it.
func (g *Graph) pickFrom(score map[int32]float64, having [][]int32, share func(feature int) float64) (out []Link) {
	gain := make(map[int32]float64, len(score))
	order := make([]int32, 0, len(score))
	for at, s := range score {
		gain[at] = s
		if s >= minScore {
			order = append(order, at)
		}
	}
	slices.Sort(order)
	for len(out) < maxSupport {
		best := int32(-1)
		for _, at := range order {
			if best < 0 || gain[at] > gain[best]+1e-12 {
				best = at
			}
		}
		if best < 0 || gain[best] < minAddition {
			break
		}
		out = append(out, Link{To: g.index.texts[best], Score: min(score[best], 1)})
		for i, texts := range having {
			if _, has := slices.BinarySearch(texts, best); has {
				for _, at := range texts {
					gain[at] -= share(i)
				}
				having[i] = nil // it is covered
			}
		}
		gain[best] = 0
	}
	slices.SortStableFunc(out, func(a, b Link) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// DependentsIn lists the claims of a layer below t that rest on it, in their
// order; those that share most with it where there are many.
func (g *Graph) DependentsIn(t *Text, layer atlas.Layer) []Link {
	if t.Layer == atlas.Evidence || layer <= t.Layer {
		return slices.DeleteFunc(slices.Clone(g.Dependents(t)), func(l Link) bool { return l.To.Layer != layer })
	}
	shared := map[int32]float64{}
	for _, f := range g.index.rowOf(t).features {
		for _, at := range g.claimsWith(f, layer) {
			shared[at] += g.evidence.weights[f]
		}
	}
	candidates := make([]int32, 0, len(shared))
	for at, weight := range shared {
		if weight >= minScore*g.evidence.sum(g.index.rows[at].features) {
			candidates = append(candidates, at)
		}
	}
	slices.SortFunc(candidates, func(a, b int32) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	candidates = candidates[:min(len(candidates), maxDependents)]
	slices.Sort(candidates)
	var out []Link
	for _, at := range candidates {
		for _, l := range g.SupportIn(g.index.texts[at], t.Layer) {
			if l.To == t {
				out = append(out, Link{To: g.index.texts[at], Score: l.Score})
			}
		}
	}
	return out
}
