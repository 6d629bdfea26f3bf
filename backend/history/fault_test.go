package history

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestFaults(t *testing.T) {
	root := t.TempDir()
	r := &Repo{root: root, gitDir: filepath.Join(root, ".git"), commonDir: filepath.Join(root, ".git")}
	at := func(path string, code syscall.Errno) error {
		return &fs.PathError{Op: "write", Path: filepath.Join(root, path), Err: code}
	}
	inTree := &fs.PathError{Op: "openat", Path: "packages/.a.new", Err: syscall.EACCES} // as os.Root has it
	for _, test := range []struct {
		err  error
		want string // "" for the error as it is
	}{
		{at(".git/objects/1b/tmp_obj_1", syscall.ENOSPC), "the disk of ./.git is full. Make room and try again; nothing was changed."},
		{at(".git/atlas-desk", syscall.EACCES), "./.git cannot be written (permission denied). Change the permissions there and try again; nothing was changed."},
		{at(".git/index.lock", syscall.EROFS), "./.git cannot be written (read-only file system). Make it writable, or copy the repository elsewhere, and try again; nothing was changed."},
		{inTree, "./packages cannot be written (permission denied). Change the permissions there and try again; nothing was changed."},
		{errors.Join(at(".git/a", syscall.ENOSPC), errUnsettled), "the disk of ./.git is full. Make room and try again; what was begun is cleared up then."},
		{at("../git", syscall.EACCES), ""},
		{at(".git/a", syscall.EIO), ""},
	} {
		got := r.explain(test.err)
		want := test.want
		if want == "" {
			want = test.err.Error()
		}
		equal(t, "error", strings.ReplaceAll(filepath.ToSlash(got.Error()), filepath.ToSlash(root), "."), strings.ReplaceAll(filepath.ToSlash(want), filepath.ToSlash(root), "."))
		if !errors.Is(got, test.err) {
			t.Errorf("%v does not wrap its cause", got)
		}
	}
}

func TestRepositoryThatCannotBeWritten(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	f := save(t, r, "note.txt", "2\n")
	gitDir := filepath.Join(dir, ".git")
	if err := os.Chmod(gitDir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(gitDir, 0o777)
	if os.WriteFile(filepath.Join(gitDir, "x"), nil, 0o666) == nil {
		t.Skip("permissions do not bind this user")
	}
	_, err := r.Commit(context.Background(), Request{Files: []File{f}, Message: "Edit"})
	refused, _ := errors.AsType[*RefusedError](err)
	if refused == nil || !strings.Contains(refused.Reason, "permission denied") || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
}
