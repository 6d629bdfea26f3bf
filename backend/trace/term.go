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
	lexicon.Thing: 1, lexicon.Unknown: 1, lexicon.Party: 1, lexicon.Symbol: 1, lexicon.Deed: 0.7,
	lexicon.Relating: 0.5, lexicon.Abstract: 0.3, lexicon.Verb: 0.3, lexicon.Adjective: 0.3,
}

const (
	commonShare     = 0.8 // how much a common word counts: it may paraphrase
	paraphraseShare = 0.6 // how much a word counts that may say something known in another word
	maxTerm         = 4   // words that a term is shown with
)

// measure is what unknown words must come to before they are a claim: what
// they weigh together, and their share beside the known words among them,
// which count one each.
type measure struct{ least, share float64 }

var (
	wholeStatement = measure{0.75, 0.35} // much of the statement is not known,
	bareStatement  = measure{0.4, 0.6}   // or hardly anything, where the layer does not speak,
	onePart        = measure{0.9, 0.5}   // or of one part of it
)

// Term is words for something: Word is the one of them that says most.
type Term struct {
	Name
	Word int
}

// UntracedTerm returns the words for something that t asserts and that no
// layer above t has, and false where there is none. Words for abstractions
// and relations may be new to a layer.
func (g *Graph) UntracedTerm(t *Text) (Term, bool) {
	r := g.termReader(t)
	return r.term(wholeStatement, r.unsupported, r.isKnown)
}

// termReader looks for the words of a statement that the texts before limit
// have not.
type termReader struct {
	*Graph
	*Text
	stems []int32 // the symbols of the words' stems
	limit int
}

func (g *Graph) termReader(t *Text) termReader {
	return termReader{g, t, g.index.rowOf(t).stems, g.index.upstream(t.Layer)}
}

// term weighs the unknown words against the known ones, all together and part
// by part, and shows the weightiest of those that are a claim. Whether a word
// paraphrases is asked last, for that takes longest.
func (r *termReader) term(all measure, unknown func(int) float64, known func(int) bool) (Term, bool) {
	weights := r.weigh(unknown)
	if weights == nil || r.claim(weights, all, known) < 0 {
		return Term{}, false
	}
	for i, w := range weights {
		if w > 0 && r.paraphrases(r.Words[i].Stem, r.limit) {
			weights[i] *= paraphraseShare
		}
	}
	if i := r.claim(weights, all, known); i >= 0 {
		return r.termAround(i), true
	}
	return Term{}, false
}

// claim is the weightiest word of those that are a claim, -1 for none.
func (r *termReader) claim(weights []float64, all measure, known func(int) bool) int {
	r.scratch.stems.clear()
	whole, part := newSum(), newSum()
	for i := range r.Words {
		if i > 0 && opensPart(&r.Words[i]) {
			if part.reaches(onePart) {
				return part.heaviest
			}
			part = newSum()
		}
		if (weights[i] > 0 || known(i)) && r.scratch.stems.add(r.stems[i]) {
			part.add(i, weights[i])
			whole.add(i, weights[i])
		}
	}
	switch {
	case part.reaches(onePart):
		return part.heaviest
	case whole.reaches(all), whole.reaches(bareStatement) && !slices.ContainsFunc(r.Words, isVoice):
		return whole.heaviest
	}
	return -1
}

func isVoice(w Word) bool { return w.Voice }

// weigh is what each word weighs; nil where none weighs anything, as in most
// statements.
func (r *termReader) weigh(unknown func(int) float64) (weights []float64) {
	for i := range r.Words {
		if w := unknown(i); w > 0 {
			if weights == nil {
				weights = make([]float64, len(r.Words))
			}
			weights[i] = w
		}
	}
	return weights
}

// sum is what some words come to.
type sum struct {
	unknown, known float64
	heaviest       int // the unknown word that weighs most, -1 for none
	most           float64
}

func newSum() sum { return sum{heaviest: -1} }

func (s *sum) add(i int, weight float64) {
	if weight == 0 {
		s.known++
		return
	}
	s.unknown += weight
	if weight > s.most {
		s.heaviest, s.most = i, weight
	}
}

func (s *sum) reaches(m measure) bool {
	return s.unknown >= m.least && s.unknown >= m.share*(s.unknown+s.known)
}

// opensPart says whether something else may be said from a word on.
func opensPart(w *Word) bool { return w.Gap >= Comma || opensParts[w.Key] }

var opensParts = keySet("and or with including by which that while because so than")

// isKnown says whether the layers above have word i, which is no word that any
// layer may use.
func (r *termReader) isKnown(i int) bool {
	w := &r.Words[i]
	return w.Stem != "" && !w.Voice && !r.Denied[i] && !general[w.Stem] && r.index.hasFeature(r.stems[i], r.limit)
}

// unsupported is what word i asserts, 0 for a word that is known upstream,
// says nothing of its own, or belongs to a name, a figure or a denial.
func (r *termReader) unsupported(i int) float64 {
	if r.stems[i] == none || r.index.hasFeature(r.stems[i], r.limit) {
		return 0
	}
	w := &r.Words[i]
	if !isTermWord(r.Text, i) || general[w.Stem] || r.Denied[i] || refusals[keyAt(r.Words, i+1)] || r.Quoted[i] || isCounted(r.Text, i) || inLongName(r.Text, i) {
		return 0
	}
	if r.index.hasCompound(w.Stem, r.limit, w.Kind == lexicon.Unknown) {
		return 0
	}
	weight := assertion[w.Kind]
	if w.common {
		weight *= commonShare
	}
	return weight
}

// refusals say that what is done, is not: "they grade nothing".
var refusals = keySet("no none nothing neither nobody")

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
// one whose capital is owed to its place. A prefix before a hyphen is none, nor
// is what says that something is not so.
func isTermWord(t *Text, i int) bool {
	w := &t.Words[i]
	if w.Stem == "" || w.Voice || w.Span.Len() < 3 || isNegative(w.Key) {
		return false
	}
	if i+1 < len(t.Words) && t.Words[i+1].Gap == Hyphen && isPrefix[w.Key] {
		return false
	}
	return w.Form == Lower || opensSentence(t.Words, i) && len(t.Words) > 1 && t.Words[1].Form == Lower && isEnglish(strings.ToLower(t.Written(i, i)))
}

// termAround widens an unknown word to the words that make up a term with it.
func (r *termReader) termAround(i int) Term {
	n, t := Name{i, i}, r.Text
	for n.First > 0 && n.Last-n.First+1 < maxTerm && t.Words[n.First].Gap <= Hyphen && isTermWord(t, n.First-1) &&
		(t.Words[n.First].Gap == Hyphen || r.unsupported(n.First-1) > 0) {
		n.First--
	}
	for n.Last+1 < len(t.Words) && n.Last-n.First+1 < maxTerm && t.Words[n.Last+1].Gap <= Hyphen && isTermWord(t, n.Last+1) &&
		t.Words[n.Last+1].Kind != lexicon.Verb {
		n.Last++
	}
	return Term{n, i}
}

// hasStem says whether a claim or a field before limit has a word of the
// family.
func (x *index) hasStem(stem string, limit int) bool { return x.hasFeature(x.symbols.of(stem), limit) }

func (x *index) hasFeature(feature int32, limit int) bool {
	having := x.having.of(feature)
	return len(having) > 0 && int(having[0]) < limit
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
