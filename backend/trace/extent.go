package trace

import (
	"slices"

	"atlasdesk/backend/lexicon"
)

// tellsHow says whether words that have one stem tell how something is and not
// what: "its external links", where links are a word of the format.
func tellsHow(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return isTerm(&w) && w.Kind == lexicon.Adjective })
}

// wholeOf is the key of the first word that tells of how much of something a
// statement speaks; empty without one.
func wholeOf(words []Word) string {
	for _, w := range words {
		if wholes[w.Key] || others[w.Key] {
			return w.Key
		}
	}
	return ""
}

// isPartly says whether the negation bears on how far something is so.
func isPartly(words []Word, d denial) bool {
	if halves[words[d.cue].Key] {
		return true // "the pages were incomplete"
	}
	for i := d.behind; i < min(d.to, d.behind+2); i++ {
		if degrees[words[i].Key] {
			return true
		}
	}
	return false
}

// narrowerThan says whether only something narrower is denied than a stretch of
// t asserts: "a register of every port", "customers of other banks".
func (l *Limit) narrowerThan(t *Text, w stretch) bool {
	around := t.Words[max(0, w.first-slack):min(len(t.Words), w.last+slack)]
	return l.whole != "" && !slices.ContainsFunc(around, func(w Word) bool { return w.Key == l.whole })
}
