package history

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestTraces(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "packages")
	inner := filepath.Join(dir, "ruritania")
	write(t, inner, "facts.md", "x")
	linked := filepath.Join(t.TempDir(), "linked")
	for _, c := range []struct {
		name, folder string
		git          []string
	}{
		{"a repository above", inner, []string{"init", "-q", "-b", "main", dir}},
		{"an identity", inner, []string{"-C", dir, "config", "user.name", "Ada"}},
		{"another part of it", inner, []string{"-C", dir, "config", "user.email", "ada@example.org"}},
		{"staging", inner, []string{"-C", dir, "add", "."}},
		{"a commit", inner, []string{"-C", dir, "commit", "-q", "-m", "Begin"}},
		{"a branch", inner, []string{"-C", dir, "switch", "-q", "-c", "draft/one"}},
		{"a commit on it", inner, []string{"-C", dir, "commit", "-q", "--allow-empty", "-m", "Empty"}},
		{"packed refs", inner, []string{"-C", dir, "pack-refs", "--all"}},
		{"a fetched branch", inner, []string{"-C", dir, "update-ref", "refs/remotes/origin/main", "main"}},
		{"no branch", inner, []string{"-C", dir, "checkout", "-q", "--detach"}},
		{"a linked work tree", linked, []string{"-C", dir, "worktree", "add", "-q", linked, "main"}},
		{"a commit in it", linked, []string{"-C", linked, "commit", "-q", "--allow-empty", "-m", "Empty"}},
		{"a repository in the folder", inner, []string{"init", "-q", "-b", "main", inner}},
	} {
		before := traced(t, c.folder)
		git(t, t.TempDir(), c.git...)
		if traced(t, c.folder) == before {
			t.Errorf("%s: no trace of it", c.name)
		}
	}
}

// traced is what the traces of a folder hold: names, and times of files.
func traced(t *testing.T, folder string) (state string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	places, trees, err := Traces(folder)
	if err != nil {
		t.Fatal(err)
	}
	note := func(path string, _ fs.DirEntry, _ error) error {
		if info, err := os.Lstat(path); err == nil && info.IsDir() {
			state += path + "\n"
		} else if err == nil {
			state += path + " " + info.ModTime().String() + "\n"
		}
		return nil
	}
	for _, place := range places {
		_ = note(place, nil, nil)
		entries, _ := os.ReadDir(place)
		for _, e := range entries {
			_ = note(filepath.Join(place, e.Name()), nil, nil)
		}
	}
	for _, tree := range trees {
		_ = filepath.WalkDir(tree, note)
	}
	return state
}
