package check

import (
	"strings"

	"atlasdesk/backend/trace"
)

// phrases is a set of phrases in atlas's notation, keyed by first word so
// that a statement is read once, whatever their number.
type phrases map[string][]phrase

type phrase []element

// element is one place of a phrase: one of some words, or a gap.
type element struct {
	words map[string]bool
	gap   bool
}

// maxGap is how many words "..." stands for at the most.
const maxGap = 3

const numberMark = "#"

func compile(notation []string) phrases {
	p := phrases{}
	for _, line := range notation {
		var ph phrase
		for place := range strings.FieldsSeq(line) {
			if place == "..." {
				ph = append(ph, element{gap: true})
				continue
			}
			e := element{words: map[string]bool{}}
			for word := range strings.SplitSeq(place, "|") {
				e.words[key(word)] = true
			}
			ph = append(ph, e)
		}
		for first := range ph[0].words {
			p[first] = append(p[first], ph)
		}
	}
	return p
}

// key brings a word of the notation to the form in which trace keeps words.
func key(word string) string {
	if strings.Contains(word, numberMark) {
		return word
	}
	if w := trace.Words(word); len(w) == 1 {
		return w[0].Key
	}
	return word
}

// find returns the first phrase that begins at words[i], as the index of its
// last word.
func (p phrases) find(words []trace.Word, i int) (last int, ok bool) {
	if last, ok = p.findAs(words[i].Key, words, i); ok || words[i].Form != trace.Number {
		return last, ok
	}
	return p.findAs(numberKey(words[i]), words, i)
}

func (p phrases) findAs(first string, words []trace.Word, i int) (last int, ok bool) {
	for _, ph := range p[first] {
		if last, ok := match(ph[1:], words, i); ok {
			return last, true
		}
	}
	return 0, false
}

// match matches the rest of a phrase behind words[at].
func match(rest phrase, words []trace.Word, at int) (last int, ok bool) {
	if len(rest) == 0 {
		return at, true
	}
	reach := 1
	if rest[0].gap {
		rest, reach = rest[1:], 1+maxGap
	}
	for next := at + 1; next <= at+reach && next < len(words) && words[next].Gap < trace.Comma; next++ {
		if rest[0].has(words[next]) {
			if last, ok := match(rest[1:], words, next); ok {
				return last, true
			}
		}
	}
	return 0, false
}

func (e element) has(w trace.Word) bool {
	return e.words[w.Key] || w.Form == trace.Number && e.words[numberKey(w)]
}

// numberKey is what stands for a number in the notation: "#", or "#/10" for a
// number of ten.
func numberKey(w trace.Word) string {
	if _, of, ok := strings.Cut(w.Key, "/"); ok {
		return numberMark + "/" + of
	}
	return numberMark
}
