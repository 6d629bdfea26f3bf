package trace

import (
	"slices"
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

// index answers where words, names and figures of a package stand. Texts are
// in the order of the layers, so that "upstream of a layer" is a prefix.
type index struct {
	texts    []*Text
	firstOf  [atlas.ChangeLog + 2]int // index of each layer's first text
	keys     []string                 // the keys of all words, "" between texts
	owner    []int32                  // per key: its text
	places   map[string][]int32       // key → places in keys, ascending
	names    map[string]int           // keys of a whole name, joined by spaces → first text that has it
	having   map[string][]int32       // feature → claims and fields that have it, ascending
	acronyms map[string]int           // initials of a name's last words → first text that has it
}

func newIndex(layers [][]Text) *index {
	total, words := 0, 0
	for _, l := range layers {
		total += len(l)
		for i := range l {
			words += len(l[i].Words) + 1
		}
	}
	x := &index{
		texts: make([]*Text, 0, total), keys: make([]string, 0, words), owner: make([]int32, 0, words),
		places: make(map[string][]int32, words/4), names: map[string]int{}, having: make(map[string][]int32, words/8), acronyms: map[string]int{},
	}
	for l, texts := range layers {
		x.firstOf[l] = len(x.texts)
		for i := range texts {
			x.add(&texts[i])
		}
	}
	for l := len(layers); l < len(x.firstOf); l++ {
		x.firstOf[l] = len(x.texts)
	}
	return x
}

func (x *index) add(t *Text) {
	n := len(x.texts)
	x.texts = append(x.texts, t)
	for _, w := range t.Words {
		if articles[w.Key] {
			continue
		}
		x.places[w.Key] = append(x.places[w.Key], int32(len(x.keys)))
		x.keys = append(x.keys, w.Key)
		x.owner = append(x.owner, int32(n))
	}
	x.keys = append(x.keys, "")
	x.owner = append(x.owner, int32(n))
	if carriesClaims(t) {
		for _, f := range t.features {
			x.having[f] = append(x.having[f], int32(n))
		}
	}
	for _, name := range t.Names {
		x.addName(t, name, n)
	}
}

// addName records a whole name, its parts where "and" joins several, and the
// initials of its last words.
func (x *index) addName(t *Text, name Name, text int) {
	words := t.Words[name.First : name.Last+1]
	setFirst(x.names, joinKeys(words), text)
	if !hasPreposition(words) {
		for _, part := range splitAt(words, conjunctions) {
			setFirst(x.names, joinKeys(part), text)
		}
	}
	initials := ""
	for i := len(words) - 1; i >= 0; i-- {
		if words[i].Form != Capital {
			if joiners[words[i].Key] {
				continue
			}
			break
		}
		first, _ := utf8.DecodeRuneInString(words[i].Key)
		initials = string(first) + initials
		if utf8.RuneCountInString(initials) > 2 {
			setFirst(x.acronyms, initials, text)
		}
	}
}

func setFirst(m map[string]int, key string, value int) {
	if _, ok := m[key]; !ok {
		m[key] = value
	}
}

// upstream is the number of texts that a statement of layer may rest on.
func (x *index) upstream(layer atlas.Layer) int { return x.firstOf[layer] }

// find returns the first text before limit in which the words stand together
// in this order, or -1. Articles do not count.
func (x *index) find(words []Word, limit int) int {
	words = withoutArticles(words)
	if len(words) == 0 {
		return -1
	}
	rarest, at := x.places[words[0].Key], 0
	for i, w := range words[1:] {
		if p := x.places[w.Key]; len(p) < len(rarest) {
			rarest, at = p, i+1
		}
	}
	for _, place := range rarest {
		if int(x.owner[place]) >= limit {
			break
		}
		if x.standsAt(words, int(place)-at) {
			return int(x.owner[place])
		}
	}
	return -1
}

func (x *index) standsAt(words []Word, start int) bool {
	if start < 0 || start+len(words) > len(x.keys) {
		return false
	}
	for i, w := range words {
		if x.keys[start+i] != w.Key {
			return false
		}
	}
	return true
}

var (
	conjunctions = wordSet("and & und on in")
	prepositions = wordSet("of for de du da del di")
)

func hasPreposition(words []Word) bool {
	for _, w := range words {
		if prepositions[w.Key] {
			return true
		}
	}
	return false
}

func splitAt(words []Word, separators map[string]bool) [][]Word {
	var out [][]Word
	start := 0
	for i, w := range words {
		if separators[w.Key] && w.Form == Lower {
			out, start = append(out, words[start:i]), i+1
		}
	}
	return append(out, words[start:])
}

// joinKeys joins the keys of a name, without its articles.
func joinKeys(words []Word) string {
	var b strings.Builder
	for _, w := range words {
		if articles[w.Key] {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Key)
	}
	return b.String()
}

var articles = wordSet("the a an")

func withoutArticles(words []Word) []Word {
	if !slices.ContainsFunc(words, func(w Word) bool { return articles[w.Key] }) {
		return words
	}
	return slices.DeleteFunc(slices.Clone(words), func(w Word) bool { return articles[w.Key] })
}

// carriesClaims says whether a text may support figures and terms; headings
// and source lists lend names only.
func carriesClaims(t *Text) bool { return t.Kind == statement.Claim || t.Kind == statement.Field }
