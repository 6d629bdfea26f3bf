package settings

import (
	"strings"
	"testing"
)

// fileOf writes waivers of ruritania with the given words, each about another
// finding, and a reason where one stands behind a colon.
func fileOf(t testing.TB, words ...string) string {
	t.Helper()
	source := ""
	for _, w := range words {
		one, reason, _ := strings.Cut(w, ":")
		add := waiver("ruritania", "signals", one)
		add.About.Finding = strings.Repeat(string(rune('a'+len(one)%6)), 32)
		add.Reason = "R" + reason
		edit, err := AddWaiver(waiversName, source, add)
		if err != nil {
			t.Fatal(err)
		}
		source = edit.Apply(source)
	}
	return source
}

func TestMergeWaivers(t *testing.T) {
	const a, b, c, d = "a", "bb", "ccc", "dddd"
	none := "version: 1\nwaivers:\n"
	for _, x := range []struct {
		name               string
		base, ours, theirs string
		want               string // empty for a conflict
	}{
		{"both added", fileOf(t, b), fileOf(t, a, b), fileOf(t, b, c), fileOf(t, a, b, c)},
		{"both added where nothing was", "", fileOf(t, a), fileOf(t, c), fileOf(t, a, c)},
		{"both added the same", fileOf(t, b), fileOf(t, b, c), fileOf(t, b, c), fileOf(t, b, c)},
		{"neighbours came and went", fileOf(t, b, c), fileOf(t, b), fileOf(t, b, c, d), fileOf(t, b, d)},
		{"they took one back", fileOf(t, a, b), fileOf(t, a, b, c), fileOf(t, a), fileOf(t, a, c)},
		{"both took it back", fileOf(t, a, b), fileOf(t, a), fileOf(t, a), fileOf(t, a)},
		{"they changed a reason", fileOf(t, a, b), fileOf(t, a, b, c), fileOf(t, a+":x", b), fileOf(t, a+":x", b, c)},
		{"both changed one reason", fileOf(t, a), fileOf(t, a+":x"), fileOf(t, a+":y"), ""},
		{"one changed what the other took back", fileOf(t, a), none, fileOf(t, a+":y"), ""},
		{"one is wrong", fileOf(t, a), fileOf(t, a) + "- x\n", fileOf(t, a, b), ""},
	} {
		got, clean := MergeWaivers(x.base, x.ours, x.theirs).Text()
		if clean != (x.want != "") || clean && got != x.want {
			t.Errorf("%s: clean %v\n%s", x.name, clean, got)
		}
	}
}
