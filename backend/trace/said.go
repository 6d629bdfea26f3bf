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
	end := clauseEnd(t.Words[:min(len(t.Words), n.Last+maxSaid)], t.Text, n.Last)
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

// ownNoun is the run of words that belongs to a name alone, whatever it is
// listed with: "the Switch Grid campus network".
func ownNoun(t *Text, n Name) Name {
	last := n.Last
	for last+1 < len(t.Words) && last-n.Last < maxOwn {
		if w := &t.Words[last+1]; w.Gap > Possessive || w.Form != Lower || w.Stem == "" || w.Voice || w.Kind == lexicon.Verb {
			break
		}
		last++
	}
	return Name{n.Last + 1, last}
}

const maxOwn = 4 // words

// before is the first of the words that lead to name number i: up to a mark or
// another name.
func before(t *Text, i int) int {
	first, from := t.Names[i].First, 0
	if i > 0 {
		from = t.Names[i-1].Last + 1
	}
	from = max(from, first-maxSaid)
	for first > from && t.Words[first].Gap < Comma {
		first--
	}
	return first
}

var (
	introduces   = lexicon.Set("of by through under in at with for from to within via")
	accompanying = lexicon.Set("together along alongside plus besides")
)

// accompanies says whether "together with" and the like stand before a word:
// what is said up to there is not said of what follows.
func accompanies(t *Text, i int) bool {
	return slices.ContainsFunc(t.Words[max(0, i-3):i], func(w Word) bool { return accompanying[w.Key] })
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

// company lists the names that share what t says of its name number i, that
// one included: those that stand in a list with it, each perhaps with a noun
// of its own ("Smart Card support, a portal, and Tolar Pay together …").
func company(t *Text, i int) []Name {
	first, last := i, i
	for first > max(0, i-maxCompany) && coordinated(t, first-1) {
		first--
	}
	for last+1 < min(len(t.Names), i+maxCompany) && coordinated(t, last) {
		last++
	}
	return t.Names[first : last+1]
}

// coordinated says whether a comma or "and" joins name number i to the next.
func coordinated(t *Text, i int) bool {
	from, to := t.Names[i].Last+1, t.Names[i+1].First
	if to-from > maxBetween {
		return false
	}
	joined := t.Words[to].Gap == Comma
	for _, w := range t.Words[from:to] {
		if w.Gap > Comma || introduces[w.Key] {
			return false
		}
		joined = joined || w.Gap == Comma || conjunctions[w.Key]
	}
	return joined
}

// maxBetween is how many words may stand between two names of a list.
const maxBetween = 5

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
			for range partsOf(t.Words[name.First : name.Last+1]) {
				n++
			}
		}
	}
	return n
}

// said are the words that are said of a name.
type said struct {
	list     []saidWord
	total    float64
	specific float64 // the weight of those that are no verb and no general word
}

type saidWord struct {
	stem   int32 // its symbol
	weight float64
}

const (
	generalWeight = 0.4 // how much a verb or a general word counts
	near          = 4   // words from a name on which one counts less and less
)

// featuresOf weighs the words and figures of a run that are known upstream and say
// something of the name n, without those of the names that share it and of the
// jurisdiction.
func (g *Graph) featuresOf(t *Text, n, run Name, sharing []Name) (out said) {
	limit := g.index.upstream(t.Layer)
	stems := g.index.rowOf(t).stems
	g.scratch.stems.clear()
	for i := run.First; i <= run.Last; i++ {
		w, stem := &t.Words[i], stems[i]
		if stem == none || w.Voice || t.Denied[i] || !g.index.hasFeature(stem, limit) || g.isJurisdictionWord(w) || isCounting(t, i) ||
			slices.ContainsFunc(sharing, func(o Name) bool { return o.First <= i && i <= o.Last }) || !g.scratch.stems.add(stem) {
			continue
		}
		weight := g.evidence.weights[stem] * nearness(n, i)
		if general[w.Stem] || w.Kind == lexicon.Verb || w.Kind == lexicon.Adverb {
			weight *= generalWeight
		} else {
			out.specific += weight
		}
		out.list = append(out.list, saidWord{stem, weight})
		out.total += weight
	}
	for i := firstFigure(t.Figures, run.First); i < len(t.Figures) && t.Figures[i].Last <= run.Last; i++ {
		f := &t.Figures[i]
		if run.First <= f.First && !f.Spelled && !t.Denied[f.First] && g.index.hasStem(f.Value, limit) {
			weight := g.evidence.weight(f.Value) * nearness(n, f.First)
			out.list = append(out.list, saidWord{g.index.symbols.of(f.Value), weight})
			out.total += weight
			out.specific += weight
		}
	}
	return out
}

// isJurisdictionWord is isJurisdiction for a single word.
func (g *Graph) isJurisdictionWord(w *Word) bool {
	return len(g.jurisdiction) == 1 && w.Key == g.jurisdiction[0].Key && !stateForms[w.Key]
}

// isCounting says whether a word is part of a figure.
func isCounting(t *Text, i int) bool {
	at := firstFigure(t.Figures, i)
	return at < len(t.Figures) && t.Figures[at].First <= i
}

// nearness is how surely a word belongs to a name: the farther from it, the
// less.
func nearness(n Name, word int) float64 {
	distance := max(n.First-word, word-n.Last)
	return 1 / (1 + max(0, float64(distance-near)/near))
}
