package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// Layers are the texts of a package, layer by layer.
type Layers [atlas.ChangeLog + 1][]Text

// Graph joins the statements of a package: what each one rests on, and what
// rests on it. It is immutable.
type Graph struct {
	Layers       Layers
	index        *index
	declared     aliases
	aliases      []Alias // as declared
	jurisdiction []Word
	evidence     *evidenceTable
	figures      *figureIndex
	contraries   *contraryIndex
	direct       [][]carrier // per text: see support
	support      [][]Link    // per text
	dependents   [][]Link    // per text
	scratch      scratch
	nameList     *nameList // see Near
	meant        senses    // of the words that its numbering began with, see paraphrases
}

// Link is one step of support between a derived statement and an evidence
// statement.
type Link struct {
	To *Text
	// Score is the share of the derived statement's content that To carries,
	// from 0 to 1, where a word counts the more the fewer evidence statements
	// have it.
	Score float64
	// Through is the derived statement between the two where they share too
	// little to be joined directly; nil where they are.
	Through *Text
}

// NewGraph joins the files of a package about the named jurisdiction, in which
// the aliases are equal to the names that they are declared for.
func NewGraph(layers Layers, jurisdiction string, declared []Alias) *Graph {
	return (&Graph{}).Next(layers, jurisdiction, declared)
}

// Next is NewGraph for a package of which g is an earlier version. What the two
// share is not counted again.
func (g *Graph) Next(layers Layers, jurisdiction string, declared []Alias) *Graph {
	n := newNames(layers, jurisdiction, declared, g.index)
	if g.index != nil && n.index.symbols.first == g.index.symbols.first {
		n.meant = g.meant
	}
	n.figures = newFigureIndex(n.index)
	n.scratch = newScratch(n.index, len(g.scratch.contexts))
	n.link(g)
	n.contraries = newContraryIndex(n.index, n.evidence)
	n.contraries.forms = newForms(n.index.longOf)
	return n
}

// newNames is a graph that knows names and nothing else.
func newNames(layers Layers, jurisdiction string, declared []Alias, before *index) *Graph {
	g := &Graph{Layers: layers, declared: newAliases(declared), aliases: declared, jurisdiction: withoutArticles(Words(jurisdiction))}
	g.index = newIndex(g.Layers[:], before)
	g.index.define(g.jurisdiction)
	return g
}

// Support lists the evidence that carries t, best first.
func (g *Graph) Support(t *Text) []Link { return g.linked(g.support, t) }

// Dependents lists the derived statements that rest on an evidence statement,
// in the order of the layers.
func (g *Graph) Dependents(evidence *Text) []Link { return g.linked(g.dependents, evidence) }

func (g *Graph) linked(links [][]Link, t *Text) []Link {
	if n, ok := g.index.number(t); ok {
		return links[n]
	}
	return nil
}

// hasLayer says whether g, if it is a graph of anything, has the very same texts
// in a layer.
func (g *Graph) hasLayer(layer atlas.Layer, layers Layers) bool {
	return g.index != nil && g.index.layers[layer].isOf(layers[layer])
}

// SameAbove says whether all that a claim of a layer can rest on, and all that
// tells what it is called, is the very same in g as in another graph.
func (g *Graph) SameAbove(o *Graph, layer atlas.Layer) bool {
	if !g.sameNames(o) {
		return false
	}
	if layer == atlas.Metadata && g.index.fieldsOf[layer]+o.index.fieldsOf[layer] > 0 && !o.hasLayer(layer, g.Layers) {
		return false // its claims may rest on its fields
	}
	for up := atlas.Evidence; up < layer; up++ {
		if !o.hasLayer(up, g.Layers) {
			return false
		}
	}
	return true
}

// SameLayer says whether a layer is the very same in g as in another graph, and
// what tells what it is called.
func (g *Graph) SameLayer(o *Graph, layer atlas.Layer) bool {
	return g.sameNames(o) && o.hasLayer(layer, g.Layers)
}

// sameNames says whether the two know the same other names for a name.
func (g *Graph) sameNames(o *Graph) bool {
	same := func(a, b Alias) bool { return a.Name == b.Name && slices.Equal(a.Also, b.Also) }
	return g.index.definitions == o.index.definitions && slices.EqualFunc(g.aliases, o.aliases, same) &&
		slices.EqualFunc(g.jurisdiction, o.jurisdiction, func(a, b Word) bool { return a.Key == b.Key })
}
