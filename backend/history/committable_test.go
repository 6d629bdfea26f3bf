package history

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestCommittable(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	file := save(t, r, "note.txt", "2\n")
	before := state(t, dir)
	for _, files := range [][]File{nil, {file}, {{Path: "new/note.txt", Content: []byte{}}}} {
		if err := r.Committable(files); err != nil {
			t.Errorf("%v: %v", files, err)
		}
	}
	equal(t, "state", state(t, dir), before)
	commit(t, r, file)
}

func TestCommittableBeforeTheFirstCommit(t *testing.T) {
	dir := fresh(t)
	if err := open(t, dir).Committable([]File{{Path: "note.txt", Content: []byte("x")}}); err != nil {
		t.Error(err)
	}
}

// A lock that was left behind is told; one that another program holds for the
// moment is waited for.
func TestCommittableTellsOfLocks(t *testing.T) {
	for _, name := range []string{"index", "HEAD", "refs/heads/main"} {
		dir := fixture(t)
		r := open(t, dir)
		write(t, dir, ".git/"+name+".lock", "")
		if err := r.Committable(nil); err != nil {
			t.Errorf("%s is locked for a moment: %v", name, err)
		}
		lock := filepath.Join(dir, ".git", filepath.FromSlash(name+".lock"))
		then := time.Now().Add(-time.Minute)
		if err := os.Chtimes(lock, then, then); err != nil {
			t.Fatal(err)
		}
		if locked, ok := errors.AsType[*LockedError](r.Committable(nil)); !ok || locked.Path != lock {
			t.Errorf("%s is locked for a minute: %v", name, locked)
		}
	}
}

func TestUnfinished(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	equal(t, "nothing", r.Unfinished(), "")
	diverge(t, dir)
	_, _ = tryGit(dir, "merge", "other")
	equal(t, "a merge", r.Unfinished(), "merge")
	git(t, dir, "merge", "--abort")
	_, _ = tryGit(dir, "rebase", "other")
	equal(t, "a rebase", r.Unfinished(), "rebase")
	git(t, dir, "rebase", "--abort")
	equal(t, "nothing again", r.Unfinished(), "")
}

func TestCommittableWhereNothingCanBeWritten(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	objects := filepath.Join(dir, ".git", "objects")
	if err := os.Chmod(objects, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(objects, 0o777)
	if os.WriteFile(filepath.Join(objects, "x"), nil, 0o666) == nil {
		t.Skip("permissions do not bind this user")
	}
	if _, ok := errors.AsType[*RefusedError](r.Committable(nil)); !ok || !errors.Is(r.Committable(nil), fs.ErrPermission) {
		t.Errorf("got %v", r.Committable(nil))
	}
}
