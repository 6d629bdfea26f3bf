package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
)

// assertion is how much a word asserts that no layer above has, by what sort
// of thing it means: a thing is there or it is not, while an abstraction may
// be a careful reading of what is. Measured on packages, as are the limits
// below.
var assertion = map[lexicon.Kind]float64{
	lexicon.Thing: 1, lexicon.Unknown: 0.9, lexicon.Party: 0.8, lexicon.Symbol: 0.7, lexicon.Deed: 0.6,
	lexicon.Relating: 0.3, lexicon.Abstract: 0.25, lexicon.Verb: 0.2, lexicon.Adjective: 0.2,
}

const (
	asserts         = 0.85 // what a statement's unknown words must weigh together
	commonShare     = 0.65 // how much a common word counts: it may paraphrase
	paraphraseShare = 0.45 // how much a word counts that may say something known in another word
	heavy           = 0.35 // from here on a word counts in full
	lightOnes       = 0.3  // what the others may add together
	share           = 0.11 // or so much for each content word: most of the statement is not known
	maxTerm         = 4    // words that a term is shown with
)

// UntracedTerm returns the words for something that t asserts and that no
// layer above t has, and false where there is none. Words for abstractions
// and relations may be new to a layer.
func (g *Graph) UntracedTerm(t *Text) (Name, bool) {
	r := termReader{g, t, g.index.stems.of(g.index.number[t]), g.index.upstream(t.Layer)}
	heaviest, most, sum, light := -1, 0.0, 0.0, 0.0
	for i := range t.Words {
		w := r.unsupported(i)
		switch {
		case w >= heavy:
			sum += w
		case w > 0:
			light += w
		}
		if w > most {
			heaviest, most = i, w
		}
	}
	sum += min(light, lightOnes)
	if most < heavy || sum < asserts && sum < share*float64(t.content()) {
		return Name{}, false
	}
	return r.termAround(heaviest), true
}

// content counts the words of t that have content.
func (t *Text) content() (n int) {
	for i := range t.Words {
		if t.Words[i].Stem != "" {
			n++
		}
	}
	return n
}

// termReader looks for the words of a statement that the texts before limit
// have not.
type termReader struct {
	*Graph
	*Text
	stems []int32 // the symbols of the words' stems
	limit int
}

// unsupported is what word i asserts, 0 for a word that is known upstream,
// says nothing of its own, or belongs to a name, a figure or a denial.
func (r *termReader) unsupported(i int) float64 {
	if r.stems[i] == none || r.index.hasFeature(r.stems[i], r.limit) {
		return 0
	}
	w := &r.Words[i]
	if !isTermWord(r.Text, i) || general[w.Stem] || r.Denied[i] || r.Quoted[i] || isCounted(r.Text, i) || inLongName(r.Text, i) {
		return 0
	}
	if r.index.hasCompound(w.Stem, r.limit, w.Kind == lexicon.Unknown) {
		return 0
	}
	weight := assertion[w.Kind]
	if w.common {
		weight *= commonShare
	}
	if weight >= heavy && r.paraphrases(w.Stem, r.limit) {
		weight *= paraphraseShare
	}
	return weight
}

// isCounted says whether a word belongs to a figure or to what it counts,
// which is judged with the figure.
func isCounted(t *Text, i int) bool {
	before, _ := slices.BinarySearchFunc(t.Figures, i+1, func(f Figure, word int) int { return f.First - word })
	return slices.ContainsFunc(t.Figures[max(0, before-maxTwins):before], func(f Figure) bool { return i <= f.Through })
}

// inLongName says whether a word belongs to a name of several words.
func inLongName(t *Text, i int) bool {
	at, _ := slices.BinarySearchFunc(t.Names, i, func(n Name, word int) int { return n.Last - word })
	return at < len(t.Names) && t.Names[at].First <= i && t.Names[at].First < t.Names[at].Last
}

