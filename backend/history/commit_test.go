package history

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFirstCommit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	r, err := Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok, err := r.Head(); ok || err != nil {
		t.Fatalf("Head of a fresh repository: %v, %v", ok, err)
	}
	if err := r.SetIdentity(Identity{"Ada", "ada@example.org"}); err != nil {
		t.Fatal(err)
	}
	file := save(t, r, "packages/one/facts.md", "a fact\n")
	hash, err := r.Commit(context.Background(), Request{Files: []File{file}, Message: "Begin\n\nMore.\n\n", When: noon})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "HEAD", git(t, dir, "rev-parse", "main"), hash.String())
	equal(t, "commit", git(t, dir, "log", "-1", "--format=%an <%ae> %ad|%cn|%B", "--date=iso"), "Ada <ada@example.org> 2026-03-01 12:00:00 +0200|Ada|Begin\n\nMore.")
	equal(t, "reflog", git(t, dir, "reflog", "--format=%H %gs", "main"), hash.String()+" commit (initial): Begin")
	equal(t, "status", status(t, dir), "")
	sound(t, dir)
}

func TestInit(t *testing.T) {
	dir := t.TempDir()
	global := filepath.Join(t.TempDir(), "gitconfig")
	t.Setenv("GIT_CONFIG_GLOBAL", global)
	write(t, filepath.Dir(global), "gitconfig", "[init]\n\tdefaultBranch = trunk\n")
	if _, err := Open(dir); !errors.Is(err, ErrNoRepository) {
		t.Errorf("Open of a plain folder: %v", err)
	}
	r, err := Init(dir)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "branch", git(t, dir, "symbolic-ref", "HEAD"), "refs/heads/trunk")
	equal(t, "core.bare", git(t, dir, "config", "core.bare"), "false")
	again, err := Init(dir)
	if err != nil || again.Root() != r.Root() {
		t.Errorf("Init again: %v, %v", again, err)
	}
	sound(t, dir)
}

func TestCommitIsExact(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	before := git(t, dir, "rev-parse", "HEAD")

	write(t, dir, "note.txt", "staged\n")
	git(t, dir, "add", "note.txt")
	write(t, dir, "note.txt", "staged and edited\n")
	write(t, dir, "packages/two/facts.md", "edited only\n")
	write(t, dir, "packages/two/new.md", "untracked\n")
	want := status(t, dir)

	one := save(t, r, "packages/one/facts.md", "second\n")
	three := save(t, r, "packages/three/facts.md", "new\n")
	hash := commit(t, r, one, three)

	equal(t, "parent", git(t, dir, "rev-parse", "HEAD^"), before)
	equal(t, "changes", git(t, dir, "diff-tree", "-r", "--name-status", before, hash.String()),
		"M\tpackages/one/facts.md\nA\tpackages/three/facts.md")
	equal(t, "content", git(t, dir, "show", "HEAD:packages/one/facts.md"), "second")
	equal(t, "status", status(t, dir), want)
	equal(t, "staged note", git(t, dir, "show", ":note.txt"), "staged")
	equal(t, "reflog of HEAD", git(t, dir, "reflog", "-1", "--format=%H %gs"), hash.String()+" commit: Edit packages/one/facts.md")
	equal(t, "reflog of the branch", git(t, dir, "rev-parse", "main@{1}"), before)
	sound(t, dir)
}

// The entries this package writes must satisfy git without a look at the
// content, or every `git status` would read every file again.
func TestIndexKnowsTheSavedFile(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	commit(t, r, save(t, r, "packages/one/facts.md", "second\n"))
	if out := git(t, dir, "diff-files", "packages/one/facts.md"); out != "" {
		t.Errorf("git diff-files, which compares stat data only: %s", out)
	}
	debug := git(t, dir, "ls-files", "--debug", "packages/one/facts.md")
	if !strings.Contains(debug, "size: 7") {
		t.Errorf("the index has no stat data:\n%s", debug)
	}
}

func TestFileThatDiffersFromTheCommit(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	file := save(t, r, "note.txt", "second\n")
	write(t, dir, "note.txt", "thirds\n") // another program, the same size
	commit(t, r, file)
	equal(t, "committed", git(t, dir, "show", "HEAD:note.txt"), "second")
	equal(t, "status", status(t, dir), " M note.txt")
	equal(t, "file", read(t, filepath.Join(dir, "note.txt")), "thirds\n")
}

