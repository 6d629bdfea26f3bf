package app

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// Whatever stands in the file, reading it fails nowhere, and a change of one
// entry is read back and leaves every other as it was.
func FuzzSettings(f *testing.F) {
	for _, raw := range []string{
		"", "null", "[]", "{", "\ufeff{}", `{"preferences": {"zoom": 120, "theme": 7}}`, `{"preferences": null, "mine": [1, {"a": 2}]}`,
		`{"preferences": {"keys": {"text.save": "Mod+S", "card.open": null, "find": ["F3"]}, "beside": {"a": 1}}}`, `{"recent": [{"path": ""}], "window": {"width": 1e9}}`,
	} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		before, faults := parseSettings(raw)
		out, err := over(raw, func(s *settings) { s.Preferences.Zoom = 150 })
		if err != nil || !json.Valid(out) {
			t.Fatalf("%q was made %q: %v", raw, out, err)
		}
		after, left := parseSettings(out)
		if after.Preferences.Zoom != 150 {
			t.Fatalf("%q was made %q, whose zoom is %d", raw, out, after.Preferences.Zoom)
		}
		before.Preferences.Zoom = 150
		was, _ := json.Marshal(before)
		is, _ := json.Marshal(after)
		if string(was) != string(is) {
			t.Fatalf("%q was made %q: the settings\n%s\nbecame\n%s", raw, out, was, is)
		}
		for _, fault := range left {
			if !slices.Contains(faults, fault) && !strings.Contains(fault, "zoom") {
				t.Errorf("%q was made %q, which has the fault: %s", raw, out, fault)
			}
		}
	})
}
