package commit

import (
	"errors"
	"strings"
	"testing"

	"atlasdesk/backend/text"
)

// What cannot be read is not taken for an empty file, whatever the reason.
func TestUnreadableLayerIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(f fixture){
		"too large": func(f fixture) { f.put("signals.md", more+strings.Repeat("a", text.Limit)) },
		"a folder": func(f fixture) {
			f.remove("signals.md")
			f.put("signals.md/note", "x")
		},
		"a new one": func(f fixture) { f.put("profile.md/note", "x") },
		"the only change": func(f fixture) {
			f.remove("evidence.md")
			f.put("evidence.md/note", "x")
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			spoil(f)
			for _, reason := range []string{"", "known"} {
				if err := f.refused(Decision{Message: "x", Override: reason}); !errors.Is(err, ErrUnreadable) {
					t.Errorf("refused because of %v", err)
				}
			}
		})
	}
}

func TestEmptyLayerIsCommitted(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", "")
	f.commit(Decision{Message: "x", Override: "to be written anew"})
	f.is("cat-file", "-s", "HEAD:ruritania/signals.md")("0")
}
