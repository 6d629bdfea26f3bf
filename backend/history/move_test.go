package history

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// ahead makes a commit that is not on the branch yet: on a branch of its own,
// whose work tree is elsewhere. It returns where main is and the commit.
func ahead(t testing.TB, dir string, change func(dir string)) (from, to Hash) {
	t.Helper()
	other := filepath.Join(t.TempDir(), "other")
	git(t, dir, "worktree", "add", "-q", "-b", "other", other)
	change(other)
	git(t, other, "add", "-A")
	git(t, other, "commit", "-q", "-m", "Theirs")
	return parse(t, git(t, dir, "rev-parse", "main")), parse(t, git(t, dir, "rev-parse", "other"))
}

func remove(t testing.TB, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

// theirs changes, adds, removes, moves and marks files.
func theirs(t testing.TB) func(string) {
	return func(dir string) {
		write(t, dir, "packages/one/facts.md", "theirs\n")
		write(t, dir, "packages/three/deep/facts.md", "new\n")
		remove(t, dir, "packages/two/facts.md")
		remove(t, dir, "packages/one/rules.md")
		write(t, dir, "tool.sh", "echo\n")
		if err := os.Chmod(filepath.Join(dir, "tool.sh"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
}

// tree is what is in the work tree, but for the git folder.
func tree(t testing.TB, dir string) string {
	t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == ".git":
			return filepath.SkipDir
		case d.IsDir():
			fmt.Fprintln(&out, path[len(dir):])
		default:
			info, _ := d.Info()
			fmt.Fprintf(&out, "%s %v %q\n", path[len(dir):], info.Mode()&0o100 != 0, read(t, path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func advance(t testing.TB, r *Repo, m Move) error {
	t.Helper()
	m.Reason = "merge other: Fast-forward"
	return r.Advance(context.Background(), m)
}

// An advance leaves what git's own leaves, and everything else alone.
func TestAdvance(t *testing.T) {
	for _, config := range [][]string{{}, {"core.autocrlf=true"}, {"core.autocrlf=input"}, {"core.eol=crlf", "core.attributesFile=attributes"}} {
		t.Run(strings.Join(config, " "), func(t *testing.T) {
			dirs := [2]string{fixture(t), fixture(t)}
			var heads [2]string
			for i, dir := range dirs {
				write(t, dir, ".git/info/attributes", "*.md text=auto\n")
				for _, c := range config {
					key, value, _ := strings.Cut(c, "=")
					git(t, dir, "config", key, value)
				}
				remove(t, dir, "packages/one/facts.md")
				git(t, dir, "checkout", "--", ".") // with the line ends that are now asked for
				from, to := ahead(t, dir, theirs(t))
				write(t, dir, "note.txt", "staged\n")
				git(t, dir, "add", "note.txt")
				write(t, dir, "note.txt", "staged and edited\n")
				write(t, dir, "packages/two/untracked.md", "untracked\n")
				if i == 0 {
					git(t, dir, "merge", "-q", "--ff-only", "other")
				} else if err := advance(t, open(t, dir), Move{From: from, To: to}); err != nil {
					t.Fatal(err)
				}
				heads[i] = git(t, dir, "log", "-g", "-1", "--format=%gs", "main")
				sound(t, dir)
			}
			equal(t, "reflog", heads[1], heads[0])
			equal(t, "files", tree(t, dirs[1]), tree(t, dirs[0]))
			equal(t, "status", status(t, dirs[1]), status(t, dirs[0]))
			equal(t, "index", git(t, dirs[1], "ls-files", "--stage", "--eol"), git(t, dirs[0], "ls-files", "--stage", "--eol"))
			equal(t, "known to the index", git(t, dirs[1], "diff-files", "--name-only"), git(t, dirs[0], "diff-files", "--name-only"))
		})
	}
}

func TestAdvanceOfABranchWithoutACommit(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, theirs(t))
	git(t, dir, "switch", "-q", "--orphan", "fresh")
	r := open(t, dir)
	if err := advance(t, r, Move{From: from, To: to}); !errors.Is(err, ErrMoved) {
		t.Errorf("got %v", err)
	}
	if err := advance(t, r, Move{To: to}); err != nil {
		t.Fatal(err)
	}
	equal(t, "status", status(t, dir), "")
	equal(t, "fresh", git(t, dir, "rev-parse", "fresh"), to.String())
	if err := advance(t, r, Move{From: to, To: to}); !errors.Is(err, ErrNothing) {
		t.Errorf("to itself: %v", err)
	}
	if err := advance(t, r, Move{From: to, To: from}); err == nil {
		t.Error("advanced to the parent")
	}
	sound(t, dir)
}

// What is in the way of an advance is named, and nothing is moved.
func TestAdvanceOverWork(t *testing.T) {
	for name, test := range map[string]struct {
		work  func(t *testing.T, dir string)
		paths string // of the DirtyError; "" for any refusal, "-" for none
	}{
		"an edit":                    {func(t *testing.T, dir string) { write(t, dir, "packages/one/facts.md", "mine\n") }, "packages/one/facts.md"},
		"an edit of what goes":       {func(t *testing.T, dir string) { write(t, dir, "packages/two/facts.md", "mine\n") }, "packages/two/facts.md"},
		"a file of the same name":    {func(t *testing.T, dir string) { write(t, dir, "tool.sh", "mine\n") }, "tool.sh"},
		"a removed file":             {func(t *testing.T, dir string) { remove(t, dir, "packages/one/facts.md") }, "packages/one/facts.md"},
		"a file in a folder's place": {func(t *testing.T, dir string) { write(t, dir, "packages/three", "mine\n") }, ""},
		"a folder in a file's place": {func(t *testing.T, dir string) { write(t, dir, "tool.sh/x", "mine\n") }, ""},
		"staged work": {func(t *testing.T, dir string) {
			write(t, dir, "packages/one/facts.md", "mine\n")
			git(t, dir, "add", ".")
			write(t, dir, "packages/one/facts.md", "first packages/one/facts.md\n")
		}, ""},
		"the same edit": {func(t *testing.T, dir string) {
			write(t, dir, "packages/one/facts.md", "theirs\n")
			write(t, dir, "tool.sh", "echo\n")
			remove(t, dir, "packages/two/facts.md")
		}, "-"},
		"two edits": {func(t *testing.T, dir string) {
			write(t, dir, "tool.sh", "mine\n")
			write(t, dir, "packages/one/facts.md", "mine\n")
		}, "packages/one/facts.md tool.sh"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := fixture(t)
			from, to := ahead(t, dir, theirs(t))
			test.work(t, dir)
			before, files := state(t, dir), tree(t, dir)
			err := advance(t, open(t, dir), Move{From: from, To: to})
			if test.paths == "-" {
				if err != nil {
					t.Error(err)
				}
				equal(t, "status", status(t, dir), " M tool.sh") // somebody made it without the mode
				return
			}
			dirty, _ := errors.AsType[*DirtyError](err)
			if err == nil || test.paths != "" && (dirty == nil || strings.Join(dirty.Paths, " ") != test.paths) {
				t.Errorf("got %v", err)
			}
			equal(t, "state", state(t, dir), before)
			equal(t, "files", tree(t, dir), files)
			sound(t, dir)
		})
	}
}

func TestDirtyErrorSaysWhatIsSo(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, theirs(t))
	for _, name := range []string{"packages/one/facts.md", "packages/two/facts.md", "tool.sh"} {
		write(t, dir, name, "mine\n")
	}
	err := advance(t, open(t, dir), Move{From: from, To: to})
	equal(t, "error", err.Error(), "move the branch to "+to.String()[:7]+
		": packages/one/facts.md: changed and not committed, while the other side changed it too; commit or merge these changes first\n"+
		"tool.sh: lies here and is not committed, and the other side has a file of that name; move it away or commit it first\n"+
		"packages/two/facts.md: changed and not committed, while the other side removed it; commit these changes or undo them first")
}

func TestWriteJoinNamesTheFile(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	at, err := r.Tip()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"note.txt/below", "packages/one"} {
		_, err := r.WriteJoin(t.Context(), Join{Ours: at, Theirs: at, Message: "Join", Files: []Joined{
			{Path: name, Version: Version{Mode: filemode.Regular}, Content: []byte("theirs\n")},
		}})
		refused, _ := errors.AsType[*RefusedError](err)
		if refused == nil || !strings.Contains(refused.Reason, name) || strings.Contains(err.Error(), at.String()) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAdvanceWithMergedWork(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, theirs(t))
	write(t, dir, "packages/one/facts.md", "mine\n")
	write(t, dir, "packages/two/facts.md", "still needed\n")
	r := open(t, dir)
	move := Move{From: from, To: to, Merged: []Merged{
		{"packages/one/facts.md", []byte("old\n"), []byte("both\n")},
		{"packages/two/facts.md", []byte("still needed\n"), []byte("still needed\n")},
	}}
	dirty, _ := errors.AsType[*DirtyError](advance(t, r, move))
	if dirty == nil || len(dirty.Paths) != 1 {
		t.Fatalf("merged with what the file does not hold: %v", dirty)
	}
	move.Merged[0].Was = []byte("mine\n")
	if err := advance(t, r, move); err != nil {
		t.Fatal(err)
	}
	equal(t, "facts", read(t, filepath.Join(dir, "packages/one/facts.md")), "both\n")
	equal(t, "status", status(t, dir), " M packages/one/facts.md\n?? packages/two/")
	equal(t, "HEAD", git(t, dir, "rev-parse", "HEAD"), to.String())
	sound(t, dir)

	move = Move{From: to, To: commitOf(t, dir, to), Merged: []Merged{{"note.txt", nil, nil}}}
	if _, ok := errors.AsType[*RefusedError](advance(t, r, move)); !ok {
		t.Error("a file was merged that the move does not change")
	}
}

// commitOf makes a commit on top of another one without changes.
func commitOf(t testing.TB, dir string, parent Hash) Hash {
	return parse(t, git(t, dir, "commit-tree", "-p", parent.String(), "-m", "Same", parent.String()+"^{tree}"))
}

func TestAdvanceTakesFilesOnly(t *testing.T) {
	for name, make := range map[string]func(dir string){
		"a link": func(dir string) {
			if err := os.Symlink("note.txt", filepath.Join(dir, "link")); err != nil {
				t.Skip(err)
			}
		},
		"a filter": func(dir string) { write(t, dir, "large.bin", "x") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := fixture(t)
			from, to := ahead(t, dir, make)
			write(t, dir, ".git/info/attributes", "*.bin filter=lfs\n")
			before, files := state(t, dir), tree(t, dir)
			if _, ok := errors.AsType[*RefusedError](advance(t, open(t, dir), Move{From: from, To: to})); !ok {
				t.Error("it was taken")
			}
			equal(t, "state", state(t, dir), before)
			equal(t, "files", tree(t, dir), files)
		})
	}
}

// Trees that git would refuse to check out: they lead out of the work tree or
// into the git folder.
func TestAdvanceToAHostileCommit(t *testing.T) {
	for _, name := range []string{"..", ".git", ".GIT", "git~1", "a\\b"} {
		dir := fixture(t)
		from := parse(t, git(t, dir, "rev-parse", "main"))
		r := open(t, dir)
		s, err := r.snapshot(from)
		if err != nil {
			t.Fatal(err)
		}
		w := r.objectWriter()
		blob, _ := w.blob([]byte("evil"))
		hash, err := w.graft(s, s.root, []change{{path: "packages/" + name + "/hooks", to: version{blob, 0o100644}}}, 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.flush(); err != nil {
			t.Fatal(err)
		}
		to := parse(t, git(t, dir, "commit-tree", "-p", from.String(), "-m", "Evil", hash.String()))
		files := tree(t, dir)
		if _, ok := errors.AsType[*RefusedError](advance(t, r, Move{From: from, To: to})); !ok {
			t.Errorf("%s was taken", name)
		}
		equal(t, "files", tree(t, dir), files)
	}
}

// crashAdvance begins an advance and abandons it after some steps.
func crashAdvance(t *testing.T, r *Repo, steps int, m Move) {
	t.Helper()
	abandon(t, r, steps, func() (*transaction, error) { return r.prepareAdvance(m) })
}

func TestAdvanceCrashesAfterEachStep(t *testing.T) {
	steps := len((&transaction{}).steps())
	for n := range steps + 1 {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			dir := fixture(t)
			from, to := ahead(t, dir, theirs(t))
			write(t, dir, "note.txt", "staged by somebody\n")
			git(t, dir, "add", ".")
			before, files, was := state(t, dir), tree(t, dir), status(t, dir)
			crashAdvance(t, open(t, dir), n, Move{From: from, To: to})

			r := open(t, dir) // recovers
			equal(t, "status", status(t, dir), was)
			if n < steps {
				equal(t, "state", state(t, dir), before)
				equal(t, "files", tree(t, dir), files)
				if err := advance(t, r, Move{From: from, To: to}); err != nil {
					t.Fatal(err)
				}
			}
			equal(t, "HEAD", git(t, dir, "rev-parse", "HEAD"), to.String())
			equal(t, "status", status(t, dir), was)
			sound(t, dir)
		})
	}
}

// Between a crash and the recovery people work on.
func TestRecoveryOfAnAdvanceLeavesWorkAlone(t *testing.T) {
	steps := len((&transaction{}).steps())
	for n, want := range map[int]string{steps - 1: "first note.txt\n", steps: "theirs\n"} {
		dir := fixture(t)
		from, to := ahead(t, dir, func(dir string) {
			write(t, dir, "note.txt", "theirs\n")
			write(t, dir, "packages/one/facts.md", "theirs\n")
			write(t, dir, "new.md", "theirs\n")
		})
		crashAdvance(t, open(t, dir), n, Move{From: from, To: to})
		write(t, dir, "packages/one/facts.md", "mine\n")
		write(t, dir, "new.md", "mine\n")
		open(t, dir)
		equal(t, "facts", read(t, filepath.Join(dir, "packages/one/facts.md")), "mine\n")
		equal(t, "new", read(t, filepath.Join(dir, "new.md")), "mine\n")
		equal(t, "note", read(t, filepath.Join(dir, "note.txt")), want)
		sound(t, dir)
	}
}

// A process that dies while it writes leaves half a file beside its place.
func TestRecoveryRemovesHalfWrittenFiles(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, theirs(t))
	files := tree(t, dir)
	crashAdvance(t, open(t, dir), 2, Move{From: from, To: to})
	for _, f := range []string{"packages/one/facts.md", "tool.sh"} {
		write(t, dir, tempOf(f), "hal")
	}
	open(t, dir)
	equal(t, "files", tree(t, dir), files)
	sound(t, dir)
}

// Files that a power cut lost although the branch has moved come back.
func TestRecoveryRollsForward(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, theirs(t))
	crashAdvance(t, open(t, dir), len((&transaction{}).steps()), Move{From: from, To: to})
	write(t, dir, "packages/one/facts.md", "first packages/one/facts.md\n")
	remove(t, dir, "packages/three/deep/facts.md")
	open(t, dir)
	equal(t, "status", status(t, dir), "")
	sound(t, dir)
}

