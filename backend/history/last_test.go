package history

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func last(t testing.TB, r *Repo) *Last {
	t.Helper()
	l, err := r.Last()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLast(t *testing.T) {
	dir := fixture(t)
	write(t, dir, "packages/crlf.md", "a\r\nb\r\n")
	write(t, dir, "packages/lf.md", "a\nb\n")
	if err := os.Symlink("lf.md", filepath.Join(dir, "packages", "link.md")); err != nil {
		t.Skip(err)
	}
	git(t, dir, "-c", "core.autocrlf=false", "add", ".")
	git(t, dir, "commit", "-q", "-m", "More")
	write(t, dir, "staged.md", "not committed")
	git(t, dir, "add", "staged.md")
	for _, pack := range []bool{false, true} {
		if pack {
			git(t, dir, "gc", "-q")
		}
		r := open(t, dir)
		l := last(t, r)
		equal(t, "commit", l.Commit().String(), git(t, dir, "rev-parse", "HEAD"))
		for _, c := range []struct {
			name, now, want string
			ok              bool
		}{
			{"packages/one/facts.md", "changed", "first packages/one/facts.md\n", true},
			{"packages/one/facts.md", "", "first packages/one/facts.md\n", true},
			{"note.txt", "first note.txt\n", "first note.txt\n", true},
			{"packages/lf.md", "a\r\nb\r\n", "a\r\nb\r\n", true}, // as git would have checked it out
			{"packages/crlf.md", "a\nb\n", "a\r\nb\r\n", true},
			{"packages/crlf.md", "a\r\nb\r\n", "a\r\nb\r\n", true},
			{"packages/none.md", "x", "", false},
			{"packages/link.md", "a\nb\n", "", false},
			{"packages/one", "", "", false},
			{"packages", "", "", false},
			{"note.txt/below.md", "", "", false},
			{"nowhere/facts.md", "", "", false},
			{"staged.md", "not committed", "", false},
			{"../outside.md", "", "", false},
		} {
			got, ok := l.File(filepath.Join(r.Root(), filepath.FromSlash(c.name)), []byte(c.now))
			if string(got) != c.want || ok != c.ok {
				t.Errorf("%s holding %q: got %q, %v", c.name, c.now, got, ok)
			}
		}
	}
}

// Of a file that is what git would commit, nothing but its folder is read.
func TestLastReadsWhatDiffers(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	file := filepath.Join(r.Root(), "note.txt")
	hash := git(t, dir, "rev-parse", "HEAD:note.txt")
	if err := os.Remove(filepath.Join(dir, ".git", "objects", hash[:2], hash[2:])); err != nil {
		t.Fatal(err)
	}
	l := last(t, r)
	for _, now := range []string{"first note.txt\n", "first note.txt\r\n"} {
		if got, ok := l.File(file, []byte(now)); !ok || string(got) != now {
			t.Errorf("%q: got %q, %v", now, got, ok)
		}
	}
	if got, ok := l.File(file, []byte("changed")); ok {
		t.Errorf("a version that cannot be read is %q", got)
	}
}

func TestLastBeforeTheFirstCommit(t *testing.T) {
	dir := fresh(t)
	write(t, dir, "note.txt", "x")
	r := open(t, dir)
	l := last(t, r)
	if got, ok := l.File(filepath.Join(r.Root(), "note.txt"), []byte("x")); ok || !l.Commit().IsZero() {
		t.Errorf("a repository without commits holds %q", got)
	}
}

// A look stays with its commit, whatever becomes of the branch and the objects.
func TestLastStaysWithItsCommit(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	before := last(t, r)
	file := filepath.Join(r.Root(), "packages", "one", "facts.md")
	commit(t, r, save(t, r, "packages/one/facts.md", "second"))
	for range 2 {
		if got, _ := before.File(file, nil); string(got) != "first packages/one/facts.md\n" {
			t.Errorf("the commit of before holds %q", got)
		}
		if got, _ := last(t, r).File(file, nil); string(got) != "second" {
			t.Errorf("the last commit holds %q", got)
		}
		git(t, dir, "gc", "-q")
	}
	equal(t, "another commit", before.Commit() == last(t, r).Commit(), false)
}

func TestLastInALinkedWorkTree(t *testing.T) {
	dir := fixture(t)
	linked := filepath.Join(t.TempDir(), "linked")
	git(t, dir, "worktree", "add", "-q", "-b", "other", linked)
	write(t, linked, "note.txt", "theirs")
	git(t, linked, "commit", "-q", "-am", "Theirs")
	r := open(t, linked)
	if got, _ := last(t, r).File(filepath.Join(r.Root(), "note.txt"), nil); string(got) != "theirs" {
		t.Errorf("the linked work tree holds %q", got)
	}
}

// BenchmarkLastUnchanged looks up the seven files of 1,000 packages of 75 KB
// that are as they were committed.
func BenchmarkLastUnchanged(b *testing.B) {
	dir := fresh(b)
	content := []byte(strings.Repeat("The office keeps the register.\n", 350))
	var files []string
	for p := range 1000 {
		for f := range 7 {
			name := fmt.Sprintf("packages/p%d/%d.md", p, f)
			write(b, dir, name, string(content))
			files = append(files, name)
		}
	}
	git(b, dir, "add", ".")
	git(b, dir, "commit", "-q", "-m", "Begin")
	git(b, dir, "gc", "-q")
	r := open(b, dir)
	for i, f := range files {
		files[i] = filepath.Join(r.Root(), filepath.FromSlash(f))
	}
	b.SetBytes(int64(len(files) * len(content)))
	for b.Loop() {
		l := last(b, r)
		for _, f := range files {
			if _, ok := l.File(f, content); !ok {
				b.Fatal(f)
			}
		}
	}
}