// isTermWord says whether a word may be part of a term: one in lower case, or
// one whose capital is owed to its place. A prefix before a hyphen is none.
func isTermWord(t *Text, i int) bool {
	w := &t.Words[i]
	if w.Stem == "" || w.Voice || w.Span.Len() < 3 {
		return false
	}
	if i+1 < len(t.Words) && t.Words[i+1].Gap == Hyphen && isPrefix[w.Key] {
		return false
	}
	return w.Form == Lower || opensSentence(t.Words, i) && len(t.Words) > 1 && t.Words[1].Form == Lower && isEnglish(strings.ToLower(t.Written(i, i)))
}

// termAround widens an unknown word to the words that make up a term with it.
func (r *termReader) termAround(i int) Name {
	n, t := Name{i, i}, r.Text
	for n.First > 0 && n.Last-n.First+1 < maxTerm && t.Words[n.First].Gap <= Hyphen && isTermWord(t, n.First-1) &&
		(t.Words[n.First].Gap == Hyphen || r.unsupported(n.First-1) > 0) {
		n.First--
	}
	for n.Last+1 < len(t.Words) && n.Last-n.First+1 < maxTerm && t.Words[n.Last+1].Gap <= Hyphen && isTermWord(t, n.Last+1) &&
		t.Words[n.Last+1].Kind != lexicon.Verb {
		n.Last++
	}
	return n
}

// hasStem says whether a claim or a field before limit has a word of the
// family.
func (x *index) hasStem(stem string, limit int) bool { return x.hasFeature(x.symbols.of(stem), limit) }

func (x *index) hasFeature(feature int32, limit int) bool {
	having := x.having.of(feature)
	return len(having) > 0 && int(having[0]) < limit
}

// paraphrases says whether a word means what one before limit means, or
// something more general. What the words there mean is put together when the
// first such word asks.
func (g *Graph) paraphrases(stem string, limit int) bool {
	own, _ := lexicon.Senses(stem)
	if len(own) == 0 {
		return false
	}
	if g.meant == nil {
		g.meant = g.index.meant()
	}
	return slices.ContainsFunc(own, func(s lexicon.Sense) bool {
		at, ok := g.meant[s]
		return ok && int(at) < limit
	})
}

// meant lists the senses that claims and fields may have, each with the first
// text that has it.
func (x *index) meant() map[lexicon.Sense]int32 {
	out := make(map[lexicon.Sense]int32, x.symbols.len())
	for stem, symbol := range x.symbols.each {
		texts := x.having.of(symbol)
		if len(texts) == 0 {
			continue
		}
		own, general := lexicon.Senses(stem)
		for _, senses := range [][]lexicon.Sense{own, general} {
			for _, s := range senses {
				if at, known := out[s]; !known || texts[0] < at {
					out[s] = texts[0]
				}
			}
		}
	}
	return out
}

// hasCompound says whether a word is put together from two that are known:
// leaseholder where one holds a lease. The first part of a word that is no
// English one may also be a general word: cybersecurity.
func (x *index) hasCompound(word string, limit int, foreign bool) bool {
	for cut := 3; cut <= len(word)-3; cut++ {
		first, known := lexicon.Find(word[:cut])
		if !known || !x.hasStem(first.Family, limit) && !(foreign && general[first.Family]) {
			continue
		}
		if second := stemOf(word[cut:]).Family; x.hasStem(second, limit) || general[second] {
			return true
		}
	}
	return false
}

// general holds the families of the words that any layer may use.
var general = families(atlas.VoiceWords(), atlas.GeneralWords())

func families(lists ...[]string) map[string]bool {
	m := map[string]bool{}
	for _, words := range lists {
		for _, w := range words {
			m[stemOf(american(w)).Family] = true
		}
	}
	return m
}

var isPrefix = keySet(strings.Join(prefixes, " ") + " trans extra intra supra quasi semi pan euro")
