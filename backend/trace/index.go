package trace

import (
	"iter"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

// index answers where words and names of a package stand. Texts are in the
// order of the layers, so that "upstream of a layer" is a prefix; within a
// layer the declared fields come first, so that metadata.md may use its own.
type index struct {
	texts    []*Text
	firstOf  [atlas.ChangeLog + 2]int // index of each layer's first text
	fieldsOf [atlas.ChangeLog + 1]int // how many fields each layer declares

	symbols numbering
	keys    []int32  // the symbols of all words' keys, noKey between texts
	owner   []int32  // per key: its text
	apart   []bool   // per key: a comma or more stands before it
	places  postings // key → places in keys, ascending

	number                       map[*Text]int32
	stems, terms, said, features lists    // of each text; stems word by word, none where a word has none
	having                       postings // feature → claims and fields that have it, ascending

	// first texts that call something so, see callings
	names, compounds, initials map[string]int32
	// short forms as written, and their long forms wherever the package
	// defines them
	acronyms        map[string]int32
	longOf, shortOf map[string][][]Word
}

const noKey = -1

// maxScan bounds how many places one name is compared with, so that a text
// that repeats itself costs no more than its size.
const maxScan = 1 << 12

func newIndex(layers [][]Text) *index {
	texts, words := 0, 0
	for _, l := range layers {
		texts += len(l)
		for i := range l {
			words += len(l[i].Words) + 1
		}
	}
	x := &index{
		texts: make([]*Text, 0, texts), keys: make([]int32, 0, words), owner: make([]int32, 0, words), apart: make([]bool, 0, words),
		symbols: make(numbering, words/4), number: make(map[*Text]int32, texts),
		stems: newLists(texts, words), terms: newLists(texts, words/2), said: newLists(texts, words/2), features: newLists(texts, words/2),
		names: make(map[string]int32, texts), compounds: make(map[string]int32, texts),
		initials: map[string]int32{}, acronyms: map[string]int32{}, longOf: map[string][][]Word{}, shortOf: map[string][][]Word{},
	}
	for l, texts := range layers {
		x.firstOf[l] = len(x.texts)
		x.addLayer(texts, true)
		x.fieldsOf[l] = len(x.texts) - x.firstOf[l]
		x.addLayer(texts, false)
	}
	for l := len(layers); l < len(x.firstOf); l++ {
		x.firstOf[l] = len(x.texts)
	}
	x.places = newPostings(len(x.symbols), x.eachPlace)
	x.having = newPostings(len(x.symbols), x.each(&x.features))
	return x
}

func (x *index) eachPlace(yield func(key, place int32) bool) {
	for place, key := range x.keys {
		if key != noKey && !yield(key, int32(place)) {
			return
		}
	}
}

// each yields what the lists of the claims and fields have.
func (x *index) each(l *lists) iter.Seq2[int32, int32] {
	return func(yield func(symbol, text int32) bool) {
		for n, t := range x.texts {
			if !carriesClaims(t) {
				continue
			}
			for _, s := range l.of(int32(n)) {
				if !yield(s, int32(n)) {
					return
				}
			}
		}
	}
}

func (x *index) addLayer(texts []Text, fields bool) {
	for i := range texts {
		if (texts[i].Kind == statement.Field) == fields {
			x.add(&texts[i])
		}
	}
}

func (x *index) add(t *Text) {
	n := int32(len(x.texts))
	x.texts = append(x.texts, t)
	x.number[t] = n
	for i := range t.Words {
		w := &t.Words[i]
		x.stems.add(x.stem(w.Stem))
		if isArticle(*w) {
			continue
		}
		x.keys, x.owner, x.apart = append(x.keys, x.symbols.add(w.Key)), append(x.owner, n), append(x.apart, w.Gap >= Comma)
		if isShort(*w) {
			setFirst(x.acronyms, w.Key, n)
		}
	}
	x.keys, x.owner, x.apart = append(x.keys, noKey), append(x.owner, n), append(x.apart, true)
	x.addFeatures(t)
	x.addCallings(&t.callings, n)
}

func (x *index) stem(stem string) int32 {
	if stem == "" {
		return none
	}
	return x.symbols.add(stem)
}

// addFeatures numbers the features, which include the terms, which include
// what is said; all are sorted.
func (x *index) addFeatures(t *Text) {
	terms, said := t.terms, t.said
	for _, f := range t.features {
		s := x.symbols.add(f)
		x.features.add(s)
		if len(terms) > 0 && terms[0] == f {
			x.terms.add(s)
			terms = terms[1:]
		}
		if len(said) > 0 && said[0] == f {
			x.said.add(s)
			said = said[1:]
		}
	}
	x.stems.end()
	x.features.end()
	x.terms.end()
	x.said.end()
}

func (x *index) addCallings(c *callings, n int32) {
	for _, key := range c.whole {
		setFirst(x.names, key, n)
	}
	for _, key := range c.compounds {
		setFirst(x.compounds, key, n)
	}
	for _, key := range c.initials {
		setFirst(x.initials, key, n)
	}
}

func setFirst(m map[string]int32, key string, value int32) {
	if _, ok := m[key]; !ok {
		m[key] = value
	}
}

// define takes in the definitions of all texts, in a package about the named
// jurisdiction.
func (x *index) define(jurisdiction []Word) {
	for _, t := range x.texts {
		for _, d := range t.callings.defined {
			if d.rest != "" && (len(jurisdiction) == 0 || d.rest != string(initial(jurisdiction[0]))) {
				continue
			}
			x.longOf[d.short] = append(x.longOf[d.short], d.long)
			long := joined(d.long)
			x.shortOf[long] = append(x.shortOf[long], []Word{{Key: d.short}})
		}
	}
}

// upstream is the number of texts that a claim of layer may rest on.
func (x *index) upstream(layer atlas.Layer) int {
	if layer == atlas.Metadata {
		return x.firstOf[layer] + x.fieldsOf[layer]
	}
	return x.firstOf[layer]
}

// placesOf lists the places of a key.
func (x *index) placesOf(key string) []int32 { return x.places.of(x.symbols.of(key)) }

// has says whether a key stands in a text before limit.
func (x *index) has(key string, limit int) bool {
	places := x.placesOf(key)
	return len(places) > 0 && int(x.owner[places[0]]) < limit
}

// find returns the first text before limit in which the words stand together
// in this order, or -1. Articles do not count.
func (x *index) find(words []Word, limit int) int { return x.findUnless(words, limit, noKey-1) }

// findWhole is find for words that are not continued by "and": "Agency for
// Protection" is no body where the only such agency is for protection and
// something else.
func (x *index) findWhole(words []Word, limit int) int {
	if and, ok := x.symbols["and"]; ok {
		return x.findUnless(words, limit, and)
	}
	return x.find(words, limit)
}

func (x *index) findUnless(words []Word, limit int, next int32) int {
	found := -1
	x.scan(words, limit, func(start, end int) bool {
		if x.keys[end] != next {
			found = int(x.owner[start])
		}
		return found < 0
	})
	return found
}

// mentions lists the texts before limit in which the words stand together,
// ascending.
func (x *index) mentions(words []Word, limit int) (out []int32) {
	x.scan(words, limit, func(start, _ int) bool {
		if n := x.owner[start]; len(out) == 0 || out[len(out)-1] != n {
			out = append(out, n)
		}
		return true
	})
	return out
}

// scan yields where the words stand together before limit, as keys[start:end],
// until told to stop. It looks where the rarest of them stands.
func (x *index) scan(words []Word, limit int, yield func(start, end int) bool) {
	words = withoutArticles(words)
	var room [maxName]int32
	keys := room[:0]
	var rarest []int32
	at := 0
	for i := range words {
		key := x.symbols.of(words[i].Key)
		if key == none {
			return
		}
		keys = append(keys, key)
		if p := x.places.of(key); i == 0 || len(p) < len(rarest) {
			rarest, at = p, i
		}
	}
	for _, place := range rarest[:min(len(rarest), maxScan)] {
		if int(x.owner[place]) >= limit {
			return
		}
		if start := int(place) - at; x.standsAt(keys, words, start) && !yield(start, start+len(keys)) {
			return
		}
	}
}

// standsAt compares words that stand together: no comma parts them there that
// does not part them here.
func (x *index) standsAt(keys []int32, words []Word, start int) bool {
	if start < 0 || start+len(keys) > len(x.keys) {
		return false
	}
	for i, key := range keys {
		if x.keys[start+i] != key || i > 0 && x.apart[start+i] && words[i].Gap < Comma {
			return false
		}
	}
	return true
}

// carriesClaims says whether a text may support figures and terms; headings
// and source lists lend names only.
func carriesClaims(t *Text) bool { return t.Kind == statement.Claim || t.Kind == statement.Field }
