package workspace

import (
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/store"
)

// committedOf is what the package was last compared with.
func committedOf(t *testing.T, w *Workspace) committedLayers {
	t.Helper()
	if _, err := w.Package("ruritania"); err != nil {
		t.Fatal(err)
	}
	return w.packages["ruritania"].committed
}

func TestCommittedLayers(t *testing.T) {
	w, root := fixture(t)
	if got := committedOf(t, w); got[atlas.Signals].texts != nil {
		t.Errorf("without a repository the signals were %q", got[atlas.Signals].text)
	}
	const before = "# Ruritania - Signals\n\nThe 17 registers signal continuity.\n\nThey do not signal reach.\n"
	held := map[string]string{"signals.md": before, "profile.md": "# Ruritania - Profile\n\nIt was here.\n", "metadata.md": "\x00"}
	var asked []string
	w.Compare("one", func(file string, now []byte) ([]byte, bool) {
		name := filepath.Base(file)
		asked = append(asked, name)
		if file != filepath.Join(root, "ruritania", name) {
			t.Errorf("asked for %s", file)
		}
		if name == "evidence.md" {
			return now, true
		}
		last, ok := held[name]
		return []byte(last), ok
	})
	got := committedOf(t, w)
	layers := w.packages["ruritania"].layers
	if e := got[atlas.Evidence]; &e.texts[0] != &layers[atlas.Evidence].Texts[0] {
		t.Error("an unchanged layer was read a second time")
	}
	if s := got[atlas.Signals]; s.text != before || len(s.texts) != len(layers[atlas.Signals].Texts)+1 {
		t.Errorf("the signals were %q", s.text)
	}
	if p := got[atlas.Profile]; len(p.texts) == 0 {
		t.Error("a layer that is gone has no previous version")
	}
	if m := got[atlas.Metadata]; m.texts != nil {
		t.Error("what was no text has statements")
	}
	if len(asked) != len(atlas.Layers()) {
		t.Errorf("asked for %q", asked)
	}
	// Typing looks nothing up, and the version that is compared with stays.
	asked = nil
	if _, _, err := w.Edit("ruritania", atlas.Evidence, "# Ruritania - Evidence Layer\n", base(w, atlas.Evidence), 1); err != nil {
		t.Fatal(err)
	}
	if e := committedOf(t, w)[atlas.Evidence]; len(asked) > 0 || e != got[atlas.Evidence] {
		t.Errorf("an edit asked for %q", asked)
	}
	// A changed file is looked up again, alone.
	put(t, root, "ruritania/signals.md", "# Ruritania - Signals\n\nOther.\n")
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	if committedOf(t, w); !slices.Equal(asked, []string{"signals.md"}) {
		t.Errorf("after a change of the signals: asked for %q", asked)
	}
}

// A commit that leaves a package as it is costs no check of it.
func TestCommitElsewhere(t *testing.T) {
	w, _ := fixture(t)
	same := func(_ string, now []byte) ([]byte, bool) { return now, now != nil }
	w.Compare("one", same)
	before, err := w.Package("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	seq := w.Seq()
	if w.Compare("one", same); w.Seq() != seq {
		t.Error("the same commit counts as another")
	}
	w.Compare("two", same)
	if last, current := w.Peek("ruritania"); last != before || current {
		t.Errorf("after another commit the check of before is %v, current %v", last, current)
	}
	after, err := w.Package("ruritania")
	if err != nil || after != before {
		t.Errorf("the package was checked again, %v", err)
	}
}

// The same with a repository.
func TestCommittedByGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	w, root := fixture(t)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.autocrlf=input"}, args...)...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "Begin")
	repo, err := history.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	last, err := repo.Last()
	if err != nil {
		t.Fatal(err)
	}
	signals := get(t, root, "ruritania/signals.md") // with CRLF, which git committed as LF
	w.Compare(last.Commit().String(), last.File)
	got := committedOf(t, w)
	if l := w.packages["ruritania"].layers[atlas.Signals]; &got[atlas.Signals].texts[0] != &l.Texts[0] {
		t.Error("line ends alone made another version")
	}
	put(t, root, "ruritania/signals.md", signals+"\r\nMore.\r\n")
	s, err := store.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	folders, err := plain.Packages(s)
	if err != nil || len(folders) != 1 {
		t.Fatal(folders, err)
	}
	if _, err := ReadPackage(s, folders[0], plain.WithCommitted(last.Commit().String(), last.File)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	got = committedOf(t, w)
	if n := len(w.packages["ruritania"].layers[atlas.Signals].Texts); len(got[atlas.Signals].texts) != n-1 {
		t.Errorf("%d statements now, %d committed", n, len(got[atlas.Signals].texts))
	}
}
