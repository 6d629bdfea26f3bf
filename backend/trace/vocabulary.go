package trace

import (
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
)

// voice holds the words in which layers speak.
var voice = wordSet(strings.Join(atlas.VoiceWords(), " "))

// frameworkNames holds the keys of the format's own names.
var frameworkNames = nameKeys(atlas.FrameworkNames())

func nameKeys(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[joined(Words(n))] = true
	}
	return m
}

var domainWords = wordSet(strings.Join(atlas.DomainWords(), " "))

// isEnglish says whether a lower-case word is an ordinary one, as opposed to
// a name: it is in the lists, in either spelling, or is made of such a word
// with a common prefix.
func isEnglish(word string) bool {
	for _, w := range []string{word, american(word), singular(word)} {
		if lexicon.Has(w) || domainWords[w] || voice[w] {
			return true
		}
	}
	for _, prefix := range prefixes {
		if rest, ok := strings.CutPrefix(word, prefix); ok && len(rest) > 3 && lexicon.Has(rest) {
			return true
		}
	}
	return false
}

var prefixes = []string{"pre", "non", "inter", "cyber", "multi", "micro", "sub", "re", "un", "co", "cross", "e", "tele", "super", "post", "anti"}
