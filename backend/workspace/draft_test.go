package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/draft"
)

// drafting is a workspace with a box that a next run can look into.
type drafting struct {
	*Workspace
	dir, aside string
	box        *draft.Box
}

func (d *drafting) open(t *testing.T, root string) {
	t.Helper()
	w, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	d.Workspace, d.box = w, draft.Open(d.dir, nil)
	if err := w.KeepDrafts(d.box); err != nil {
		t.Fatal(err)
	}
}

// restart ends the run and begins the next.
func (d *drafting) restart(t *testing.T) {
	t.Helper()
	if err := d.box.Close(); err != nil {
		t.Fatal(err)
	}
	d.open(t, d.Root())
}

func newDrafting(t *testing.T) *drafting {
	t.Helper()
	_, root := fixture(t)
	d := &drafting{dir: t.TempDir(), aside: t.TempDir()}
	d.open(t, root)
	t.Cleanup(func() { d.box.Close() })
	return d
}

func (d *drafting) typeInto(t *testing.T, content string, version int) {
	t.Helper()
	if _, _, err := d.Edit("ruritania", atlas.Signals, content, base(d.Workspace, atlas.Signals), version); err != nil {
		t.Fatal(err)
	}
}

// only is the one draft that was recovered.
func (d *drafting) only(t *testing.T) Recovered {
	t.Helper()
	found := d.Recovered()
	if len(found) != 1 {
		t.Fatalf("recovered %+v", found)
	}
	return found[0]
}

func TestUnsavedTextIsRecoveredAndTaken(t *testing.T) {
	d := newDrafting(t)
	before := document(t, d.Workspace, atlas.Signals)
	d.typeInto(t, "# Ruritania - Signals\n\nTyped.\n", 1)
	d.restart(t)
	r := d.only(t)
	if r.Package != "ruritania" || r.Layer != atlas.Signals || r.Missing != "" || r.Revision != before.Base || r.Disk.Revision != before.Base {
		t.Errorf("recovered %+v", r)
	}
	if now := document(t, d.Workspace, atlas.Signals); now.Edited {
		t.Error("the draft was applied unasked")
	}
	if _, err := d.Take(r.ID, 0, d.aside); err != nil {
		t.Fatal(err)
	}
	now := document(t, d.Workspace, atlas.Signals)
	if !now.Edited || now.Text != r.Text || now.Base != before.Base || len(d.Recovered()) != 0 {
		t.Errorf("after taking it the document is %+v", now)
	}
	d.restart(t) // the text taken up is safe as well
	if again := d.only(t); again.Text != r.Text || again.Revision != before.Base {
		t.Errorf("recovered again: %+v", again)
	}
	if _, err := d.Take(d.only(t).ID, 0, d.aside); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Save("ruritania", atlas.Signals, r.Text, before.Base); err != nil {
		t.Fatal(err)
	}
	if got := get(t, d.Root(), "ruritania/signals.md"); got != strings.ReplaceAll(r.Text, "\n", "\r\n") {
		t.Errorf("saved %q", got)
	}
	d.restart(t)
	if found := d.Recovered(); len(found) != 0 {
		t.Errorf("saved text is recovered: %+v", found)
	}
}

// The base of a draft is the version that the text was made on, whatever the
// disk has become meanwhile.
func TestDraftKnowsWhatItWasMadeOn(t *testing.T) {
	d := newDrafting(t)
	before := document(t, d.Workspace, atlas.Signals)
	put(t, d.Root(), "ruritania/signals.md", "Theirs.\n")
	if _, err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Edit("ruritania", atlas.Signals, before.Text+"Mine.\n", before.Base, 1); err != nil {
		t.Fatal(err)
	}
	d.restart(t)
	r := d.only(t)
	if r.Revision != before.Base || r.BaseText() != before.Text || r.Disk.Text != "Theirs.\n" {
		t.Errorf("recovered %+v", r)
	}
	if _, err := d.Take(r.ID, 0, d.aside); err != nil {
		t.Fatal(err)
	}
	if now := document(t, d.Workspace, atlas.Signals); now.Base != before.Base || now.Disk == before.Base {
		t.Errorf("the document is %+v", now)
	}
}

func TestDraftThatIsGivenUpIsKeptAside(t *testing.T) {
	d := newDrafting(t)
	d.typeInto(t, "Typed.\n", 1)
	d.restart(t)
	r := d.only(t)
	kept, err := d.LetGo(r.ID, d.aside)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(kept); err != nil || string(raw) != "Typed.\r\n" {
		t.Errorf("kept %q, %v", raw, err)
	}
	if _, err := d.LetGo(r.ID, d.aside); !errors.Is(err, errNoDraft) {
		t.Errorf("given up twice: %v", err)
	}
	d.restart(t)
	if found := d.Recovered(); len(found) != 0 {
		t.Errorf("recovered %+v", found)
	}
}

func TestTakingADraftKeepsOtherUnsavedText(t *testing.T) {
	d := newDrafting(t)
	d.typeInto(t, "Typed before.\n", 1)
	d.restart(t)
	d.typeInto(t, "Typed now.\n", 10)
	kept, err := d.Take(d.only(t).ID, 11, d.aside)
	if err != nil {
		t.Fatal(err)
	}
	d.typeInto(t, "Typed now, and late.\n", 11)
	if raw, err := os.ReadFile(kept); err != nil || string(raw) != "Typed now.\r\n" {
		t.Errorf("kept %q, %v", raw, err)
	}
	if now := document(t, d.Workspace, atlas.Signals); now.Text != "Typed before.\n" {
		t.Errorf("the document is %+v", now)
	}
}