// A file changed in the second in which the index was written looks unchanged
// to git unless whoever rewrites the index takes care.
func TestRacilyCleanFileIsNotForgotten(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	file := filepath.Join(dir, "note.txt")
	second := time.Now().Add(-time.Hour).Truncate(time.Second)
	setTime := func(name string) {
		if err := os.Chtimes(name, second, second); err != nil {
			t.Fatal(err)
		}
	}
	git(t, dir, "config", "core.trustctime", "false")
	setTime(file)
	git(t, dir, "update-index", "--refresh")
	content := read(t, file)
	if err := os.WriteFile(file, []byte(strings.ToUpper(content)), 0o666); err != nil {
		t.Fatal(err)
	}
	setTime(file)
	setTime(filepath.Join(dir, ".git", "index"))
	commit(t, r, save(t, r, "packages/one/facts.md", "second\n"))
	equal(t, "status", status(t, dir), " M note.txt")
}

func TestBases(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	blob := func(path string) Base { return OnBlob(parse(t, git(t, dir, "rev-parse", "HEAD:"+path))) }
	for _, test := range []struct {
		name string
		file File
		want string // path of the ChangedError, "" for a commit, "nothing" for ErrNothing
	}{
		{"right content", File{Path: "note.txt", Content: []byte("a\n"), Base: OnContent([]byte("first note.txt\n"))}, ""},
		{"right blob", File{Path: "packages/one/rules.md", Content: []byte("a\n"), Base: blob("packages/one/rules.md")}, ""},
		{"old content", File{Path: "note.txt", Content: []byte("b\n"), Base: OnContent([]byte("first note.txt\n"))}, "note.txt"},
		{"old blob", File{Path: "packages/one/rules.md", Content: []byte("b\n"), Base: blob("note.txt")}, "packages/one/rules.md"},
		{"absent, but committed", File{Path: "note.txt", Content: []byte("b\n"), Base: Base{}}, "note.txt"},
		{"content, but not committed", File{Path: "new.txt", Content: []byte("b\n"), Base: OnContent([]byte("x"))}, "new.txt"},
		{"empty content, but not committed", File{Path: "new.txt", Content: []byte("b\n"), Base: OnContent(nil)}, "new.txt"},
		{"the same edit by somebody else", File{Path: "note.txt", Content: []byte("a\n"), Base: OnContent([]byte("elsewhere\n"))}, "nothing"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := r.Commit(context.Background(), Request{Files: []File{test.file}, Message: "Edit"})
			var changed *ChangedError
			switch {
			case test.want == "nothing":
				equal(t, "ErrNothing", errors.Is(err, ErrNothing), true)
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (!errors.As(err, &changed) || changed.Path != test.want):
				t.Errorf("got %v, want a change of %s", err, test.want)
			}
		})
	}
	sound(t, dir)
}

func TestModes(t *testing.T) {
	dir := fixture(t)
	write(t, dir, "tool.sh", "echo\n")
	git(t, dir, "add", "tool.sh")
	git(t, dir, "update-index", "--chmod=+x", "tool.sh")
	git(t, dir, "commit", "-q", "-m", "Tool")
	git(t, dir, "update-index", "--chmod=+x", "note.txt") // somebody's staged work
	r := open(t, dir)
	commit(t, r, save(t, r, "tool.sh", "echo 2\n"), save(t, r, "note.txt", "second\n"), save(t, r, "new.txt", "new\n"))
	equal(t, "modes", git(t, dir, "ls-tree", "--format=%(objectmode) %(path)", "HEAD", "new.txt", "note.txt", "tool.sh"),
		"100644 new.txt\n100644 note.txt\n100755 tool.sh")
	equal(t, "staged", git(t, dir, "diff", "--cached", "--summary"), " mode change 100644 => 100755 note.txt")
	sound(t, dir)
}

func TestAuthorAndCommitter(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	_, err := r.Commit(context.Background(), Request{
		Files: []File{save(t, r, "note.txt", "2\n")}, Message: "Edit", Author: Identity{"Grace", "grace@example.org"},
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "people", git(t, dir, "log", "-1", "--format=%an %ae, %cn %ce"), "Grace grace@example.org, Ada ada@example.org")
}

func TestPackedRepository(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "gc", "-q")
	git(t, dir, "pack-refs", "--all", "--prune")
	r := open(t, dir)
	parent := git(t, dir, "rev-parse", "HEAD")
	commit(t, r, save(t, r, "note.txt", "2\n"))
	equal(t, "parent", git(t, dir, "rev-parse", "HEAD^"), parent)
	git(t, dir, "gc", "-q") // while r is open
	commit(t, r, save(t, r, "note.txt", "3\n"))
	equal(t, "count", git(t, dir, "rev-list", "--count", "HEAD"), "3")
	sound(t, dir)
}

