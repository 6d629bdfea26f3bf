package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
)

// reopen ends a run and begins the next on the same folder.
func (w window) reopen(t *testing.T) window {
	t.Helper()
	w.stop()
	return openWindowOn(t, w.folder)
}

func TestUnsavedTextOutlivesTheProgram(t *testing.T) {
	w := openWindow(t)
	doc, err := (&Documents{w.desk}).Read(pkg, "signals")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&Documents{w.desk}).Edit(pkg, "signals", doc.Text+"Typed.\n", doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	w = w.reopen(t)
	drafts := Drafts{w.desk}
	found, err := drafts.Recovered()
	if err != nil || len(found) != 1 || (&Workspaces{w.desk}).Overview(0).Drafts != 1 {
		t.Fatalf("recovered %+v, %v", found, err)
	}
	d := found[0]
	if d.Package != pkg || d.Layer != "signals" || d.File != "signals.md" || d.Text != doc.Text+"Typed.\n" || d.Disk != doc.Text || !d.Present || d.Moved || d.Missing != "" {
		t.Errorf("recovered %+v", d)
	}
	if _, err := drafts.Take(d.ID, 0); err != nil {
		t.Fatal(err)
	}
	now, err := (&Documents{w.desk}).Read(pkg, "signals")
	if err != nil || now.Text != d.Text || now.Base != doc.Base || (&Workspaces{w.desk}).Overview(0).Drafts != 0 {
		t.Errorf("after taking it the layer is %+v, %v", now, err)
	}

	w = w.reopen(t)
	drafts = Drafts{w.desk}
	if found, err = drafts.Recovered(); err != nil || len(found) != 1 {
		t.Fatalf("recovered %+v, %v", found, err)
	}
	kept, err := drafts.LetGo(found[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(kept); err != nil || string(raw) != d.Text || filepath.Dir(filepath.Dir(kept)) != displacedFolder() {
		t.Errorf("%s holds %d bytes, %v", kept, len(raw), err)
	}
	if found, err = drafts.Recovered(); err != nil || len(found) != 0 {
		t.Errorf("recovered %+v, %v", found, err)
	}
}

func TestCopyIsWrittenByteForByte(t *testing.T) {
	at := filepath.Join(t.TempDir(), "copy.md")
	for _, raw := range []string{"\ufeffTyped.\r\n", "Typed on.\n", "a\r\nb\n"} {
		if err := writeCopy(at, []byte(raw)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(at); err != nil || string(got) != raw {
			t.Errorf("the copy holds %q, %v", got, err)
		}
	}
	if err := writeCopy(filepath.Join(at, "below", "a file.md"), []byte("x")); err == nil {
		t.Error("a copy was written into a folder that is not there")
	}
}

// A file where the folder of drafts should be stands for a full disk.
func TestWindowTellsThatDraftsAreNotKept(t *testing.T) {
	before := xdg.DataHome
	t.Cleanup(func() { xdg.DataHome = before })
	xdg.DataHome = filepath.Join(t.TempDir(), "data")
	w := openWindow(t)
	if err := os.WriteFile(xdg.DataHome, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	told := func() string { return (&Workspaces{w.desk}).Overview(0).Undrafted }
	if _, err := (&Documents{w.desk}).Edit(pkg, "signals", "Typed.\n", "", 1); err != nil {
		t.Fatal(err)
	}
	w.await(t, "a word about drafts that cannot be kept", func() bool { return strings.Contains(told(), "kazakhstan/signals.md") })
	if err := os.Remove(xdg.DataHome); err != nil {
		t.Fatal(err)
	}
	w.await(t, "another attempt", func() bool { return told() == "" })
}
