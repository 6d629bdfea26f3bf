package export

import (
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"

	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) { gittest.Main(m) }

func TestObstacle(t *testing.T) {
	last := history.Commit{Hash: history.Hash{0xab, 0xcd}, When: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		state                      State
		obstacle, summary, version string
	}{
		{State{Commit: last}, "", "no error is open; the last commit is abcd000.", "abcd000 of 1 March 2026"},
		{State{Errors: 1, Commit: last}, "1 error is open", "1 error is open; the last commit is abcd000.", "abcd000 of 1 March 2026"},
		{State{}, "the package was never committed", "no error is open, and the package was never committed.", "not committed"},
		{State{Changed: []string{"signals.md"}, Commit: last}, "signals.md is not committed as it stands",
			"no error is open, and signals.md is not committed as it stands; the last commit is abcd000.", "abcd000 of 1 March 2026, changed since"},
		{State{2, []string{"a.md", "b.md", "c.md"}, last}, "2 errors are open, and a.md and 2 other files are not committed as they stand",
			"2 errors are open, and a.md and 2 other files are not committed as they stand; the last commit is abcd000.", "abcd000 of 1 March 2026, changed since"},
	} {
		got := []string{c.state.Obstacle(), c.state.summary(), c.state.version()}
		if diff := cmp.Diff([]string{c.obstacle, c.summary, c.version}, got); diff != "" {
			t.Errorf("%+v: %s", c.state, diff)
		}
	}
}

const (
	evidence = "# Ruritania - Evidence Layer\n\n## Registers\n\nThe Registry Office states that it keeps 17 registers.\n"
	signals  = "# Ruritania - Signals Layer\n\n## Register signals\n\nThe 19 registers of the Registry Office signal continuity.\n"
)

// The errors are those of what is exported, the changes those of the package,
// text that is not saved among them.
func TestStateOf(t *testing.T) {
	root := gittest.Repository(t)
	gittest.Write(t, root, "ruritania/evidence.md", evidence)
	gittest.Write(t, root, "ruritania/signals.md", signals)
	w, err := workspace.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	state := func(scope *atlas.Layer) State {
		t.Helper()
		s, err := StateOf(t.Context(), w, "ruritania", scope)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := state(nil); s.Errors != 1 || len(s.Changed) != 2 || !s.Commit.Hash.IsZero() {
		t.Errorf("before the first commit: %+v", s)
	}
	gittest.Git(t, root, "add", ".")
	gittest.Git(t, root, "commit", "-qm", "Begin")
	layer := atlas.Evidence
	if s := state(&layer); s.Obstacle() != "" || s.Commit.Subject != "Begin" {
		t.Errorf("the evidence: %+v", s)
	}
	doc, err := w.Document("ruritania", atlas.Signals)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Edit("ruritania", atlas.Signals, strings.Replace(signals, "19", "17", 1), doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	if s := state(nil); s.Errors != 0 || cmp.Diff([]string{"signals.md"}, s.Changed) != "" {
		t.Errorf("with text that is not saved: %+v", s)
	}
}
