package check

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"

	"github.com/google/go-cmp/cmp"
)

func TestConflictsOfGitAreDecided(t *testing.T) {
	const before, after = "# Ruritania - Signals\n\n", "\nMore.\n"
	for _, c := range []struct {
		name, source string
		want         map[string]string // by the fix
		says         string
	}{
		{"two versions", "<<<<<<< HEAD\na\n||||||| 12\no\n=======\nb\n>>>>>>> draft\n", map[string]string{"Keep the first version (“HEAD”)": "a\n", "Keep the second version (“draft”)": "b\n", "Keep both": "a\nb\n"}, "choose the first version (“HEAD”) or the second version (“draft”)"},
		{"one removed it", "<<<<<<<\n=======\nb\n>>>>>>> " + strings.Repeat("long ", 20) + "\n", map[string]string{"Keep the first version": "", "Keep the second version (“long long long long long long long long…”)": "b\n", "Keep both": "b\n"}, "choose the first version or the second version (“long"},
		{"a heading in one of them", "<<<<<<< HEAD\nBanks\n=======\n\na\n=======\nb\n>>>>>>> draft\n", map[string]string{"Remove the line": "Banks\n=======\n\na\n=======\nb\n>>>>>>> draft\n"}, "cannot be told which lines belong to it"},
		{"a line left over", ">>>>>>> draft\n", map[string]string{"Remove the line": ""}, "“>>>>>>> draft” is a line that git wrote"},
	} {
		f := pack.Parse(atlas.Signals, before+c.source+after)
		d := conflictFinding(f, f.Conflicts[0])
		if !strings.Contains(d.Message, c.says) {
			t.Errorf("%s: %s", c.name, d.Message)
		}
		got := map[string]string{}
		for _, fix := range d.Fixes {
			source := f.Text
			for i := len(fix.Edits) - 1; i >= 0; i-- { // from the end, so that places hold
				source = fix.Edits[i].Apply(source)
			}
			got[fix.Title] = strings.TrimSuffix(strings.TrimPrefix(source, before), after)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}