func TestTextThatIsOnTheDiskLeavesNoDraft(t *testing.T) {
	for name, settle := range map[string]func(d *drafting) error{
		"saved": func(d *drafting) error {
			_, err := d.Save("ruritania", atlas.Signals, "Typed.\n", base(d.Workspace, atlas.Signals))
			return err
		},
		"let go": func(d *drafting) error {
			_, err := d.Discard("ruritania", atlas.Signals, 1)
			return err
		},
		"typed back": func(d *drafting) error {
			_, _, err := d.Edit("ruritania", atlas.Signals, "# Ruritania - Signals\n\nThe 17 registers signal continuity.\n", base(d.Workspace, atlas.Signals), 2)
			return err
		},
		"written by another program": func(d *drafting) error {
			return os.WriteFile(d.Path("ruritania", "signals.md"), []byte("Typed.\n"), 0o644)
		},
	} {
		d := newDrafting(t)
		d.typeInto(t, "Typed.\n", 1)
		if err := errors.Join(d.box.Flush(), settle(d)); err != nil {
			t.Fatal(err)
		}
		d.restart(t)
		if found := d.Recovered(); len(found) != 0 {
			t.Errorf("%s: recovered %+v", name, found)
		}
	}
}

// What was typed while a save was on its way is still a draft afterwards, on
// the version that was saved.
func TestTypedWhileItWasSaved(t *testing.T) {
	d := newDrafting(t)
	before := document(t, d.Workspace, atlas.Signals)
	d.typeInto(t, "Typed on.\n", 2)
	revision, err := d.Save("ruritania", atlas.Signals, "Typed.\n", before.Base)
	if err != nil {
		t.Fatal(err)
	}
	d.restart(t)
	if r := d.only(t); r.Text != "Typed on.\n" || r.Revision != revision || r.BaseText() != "Typed.\n" {
		t.Errorf("recovered %+v", r)
	}
}

func TestDraftWithoutItsPackageStays(t *testing.T) {
	d := newDrafting(t)
	d.typeInto(t, "Typed.\n", 1)
	if err := os.Rename(d.Path("ruritania"), filepath.Join(t.TempDir(), "elsewhere")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	d.typeInto(t, "Typed on.\n", 2)
	d.restart(t)
	r := d.only(t)
	if r.Missing == "" || r.Text != "Typed on.\n" {
		t.Errorf("recovered %+v", r)
	}
	if _, err := d.Take(r.ID, 0, d.aside); err == nil {
		t.Error("a draft was taken into a package that is not there")
	}
	d.restart(t)
	d.only(t)
}

// Text that is typed when the folder has just gone is not lost for that.
func TestTypedIntoAVanishedPackage(t *testing.T) {
	d := newDrafting(t)
	before := document(t, d.Workspace, atlas.Signals)
	if err := os.RemoveAll(d.Path("ruritania")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Edit("ruritania", atlas.Signals, "Typed.\n", before.Base, 1); err != nil {
		t.Fatal(err)
	}
	if now := document(t, d.Workspace, atlas.Signals); now.Text != "Typed.\n" {
		t.Errorf("the document is %+v", now)
	}
	d.restart(t)
	d.only(t)
}

func TestReadOnlyLayerIsNotEdited(t *testing.T) {
	w, _ := fixture(t)
	before := document(t, w, atlas.Signals)
	if _, _, err := w.Edit("ruritania", atlas.Signals, "Typed.\n", before.Base, 1); err != nil {
		t.Fatal(err)
	}
	for _, l := range []atlas.Layer{atlas.Evidence, atlas.Signals} {
		if err := os.Chmod(w.Path("ruritania", l.File()), 0o444); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	var refused *ReadOnlyError
	if _, _, err := w.Edit("ruritania", atlas.Evidence, "x", base(w, atlas.Evidence), 1); !errors.As(err, &refused) || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("a read-only layer is edited: %v", err)
	}
	if _, _, err := w.Edit("ruritania", atlas.Signals, "Typed on.\n", before.Base, 2); err != nil {
		t.Errorf("text that was there before the file became read-only is cut short: %v", err)
	}
}

// Whoever lets go of a text may not know of a later one.
func TestDiscardLeavesLaterText(t *testing.T) {
	w, _ := fixture(t)
	if _, _, err := w.Edit("ruritania", atlas.Signals, "Later.\n", base(w, atlas.Signals), 8); err != nil {
		t.Fatal(err)
	}
	if d, err := w.Discard("ruritania", atlas.Signals, 7); err != nil || !d.Edited || d.Text != "Later.\n" {
		t.Errorf("the document is %+v, %v", d, err)
	}
}

// An edit that was on its way when the author let go does not come back.
func TestDiscardOutrunsAnEditOnItsWay(t *testing.T) {
	w, _ := fixture(t)
	before := document(t, w, atlas.Signals)
	if _, err := w.Discard("ruritania", atlas.Signals, 7); err != nil {
		t.Fatal(err)
	}
	if _, version, err := w.Edit("ruritania", atlas.Signals, "Late.\n", before.Base, 7); err != nil || version == 7 || document(t, w, atlas.Signals).Edited {
		t.Errorf("a late edit came back as version %d, %v", version, err)
	}
	if _, _, err := w.Edit("ruritania", atlas.Signals, "Next.\n", before.Base, 8); err != nil || !document(t, w, atlas.Signals).Edited {
		t.Errorf("what is typed next is ignored: %v", err)
	}
}
