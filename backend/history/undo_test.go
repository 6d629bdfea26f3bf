package history

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func undo(r *Repo, commit Hash) error {
	_, err := r.Undo(context.Background(), commit)
	return err
}

// After an undo all is as before the commit, staged work of others included.
func TestUndo(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "update-ref", "refs/remotes/origin/main", "HEAD")
	r := open(t, dir)
	write(t, dir, "packages/two/facts.md", "staged\n")
	git(t, dir, "add", ".")
	write(t, dir, "packages/two/facts.md", "staged and edited\n")
	head := git(t, dir, "rev-parse", "HEAD")
	changed, added, gone := save(t, r, "note.txt", "2\n"), save(t, r, "packages/one/new.md", "new\n"), save(t, r, "packages/one/rules.md", "")
	gone.Deleted = true
	remove(t, dir, gone.Path)
	before, files := status(t, dir), tree(t, dir)
	made := commit(t, r, changed, added, gone)

	u, err := r.Undo(context.Background(), made)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "HEAD", git(t, dir, "rev-parse", "HEAD"), head)
	equal(t, "status", status(t, dir), before)
	equal(t, "files", tree(t, dir), files)
	equal(t, "reflog", git(t, dir, "reflog", "-1", "--format=%H %gs", "main"), head+" undo: Edit note.txt")
	equal(t, "commit", u.Commit.Hash.String()+u.Commit.Subject, made.String()+"Edit note.txt")
	equal(t, "paths", len(u.Files), 3)
	after, _ := r.ReadBlob(u.Files[0].After)
	was, _ := r.ReadBlob(u.Files[0].Before)
	equal(t, "versions of note.txt", string(was)+string(after), "first note.txt\n2\n")
	sound(t, dir)
	commit(t, r, changed, added, gone)
	sound(t, dir)
}

func TestUndoIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		make   func(t *testing.T, dir string)
		reason string
	}{
		"the first commit": {func(t *testing.T, dir string) { git(t, dir, "reset", "-q", "--soft", "main~1") }, "first commit"},
		"a merge":          {func(t *testing.T, dir string) { git(t, dir, "merge", "-q", "--no-ff", "-m", "Merge", "side") }, "merge"},
		"pushed":           {func(t *testing.T, dir string) { git(t, dir, "update-ref", "refs/remotes/origin/main", "HEAD") }, "origin/main has it"},
		"pushed and packed": {func(t *testing.T, dir string) {
			git(t, dir, "update-ref", "refs/remotes/origin/topic/one", "HEAD")
			git(t, dir, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/topic/one")
			git(t, dir, "pack-refs", "--all", "--prune")
		}, "origin/topic/one has it"},
		"pushed with more": {func(t *testing.T, dir string) {
			git(t, dir, "commit", "-q", "--allow-empty", "-m", "Later")
			git(t, dir, "update-ref", "refs/remotes/origin/main", "HEAD")
			git(t, dir, "reset", "-q", "--soft", "main~1")
		}, "origin/main has it"},
		"staged on top": {func(t *testing.T, dir string) {
			write(t, dir, "note.txt", "staged\n")
			git(t, dir, "add", ".")
		}, "another version of it is staged"},
		"amid a merge": {func(t *testing.T, dir string) {
			git(t, dir, "switch", "-q", "side")
			write(t, dir, "note.txt", "theirs\n")
			git(t, dir, "commit", "-qam", "Theirs")
			git(t, dir, "switch", "-q", "main")
			_, _ = tryGit(dir, "merge", "side")
		}, "in the middle of a merge"},
		"detached HEAD": {func(t *testing.T, dir string) { git(t, dir, "checkout", "-q", "--detach") }, "detached"},
		"one of many has it": {func(t *testing.T, dir string) {
			for _, name := range []string{"a", "b", "c", "e"} {
				git(t, dir, "update-ref", "refs/remotes/origin/"+name, "main~1")
			}
			git(t, dir, "update-ref", "refs/remotes/origin/d", "main")
		}, "origin/d has it"},
		"an empty remote-tracking branch": {func(t *testing.T, dir string) {
			write(t, dir, ".git/refs/remotes/origin/torn", "")
		}, "refs/remotes/origin/torn is broken"},
		"a remote-tracking branch without its commit": {func(t *testing.T, dir string) {
			write(t, dir, ".git/refs/remotes/origin/gone", strings.Repeat("1", 40)+"\n")
		}, "refs/remotes/origin/gone is broken"},
		"shallow": {func(t *testing.T, dir string) {
			write(t, dir, ".git/shallow", git(t, dir, "rev-parse", "HEAD")+"\n")
		}, "shallow clone"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := fixture(t)
			git(t, dir, "branch", "side")
			git(t, dir, "update-ref", "refs/remotes/origin/main", "HEAD")
			r := open(t, dir)
			commit(t, r, save(t, r, "note.txt", "2\n"))
			if name == "a merge" {
				git(t, dir, "switch", "-q", "side")
				git(t, dir, "commit", "-q", "--allow-empty", "-m", "Side")
				git(t, dir, "switch", "-q", "main")
			}
			test.make(t, dir)
			before := state(t, dir)
			known, _ := errors.AsType[*RefusedError](r.Undoable(parse(t, git(t, dir, "rev-parse", "HEAD"))))
			if told := known != nil && strings.Contains(known.Reason, test.reason); told != (name != "staged on top") {
				t.Errorf("before the attempt: %v", known)
			}
			refused, _ := errors.AsType[*RefusedError](undo(r, parse(t, git(t, dir, "rev-parse", "HEAD"))))
			if refused == nil || !strings.Contains(refused.Reason, test.reason) || refused.Hint == "" {
				t.Errorf("got %v", refused)
			}
			equal(t, "state", state(t, dir), before)
		})
	}
}

func TestUndoOfAnotherCommit(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	made := commit(t, r, save(t, r, "note.txt", "2\n"))
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "Meanwhile")
	if err := r.Undoable(made); !errors.Is(err, ErrMoved) {
		t.Errorf("before the attempt: %v", err)
	}
	if err := undo(r, made); !errors.Is(err, ErrMoved) {
		t.Errorf("got %v", err)
	}
}

func TestUndoCrashesAfterEachStep(t *testing.T) {
	steps := len((&transaction{}).steps())
	for n := range steps + 1 {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			dir := fixture(t)
			r := open(t, dir)
			gone := save(t, r, "packages/one/rules.md", "")
			gone.Deleted = true
			remove(t, dir, gone.Path)
			parent := git(t, dir, "rev-parse", "HEAD")
			made := commit(t, r, save(t, r, "note.txt", "2\n"), save(t, r, "packages/one/new.md", "new\n"), gone)
			before := state(t, dir)
			abandon(t, r, n, func() (*transaction, error) {
				tx, _, err := r.prepareUndo(made)
				return tx, err
			})
			open(t, dir)
			equal(t, "note.txt", read(t, filepath.Join(dir, "note.txt")), "2\n")
			sound(t, dir)
			if n == steps {
				equal(t, "HEAD", git(t, dir, "rev-parse", "HEAD"), parent)
				equal(t, "staged", git(t, dir, "diff", "--cached", "--name-only"), "")
				return
			}
			equal(t, "state", state(t, dir), before)
			equal(t, "status", status(t, dir), "")
		})
	}
}
