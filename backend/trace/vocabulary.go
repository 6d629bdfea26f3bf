package trace

import (
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
)

// Vocabulary is how words are read: the format's voice words and those that a
// workspace adds. It is immutable; nil stands for the format's alone.
type Vocabulary struct {
	voice map[string]bool // those added, as they are written and by their keys
}

// NewVocabulary adds words to the format's voice words. An added word stands
// for its plural and for its American spelling, too, in any case; for other
// forms only where they are added.
func NewVocabulary(extraVoice []string) *Vocabulary {
	v := &Vocabulary{make(map[string]bool, 2*len(extraVoice))}
	for _, word := range extraVoice {
		v.voice[strings.ToLower(word)] = true
		v.voice[wordOf(word).Key] = true
	}
	return v
}

// adds says whether a word of the given key is an added one.
func (v *Vocabulary) adds(word, key string) bool {
	return v != nil && len(v.voice) > 0 && (v.voice[strings.ToLower(word)] || v.voice[key])
}

// voice holds the words in which layers speak.
var voice = lexicon.Set(strings.Join(atlas.VoiceWords(), " "))

// frameworkNames holds the keys of the format's own names.
var frameworkNames = nameKeys(atlas.FrameworkNames())

func nameKeys(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[joined(Words(n))] = true
	}
	return m
}

var domainWords = lexicon.Set(strings.Join(atlas.DomainWords(), " "))

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