// Once HEAD is elsewhere, the files are those of another branch.
func TestRecoveryOnAnotherBranch(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, theirs(t))
	git(t, dir, "branch", "third", "other")
	crashAdvance(t, open(t, dir), len((&transaction{}).steps())-1, Move{From: from, To: to})
	for _, lock := range []string{"index.lock", "HEAD.lock", "refs/heads/main.lock"} {
		_ = os.Remove(filepath.Join(dir, ".git", lock)) // by hand, as git advises
	}
	git(t, dir, "symbolic-ref", "HEAD", "refs/heads/third")
	open(t, dir)
	equal(t, "status", status(t, dir), "")
	equal(t, "facts", read(t, filepath.Join(dir, "packages/one/facts.md")), "theirs\n")
	sound(t, dir)
}

func TestDifference(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, func(dir string) {
		theirs(t)(dir)
		remove(t, dir, "note.txt")
		write(t, dir, "note.txt/deep.md", "a folder now\n")
	})
	r := open(t, dir)
	s, err := r.snapshot(from)
	if err != nil {
		t.Fatal(err)
	}
	other, err := snapshotOf(s.store, to)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := s.difference(other)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, fmt.Sprintf(":%06o %06o %s %s\t%s", c.from.mode, c.to.mode, c.from.blob, c.to.blob, c.path))
	}
	var want []string
	for line := range strings.Lines(git(t, dir, "diff-tree", "-r", "--no-renames", from.String(), to.String())) {
		fields, path, _ := strings.Cut(strings.TrimSpace(line), "\t")
		want = append(want, strings.Join(strings.Fields(fields)[:4], " ")+"\t"+path)
	}
	equal(t, "difference", strings.Join(got, "\n"), strings.Join(want, "\n"))
}

