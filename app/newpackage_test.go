package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

// ruritania is a package with a source that its author has begun.
func ruritania() NewPackage {
	return NewPackage{Name: "Ruritania", Layers: []string{"signals", "change-log"}, Sources: []NewSource{
		{Institution: "Harbour Board", Text: "# Harbour Act\n\nThe Board states that it keeps 19 registers.\n"}}}
}

func TestWhatWouldBecomeOfANewPackage(t *testing.T) {
	w := openWindow(t)
	n := NewPackages{w.desk}
	look, err := n.Look(ruritania(), true)
	if err != nil || look.Fault+look.NameFault+look.FolderFault+look.Unkept != "" {
		t.Fatalf("%+v, %v", look, err)
	}
	if look.Folder != "ruritania" || len(look.Files) != 3 || look.Files[0].Statements != 1 || look.Sources[0].Source.Title != "Harbour Act" || look.Sources[0].Statements != 1 {
		t.Errorf("%+v", look)
	}
	if look.Counts.Errors > 0 || len(look.Findings) == 0 {
		t.Errorf("the check found %+v", look.Findings)
	}
	if entries, _ := os.ReadDir(w.folder); len(entries) != 1 {
		t.Errorf("the folder holds %v", entries)
	}
}

func TestFaultsOfANewPackage(t *testing.T) {
	w := openWindow(t)
	n := NewPackages{w.desk}
	for name, test := range map[string]struct {
		change func(*NewPackage)
		of     func(NewPackageLook) string
		want   string
	}{
		"a folder that is there": {func(p *NewPackage) { p.Name = "Kazakhstan" }, func(l NewPackageLook) string { return l.FolderFault }, "There is a folder Kazakhstan already; choose another name."},
		"no folder name":         {func(p *NewPackage) { p.Folder = "Con" }, func(l NewPackageLook) string { return l.FolderFault }, "cannot name a package"},
		"another script":         {func(p *NewPackage) { p.Name = "Ελλάδα" }, func(l NewPackageLook) string { return l.FolderFault }, "No folder can be named after this"},
		"no name":                {func(p *NewPackage) { p.Name, p.Folder = " ", "ruritania" }, func(l NewPackageLook) string { return l.NameFault }, "A package needs the name of its jurisdiction."},
		"a wrong source":         {func(p *NewPackage) { p.Sources[0].Text = "\x00" }, func(l NewPackageLook) string { return l.Sources[0].Field + l.Sources[0].Fault }, "textIt is no text"},
		"a layer in the air":     {func(p *NewPackage) { p.Layers = []string{"profile"} }, func(l NewPackageLook) string { return l.Fault }, "profile.md derives from signals.md, which is not begun."},
	} {
		if name == "a folder that is there" {
			if err := os.Rename(filepath.Join(w.folder, "kazakhstan"), filepath.Join(w.folder, "Kazakhstan")); err != nil {
				t.Fatal(err)
			}
		}
		p := ruritania()
		test.change(&p)
		look, err := n.Look(p, true)
		if err != nil || !strings.Contains(test.of(look), test.want) || len(look.Files) > 0 {
			t.Errorf("%s: %+v, %v", name, look, err)
		}
		if name == "a folder that is there" {
			_ = os.Rename(filepath.Join(w.folder, "Kazakhstan"), filepath.Join(w.folder, "kazakhstan"))
		}
		if _, err := n.Make(p); err == nil {
			t.Errorf("%s: it was made", name)
		}
	}
	if entries, _ := os.ReadDir(w.folder); len(entries) != 1 {
		t.Errorf("the folder holds %v", entries)
	}
}

func TestANewPackageIsKeptUntilItIsMade(t *testing.T) {
	w := openWindow(t)
	n := NewPackages{w.desk}
	if before, err := n.Begun(); err != nil || before.At != "" {
		t.Fatalf("%+v, %v", before, err)
	}
	if _, err := n.Look(ruritania(), false); err != nil {
		t.Fatal(err)
	}
	other := NewPackages{openWindowOn(t, w.folder).desk} // another run
	begun, err := other.Begun()
	if err != nil || begun.Name != "Ruritania" || begun.At == "" || begun.Sources[0] != ruritania().Sources[0] {
		t.Fatalf("%+v, %v", begun, err)
	}
	id, err := other.Make(begun)
	if err != nil || id != "ruritania" {
		t.Fatal(id, err)
	}
	for _, l := range atlas.Layers() {
		_, err := os.Stat(filepath.Join(w.folder, id, l.File()))
		if there := err == nil; there != (l == atlas.Evidence || l == atlas.Signals || l == atlas.ChangeLog) {
			t.Errorf("%s: %v", l, err)
		}
	}
	if left, err := n.Begun(); err != nil || left.At != "" {
		t.Errorf("%+v, %v", left, err)
	}
}

func TestWhatIsGivenUpIsKeptInAFile(t *testing.T) {
	w := openWindow(t)
	n := NewPackages{w.desk}
	if kept, err := n.GiveUp(); kept != "" || err != nil {
		t.Errorf("of nothing: %s, %v", kept, err)
	}
	if _, err := n.Look(ruritania(), false); err != nil {
		t.Fatal(err)
	}
	kept, err := n.GiveUp()
	if raw, _ := os.ReadFile(kept); err != nil || !strings.Contains(string(raw), "19 registers") {
		t.Errorf("%s: %s, %v", kept, raw, err)
	}
	if err := os.WriteFile(begunFile.path(w.folder), []byte(`{"format":"other"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if begun, err := n.Begun(); begun.At != "" || err == nil || !strings.Contains(err.Error(), "its file is now") {
		t.Errorf("of what cannot be read: %+v, %v", begun, err)
	}
	if begun, err := n.Begun(); begun.At != "" || err != nil {
		t.Errorf("the second time: %+v, %v", begun, err)
	}
}

func TestFilesAreReadAsSources(t *testing.T) {
	folder := t.TempDir()
	var paths []string
	for _, f := range []struct{ name, content string }{{"a.md", "\ufeffOne.\r\n"}, {"b.txt", "\xff"}, {"c.txt", "\x1b"}} {
		paths = append(paths, filepath.Join(folder, f.name))
		if err := os.WriteFile(paths[len(paths)-1], []byte(f.content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := (&NewPackages{}).ReadFiles(append(paths, folder, filepath.Join(folder, "none.md")))
	if len(got.Sources) != 1 || got.Sources[0] != (NewSource{File: "a.md", Text: "One.\n"}) || len(got.Faults) != 4 {
		t.Errorf("%+v", got)
	}
}
