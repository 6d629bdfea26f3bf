package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestWritersTogether lets two Atlas Desk processes, two goroutines here and git
// commit to one repository at once, each its own file.
func TestWritersTogether(t *testing.T) {
	const count = 40
	dir := fixture(t)
	owner := map[string]string{} // by commit
	var mutex sync.Mutex
	acknowledge := func(file string, commits ...string) {
		mutex.Lock()
		defer mutex.Unlock()
		for _, c := range commits {
			owner[c] = file
		}
	}
	var all sync.WaitGroup
	for _, file := range []string{"packages/one/facts.md", "packages/two/facts.md"} {
		all.Go(func() {
			var stdout, stderr bytes.Buffer
			cmd := writer(t, dir, file, count)
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			if err := cmd.Run(); err != nil {
				t.Errorf("writer: %v, %s", err, &stderr)
			}
			acknowledge(file, lines(stdout.String())...)
		})
	}
	r := open(t, dir)
	for i := range 2 {
		file := fmt.Sprintf("goroutine/%d.md", i)
		all.Go(func() {
			for n := range count / 2 {
				acknowledge(file, commit(t, r, save(t, r, file, strconv.Itoa(n))).String())
			}
		})
	}
	all.Go(func() {
		for n := range count {
			hash, err := commitWithGit(dir, "note.txt", strconv.Itoa(n))
			if err != nil {
				t.Error(err)
				return
			}
			acknowledge("note.txt", hash)
		}
	})
	all.Wait()

	equal(t, "acknowledged", len(owner), 4*count)
	commits := strings.Fields(git(t, dir, "rev-list", "--first-parent", "HEAD"))
	equal(t, "commits", len(commits), 1+4*count)
	for _, c := range commits[:len(commits)-1] {
		equal(t, "changes of "+c, git(t, dir, "diff-tree", "-r", "--name-only", "--no-commit-id", c), owner[c])
	}
	equal(t, "reflog", strings.Count(git(t, dir, "reflog", "--format=%H", "main"), "\n"), 4*count)
	equal(t, "status", status(t, dir), "")
	sound(t, dir)
}

// commitWithGit commits one file with git, which gives up at once when another
// program holds a lock or moves the branch, and then is called again.
func commitWithGit(dir, name, content string) (string, error) {
	if err := writeDurably(dir+"/"+name, []byte(content)); err != nil {
		return "", err
	}
	deadline := time.Now().Add(20 * time.Second)
	for {
		cmd := exec.Command("git", "commit", "-q", "-m", "Git writes "+content, "--", name)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err == nil {
			hash, err := tryGit(dir, "log", "-1", "--format=%H", "--", name)
			return hash, err
		}
		text := string(out)
		if !strings.Contains(text, ".lock") && !strings.Contains(text, "cannot lock ref") || time.Now().After(deadline) {
			return "", fmt.Errorf("git commit: %w: %s", err, text)
		}
	}
}

// git gc moves objects into packs and removes their files while we read and
// commit.
func TestCollectionOfGarbageMeanwhile(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	var all sync.WaitGroup
	all.Go(func() {
		for range 5 {
			if _, err := tryGit(dir, "gc", "-q"); err != nil {
				t.Error(err)
			}
		}
	})
	for n := range 30 {
		commit(t, r, save(t, r, "note.txt", strconv.Itoa(n)))
	}
	all.Wait()
	equal(t, "commits", git(t, dir, "rev-list", "--count", "HEAD"), "31")
	sound(t, dir)
}

// Two edits on the same version: one is committed, the other is told.
func TestEditsOfOneFileDoNotOverwriteEachOther(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	base := OnContent([]byte("first note.txt\n"))
	results := make(chan error)
	for i := range 2 {
		go func() {
			_, err := r.Commit(context.Background(), Request{
				Files: []File{{Path: "note.txt", Content: []byte(strconv.Itoa(i)), Base: base}}, Message: "Edit",
			})
			results <- err
		}()
	}
	first, second := <-results, <-results
	var changed *ChangedError
	if (first == nil) == (second == nil) || !errors.As(errors.Join(first, second), &changed) {
		t.Errorf("got %v and %v", first, second)
	}
	equal(t, "commits", git(t, dir, "rev-list", "--count", "HEAD"), "2")
	sound(t, dir)
}

// The branch moves between the preparation of a commit and its locks.
func TestMovedBranchIsNoticed(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	done, err := r.exclude(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	tx, err := r.prepareCommit(context.Background(), Request{Files: []File{save(t, r, "note.txt", "2\n")}, Message: "Edit"})
	if err != nil {
		t.Fatal(err)
	}
	for _, move := range [][]string{{"commit", "-q", "--allow-empty", "-m", "Move"}, {"switch", "-q", "-c", "other", "HEAD~1"}} {
		git(t, dir, move...)
		head := git(t, dir, "rev-parse", "HEAD")
		if err := tx.publish(context.Background()); !errors.Is(err, errMoved) {
			t.Errorf("%s: %v", move, err)
		}
		equal(t, "HEAD", git(t, dir, "rev-parse", "HEAD"), head)
		sound(t, dir)
	}
}
