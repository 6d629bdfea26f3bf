// Package lexicon knows the words of general English, so that the engine can
// tell a name at the head of a sentence from a word that merely stands there.
//
// The list comes from SCOWL, see english.LICENSE.
package lexicon

import (
	_ "embed"
	"strings"
)

// english holds one lower-case word a line, sorted by byte value. It is
// searched as it is: nothing is loaded and nothing is allocated.
//
//go:embed english.txt
var english string

// Has says whether a lower-case word is in the list, inflected forms
// included.
func Has(word string) bool {
	low, high := 0, len(english)
	for low < high {
		middle := low + (high-low)/2
		start := strings.LastIndexByte(english[:middle], '\n') + 1
		end := start + strings.IndexByte(english[start:], '\n')
		switch line := english[start:end]; {
		case line == word:
			return true
		case line < word:
			low = end + 1
		default:
			high = start
		}
	}
	return false
}