func TestContains(t *testing.T) {
	dir := fixture(t)
	diverge(t, dir)
	git(t, dir, "merge", "-q", "-s", "ours", "-m", "Merge", "other")
	git(t, dir, "branch", "side", "main~2")
	git(t, dir, "switch", "-q", "side")
	for i, date := range []string{"2001-01-01T00:00:00Z", "2040-01-01T00:00:00Z"} { // wrong clocks
		t.Setenv("GIT_COMMITTER_DATE", date)
		git(t, dir, "commit", "-q", "--allow-empty", "-m", strconv.Itoa(i))
	}
	git(t, dir, "switch", "-q", "--orphan", "apart")
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "Apart")
	r := open(t, dir)
	s, err := r.snapshot(Hash{})
	if err != nil {
		t.Fatal(err)
	}
	commits := strings.Fields(git(t, dir, "rev-list", "--all"))
	for _, tip := range commits {
		for _, wanted := range commits {
			_, err := tryGit(dir, "merge-base", "--is-ancestor", wanted, tip)
			got, fault := contains(s.store, []Hash{parse(t, tip)}, parse(t, wanted))
			if fault != nil || got != (err == nil) {
				t.Errorf("%s in %s: %v, %v", wanted, tip, got, fault)
			}
		}
	}
}

