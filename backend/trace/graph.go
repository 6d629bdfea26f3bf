package trace

import (
	"cmp"
	"math"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

// Graph joins the statements of a package: what each one rests on, and what
// rests on it. It is immutable.
type Graph struct {
	Layers       [atlas.ChangeLog + 1][]Text
	index        *index
	defined      map[string]bool
	jurisdiction string
	evidence     *evidenceTable
	figured      [atlas.ChangeLog + 1][]*Text // per layer: what above it has figures
	support      map[*Text][]Link
	dependents   map[*Text][]Link
}

// Link is one step of support between a derived statement and an evidence
// statement.
type Link struct {
	To *Text
	// Score is the share of the derived statement's content that To carries,
	// from 0 to 1, where a word counts the more the fewer evidence statements
	// have it.
	Score float64
}

// NewGraph joins the files of a package about the named jurisdiction.
func NewGraph(layers [atlas.ChangeLog + 1][]Text, jurisdiction string) *Graph {
	g := &Graph{Layers: layers, jurisdiction: joinKeys(Words(jurisdiction))}
	g.index = newIndex(g.Layers[:])
	g.defined = definitions(g.index.texts)
	g.figured = withFigures(g.index)
	g.link()
	return g
}

// Support lists the evidence that carries t, best first.
func (g *Graph) Support(t *Text) []Link { return g.support[t] }

// Dependents lists the derived statements that rest on an evidence statement,
// in the order of the layers.
func (g *Graph) Dependents(evidence *Text) []Link { return g.dependents[evidence] }

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
func (g *Graph) link() {
	g.evidence = newEvidenceTable(g.Layers[atlas.Evidence])
	g.support, g.dependents = map[*Text][]Link{}, map[*Text][]Link{}
	for layer := atlas.Signals; layer <= atlas.ChangeLog; layer++ {
		for i := range g.Layers[layer] {
			t := &g.Layers[layer][i]
			if t.Kind != statement.Claim {
				continue
			}
			links := g.evidence.support(t)
			g.support[t] = links
			for _, l := range links {
				g.dependents[l.To] = append(g.dependents[l.To], Link{t, l.Score})
			}
		}
	}
}

type evidenceTable struct {
	texts  []*Text
	having map[string][]int // feature → texts that have it
}

func newEvidenceTable(texts []Text) *evidenceTable {
	e := &evidenceTable{having: map[string][]int{}}
	for i := range texts {
		if t := &texts[i]; t.Kind == statement.Claim {
			for _, f := range t.features {
				e.having[f] = append(e.having[f], len(e.texts))
			}
			e.texts = append(e.texts, t)
		}
	}
	return e
}

// features are the distinct stems and figures of a statement.
func features(words []Word, figures []Figure) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if w.Stem != "" && !w.Voice {
			out = append(out, w.Stem)
		}
	}
	for _, f := range figures {
		out = append(out, f.Value)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (e *evidenceTable) weight(feature string) float64 {
	return math.Log(1 + float64(len(e.texts))/float64(max(1, len(e.having[feature]))))
}

// support picks the statement that carries most of t, then those that add
// most of what is still uncovered.
func (e *evidenceTable) support(t *Text) []Link {
	features := t.features
	weights := make([]float64, len(features))
	total := 0.0
	for i, f := range features {
		weights[i] = e.weight(f)
		total += weights[i]
	}
	if total == 0 {
		return nil
	}
	score := make([]float64, len(e.texts))
	for i, f := range features {
		for _, n := range e.having[f] {
			score[n] += weights[i] / total
		}
	}
	return e.pick(features, weights, score, total)
}

func (e *evidenceTable) pick(features []string, weights, score []float64, total float64) []Link {
	var out []Link
	gain := slices.Clone(score)
	covered := make([]bool, len(features))
	for len(out) < maxSupport {
		best := maxIndex(gain)
		if best < 0 || score[best] < minScore || gain[best] < minAddition {
			break
		}
		out = append(out, Link{e.texts[best], min(score[best], 1)})
		for i, f := range features {
			if !covered[i] && slices.Contains(e.having[f], best) {
				covered[i] = true
				for _, n := range e.having[f] {
					gain[n] -= weights[i] / total
				}
			}
		}
		gain[best] = 0
	}
	slices.SortStableFunc(out, func(a, b Link) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

func maxIndex(values []float64) int {
	best := -1
	for i, v := range values {
		if best < 0 || v > values[best]+1e-12 {
			best = i
		}
	}
	return best
}
