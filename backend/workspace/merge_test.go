package workspace

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

const (
	coast     = "\nThe harbour signals trade. The coast signals calm. The river signals rest.\n"
	registers = "# Ruritania - Signals\n\nThe 17 registers signal continuity. The office signals care.\n" + coast
	mine      = "# Ruritania - Signals\n\nThe 17 registers signal that all goes on. The office signals care.\n" + coast
	elsewhere = "# Ruritania - Signals\n\nThe 17 registers signal continuity. The office signals great care.\n" + coast
	both      = "# Ruritania - Signals\n\nThe 17 registers signal that all goes on. The office signals great care.\n" + coast
	same      = "# Ruritania - Signals\n\nThe 17 registers signal a break. The office signals care.\n" + coast
)

// collide lets the author type over a text that another program changes.
func collide(t *testing.T, theirs string) (w *Workspace, root, before string) {
	t.Helper()
	w, root = fixture(t)
	put(t, root, "ruritania/signals.md", registers)
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	before = base(w, atlas.Signals)
	if _, _, err := w.Edit("ruritania", atlas.Signals, mine, before, 1); err != nil {
		t.Fatal(err)
	}
	put(t, root, "ruritania/signals.md", theirs)
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	if d := document(t, w, atlas.Signals); d.Text != mine || d.Base != before || d.Disk == before {
		t.Errorf("unsaved text was touched: %+v", d)
	}
	wantConflict(t, func() error { _, err := w.Save("ruritania", atlas.Signals, mine, before); return err })
	if got := get(t, root, "ruritania/signals.md"); got != theirs {
		t.Fatalf("a refused save wrote %q", got)
	}
	return w, root, before
}

func wantConflict(t *testing.T, save func() error) {
	t.Helper()
	if fault, ok := errors.AsType[*store.Error](save()); !ok || fault.Code != store.CodeConflict {
		t.Fatalf("over another version: %v", fault)
	}
}

