package app

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
)

func TestWordsThatWereNotSentOutliveTheProgram(t *testing.T) {
	w := openWindow(t)
	typed := Words{w.folder, map[string]string{"kazakhstan note signals/1": "See the “register”\n\t…", "kazakhstan message": ""}}
	if err := (&Unsent{w.desk}).Keep(typed); err != nil {
		t.Fatal(err)
	}
	if err := (&Unsent{w.desk}).Keep(Words{t.TempDir(), map[string]string{"kazakhstan message": "of another folder"}}); err != nil {
		t.Fatal(err)
	}
	w = w.reopen(t)
	u := Unsent{w.desk}
	if got, err := u.Read(); err != nil || got.Folder != w.folder || !maps.Equal(got.Words, typed.Words) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := u.Keep(Words{Folder: w.folder}); err != nil {
		t.Fatal(err)
	}
	if got, err := u.Read(); err != nil || got.Words == nil || len(got.Words) > 0 {
		t.Errorf("after all was sent: %+v, %v", got, err)
	}
	if _, err := os.Stat(unsentFile.path(w.folder)); !os.IsNotExist(err) {
		t.Errorf("a file was left: %v", err)
	}
}

func TestWordsThatCannotBeReadAreSetAside(t *testing.T) {
	w := openWindow(t)
	u := Unsent{w.desk}
	if err := u.Keep(Words{w.folder, map[string]string{"a": "b"}}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(unsentFile.path(w.folder), []byte(`{"format":"other"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := u.Read()
	if err == nil || !strings.Contains(err.Error(), "its file is now "+displacedFolder()) {
		t.Errorf("%v", err)
	}
	if _, err := u.Read(); err != nil {
		t.Errorf("the second time: %v", err)
	}
}

// A file where the folder should be stands for a full disk.
func TestWordsThatCannotBeSetAsideStay(t *testing.T) {
	w := openWindow(t)
	name := unsentFile.path(w.folder)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	for file, raw := range map[string]string{name: "{", displacedFolder(): ""} {
		_ = os.RemoveAll(file)
		if err := os.WriteFile(file, []byte(raw), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Remove(displacedFolder()) })
	_, err := (&Unsent{w.desk}).Read()
	if err == nil || strings.Contains(err.Error(), "its file is now") || !strings.Contains(err.Error(), "its file stays "+name+": ") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(name); err != nil {
		t.Error(err)
	}
}

// A file where the folder should be stands for a full disk.
func TestWordsThatCannotBeKeptAreToldOf(t *testing.T) {
	w := openWindow(t)
	before := xdg.DataHome
	t.Cleanup(func() { xdg.DataHome = before })
	xdg.DataHome = filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(xdg.DataHome, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	u, typed := Unsent{w.desk}, Words{w.folder, map[string]string{"a": "b"}}
	err := u.Keep(typed)
	if err == nil || !strings.HasPrefix(err.Error(), "keep what is typed and not sent: ") {
		t.Errorf("%v", err)
	}
	if !w.beforeClose(t.Context()) {
		t.Error("the window closes over words that it alone has")
	}
	xdg.DataHome = before
	if err := u.Keep(typed); err != nil || w.beforeClose(t.Context()) {
		t.Errorf("the window asks when they are kept: %v", err)
	}
}
