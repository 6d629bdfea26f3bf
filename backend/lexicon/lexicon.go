// Package lexicon knows the words of general English: which there are, which
// derive from one another, and what sort of thing each one means. The engine
// tells by it a name at the head of a sentence from a word that merely stands
// there, and takes own and ownership for the same term.
//
// The words come from SCOWL, their families and kinds from WordNet 3.0; see
// english.LICENSE. The list is made by build/lexicon.
package lexicon

import (
	_ "embed"
	"sort"
	"strings"
)

// english holds one lower-case word a line, sorted by byte value, then its
// family and its kind where they are known, the kind in small where the word
// is common. It is searched as it is, see [heads].
//
//go:embed english.txt
var english string

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
	_, ok := find(word)
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
	line, ok := find(word)
	if !ok || len(line) == len(word) {
		return Entry{}, false
	}
	family := line[len(word)+1:]
	kind := family[len(family)-1]
	return Entry{family[:len(family)-2], Kind(kind &^ 0x20), kind&0x20 != 0}, true
}

// find looks among the heads first, then from the last one before the word on,
// line by line.
func find(word string) (line string, ok bool) {
	first := sort.Search(len(heads), func(i int) bool { return !before(int(heads[i]), word) })
	for at := int(heads[max(first-1, 0)]); at < len(english); {
		end := at + strings.IndexByte(english[at:], '\n')
		if !before(at, word) {
			line = english[at:end]
			entry, _, _ := strings.Cut(line, " ")
			return line, entry == word
		}
		at = end + 1
	}
	return "", false
}

// before says whether the line at an offset stands before a word, of which it
// may be the beginning: what ends an entry sorts before any letter.
func before(at int, word string) bool {
	return english[at:min(at+len(word), len(english))] < word
}

// heads are the offsets of the first line and of one in every stride of the
// list, so that a search reads no more than a few lines.
var heads = headsOf(english)

const stride = 256 // bytes, some fourteen lines

func headsOf(list string) []uint32 {
	out := make([]uint32, 1, 1+len(list)/stride)
	for at := stride; at < len(list); at += stride {
		if line := at + strings.IndexByte(list[at:], '\n') + 1; line < len(list) {
			out = append(out, uint32(line))
		}
	}
	return out
}