func TestLinkedWorktree(t *testing.T) {
	dir := fixture(t)
	linked := filepath.Join(t.TempDir(), "linked")
	git(t, dir, "worktree", "add", "-q", "-b", "topic/one", linked)
	main := git(t, dir, "rev-parse", "main")
	r := open(t, filepath.Join(linked, "packages", "one"))
	equal(t, "root", sameFolder(r.Root(), linked), true)
	hash := commit(t, r, save(t, r, "packages/one/facts.md", "2\n"))
	equal(t, "topic", git(t, dir, "rev-parse", "topic/one"), hash.String())
	equal(t, "main", git(t, dir, "rev-parse", "main"), main)
	equal(t, "reflog", git(t, linked, "reflog", "-1", "--format=%H"), hash.String())
	equal(t, "status", status(t, linked)+status(t, dir), "")
	sound(t, dir)
	sound(t, linked)
}

func TestSubmodule(t *testing.T) {
	inner, dir := fixture(t), fixture(t)
	git(t, dir, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub")
	git(t, dir, "commit", "-q", "-m", "Sub")
	git(t, dir, "config", "-f", ".git/modules/sub/config", "user.name", "Ada")
	git(t, dir, "config", "-f", ".git/modules/sub/config", "user.email", "ada@example.org")
	r := open(t, filepath.Join(dir, "sub"))
	commit(t, r, save(t, r, "note.txt", "2\n"))
	sound(t, filepath.Join(dir, "sub"))
	equal(t, "status", status(t, dir), " M sub")
}

// A branch may leave an empty folder where another wants to be a file.
func TestBranchInPlaceOfAnEmptyFolder(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "switch", "-q", "-c", "topic")
	git(t, dir, "pack-refs", "--all", "--prune")
	if err := os.Mkdir(filepath.Join(dir, ".git/refs/heads/topic"), 0o777); err != nil {
		t.Fatal(err)
	}
	r := open(t, dir)
	commit(t, r, save(t, r, "note.txt", "2\n"))
	equal(t, "count", git(t, dir, "rev-list", "--count", "topic"), "2")
	sound(t, dir)
}

func TestReflogsAreOptional(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "config", "core.logAllRefUpdates", "false")
	if err := os.RemoveAll(filepath.Join(dir, ".git", "logs")); err != nil {
		t.Fatal(err)
	}
	r := open(t, dir)
	commit(t, r, save(t, r, "note.txt", "2\n"))
	if _, err := os.Stat(filepath.Join(dir, ".git", "logs", "HEAD")); err == nil {
		t.Error("a reflog was made")
	}
}

// Every version of the index survives with the flags of other entries.
func TestIndexVersionsAndFlags(t *testing.T) {
	for _, version := range []string{"2", "3", "4"} {
		t.Run(version, func(t *testing.T) {
			dir := fixture(t)
			git(t, dir, "config", "index.skipHash", "true")
			git(t, dir, "update-index", "--index-version", version)
			git(t, dir, "update-index", "--assume-unchanged", "packages/two/facts.md")
			if version != "2" {
				git(t, dir, "update-index", "--skip-worktree", "packages/one/rules.md")
				write(t, dir, "later.md", "later\n")
				git(t, dir, "add", "-N", "later.md")
			}
			r := open(t, dir)
			tags := git(t, dir, "ls-files", "-v")
			commit(t, r, save(t, r, "note.txt", "2\n"), save(t, r, "packages/one/a-new.md", "new\n"))
			want := strings.Replace(tags, "H packages/one/facts.md", "H packages/one/a-new.md\nH packages/one/facts.md", 1)
			equal(t, "flags", git(t, dir, "ls-files", "-v"), want)
			sound(t, dir)
		})
	}
}

func TestIntentToAddBecomesAFile(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	file := save(t, r, "later.md", "later\n")
	git(t, dir, "add", "-N", "later.md")
	commit(t, r, file)
	equal(t, "status", status(t, dir), "")
	equal(t, "content", git(t, dir, "show", "HEAD:later.md"), "later")
}

