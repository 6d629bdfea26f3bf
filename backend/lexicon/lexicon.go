// Package lexicon knows the words of general English: which there are, which
// derive from one another, and what sort of thing each one means. The engine
// tells by it a name at the head of a sentence from a word that merely stands
// there, and takes own and ownership for the same term, and a fuel for a way of
// saying gas.
//
// The words come from SCOWL, their families and kinds from WordNet 3.0; see
// english.LICENSE. The lists are made by build/lexicon.
package lexicon

import (
	_ "embed"
	"strconv"
	"strings"
)

// english holds one lower-case word a line, sorted by byte value, then its
// family and its kind where they are known, the kind in small where the word
// is common.
//
//go:embed english.txt
var english string

// senses holds one family a line, then the numbers of what its nouns mean and,
// behind a semicolon, of what is more general.
//
//go:embed senses.txt
var senses string

var words, meanings = newList(english), newList(senses)

// Kind is what sort of thing a word means, by WordNet's first sense of it.
type Kind byte

// The kinds.
const (
	Unknown   Kind = 0
	Thing     Kind = 'T' // animal, artifact, body, food, object, plant, substance
	Party     Kind = 'P' // group, location, person
	Deed      Kind = 'D' // act, event, phenomenon, process
	Symbol    Kind = 'S' // communication, possession
	Abstract  Kind = 'A' // attribute, cognition, state, time and the like
	Verb      Kind = 'V'
	Adjective Kind = 'J'
	Relating  Kind = 'R' // an adjective that pertains to a noun: judicial
	Adverb    Kind = 'B'
)

// Has says whether a lower-case word is in the list, inflected forms
// included.
func Has(word string) bool {
	_, ok := words.find(word)
	return ok
}

// Entry is what is known of a word.
type Entry struct {
	Family string // its shortest word; words of one family derive from one another
	Kind   Kind
	Common bool // among the few thousand words that everyone uses
}

// Find looks a lower-case word up.
func Find(word string) (Entry, bool) {
	line, ok := words.find(word)
	if !ok || len(line) == len(word) {
		return Entry{}, false
	}
	family := line[len(word)+1:]
	kind := family[len(family)-1]
	return Entry{family[:len(family)-2], Kind(kind &^ 0x20), kind&0x20 != 0}, true
}

// Sense is the number of one of WordNet's senses of nouns.
type Sense int

// Senses returns what the nouns of a family mean, their likeliest senses, and
// what is up to two steps more general than those: a fuel for a gas.
func Senses(family string) (own, general []Sense) {
	line, ok := meanings.find(family)
	if !ok {
		return nil, nil
	}
	first, second, _ := strings.Cut(line[len(family)+1:], ";")
	return sensesIn(first), sensesIn(second)
}

func sensesIn(list string) (out []Sense) {
	for number := range strings.SplitSeq(list, ",") {
		if n, err := strconv.ParseInt(number, 36, 0); err == nil {
			out = append(out, Sense(n))
		}
	}
	return out
}

// Set holds the words of a text that spaces part.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
