package trace

import (
	"cmp"
	"math"
	"slices"

	"atlasdesk/backend/statement"
)

// Limits of support: a statement is shown the few that carry it, and one that
// shares hardly anything is not shown.
const (
	maxSupport  = 8
	minScore    = 0.12
	minAddition = 0.06 // what a further statement must add to those before it
	maxReasons  = 6
)

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
	e.having = newPostings(x.symbols.len(), func(yield func(text int, features []int32) bool) {
		for i, t := range e.texts {
			if !yield(i, x.rowOf(t).features) {
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

// carrier is an evidence statement, by its place in the table, that carries a
// statement, and its score.
type carrier struct {
	at    int32
	score float64
}

// appendLinks adds the carriers as links.
func (e *evidenceTable) appendLinks(out []Link, carriers []carrier) []Link {
	for _, c := range carriers {
		out = append(out, Link{To: e.texts[c.at], Score: c.score})
	}
	return out
}

// support picks the statement that carries most of the features, then those
// that add most of what is still uncovered.
func (e *evidenceTable) support(features []int32) []carrier {
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

func (e *evidenceTable) pick(features []int32, total float64) []carrier {
	out := []carrier{}
	covered := make([]bool, len(features))
	for len(out) < maxSupport {
		best := e.mostGain()
		if best < 0 || e.score[best] < minScore || e.gain[best] < minAddition {
			break
		}
		out = append(out, carrier{best, min(e.score[best], 1)})
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
	slices.SortStableFunc(out, func(a, b carrier) int { return cmp.Compare(b.score, a.score) })
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