func TestReading(t *testing.T) {
	dir := fixture(t)
	if err := os.Symlink("facts.md", filepath.Join(dir, "packages/one/link.md")); err != nil {
		t.Skip(err)
	}
	write(t, dir, "packages/one/deep/file.md", "deep\n")
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "Second\nline\n\nbody")
	write(t, dir, "packages/one/facts.md", "not committed\n")
	r := open(t, filepath.Join(dir, "packages", "one"))

	files, err := r.ReadTree("packages/one")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "files", len(files), 2)
	equal(t, "facts", string(files["facts.md"]), "first packages/one/facts.md\n")
	for _, missing := range []string{"packages/none", "note.txt", "note.txt/x", ""} {
		if _, err := r.ReadTree(missing); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("ReadTree(%q): %v", missing, err)
		}
	}
	for _, missing := range []string{"packages/one", "packages/one/link.md", "none"} {
		if _, err := r.ReadFile(missing); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("ReadFile(%q): %v", missing, err)
		}
	}
	if root, err := r.ReadTree("."); err != nil || string(root["note.txt"]) != "first note.txt\n" {
		t.Errorf("ReadTree of the root: %v, %v", root, err)
	}
	rel, err := r.Rel(filepath.Join(dir, "packages", "one", "facts.md"))
	if err != nil || rel != "packages/one/facts.md" {
		t.Errorf("Rel: %q, %v", rel, err)
	}
	if _, err := r.Rel(filepath.Dir(dir)); err == nil {
		t.Error("Rel of a folder outside succeeded")
	}
	log, err := r.Log(5)
	if err != nil || len(log) != 2 {
		t.Fatalf("Log: %v, %v", log, err)
	}
	equal(t, "subject", log[0].Subject, "Second line")
	equal(t, "first", log[1].Subject, "Begin")
	equal(t, "author", log[0].Author, Identity{"Ada", "ada@example.org"})
}

func TestShallowAndBorrowingClones(t *testing.T) {
	source := fixture(t)
	r := open(t, source)
	commit(t, r, save(t, r, "note.txt", "2\n"))
	for option, url := range map[string]string{"--depth=1": "file://" + source, "--shared": source} {
		t.Run(option, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "clone")
			git(t, source, "clone", "-q", option, url, dir)
			r := open(t, dir)
			if err := r.SetIdentity(Identity{"Ada", "ada@example.org"}); err != nil {
				t.Fatal(err)
			}
			commit(t, r, save(t, r, "note.txt", "3\n"))
			log, err := r.Log(9)
			if err != nil || log[1].Subject != "Edit note.txt" {
				t.Errorf("Log: %v, %v", log, err)
			}
			sound(t, dir)
		})
	}
}

func parse(t testing.TB, text string) Hash {
	t.Helper()
	hash, err := parseHash(text)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func TestBranch(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "switch", "-q", "-c", "draft/one")
	r := open(t, dir)
	equal(t, "branch", r.Branch(), "draft/one")
	git(t, dir, "checkout", "-q", "--detach")
	equal(t, "detached", r.Branch(), "")
}

func TestDeletion(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	gone := func(name string) File {
		f := save(t, r, name, "")
		remove(t, dir, name)
		f.Deleted = true
		return f
	}
	write(t, dir, "staged.md", "staged\n")
	git(t, dir, "add", "staged.md")
	commit(t, r, gone("packages/two/facts.md"), gone("packages/one/rules.md"), save(t, r, "note.txt", "2\n"))
	equal(t, "changes", git(t, dir, "show", "--format=", "--name-status"), "M\tnote.txt\nD\tpackages/one/rules.md\nD\tpackages/two/facts.md")
	equal(t, "folders", git(t, dir, "ls-tree", "--name-only", "HEAD", "packages/"), "packages/one")
	equal(t, "status", status(t, dir), "A  staged.md")

	stale := File{Path: "note.txt", Deleted: true, Base: OnContent([]byte("first note.txt\n"))}
	changed, _ := errors.AsType[*ChangedError](try(r, stale))
	if changed == nil || changed.Path != "note.txt" {
		t.Errorf("a file was deleted that somebody else had changed")
	}
	if err := try(r, File{Path: "packages/two/facts.md", Deleted: true}); !errors.Is(err, ErrNothing) {
		t.Errorf("deleted twice: %v", err)
	}
	git(t, dir, "rm", "-q", "--cached", "note.txt") // staged by somebody, and what we commit
	commit(t, r, File{Path: "note.txt", Deleted: true, Base: OnContent([]byte("2\n"))})
	equal(t, "status", status(t, dir), "A  staged.md\n?? note.txt")
	commit(t, r, gone("packages/one/facts.md"))
	equal(t, "an empty commit", git(t, dir, "ls-tree", "HEAD"), "")
	sound(t, dir)
}

func try(r *Repo, f File) error {
	_, err := r.Commit(context.Background(), Request{Files: []File{f}, Message: "Edit"})
	return err
}
