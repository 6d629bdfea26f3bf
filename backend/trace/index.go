package trace

import (
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

	ids    map[string]int32 // key → its number
	keys   []int32          // the numbers of all words' keys, noKey between texts
	owner  []int32          // per key: its text
	apart  []bool           // per key: a comma or more stands before it
	starts []int32          // per number: where its places begin in places
	places []int32          // places in keys, ascending for each number

	// first texts that call something so, see callings
	names, compounds, initials map[string]int32
	// short forms as written, and their long forms wherever the package
	// defines them
	acronyms        map[string]int32
	longOf, shortOf map[string][][]Word

	having map[string][]int32 // feature → claims and fields that have it, ascending
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
		ids: make(map[string]int32, words/6), names: make(map[string]int32, texts), compounds: make(map[string]int32, texts),
		initials: map[string]int32{}, acronyms: map[string]int32{}, longOf: map[string][][]Word{}, shortOf: map[string][][]Word{},
		having: make(map[string][]int32, words/8),
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
	x.sortPlaces()
	return x
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
	for i := range t.Words {
		w := &t.Words[i]
		if isArticle(*w) {
			continue
		}
		id, known := x.ids[w.Key]
		if !known {
			id = int32(len(x.ids))
			x.ids[w.Key] = id
		}
		x.keys, x.owner, x.apart = append(x.keys, id), append(x.owner, n), append(x.apart, w.Gap >= Comma)
		if isShort(*w) {
			setFirst(x.acronyms, w.Key, n)
		}
	}
	x.keys, x.owner, x.apart = append(x.keys, noKey), append(x.owner, n), append(x.apart, true)
	if carriesClaims(t) {
		for _, f := range t.features {
			x.having[f] = append(x.having[f], n)
		}
	}
	x.addCallings(&t.callings, n)
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

// sortPlaces lists the places of every key, by counting.
func (x *index) sortPlaces() {
	x.starts = make([]int32, len(x.ids)+1)
	for _, id := range x.keys {
		if id != noKey {
			x.starts[id+1]++
		}
	}
	for id := range len(x.ids) {
		x.starts[id+1] += x.starts[id]
	}
	next := append([]int32(nil), x.starts...)
	x.places = make([]int32, x.starts[len(x.ids)])
	for place, id := range x.keys {
		if id != noKey {
			x.places[next[id]] = int32(place)
			next[id]++
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
func (x *index) placesOf(key string) []int32 {
	id, ok := x.ids[key]
	if !ok {
		return nil
	}
	return x.places[x.starts[id]:x.starts[id+1]]
}

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
	and, ok := x.ids["and"]
	if !ok {
		and = noKey - 1
	}
	return x.findUnless(words, limit, and)
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
	ids := room[:0]
	var rarest []int32
	at := 0
	for i := range words {
		id, ok := x.ids[words[i].Key]
		if !ok {
			return
		}
		ids = append(ids, id)
		if p := x.places[x.starts[id]:x.starts[id+1]]; i == 0 || len(p) < len(rarest) {
			rarest, at = p, i
		}
	}
	for _, place := range rarest[:min(len(rarest), maxScan)] {
		if int(x.owner[place]) >= limit {
			return
		}
		if start := int(place) - at; x.standsAt(ids, words, start) && !yield(start, start+len(ids)) {
			return
		}
	}
}

// standsAt compares words that stand together: no comma parts them there that
// does not part them here.
func (x *index) standsAt(ids []int32, words []Word, start int) bool {
	if start < 0 || start+len(ids) > len(x.keys) {
		return false
	}
	for i, id := range ids {
		if x.keys[start+i] != id || i > 0 && x.apart[start+i] && words[i].Gap < Comma {
			return false
		}
	}
	return true
}

// carriesClaims says whether a text may support figures and terms; headings
// and source lists lend names only.
func carriesClaims(t *Text) bool { return t.Kind == statement.Claim || t.Kind == statement.Field }
