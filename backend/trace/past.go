package trace

import "slices"

// Past knows what an earlier version of a package names and counts, in any of
// its layers.
type Past struct{ graph *Graph }

// Past reads the layers of an earlier version of the package of g.
func (g *Graph) Past(layers Layers) Past {
	past := &Graph{Layers: layers, declared: g.declared, jurisdiction: g.jurisdiction}
	past.index = newIndex(past.Layers[:], nil)
	past.index.define(past.jurisdiction)
	return Past{past}
}

// HasName says whether the version has a name of t.
func (p Past) HasName(t *Text, n Name) bool {
	return p.graph.resolves(t.Words[n.First:n.Last+1], len(p.graph.index.texts))
}

// HasFigure says whether the version has the value of a figure.
func (p Past) HasFigure(f Figure) bool {
	return slices.ContainsFunc(p.graph.index.texts, func(t *Text) bool {
		return slices.ContainsFunc(t.Figures, func(o Figure) bool { return o.Kind == f.Kind && o.Value == f.Value })
	})
}
