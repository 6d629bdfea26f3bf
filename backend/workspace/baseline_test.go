package workspace

import (
	"slices"
	"testing"

	"atlasdesk/backend/atlas"
)

// What is new is what the committed version does not have, however it moves.
func TestCommittedFindings(t *testing.T) {
	w, root := fixture(t)
	if _, compared, err := w.CommittedFindings("ruritania"); err != nil || compared {
		t.Errorf("compared %v, %v without a commit", compared, err)
	}
	committed := document(t, w, atlas.Signals).Text + "\nThe Harbour Board signals it.\n"
	w.Compare("first", func(file string, now []byte) ([]byte, bool) {
		if file == w.Path("ruritania", "signals.md") {
			return []byte(committed), true
		}
		return now, now != nil
	})
	put(t, root, "ruritania/signals.md", "# Ruritania - Signals Layer\n\nThe Sea Rail signals it.\n\nThe Harbour Board signals it too.\n")
	refresh(t, w)
	known, compared, err := w.CommittedFindings("ruritania")
	if err != nil || !compared {
		t.Fatalf("compared %v, %v", compared, err)
	}
	c, err := w.Package("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	ids := c.Fingerprints(c.Findings)
	for i, d := range c.Findings {
		if d.Rule != "trace/untraced-name" {
			continue
		}
		name := d.Span.In(c.Layers[atlas.Signals].File.Text)
		if isNew := !slices.Contains(known, ids[i]); isNew != (name == "Sea Rail") {
			t.Errorf("%s is new: %v", name, isNew)
		}
	}
	again, _, err := w.CommittedFindings("ruritania")
	if err != nil || &again[0] != &known[0] {
		t.Errorf("they were looked for again, %v", err)
	}
}

// Only what was checked since is given again.
func TestChecksSince(t *testing.T) {
	w, root := fixture(t)
	put(t, root, "sylvania/evidence.md", "# Sylvania - Evidence Layer\n")
	refresh(t, w)
	given := func(n int) (ids []string, last int) {
		made, last, all := w.ChecksSince(n)
		for _, c := range made {
			ids = append(ids, c.ID)
		}
		if !slices.Equal(all, w.IDs()) {
			t.Errorf("packages %q", all)
		}
		return ids, last
	}
	for _, id := range w.IDs() {
		if _, err := w.Package(id); err != nil {
			t.Fatal(err)
		}
	}
	all, last := given(0)
	if !slices.Contains(all, "ruritania") || !slices.Contains(all, "sylvania") {
		t.Errorf("at first %q", all)
	}
	if ids, _ := given(last); ids != nil {
		t.Errorf("again without a check: %q", ids)
	}
	if _, _, err := w.Edit("ruritania", atlas.Signals, "# Ruritania\n", base(w, atlas.Signals), 1); err != nil {
		t.Fatal(err)
	}
	if ids, _ := given(last); !slices.Equal(ids, []string{"ruritania"}) {
		t.Errorf("after an edit %q", ids)
	}
}
