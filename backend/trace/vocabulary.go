package trace

import (
	"strings"

	"atlasdesk/backend/atlas"
)

// voice holds the words in which layers speak.
var voice = wordSet(strings.Join(atlas.VoiceWords(), " "))

// frameworkNames holds the keys of the format's own names.
var frameworkNames = nameKeys(atlas.FrameworkNames())

func nameKeys(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[joinKeys(Words(n))] = true
	}
	return m
}
