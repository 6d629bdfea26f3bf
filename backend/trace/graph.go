package trace

import (
	"cmp"
	"math"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/statement"
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
	support      [][]Link // per text
	dependents   [][]Link // per text
	scratch      scratch
	nameList     *nameList               // see Near
	meant        map[lexicon.Sense]int32 // see paraphrases
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
	n.figures = newFigureIndex(n.index)
	n.scratch = newScratch(n.index)
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

// Limits of support: a statement is shown the few that carry it, and one that
// shares hardly anything is not shown.
const (
	maxSupport  = 8
	minScore    = 0.12
	minAddition = 0.06 // what a further statement must add to those before it
	maxReasons  = 6
)

// link scores every derived claim against the evidence by the weight of the
// stems and figures that they share, weight being the inverse document
// frequency over the evidence (Spärck Jones, 1972).
func (g *Graph) link(before *Graph) {
	g.evidence = newEvidenceTable(g.index, g.Layers[atlas.Evidence])
	g.support = make([][]Link, len(g.index.texts))
	if !before.hasLayer(atlas.Evidence, g.Layers) {
		before = &Graph{}
	}
	same := true // this layer, and all derived ones above it
	for l := atlas.Signals; l <= atlas.ChangeLog; l++ {
		first, end := g.index.firstOf[l], g.index.firstOf[l+1]
		if same = same && before.hasLayer(l, g.Layers); same {
			copy(g.support[first:end], before.support[before.index.firstOf[l]:])
			continue
		}
		for n := first; n < end; n++ {
			if t := g.index.texts[n]; t.IsClaim() {
				g.support[n] = g.through(t, g.evidence.support(g.index.rows[n].features))
			}
		}
	}
	g.turnLinks()
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

// hasLayer says whether g, if it is a graph of anything, has the very same texts
// in a layer.
func (g *Graph) hasLayer(layer atlas.Layer, layers Layers) bool {
	return g.index != nil && g.index.layers[layer].isOf(layers[layer])
}

// evidenceTable is the evidence as a table of features.
type evidenceTable struct {
	symbols *numbering
	texts   []*Text
	having  postings  // feature → texts that have it, ascending
	weights []float64 // per symbol, see weight
	// rarities are the weights of what 0, 1, 2, … texts have: a statement asks
	// for them so often that the logarithm shows.
	rarities []float64

	// Scratch of support, kept between its calls: per text its score and what
	// it would still add.
	score, gain []float64
	touched     []int32
}

func newEvidenceTable(x *index, texts []Text) *evidenceTable {
	e := &evidenceTable{symbols: x.symbols}
	for i := range texts {
		if texts[i].Kind == statement.Claim {
			e.texts = append(e.texts, &texts[i])
		}
	}
	e.having = newPostings(x.symbols.len(), func(yield func(text int32, features []int32) bool) {
		for i, t := range e.texts {
			if !yield(int32(i), x.rowOf(t).features) {
				return
			}
		}
	})
	e.rarities = make([]float64, max(len(e.texts), 1)+1)
	for n := 1; n < len(e.rarities); n++ {
		e.rarities[n] = math.Log(1 + float64(len(e.texts))/float64(n))
	}
	e.weights = make([]float64, x.symbols.len())
	once := e.rarity(1)
	for s := range e.weights {
		e.weights[s] = once
		if n := len(e.having.of(int32(s))); n > 1 {
			e.weights[s] = e.rarity(n)
		}
	}
	e.score, e.gain = make([]float64, len(e.texts)), make([]float64, len(e.texts))
	return e
}

// features are the distinct stems and figures of a statement.
func features(terms []string, figures []Figure) []string {
	if len(figures) == 0 {
		return terms
	}
	out := append(make([]string, 0, len(terms)+len(figures)), terms...)
	for _, f := range figures {
		out = append(out, f.Value)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// terms are the distinct stems of words that are no voice.
func terms(words []Word) []string {
	n := 0
	for i := range words {
		if isTerm(&words[i]) {
			n++
		}
	}
	out := make([]string, 0, n)
	for i := range words {
		if isTerm(&words[i]) {
			out = append(out, words[i].Stem)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func isTerm(w *Word) bool { return w.Stem != "" && !w.Voice }

// weight is the inverse document frequency of a feature over the evidence.
func (e *evidenceTable) weight(feature string) float64 {
	if s := e.symbols.of(feature); s != none {
		return e.weights[s]
	}
	return e.rarity(1)
}

func (e *evidenceTable) weightOf(features []string) (sum float64) {
	for _, f := range features {
		sum += e.weight(f)
	}
	return sum
}

// sum is weightOf for symbols.
func (e *evidenceTable) sum(features []int32) (sum float64) {
	for _, f := range features {
		sum += e.weights[f]
	}
	return sum
}

// rarity is the weight of what n evidence statements have, n from 1.
func (e *evidenceTable) rarity(n int) float64 { return e.rarities[n] }

// commonplace is how many evidence statements may have a feature before it
// tells nothing of which of them is meant.
const commonplace = 512

// support picks the statement that carries most of the features, then those
// that add most of what is still uncovered.
func (e *evidenceTable) support(features []int32) []Link {
	total := 0.0
	for _, f := range features {
		total += e.weights[f]
	}
	e.touched = e.touched[:0]
	for _, f := range features {
		having, share := e.telling(f), e.weights[f]/total
		for _, n := range having {
			if e.score[n] == 0 {
				e.touched = append(e.touched, n)
			}
			e.score[n] += share
			e.gain[n] = e.score[n]
		}
	}
	slices.Sort(e.touched)
	out := e.pick(features, total)
	for _, n := range e.touched {
		e.score[n], e.gain[n] = 0, 0
	}
	return out
}

// telling lists the texts that have a feature, none where too many have it.
func (e *evidenceTable) telling(feature int32) []int32 {
	if having := e.having.of(feature); len(having) <= commonplace {
		return having
	}
	return nil
}

func (e *evidenceTable) pick(features []int32, total float64) []Link {
	var out []Link
	covered := make([]bool, len(features))
	for len(out) < maxSupport {
		best := e.mostGain()
		if best < 0 || e.score[best] < minScore || e.gain[best] < minAddition {
			break
		}
		out = append(out, Link{To: e.texts[best], Score: min(e.score[best], 1)})
		for i, f := range features {
			if covered[i] {
				continue
			}
			having := e.telling(f)
			if _, has := slices.BinarySearch(having, best); has {
				covered[i] = true
				for _, n := range having {
					e.gain[n] -= e.weights[f] / total
				}
			}
		}
		e.gain[best] = 0
	}
	slices.SortStableFunc(out, func(a, b Link) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// mostGain is the text that adds most, the first among equals; -1 for none.
// The margin keeps rounding from deciding between equals.
func (e *evidenceTable) mostGain() int32 {
	best := int32(-1)
	for _, n := range e.touched {
		if best < 0 || e.gain[n] > e.gain[best]+1e-12 {
			best = n
		}
	}
	return best
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

// Unchanged says whether the texts of a layer are the very same as before, and
// otherwise where each of them stood then; -1 for one that is new.
func Unchanged(now, before []Text) (same bool, was []int) {
	if len(now) == len(before) && (len(now) == 0 || &now[0] == &before[0]) {
		return true, nil
	}
	was = make([]int, len(now))
	first, end := 0, len(now)
	for ; first < end && first < len(before) && now[first].isLike(&before[first]); first++ {
		was[first] = first
	}
	moved := len(before) - len(now)
	for ; first < end && first < end+moved && now[end-1].isLike(&before[end-1+moved]); end-- {
		was[end-1] = end - 1 + moved
	}
	at := map[*Word]int{}
	for i := first; i < end+moved; i++ {
		if words := before[i].Words; len(words) > 0 {
			at[&words[0]] = i
		}
	}
	for i := first; i < end; i++ {
		was[i] = -1
		if words := now[i].Words; len(words) > 0 {
			if old, ok := at[&words[0]]; ok && before[old].Kind == now[i].Kind {
				was[i] = old
			}
		}
	}
	return false, was
}

// isLike says whether t has the very same claims as another text.
func (t *Text) isLike(o *Text) bool {
	return len(t.Words) > 0 && len(o.Words) > 0 && &t.Words[0] == &o.Words[0] && t.Kind == o.Kind
}
