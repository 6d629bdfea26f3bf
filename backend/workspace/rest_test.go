package workspace

import (
	"fmt"
	"reflect"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gittest"
)

// shown is what lists show of a check.
func shown(c *Checked) string {
	out := fmt.Sprintf("%s %s %v %v\n", c.ID, c.Package.Name, c.Findings, c.Fingerprints(c.Findings))
	for _, l := range atlas.Layers() {
		if read := c.Layers[l]; read != nil {
			traced, claims := c.Traced(l)
			out += fmt.Sprintln(l, traced, claims, read.Statements(), read.Spans(), read.File.Text, read.File.Headings(), read.Index.UTF16(len(read.File.Text)))
		}
	}
	return out
}

func fivePackages(t *testing.T) *Workspace {
	t.Helper()
	dir := t.TempDir()
	for i := range 5 {
		name := fmt.Sprintf("land-%d", i)
		gittest.Write(t, dir, name+"/evidence.md", "# Land - Evidence Layer\n\n## Registers\n\n- The office keeps 17 registers.\n")
		gittest.Write(t, dir, name+"/signals.md", fmt.Sprintf("# Land - Signals Layer\n\n## Registers\n\n- The office with its %d registers signals order.\n", 17+i))
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestAPackageAtRestShowsWhatItShowed(t *testing.T) {
	w := fivePackages(t)
	for _, id := range w.IDs() {
		if _, err := w.Survey(id); err != nil {
			t.Fatal(err)
		}
		rested, current := w.Peek(id)
		if rested.Graph != nil || !current {
			t.Fatalf("%s is not at rest (%v), or not checked (%v)", id, rested.Graph != nil, current)
		}
		whole, err := w.Package(id)
		if err != nil || whole.Graph == nil {
			t.Fatal(whole, err)
		}
		if shown(whole) != shown(rested) {
			t.Errorf("at rest %s shows\n%s\nand awake\n%s", id, shown(rested), shown(whole))
		}
		if len(whole.Findings) > 0 && !reflect.DeepEqual(rested.Fingerprints(whole.Findings[:1]), whole.Fingerprints(whole.Findings[:1])) {
			t.Errorf("%s: one finding has another fingerprint at rest", id)
		}
	}
}

func TestOnlyTheLastFewPackagesAreAwake(t *testing.T) {
	w := fivePackages(t)
	if _, _, err := w.Edit("land-0", atlas.Signals, "# Land - Signals Layer\n\nUnsaved.\n", mustRevision(t, w, "land-0"), 1); err != nil {
		t.Fatal(err)
	}
	for _, id := range w.IDs()[1:] {
		if _, err := w.Package(id); err != nil {
			t.Fatal(err)
		}
	}
	awake := map[string]bool{"land-0": true, "land-2": true, "land-3": true, "land-4": true} // the first has unsaved text
	for _, id := range w.IDs() {
		if c, _ := w.Peek(id); (c.Graph != nil) != awake[id] {
			t.Errorf("%s awake: %v", id, c.Graph != nil)
		}
	}
}

func TestASurveyIsMadeOnceForEveryState(t *testing.T) {
	w := fivePackages(t)
	survey := func() *Checked {
		t.Helper()
		if _, err := w.Survey("land-1"); err != nil {
			t.Fatal(err)
		}
		c, _ := w.Peek("land-1")
		return c
	}
	first := survey()
	w.Compare("a commit with the same", func(_ string, now []byte) ([]byte, bool) { return now, now != nil })
	second := survey()
	w.Compare("another commit with the same", func(_ string, now []byte) ([]byte, bool) { return now, now != nil })
	if third := survey(); second != third {
		t.Error("a commit that left the package alone had it checked again")
	}
	w.Compare("a commit with other text", func(_ string, now []byte) ([]byte, bool) { return append([]byte("x"), now...), true })
	if fourth := survey(); fourth == second || first == second {
		t.Error("the package was not compared with what is committed")
	}
	gittest.Write(t, w.Root(), "land-1/signals.md", "# Land - Signals Layer\n\n- The office with its 99 registers signals order.\n")
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	if last := survey(); len(last.Findings) == 0 || last.Layers[atlas.Signals].Statements() != 1 {
		t.Errorf("after a change on the disk: %v", last.Findings)
	}
}

func TestASurveyAfterACommitChecksAPackageThatIsAwake(t *testing.T) {
	w := fivePackages(t)
	before, err := w.Package("land-1")
	if err != nil {
		t.Fatal(err)
	}
	w.Compare("a commit", func(_ string, now []byte) ([]byte, bool) {
		return []byte("# Land\n\nIt was another text.\n"), now != nil
	})
	if _, err := w.Survey("land-1"); err != nil {
		t.Fatal(err)
	}
	after, err := w.Package("land-1")
	if err != nil {
		t.Fatal(err)
	}
	if len(before.New(atlas.Signals)) != 0 || len(after.New(atlas.Signals)) != 1 {
		t.Errorf("%d statements were new before the commit and %d after it", len(before.New(atlas.Signals)), len(after.New(atlas.Signals)))
	}
}

func mustRevision(t *testing.T, w *Workspace, id string) string {
	t.Helper()
	doc, err := w.Document(id, atlas.Signals)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Base
}