// A crash may come between any two files.
func TestAdvanceCrashesAmongFiles(t *testing.T) {
	for written := range 6 {
		dir := fixture(t)
		from, to := ahead(t, dir, theirs(t))
		before, files := state(t, dir), tree(t, dir)
		r := open(t, dir)
		abandon(t, r, 2, func() (*transaction, error) {
			tx, err := r.prepareAdvance(Move{From: from, To: to})
			if err == nil {
				some := *tx
				some.files = tx.files[:min(written, len(tx.files))]
				err = some.writeFiles(context.Background())
				write(t, dir, tempOf("packages/one/facts.md"), "half a fi")
			}
			return tx, err
		})
		open(t, dir)
		equal(t, "state", state(t, dir), before)
		equal(t, "files", tree(t, dir), files)
		sound(t, dir)
	}
}

// Somebody saves a file after the move was prepared: nothing is moved, their
// text stays, and the files that were written are put back.
func TestAdvanceStopsAtAnEdit(t *testing.T) {
	dir := fixture(t)
	from, to := ahead(t, dir, theirs(t))
	before := state(t, dir)
	r := open(t, dir)
	done, err := r.exclude(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	tx, err := r.prepareAdvance(Move{From: from, To: to})
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "packages/two/facts.md", "mine\n")
	files := tree(t, dir)
	if dirty, ok := errors.AsType[*DirtyError](tx.publish(context.Background())); !ok || dirty.Paths[0] != "packages/two/facts.md" {
		t.Errorf("got %v", dirty)
	}
	equal(t, "state", state(t, dir), before)
	equal(t, "files", tree(t, dir), files)
	sound(t, dir)
}
