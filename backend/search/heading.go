package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words are the words of a query for headings.
type Words []string

// ParseWords parts a query at its spaces.
func ParseWords(query string) Words { return strings.Fields(strings.ToLower(query)) }

// How much the place of a word counts.
const (
	opensHeading = 8 // it begins the heading
	opensWord    = 4 // it begins a word of the heading
	inHeading    = 2
	inPath       = 1 // it is in the names of the package or the layer
)

// Rate says whether each word occurs in a heading or in the names on the path
// to it, and at least one in the heading itself. The higher the better; no
// words at all rate every heading 0.
func (w Words) Rate(heading string, path ...string) (rating int, ok bool) {
	heading = strings.ToLower(heading)
	within := len(w) == 0
	for _, word := range w {
		points := rateIn(heading, word)
		within = within || points > 0
		if points == 0 && !occurs(word, path) {
			return 0, false
		}
		rating += max(points, inPath)
	}
	return rating, within
}

func rateIn(heading, word string) int {
	best := 0
	for at := 0; ; at++ {
		next := strings.Index(heading[at:], word)
		if next < 0 {
			return best
		}
		at += next
		before, _ := utf8.DecodeLastRuneInString(heading[:at])
		switch {
		case at == 0:
			return opensHeading
		case !unicode.IsLetter(before) && !unicode.IsDigit(before):
			return opensWord
		}
		best = inHeading
	}
}

func occurs(word string, path []string) bool {
	for _, name := range path {
		if strings.Contains(strings.ToLower(name), word) {
			return true
		}
	}
	return false
}
