package history

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What lies in a repository of its own is none of the one around it, whether
// that knows it as a submodule or not.
func TestCommitIntoAnotherRepositoryIsRefused(t *testing.T) {
	for name, known := range map[string]bool{"a submodule": true, "a repository that nobody mentioned": false} {
		t.Run(name, func(t *testing.T) {
			dir := fixture(t)
			inner := filepath.Join(dir, "inner")
			git(t, dir, "init", "-q", "-b", "main", "inner")
			git(t, inner, "config", "user.name", "Ada")
			git(t, inner, "config", "user.email", "ada@example.org")
			write(t, inner, "two/facts.md", "first\n")
			git(t, inner, "add", ".")
			git(t, inner, "commit", "-qm", "Inner")
			if known {
				git(t, dir, "-c", "advice.addEmbeddedRepo=false", "add", "inner")
				git(t, dir, "commit", "-qm", "Inner")
			}
			before := state(t, dir)
			r := open(t, dir)
			files := []File{{Path: "inner/two/facts.md", Content: []byte("2\n")}}
			_, err := r.Commit(context.Background(), Request{Files: files, Message: "Edit"})
			for _, err := range []error{err, r.Committable(files)} {
				if refused, ok := errors.AsType[*RefusedError](err); !ok || !strings.Contains(refused.Reason, "lies in inner, which is a repository of its own") {
					t.Errorf("got %v", err)
				}
			}
			equal(t, "state", state(t, dir), before)
			commit(t, open(t, filepath.Join(inner, "two")), File{Path: "two/facts.md", Content: []byte("2\n"), Base: OnContent([]byte("first\n"))})
		})
	}
}

func TestGitFolderIsNoWorkTree(t *testing.T) {
	dir := fixture(t)
	bare := filepath.Join(t.TempDir(), "bare.git")
	git(t, dir, "clone", "-q", "--bare", dir, bare)
	for _, folder := range []string{bare, filepath.Join(bare, "refs"), filepath.Join(dir, ".git"), filepath.Join(dir, ".git", "objects")} {
		if refused, ok := errors.AsType[*RefusedError](func() error { _, err := Open(folder); return err }()); !ok || !strings.Contains(refused.Reason, "no work tree") {
			t.Errorf("%s: %v", folder, refused)
		}
	}
	if _, err := Init(bare); err == nil {
		t.Error("a repository was made in a git folder")
	}
}

// A linked work tree whose repository was moved is watched until that is back.
func TestTracesOfALostWorkTree(t *testing.T) {
	dir := fixture(t)
	linked := filepath.Join(t.TempDir(), "linked")
	git(t, dir, "worktree", "add", "-q", "-b", "linked", linked)
	gitDir := filepath.Join(dir, ".git")
	if err := os.Rename(gitDir, gitDir+"-away"); err != nil {
		t.Fatal(err)
	}
	_, err := Open(linked)
	if err == nil || !strings.Contains(err.Error(), "git worktree repair") {
		t.Errorf("got %v", err)
	}
	places, _, err := Traces(linked)
	if err != nil || len(places) == 0 || places[len(places)-1] != gitDir {
		t.Errorf("%v, %v: not where %s is to be again", places, err, gitDir)
	}
}

func TestConflictsAreNamed(t *testing.T) {
	dir := fixture(t)
	diverge(t, dir)
	_, _ = tryGit(dir, "merge", "other")
	err := open(t, dir).Committable(nil)
	if refused, ok := errors.AsType[*RefusedError](err); !ok || !strings.Contains(refused.Hint, "conflicts in packages/two/facts.md and stage") {
		t.Errorf("got %v", err)
	}
	git(t, dir, "add", ".")
	if err := open(t, dir).Committable(nil); err == nil || strings.Contains(err.Error(), "conflicts") {
		t.Errorf("got %v", err)
	}
	disputed := index{entries: []indexEntry{{name: "a", flags: 1 << 12}, {name: "b", flags: 2 << 12}}}
	if err := disputed.stageable(nil); err == nil || !strings.Contains(err.Error(), "there are unresolved conflicts in a, b") {
		t.Errorf("got %v", err)
	}
	equal(t, "few", firstFew([]string{"a", "b", "c", "d", "e"}), "a, b, c and 2 more")
}
