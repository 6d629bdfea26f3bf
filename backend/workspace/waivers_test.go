package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/settings"
)

var accepted = Accept{Reason: "The Board is the office under its old name.", By: "A. Reviewer", Date: "2026-02-03"}

// harbour is a workspace whose signals name what nothing above does.
func harbour(t *testing.T) (w *Workspace, root string) {
	w, root = fixture(t)
	d := document(t, w, atlas.Signals)
	if _, _, err := w.Edit("ruritania", atlas.Signals, d.Text+"\nThe Harbour Board signals it.\n", base(w, atlas.Signals), 1); err != nil {
		t.Fatal(err)
	}
	return w, root
}

// fingerprint of the first finding of a rule.
func fingerprint(t *testing.T, w *Workspace, rule string) string {
	t.Helper()
	c, err := w.Package("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(c.Findings, func(d check.Diagnostic) bool { return d.Rule == rule })
	if i < 0 {
		t.Fatalf("nothing is found by %s", rule)
	}
	return c.Fingerprints(c.Findings)[i]
}

// states says how the findings of some rules stand.
func states(t *testing.T, w *Workspace) (out []string) {
	t.Helper()
	c, err := w.Package("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Findings {
		switch {
		case d.Waived != nil:
			out = append(out, "waived "+d.Rule+": "+d.Waived.Reason)
		case d.Rule == "waiver/stale" || d.Rule == "trace/untraced-name":
			out = append(out, d.Rule)
		}
	}
	return out
}

func waive(t *testing.T, w *Workspace) {
	t.Helper()
	if err := w.Waive("ruritania", fingerprint(t, w, "trace/untraced-name"), accepted); err != nil {
		t.Fatal(err)
	}
}

const whileWaived = "waived trace/untraced-name: The Board is the office under its old name."

// A waiver is written to the disk, holds through edits elsewhere, lapses with
// its statement, and can be taken back either way.
func TestWaiving(t *testing.T) {
	w, root := harbour(t)
	seq := w.Seq()
	waive(t, w)
	if w.Seq() == seq {
		t.Error("nobody is told of the waiver")
	}
	if got := states(t, w); !slices.Equal(got, []string{whileWaived}) {
		t.Fatalf("findings %q", got)
	}
	raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(settings.WaiversFile)))
	if err != nil || !strings.Contains(string(raw), "package: ruritania\n    layer: signals\n") {
		t.Errorf("%v\n%s", err, raw)
	}
	d := document(t, w, atlas.Signals)
	for version, step := range []struct {
		text string
		want []string
	}{
		{strings.Replace(d.Text, "The Harbour", "It is continuous.\n\nThe Harbour", 1), []string{whileWaived}},
		{strings.Replace(d.Text, "signals it", "signals that", 1), []string{"trace/untraced-name", "waiver/stale"}},
		{strings.Replace(d.Text, "The Harbour Board signals it.\n", "", 1), []string{"waiver/stale"}},
	} {
		if _, _, err := w.Edit("ruritania", atlas.Signals, step.text, base(w, atlas.Signals), version+2); err != nil {
			t.Fatal(err)
		}
		if got := states(t, w); !slices.Equal(got, step.want) {
			t.Errorf("step %d: findings %q, want %q", version, got, step.want)
		}
	}
	if err := w.Waive("ruritania", fingerprint(t, w, "waiver/stale"), accepted); !errors.Is(err, ErrWaiver) {
		t.Errorf("a waiver was waived: %v", err)
	}
	if err := w.Unwaive("ruritania", fingerprint(t, w, "waiver/stale")); err != nil {
		t.Fatal(err)
	}
	if got := states(t, w); got != nil {
		t.Errorf("after the removal: %q", got)
	}
}

func TestUnwaiving(t *testing.T) {
	w, _ := harbour(t)
	id := fingerprint(t, w, "trace/untraced-name")
	if err := w.Unwaive("ruritania", id); !errors.Is(err, ErrNoFinding) {
		t.Errorf("what is not waived was unwaived: %v", err)
	}
	waive(t, w)
	if err := w.Unwaive("ruritania", id); err != nil {
		t.Fatal(err)
	}
	if got := states(t, w); !slices.Equal(got, []string{"trace/untraced-name"}) {
		t.Errorf("findings %q", got)
	}
	if err := w.Waive("ruritania", "0:1", accepted); !errors.Is(err, ErrNoFinding) {
		t.Errorf("nothing was waived: %v", err)
	}
}

// A file of waivers that is wrong accepts nothing and is told with its place;
// settings and waivers are read by themselves.
func TestWaiversAreFollowed(t *testing.T) {
	w, root := harbour(t)
	waive(t, w)
	good, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(settings.WaiversFile)))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		name, waivers string
		want          []string
		fault         string
	}{
		{"wrong", "version: 2\n", []string{"trace/untraced-name"}, "waivers.yaml:1:10: this is version 2"},
		{"wrong in another way", string(good) + "<<<<<<<\n", []string{"trace/untraced-name"}, "this is not YAML"},
		{"mended", string(good), []string{whileWaived}, ""},
		{"another reason", strings.Replace(string(good), accepted.Reason, "It is.", 1), []string{"waived trace/untraced-name: It is."}, ""},
		{"of another package", strings.Replace(string(good), "package: ruritania", "package: sylvania", 1), []string{"trace/untraced-name"}, ""},
		{"gone", "", []string{"trace/untraced-name"}, ""},
	} {
		put(t, root, settings.WaiversFile, step.waivers)
		seq := w.Seq()
		refresh(t, w)
		if w.Seq() == seq {
			t.Errorf("%s: nobody is told", step.name)
		}
		if got := states(t, w); !slices.Equal(got, step.want) {
			t.Errorf("%s: findings %q", step.name, got)
		}
		if err := w.Fault(); (err == nil) != (step.fault == "") || err != nil && !strings.Contains(err.Error(), step.fault) {
			t.Errorf("%s: fault %v", step.name, err)
		}
	}
	seq := w.Seq()
	refresh(t, w)
	if w.Seq() != seq {
		t.Error("a file that did not change is told of")
	}
}

// A package whose waivers did not change is not checked again.
func TestWaiversConcernTheirPackage(t *testing.T) {
	w, root := harbour(t)
	put(t, root, "sylvania/evidence.md", "# Sylvania - Evidence Layer\n")
	put(t, root, "sylvania/signals.md", "# Sylvania - Signals Layer\n")
	refresh(t, w)
	before, err := w.Package("sylvania")
	if err != nil {
		t.Fatal(err)
	}
	waive(t, w)
	if after, err := w.Package("sylvania"); err != nil || after != before {
		t.Errorf("sylvania was checked again, %v", err)
	}
}
