package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// link scores every derived claim against the evidence by the weight of the
// stems and figures that they share, weight being the inverse document
// frequency over the evidence (Spärck Jones, 1972).
func (g *Graph) link(before *Graph) {
	g.evidence = newEvidenceTable(g.index, g.Layers[atlas.Evidence])
	g.direct, g.support = make([][]carrier, len(g.index.texts)), make([][]Link, len(g.index.texts))
	altered, kept := g.alteredFeatures(before)
	same := before.hasLayer(atlas.Evidence, g.Layers) // and all layers down to this one
	for l := atlas.Signals; l <= atlas.ChangeLog; l++ {
		first, end := g.index.firstOf[l], g.index.firstOf[l+1]
		if same = same && before.hasLayer(l, g.Layers); same {
			copy(g.direct[first:end], before.direct[before.index.firstOf[l]:])
			copy(g.support[first:end], before.support[before.index.firstOf[l]:])
			continue
		}
		if kept {
			g.keepDirect(l, before, altered)
		}
		all := 0
		for n := first; n < end; n++ {
			if g.direct[n] == nil && g.index.texts[n].IsClaim() {
				g.direct[n] = g.evidence.support(g.index.rows[n].features)
			}
			all += len(g.direct[n])
		}
		room := make([]Link, 0, all)
		for n := first; n < end; n++ {
			if t := g.index.texts[n]; t.IsClaim() {
				start := len(room)
				room = g.evidence.appendLinks(room, g.direct[n])
				g.support[n] = g.through(t, slices.Clip(room[start:]))
			}
		}
	}
	g.turnLinks()
}

// alteredFeatures is the set of features that other evidence statements have
// than before; it is not ok where nothing can be kept of what was before. What
// a statement without any of them rests on directly has not changed.
func (g *Graph) alteredFeatures(before *Graph) (altered marks, ok bool) {
	if !g.index.extends || len(before.evidence.texts) != len(g.evidence.texts) {
		return marks{}, false
	}
	altered = newMarks(g.index.symbols.len())
	for i, t := range g.evidence.texts {
		now, was := g.index.rowOf(t), before.index.rowOf(before.evidence.texts[i])
		if now == was {
			continue
		}
		g.markMissing(&altered, now.features, was.features)
		g.markMissing(&altered, was.features, now.features)
	}
	return altered, true
}

// markMissing marks the symbols that are not among others.
func (g *Graph) markMissing(m *marks, symbols, others []int32) {
	known := &g.scratch.stems
	known.clear()
	for _, s := range others {
		known.add(s)
	}
	for _, s := range symbols {
		if !known.has(s) {
			m.add(s)
		}
	}
}

// keepDirect takes over what the texts of a layer that were there before rest on
// directly, but for those with an altered feature.
func (g *Graph) keepDirect(layer atlas.Layer, before *Graph, altered marks) {
	same, was := Unchanged(g.Layers[layer], before.Layers[layer])
	for i := range g.Layers[layer] {
		old := i
		if !same {
			old = was[i]
		}
		n := g.index.numberOf(&g.Layers[layer][i])
		if old >= 0 && !slices.ContainsFunc(g.index.rows[n].features, altered.has) {
			g.direct[n] = before.direct[before.index.numberOf(&before.Layers[layer][old])]
		}
	}
}

// turnLinks finds the dependents: the links the other way round.
func (g *Graph) turnLinks() {
	counts, all := make([]int, len(g.index.texts)), 0
	for _, links := range g.support {
		for _, l := range links {
			counts[g.index.numberOf(l.To)]++
			all++
		}
	}
	room := make([]Link, all)
	g.dependents = make([][]Link, len(g.index.texts))
	for n, count := range counts {
		g.dependents[n], room = room[:0:count], room[count:]
	}
	for n, links := range g.support {
		for _, l := range links {
			to := g.index.numberOf(l.To)
			g.dependents[to] = append(g.dependents[to], Link{To: g.index.texts[n], Score: l.Score, Through: l.Through})
		}
	}
}