func merged(t *testing.T, w *Workspace, mine, base string) Merged {
	t.Helper()
	m, err := w.Merge("ruritania", atlas.Signals, mine, base)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEditsOfDifferentSentencesAreMerged(t *testing.T) {
	w, root, before := collide(t, elsewhere)
	m := merged(t, w, mine, before)
	if text, clean := m.Result.Text(); !clean || text != both || m.Theirs != elsewhere {
		t.Fatalf("merged %q, %v", text, clean)
	}
	if got := get(t, root, "ruritania/signals.md"); got != elsewhere {
		t.Errorf("looking at a merge wrote %q", got)
	}
}

func TestEditsOfOneSentenceAreAConflict(t *testing.T) {
	w, _, before := collide(t, same)
	conflicts := merged(t, w, mine, before).Result.Conflicts()
	if len(conflicts) != 1 || conflicts[0].Ours != "The 17 registers signal that all goes on." ||
		conflicts[0].Theirs != "The 17 registers signal a break." || conflicts[0].Base != "The 17 registers signal continuity." {
		t.Errorf("conflicts %+v", conflicts)
	}
}

func TestMergeOnABaseThatIsForgotten(t *testing.T) {
	w, _, _ := collide(t, same)
	if m := merged(t, w, mine, "a revision of long ago"); len(m.Result.Conflicts()) != 1 {
		t.Errorf("merged %+v", m.Result)
	}
}

// Entries that two authors add at one place of a change log are no conflict.
func TestChangeLogIsMergedByEntry(t *testing.T) {
	w, root := fixture(t)
	const log = "# Ruritania - Change Log\n\n## Changes\n\n### 2026-01-01: Begun\n\nThe package begins.\n"
	entry := func(of string) string {
		return strings.Replace(log, "### 2026-01-01", "### 2026-02-02: "+of+"\n\n"+of+" was added.\n\n### 2026-01-01", 1)
	}
	put(t, root, "ruritania/change-log.md", log)
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	before := base(w, atlas.ChangeLog)
	put(t, root, "ruritania/change-log.md", entry("Theirs"))
	m, err := w.Merge("ruritania", atlas.ChangeLog, entry("Mine"), before)
	if text, clean := m.Result.Text(); err != nil || !clean || !strings.Contains(text, "Mine was added.") || !strings.Contains(text, "Theirs was added.") {
		t.Errorf("merged %q, %v, %v", text, clean, err)
	}
}

func TestMergeWithAFileThatIsGone(t *testing.T) {
	w, root, before := collide(t, same)
	if err := os.Remove(root + "/ruritania/signals.md"); err != nil {
		t.Fatal(err)
	}
	if m := merged(t, w, mine, before); m.Disk != "" || len(m.Result.Hunks) != 0 {
		t.Errorf("merged %+v", m)
	}
}

func TestResolutionKeepsWhatItIsNot(t *testing.T) {
	for _, c := range []struct {
		name, text string
		kept       []string
	}{
		{"mine", mine, []string{same}},
		{"theirs", same, []string{mine}},
		{"of both", both, []string{mine, same}},
	} {
		w, root, _ := collide(t, same)
		r := Resolution{Mine: mine, Version: 1, Text: c.text, Disk: document(t, w, atlas.Signals).Disk}
		at, err := w.Resolve("ruritania", atlas.Signals, r, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, file := range at {
			kept = append(kept, get(t, "", file))
		}
		if !slices.Equal(kept, c.kept) {
			t.Errorf("%s: kept %q", c.name, kept)
		}
		if got := get(t, root, "ruritania/signals.md"); got != c.text {
			t.Errorf("%s: the file holds %q", c.name, got)
		}
		if got := document(t, w, atlas.Signals); got.Text != c.text || got.Edited || got.Base != got.Disk {
			t.Errorf("%s: the document is %+v", c.name, got)
		}
	}
}

func TestResolutionOfAnOldConflictWritesNothing(t *testing.T) {
	w, root, _ := collide(t, same)
	r := Resolution{Mine: mine, Version: 1, Text: both, Disk: document(t, w, atlas.Signals).Disk}
	put(t, root, "ruritania/signals.md", elsewhere)
	aside := t.TempDir()
	wantConflict(t, func() error { _, err := w.Resolve("ruritania", atlas.Signals, r, aside); return err })
	if got := document(t, w, atlas.Signals); got.Text != mine || get(t, root, "ruritania/signals.md") != elsewhere {
		t.Errorf("the document is %+v", got)
	}
	if kept, err := os.ReadDir(aside); err != nil || len(kept) != 0 {
		t.Errorf("kept %v, %v", kept, err)
	}
}

// What was typed after the resolution was made is still unsaved, and made on
// what the author saw.
func TestTypedAfterTheResolution(t *testing.T) {
	w, _, before := collide(t, elsewhere)
	typedOn := strings.Replace(mine, "rest", "sleep", 1)
	if _, _, err := w.Edit("ruritania", atlas.Signals, typedOn, before, 2); err != nil {
		t.Fatal(err)
	}
	r := Resolution{Mine: mine, Version: 1, Text: both, Disk: document(t, w, atlas.Signals).Disk}
	if _, err := w.Resolve("ruritania", atlas.Signals, r, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if d := document(t, w, atlas.Signals); d.Text != typedOn || d.Base != before {
		t.Fatalf("the document is %+v", d)
	}
}

func TestSaveOutrunsAnEditOnItsWay(t *testing.T) {
	w, _ := fixture(t)
	before := base(w, atlas.Signals)
	if _, _, err := w.Edit("ruritania", atlas.Signals, "One.\n", before, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SaveVersion("ruritania", atlas.Signals, "One two three.\n", before, 3); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Edit("ruritania", atlas.Signals, "One two.\n", before, 2); err != nil {
		t.Fatal(err)
	}
	if d := document(t, w, atlas.Signals); d.Edited || d.Text != "One two three.\n" {
		t.Errorf("the document is %+v", d)
	}
}
