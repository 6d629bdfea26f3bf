package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTheLastTwelveFoldersAreRemembered(t *testing.T) {
	w := openWindow(t)
	start := Start{w.desk}
	if list := start.Recent(); len(list) == 0 || list[0].Path != (&Workspaces{w.desk}).Overview(0).Root || list[0].Missing || list[0].Opened == "" {
		t.Fatalf("after a folder was opened the list is %+v", list)
	}
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	if err := w.settings.change(func(s *settings) {
		for i := range 15 {
			s.remember(fmt.Sprintf("/nowhere/%d", i), noon.Add(time.Duration(i)*time.Minute))
		}
		s.remember("/nowhere/10", noon.Add(time.Hour))
	}); err != nil {
		t.Fatal(err)
	}
	list := start.Recent()
	if len(list) != 12 || list[0] != (Recent{"/nowhere/10", "2026-03-01T13:00:00Z", true}) || list[1].Path != "/nowhere/14" || list[11].Path != "/nowhere/3" {
		t.Errorf("the list is %+v", list)
	}
	if err := start.Forget("/nowhere/14"); err != nil {
		t.Fatal(err)
	}
	if list := start.Recent(); len(list) != 11 || list[1].Path != "/nowhere/13" {
		t.Errorf("without one the list is %+v", list)
	}
}

func TestWhatWasOpenLatelyIsKept(t *testing.T) {
	w := openWindow(t)
	start := Start{w.desk}
	first, err := start.Lately()
	if err != nil || len(first.Layers) != 0 {
		t.Errorf("at first: %+v, %v", first, err)
	}
	want := Lately{first.Folder, []string{pkg + "/profile", pkg + "/signals"}, []string{"screen.history"}}
	if err := start.KeepLately(want); err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	for _, folder := range []string{other, w.folder} {
		if _, err := (&Workspaces{w.desk}).Open(folder); err != nil {
			t.Fatal(err)
		}
		now, err := start.Lately()
		if err != nil || !slices.Equal(now.Commands, want.Commands) {
			t.Errorf("the commands in %s: %+v, %v", folder, now, err)
		}
		if there := slices.Equal(now.Layers, want.Layers); there != (folder == w.folder) {
			t.Errorf("the layers in %s: %+v", folder, now)
		}
	}
}

func TestALayerOpensTheFolderAroundIt(t *testing.T) {
	folder := openWindow(t).folder
	if err := os.Mkdir(filepath.Join(folder, ".git"), 0o777); err != nil {
		t.Fatal(err)
	}
	w := openWindowOn(t, filepath.Join(folder, pkg, "profile.md"))
	now := (&Workspaces{w.desk}).Overview(0)
	place, err := (&Start{w.desk}).Asked()
	if err != nil || now.Opening || place != (Place{now.Root, pkg, "profile"}) || filepath.Base(now.Root) != "jurisdictions" {
		t.Errorf("asked for %+v in %+v, %v", place, now, err)
	}
	if again, err := (&Start{w.desk}).Asked(); err != nil || again != (Place{}) {
		t.Errorf("what was asked is told twice: %+v, %v", again, err)
	}
}

func TestWhatIsAskedLaterWaitsForThePage(t *testing.T) {
	w := openWindow(t)
	other := t.TempDir()
	raised := false
	w.native.present = func() { raised = true }
	w.startedAgain(other)
	if now := (&Workspaces{w.desk}).Overview(0); !now.Asked {
		t.Error("the page is not told")
	}
	place, err := (&Start{w.desk}).Asked()
	if err != nil || filepath.Base(place.Root) != filepath.Base(other) || !raised {
		t.Errorf("%+v, %v, raised: %v", place, err, raised)
	}
	if now := (&Workspaces{w.desk}).Overview(0); now.Root == place.Root {
		t.Error("the folder was opened before the page could ask about unsaved text")
	}
	w.startedAgain("")
	if place, err := (&Start{w.desk}).Asked(); err != nil || place != (Place{}) {
		t.Errorf("a start without a path asks for %+v, %v", place, err)
	}
}

func TestAPathThatCannotBeOpenedIsSaidSo(t *testing.T) {
	w := openWindowOn(t, filepath.Join(t.TempDir(), "gone"))
	now := (&Workspaces{w.desk}).Overview(0)
	if now.Opening || now.Root != "" || !strings.Contains(now.Problem, "gone") || !strings.HasSuffix(now.Problem, ".") {
		t.Errorf("the window shows %+v", now)
	}
	if place, err := (&Start{w.desk}).Asked(); err != nil || place != (Place{}) {
		t.Errorf("it is still asked for: %+v, %v", place, err)
	}
}

func TestTheWindowIsRememberedWhenItCloses(t *testing.T) {
	w := openWindow(t)
	want := placement{X: 3, Y: 4, Width: 1000, Height: 700}
	w.native.place = func(before placement) placement { return want }
	if w.beforeClose(t.Context()) {
		t.Fatal("it did not close")
	}
	if got := w.settings.read().Window; got != want {
		t.Errorf("remembered: %+v", got)
	}
}
