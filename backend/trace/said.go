package trace

import (
	"slices"

	"atlasdesk/backend/lexicon"
)

// saidOf is the run of words that a statement says of its name number i: what
// follows up to the end of the clause or the next name that has its own, and
// behind a preposition what goes before.
func (g *Graph) saidOf(t *Text, i int) Name {
	n := t.Names[i]
	end := clauseEnd(t.Words, t.Text, n.Last)
	object := false
	for _, next := range t.Names[i+1:] {
		if next.First >= end {
			break
		}
		own := t.Words[next.First].Gap == Comma || conjunctions[t.Words[next.First-1].Key] || accompanies(t, next.First)
		if own && !object {
			end = next.First
			break
		}
		object = object || !own
	}
	said := Name{n.Last + 1, end - 1}
	if n.First > 0 && introduces[t.Words[n.First-1].Key] {
		said.First = before(t, i)
	}
	return said
}

// before is the first of the words that lead to name number i: up to a mark or
// another name.
func before(t *Text, i int) int {
	first, from := t.Names[i].First, 0
	if i > 0 {
		from = t.Names[i-1].Last + 1
	}
	for first > from && t.Words[first].Gap < Comma {
		first--
	}
	return first
}

var (
	introduces = wordSet("of by through under in at with for from to within via")
	beside     = wordSet("together along alongside plus besides")
)

// accompanies says whether "together with" and the like stand before a word:
// what is said up to there is not said of what follows.
func accompanies(t *Text, i int) bool {
	return slices.ContainsFunc(t.Words[max(0, i-3):i], func(w Word) bool { return beside[w.Key] })
}

// listed says whether the names number i to j of t are items of one list.
func listed(t *Text, i, j int) bool {
	for k := i + 1; k <= j; k++ {
		from, to := t.Names[k-1].Last+1, t.Names[k].First
		if from == to && t.Words[to].Gap != Comma {
			return false
		}
		for _, w := range t.Words[from:to] {
			if !conjunctions[w.Key] && !isArticle(w) {
				return false
			}
		}
	}
	return true
}

// isEntity keeps out words that owe their capital to the beginning of the
// sentence, and parts of compounds.
func isEntity(t *Text, n Name) bool {
	if n.First > 0 && t.Words[n.First].Gap == Hyphen {
		return false
	}
	return n.First != n.Last || !opens(t.Words, n.First, t.Text) || !t.Words[n.First].English
}

// entities counts the names of t but for the jurisdiction's.
func (g *Graph) entities(t *Text) (n int) {
	for _, name := range t.Names {
		if isEntity(t, name) && !g.isJurisdiction(t.Words[name.First:name.Last+1]) {
			n += len(splitAt(t.Words[name.First:name.Last+1], conjunctions))
		}
	}
	return n
}

// said are the words that are said of a name, each by its weight.
type said struct {
	list     []weighed
	total    float64
	specific bool // one of them is no verb and no general word
}

const (
	generalWeight = 0.4 // how much a verb or a general word counts
	near          = 4   // words from a name on which one counts less and less
)

// featuresOf weighs the words of a run that are known upstream and say
// something, without those of the name n itself and of the jurisdiction.
func (g *Graph) featuresOf(t *Text, n, run Name) (out said) {
	limit := g.index.upstream(t.Layer)
	for i := run.First; i <= run.Last; i++ {
		w := &t.Words[i]
		if n.First <= i && i <= n.Last || w.Stem == "" || w.Voice || t.Denied[i] || g.isJurisdiction(t.Words[i:i+1]) || !g.index.hasStem(w.Stem, limit) ||
			slices.ContainsFunc(out.list, func(o weighed) bool { return o.stem == w.Stem }) {
			continue
		}
		weight := g.evidence.weight(w.Stem) * nearness(n, i)
		if general[w.Stem] || w.Kind == lexicon.Verb || w.Kind == lexicon.Adverb {
			weight *= generalWeight
		} else {
			out.specific = true
		}
		out.list = append(out.list, weighed{w.Stem, weight})
		out.total += weight
	}
	return out
}

// nearness is how surely a word belongs to a name: the farther from it, the
// less.
func nearness(n Name, word int) float64 {
	distance := max(n.First-word, word-n.Last)
	return 1 / (1 + max(0, float64(distance-near)/near))
}
