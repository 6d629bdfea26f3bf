package trace

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

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

	layers  []*layerIndex
	rows    []*row // of each text
	symbols *numbering
	and     int32    // the symbol of "and"
	extends bool     // the index before had the same numbers
	keys    []int32  // the symbols of all words' keys, noKey between texts
	owner   []int32  // per key: its text
	apart   []bool   // per key: a comma or more stands before it
	places  postings // key → places in keys, ascending
	having  postings // feature → claims and fields that have it, ascending

	// per symbol, the first text that calls something so: see callings; and
	// the first with a short form as written
	names, compounds, initials, acronyms []int32
	// long forms of short ones wherever the package defines them
	longOf, shortOf map[string][][]Word
	definitions     string // all of them, in order
}

// maxScan bounds how many places one name is compared with, so that a text
// that repeats itself costs no more than its size.
const maxScan = 1 << 12

// newIndex indexes the layers. What the index before, if given, numbered is not
// numbered again.
func newIndex(layers [][]Text, before *index) *index {
	x := &index{longOf: map[string][][]Word{}, shortOf: map[string][][]Word{}}
	if before != nil && before.symbols.isFull() {
		before = nil
	}
	if before != nil {
		x.symbols, x.extends = before.symbols.next(), true
	} else {
		x.symbols = newNumbering(layers)
	}
	for l, texts := range layers {
		if before != nil && before.layers[l].isOf(texts) {
			x.layers = append(x.layers, before.layers[l])
			continue
		}
		var was *layerIndex
		if before != nil {
			was = before.layers[l]
		}
		x.layers = append(x.layers, newLayerIndex(texts, x.symbols, was))
	}
	x.and = x.symbols.of("and")
	x.join()
	x.places = newPlaces(x.symbols.len(), x.keys)
	x.having = newPostings(x.symbols.len(), x.each(func(r *row) []int32 { return r.features }))
	return x
}

func newNumbering(layers [][]Text) *numbering {
	words := 0
	for _, l := range layers {
		for i := range l {
			words += len(l[i].Words)
		}
	}
	s := &numbering{known: make(map[string]int32, words/3)}
	s.first = s
	return s
}

// join puts the layers one behind another.
func (x *index) join() {
	texts := 0
	for n, l := range x.layers {
		x.firstOf[n], x.fieldsOf[n] = texts, l.fields
		texts += len(l.texts)
	}
	for n := len(x.layers); n < len(x.firstOf); n++ {
		x.firstOf[n] = texts
	}
	x.texts, x.rows = make([]*Text, 0, texts), make([]*row, 0, texts)
	keys := 0
	for _, l := range x.layers {
		x.texts, x.rows = append(x.texts, l.texts...), append(x.rows, l.rows...)
		for _, r := range l.rows {
			keys += len(r.keys)
		}
	}
	x.keys, x.owner, x.apart = make([]int32, 0, keys), make([]int32, 0, keys), make([]bool, 0, keys)
	for n, r := range x.rows {
		x.keys, x.apart = append(x.keys, r.keys...), append(x.apart, r.apart...)
		for range r.keys {
			x.owner = append(x.owner, int32(n))
		}
	}
	x.names = x.firsts(func(r *row) []int32 { return r.whole })
	x.compounds = x.firsts(func(r *row) []int32 { return r.compounds })
	x.initials = x.firsts(func(r *row) []int32 { return r.initials })
	x.acronyms = x.firsts(func(r *row) []int32 { return r.short })
}

// firsts finds, for each symbol, the first text that lists it; notThere for
// none.
func (x *index) firsts(list func(*row) []int32) []int32 {
	out := make([]int32, x.symbols.len())
	for s := range out {
		out[s] = notThere
	}
	for n := len(x.rows) - 1; n >= 0; n-- {
		for _, s := range list(x.rows[n]) {
			out[s] = int32(n)
		}
	}
	return out
}

const notThere = math.MaxInt32

// number is where a text stands; it is not ok for one of another package or
// version. A graph may have a layer in the place of another.
func (x *index) number(t *Text) (n int32, ok bool) {
	for i, l := range x.layers {
		if t.nth < len(l.source) && &l.source[t.nth] == t {
			return int32(x.firstOf[i]) + l.at[t.nth], true
		}
	}
	return 0, false
}

// numberOf is the number of a text of this package.
func (x *index) numberOf(t *Text) int32 {
	n, _ := x.number(t)
	return n
}

// rowOf is the row of a text of this package.
func (x *index) rowOf(t *Text) *row { return x.rows[x.numberOf(t)] }

// each yields what rows of the claims and fields list.
func (x *index) each(list func(*row) []int32) iter.Seq2[int, []int32] {
	return func(yield func(text int, symbols []int32) bool) {
		for n, t := range x.texts {
			if carriesClaims(t) && !yield(n, list(x.rows[n])) {
				return
			}
		}
	}
}

// maxForms is how many long forms of a short one are known, so that a text that
// defines the same over and over costs no more than its size.
const maxForms = 32

// define takes in the definitions of all texts, each once, in a package about
// the named jurisdiction.
func (x *index) define(jurisdiction []Word) {
	known := map[string]bool{}
	var all strings.Builder
	for _, t := range x.texts {
		for _, d := range t.callings.defined {
			if d.rest != "" && (len(jurisdiction) == 0 || d.rest != string(initial(jurisdiction[0]))) {
				continue
			}
			written := d.String()
			if known[written] || len(x.longOf[d.short]) == maxForms {
				continue
			}
			known[written] = true
			all.WriteString(written)
			x.longOf[d.short] = append(x.longOf[d.short], d.long)
			long := joined(d.long)
			x.shortOf[long] = append(x.shortOf[long], []Word{{Key: d.short}})
		}
	}
	x.definitions = all.String()
}

// String is all of a definition that tells it from another.
func (d *definition) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", d.short)
	for _, w := range d.long {
		fmt.Fprintf(&b, "%s %s %d %t\n", w.Key, w.Stem, w.Gap, w.Voice)
	}
	return b.String()
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

// standsBefore says whether the first text that has a key stands before limit.
func (x *index) standsBefore(first []int32, key string, limit int) bool {
	s := x.symbols.of(key)
	return s >= 0 && int(s) < len(first) && int(first[s]) < limit
}

// find returns the first text before limit in which the words stand together
// in this order, or -1. Articles do not count.
func (x *index) find(words []Word, limit int) int { return x.findUnless(words, limit, noKey-1) }

// findWhole is find for words that are not continued by "and": "Agency for
// Protection" is no body where the only such agency is for protection and
// something else.
func (x *index) findWhole(words []Word, limit int) int {
	if x.and == none {
		return x.find(words, limit)
	}
	return x.findUnless(words, limit, x.and)
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

// mentions appends the texts before limit in which the words stand together,
// ascending.
func (x *index) mentions(out []int32, words []Word, limit int) []int32 {
	known := len(out)
	x.scan(words, limit, func(start, _ int) bool {
		if n := x.owner[start]; len(out) == known || out[len(out)-1] != n {
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
		if p := x.placesBefore(key, limit); i == 0 || len(p) < len(rarest) {
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

// placesBefore lists the places of a key, up to limit at least and, where there
// are more than are scanned, not beyond it.
func (x *index) placesBefore(key int32, limit int) []int32 {
	places := x.places.of(key)
	if len(places) <= maxScan {
		return places
	}
	end, _ := slices.BinarySearchFunc(places, int32(limit), func(place, limit int32) int { return cmp.Compare(x.owner[place], limit) })
	return places[:end]
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
