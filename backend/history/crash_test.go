package history

import (
	"bufio"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// crash begins a commit and abandons it after some steps. It returns the
// commit.
func crash(t *testing.T, r *Repo, steps int, files ...File) Hash {
	t.Helper()
	return abandon(t, r, steps, func() (*transaction, error) {
		return r.prepareCommit(context.Background(), Request{Files: files, Message: "Crash"})
	})
}

// abandon runs some steps of a transaction and then leaves it as a process
// that is gone would. It returns where the branch was to go.
func abandon(t *testing.T, r *Repo, steps int, prepare func() (*transaction, error)) Hash {
	t.Helper()
	ctx := context.Background()
	done, err := r.exclude(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	tx, err := prepare()
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.begin(); err != nil {
		t.Fatal(err)
	}
	for _, step := range tx.steps()[:steps] {
		if err := step(ctx); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range []*lock{tx.index, tx.head, tx.branch} {
		if l != nil {
			_ = l.close() // as the system does for a process
		}
	}
	return tx.to
}

func TestCrashAfterEachStep(t *testing.T) {
	steps := len((&transaction{}).steps())
	for n := range steps + 1 {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			dir := fixture(t)
			write(t, dir, "packages/two/facts.md", "staged by somebody\n")
			git(t, dir, "add", ".")
			before, parent := status(t, dir), git(t, dir, "rev-parse", "HEAD")
			r := open(t, dir)
			changed, added := save(t, r, "note.txt", "2\n"), save(t, r, "packages/one/new.md", "new\n")
			gone := save(t, r, "packages/one/rules.md", "")
			gone.Deleted = true
			remove(t, dir, gone.Path)
			made := crash(t, r, n, changed, added, gone)

			r = open(t, dir) // recovers
			sound(t, dir)
			if n == steps {
				equal(t, "HEAD", git(t, dir, "rev-parse", "HEAD"), made.String())
				equal(t, "status", status(t, dir), before)
				return
			}
			equal(t, "HEAD", git(t, dir, "rev-parse", "HEAD"), parent)
			equal(t, "staged", git(t, dir, "diff", "--cached", "--name-only"), "packages/two/facts.md")
			equal(t, "note.txt", read(t, filepath.Join(dir, "note.txt")), "2\n")
			again := save(t, r, "note.txt", "3\n")
			commit(t, r, again, added, gone)
			equal(t, "status", status(t, dir), before)
			sound(t, dir)
		})
	}
}

// Whoever cancels before the branch moves has cancelled everything, also where
// no step had anything to wait for.
func TestCancelledCommitLeavesNothing(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	done, err := r.exclude(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	tx, err := r.prepareCommit(ctx, Request{Files: []File{save(t, r, "note.txt", "2\n")}, Message: "Edit"})
	if err != nil {
		t.Fatal(err)
	}
	before := state(t, dir)
	cancel()
	if err := tx.publish(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	equal(t, "state", state(t, dir), before)
	sound(t, dir)
}

// The index is published and then the branch cannot be moved.
func TestBranchThatCannotMove(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	before := state(t, dir)
	ctx := context.Background()
	done, err := r.exclude(ctx)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := r.prepareCommit(context.Background(), Request{Files: []File{save(t, r, "note.txt", "2\n")}, Message: "Edit"})
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.begin(); err != nil {
		t.Fatal(err)
	}
	for i, step := range tx.steps() {
		if i == len(tx.steps())-1 {
			if err := os.Remove(tx.branch.path()); err != nil {
				t.Fatal(err)
			}
		}
		err = step(ctx)
	}
	if err == nil {
		t.Error("the branch moved without its lock")
	}
	if err := tx.settle(ctx); err != nil {
		t.Error(err)
	}
	done()
	equal(t, "state", state(t, dir), before)
	sound(t, dir)
}

// What comes after a crash and before the recovery is somebody else's.
func TestRecoveryLeavesOthersAlone(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	lock := filepath.Join(dir, ".git", "index.lock")
	crash(t, r, 4, save(t, r, "note.txt", "2\n"))
	if err := os.Remove(lock); err != nil { // by hand, as git advises
		t.Fatal(err)
	}
	write(t, dir, ".git/index.lock", "theirs")
	if err := r.Recover(); err != nil {
		t.Error(err)
	}
	equal(t, "their lock", read(t, lock), "theirs")
	if err := os.Remove(lock); err != nil {
		t.Fatal(err)
	}
	sound(t, dir)

	crash(t, r, 6, save(t, r, "note.txt", "3\n")) // the index is published
	for _, l := range []string{"HEAD.lock", "refs/heads/main.lock"} {
		if err := os.Remove(filepath.Join(dir, ".git", l)); err != nil {
			t.Fatal(err)
		}
	}
	git(t, dir, "commit", "-q", "-m", "By hand") // what was staged
	if err := r.Recover(); err != nil {
		t.Error(err)
	}
	equal(t, "status", status(t, dir), "")
	equal(t, "committed", git(t, dir, "show", "HEAD:note.txt"), "3")
	sound(t, dir)
}

func TestRecoveryWaitsForAForeignLock(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	r.patience = time.Millisecond
	file := save(t, r, "note.txt", "2\n")
	crash(t, r, 6, file)
	lock := filepath.Join(dir, ".git", "index.lock")
	write(t, dir, ".git/index.lock", "")
	var locked *LockedError
	if err := r.Recover(); !errors.As(err, &locked) {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(lock); err != nil {
		t.Fatal(err)
	}
	if err := r.Recover(); err != nil {
		t.Error(err)
	}
	equal(t, "staged", git(t, dir, "diff", "--cached"), "")
	sound(t, dir)
}

func TestCrashInLinkedWorktree(t *testing.T) {
	dir := fixture(t)
	linked := filepath.Join(t.TempDir(), "linked")
	git(t, dir, "worktree", "add", "-q", "-b", "topic", linked)
	r := open(t, linked)
	crash(t, r, 6, save(t, r, "note.txt", "2\n"))
	main := open(t, dir) // another work tree of the repository recovers it
	equal(t, "staged", git(t, linked, "diff", "--cached"), "")
	sound(t, dir)

	crash(t, r, 6, save(t, r, "note.txt", "3\n"))
	git(t, dir, "worktree", "remove", "--force", "--force", linked)
	if err := main.Recover(); err != nil {
		t.Error(err)
	}
	sound(t, dir)
}

func TestJournalFromElsewhere(t *testing.T) {
	outside := fixture(t)
	crash(t, open(t, outside), 1, File{Path: "new.md", Content: []byte("x")})
	journal := read(t, filepath.Join(outside, ".git", "atlas-desk", "txn.json"))
	for _, text := range []string{
		"", "{}", "null", "x",
		strings.Replace(journal, `"."`, `"../../`+filepath.Base(outside)+`/.git"`, 1),
		strings.Replace(journal, "refs/heads/main", "refs/heads/../../x", 1),
		strings.Replace(journal, "refs/heads/main", "index", 1),
	} {
		dir := fixture(t)
		write(t, dir, ".git/atlas-desk/txn.json", text)
		if err := open(t, dir).Recover(); err == nil || !strings.Contains(err.Error(), "txn.json cannot be read") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// Links in a repository from elsewhere must not lead what recovers into another.
func TestJournalThroughLinks(t *testing.T) {
	for name, test := range map[string]struct {
		gitDir string
		from   string // of the link, in the git folder
		to     string // in the other one
	}{
		"the folder of a work tree":    {"worktrees/linked", "worktrees/linked", "worktrees/linked"},
		"the folder of all work trees": {"worktrees/linked", "worktrees", "worktrees"},
		"the branches":                 {".", "refs/heads", "refs/heads"},
		"our own folder":               {".", "atlas-desk", "atlas-desk"},
		"the journal":                  {".", "atlas-desk/txn.json", "atlas-desk/txn.json"},
		"our lock":                     {".", "atlas-desk/lock", "made"},
	} {
		t.Run(name, func(t *testing.T) {
			victim, dir := fixture(t), fixture(t)
			linked := filepath.Join(t.TempDir(), "linked")
			git(t, victim, "worktree", "add", "-q", "-b", "topic", linked)
			git(t, dir, "branch", "topic")
			blob := git(t, dir, "rev-parse", "HEAD:note.txt")
			branch := "refs/heads/main"
			if test.gitDir != "." {
				branch = "refs/heads/topic"
			}
			hash := git(t, dir, "rev-parse", "HEAD")
			none := Hash{}.String()
			journal := `{"gitDir":"` + test.gitDir + `","branch":"` + branch + `","from":"` + hash + `","to":"` + hash +
				`","files":[{"path":"evil.txt","was":{"blob":"` + blob + `","mode":33188},"is":{"blob":"` + none + `"}}]}`
			write(t, dir, ".git/atlas-desk/txn.json", journal)
			write(t, victim, ".git/atlas-desk/txn.json", journal)
			from, to := filepath.Join(dir, ".git", filepath.FromSlash(test.from)), filepath.Join(victim, ".git", filepath.FromSlash(test.to))
			if err := os.RemoveAll(from); err != nil {
				t.Fatal(err)
			}
			if err := os.MkdirAll(filepath.Dir(from), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(to, from); err != nil {
				t.Skip(err)
			}
			if err := open(t, dir).Recover(); err == nil {
				t.Error("recovered")
			}
			for _, file := range []string{
				filepath.Join(victim, "evil.txt"), filepath.Join(linked, "evil.txt"),
				filepath.Join(dir, "evil.txt"), filepath.Join(victim, ".git", "made"),
			} {
				equal(t, file, exists(file), false)
			}
		})
	}
}

// Nor does what is kept for the next time go through one.
func TestChangedPathsThroughLink(t *testing.T) {
	dir, elsewhere := fixture(t), t.TempDir()
	if err := os.Symlink(elsewhere, filepath.Join(dir, ".git", "atlas-desk")); err != nil {
		t.Skip(err)
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	open(t, dir).keepChangedPaths(&ChangedPaths{})
	equal(t, "written elsewhere", tree(t, elsewhere), tree(t, t.TempDir()))
}

// What is to be written whole is not written through a link.
func TestWriteDurablyThroughLink(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "theirs", "theirs")
	if err := os.Symlink(filepath.Join(dir, "theirs"), filepath.Join(dir, "ours.new")); err != nil {
		t.Skip(err)
	}
	if err := writeDurably(filepath.Join(dir, "ours"), []byte("ours")); err != nil {
		t.Fatal(err)
	}
	equal(t, "theirs", read(t, filepath.Join(dir, "theirs")), "theirs")
	equal(t, "ours", read(t, filepath.Join(dir, "ours")), "ours")
}

func TestWriteDurablyClearsUp(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "folder/file", "")
	if err := writeDurably(filepath.Join(dir, "folder"), nil); err == nil {
		t.Error("a folder was replaced")
	}
	equal(t, "left behind", exists(filepath.Join(dir, "folder.new")), false)
}

func exists(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

func FuzzJournal(f *testing.F) {
	f.Add([]byte(`{"gitDir":".","branch":"refs/heads/main","changes":[{"path":"a","blob":"x"}]}`))
	f.Add([]byte(`{"gitDir":"worktrees/a/../../..","branch":"refs/heads/a..b"}`))
	r := &Repo{commonDir: filepath.FromSlash("/repository/.git")}
	f.Fuzz(func(t *testing.T, text []byte) {
		tx, err := r.parseJournal(text)
		if err != nil {
			return
		}
		for _, path := range []string{tx.indexFile(), r.branchFile(tx.from.branch)} {
			if rel, err := filepath.Rel(r.commonDir, path); err != nil || !filepath.IsLocal(rel) {
				t.Errorf("%s lies outside", path)
			}
		}
	})
}

func FuzzRefs(f *testing.F) {
	f.Add("# pack-refs with: peeled\n0123456789012345678901234567890123456789 refs/heads/main\n^x\n")
	f.Add("main")
	f.Fuzz(func(t *testing.T, text string) {
		if hash, err := packedRef(text, "refs/heads/main"); err != nil && !hash.IsZero() {
			t.Errorf("%s and %v", hash, err)
		}
	})
}

// kills is how many processes TestKill kills; HISTORY_KILLS overrides it.
func kills(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("HISTORY_KILLS"))
	switch {
	case err == nil:
		return n
	case testing.Short():
		return 5
	}
	return 30
}

// TestKill kills processes that save and commit in a loop. After each kill the
// repository must be readable, and once it was opened all as if the commit that
// was cut off had been made or had never begun.
func TestKill(t *testing.T) {
	dir := fixture(t)
	const name = "packages/one/facts.md"
	write(t, dir, ".git/info/exclude", "*.new\n") // what a killed writer leaves beside its file
	recovered := 0
	for range kills(t) {
		out := killWriter(t, dir, name)
		acknowledged := lines(out)
		saved := read(t, filepath.Join(dir, name))

		git(t, dir, "rev-parse", "HEAD")
		git(t, dir, "ls-files", "--stage")
		if len(locks(t, dir)) > 0 {
			recovered++
		}
		r := open(t, dir)
		sound(t, dir)
		equal(t, "staged", git(t, dir, "diff", "--cached", "--name-only"), "")
		equal(t, "file", read(t, filepath.Join(dir, name)), saved)
		if len(acknowledged) == 0 {
			t.Fatalf("the writer committed nothing: %s", out)
		}
		git(t, dir, "merge-base", "--is-ancestor", acknowledged[len(acknowledged)-1], "HEAD")
		if s := status(t, dir); s != "" && s != " M "+name {
			t.Errorf("status: %s", s)
		}
		if t.Failed() {
			t.Fatalf("the writer said: %s", out)
		}
		commit(t, r, save(t, r, name, saved+"survived\n"))
		equal(t, "status", status(t, dir), "")
	}
	t.Logf("%s commits; %d kills left something to recover", git(t, dir, "rev-list", "--count", "HEAD"), recovered)
}

// killWriter starts a writer and kills it at some moment after its first
// commit. It returns what the writer printed.
func killWriter(t *testing.T, dir, name string) string {
	t.Helper()
	cmd := writer(t, dir, name, 10000)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	printed := bufio.NewReader(stdout)
	first, _ := printed.ReadString('\n')
	time.Sleep(time.Duration(rand.IntN(30_000)) * time.Microsecond)
	_ = cmd.Process.Kill()
	rest, _ := io.ReadAll(printed)
	_ = cmd.Wait()
	return first + string(rest)
}
