package history

import (
	"context"
	"crypto/sha1"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Each state in which a commit could do harm, made with git.
func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		name   string
		make   func(t *testing.T, dir string)
		reason string // a part of it
	}{
		{"detached HEAD", func(t *testing.T, dir string) { git(t, dir, "checkout", "-q", "--detach") }, "detached"},
		{"HEAD is no branch", func(t *testing.T, dir string) {
			git(t, dir, "symbolic-ref", "HEAD", "refs/elsewhere/main")
		}, "no branch"},
		{"merge", func(t *testing.T, dir string) { diverge(t, dir); _, _ = tryGit(dir, "merge", "other") }, "a merge"},
		{"rebase", func(t *testing.T, dir string) { diverge(t, dir); _, _ = tryGit(dir, "rebase", "other") }, "a rebase"},
		{"am", func(t *testing.T, dir string) {
			diverge(t, dir)
			git(t, dir, "format-patch", "-q", "-1", "other", "-o", "patches")
			_, _ = tryGit(dir, "am", "-q", "patches/0001-Theirs.patch")
		}, "a rebase or"},
		{"cherry-pick", func(t *testing.T, dir string) { diverge(t, dir); _, _ = tryGit(dir, "cherry-pick", "other") }, "cherry-pick"},
		{"revert", func(t *testing.T, dir string) { diverge(t, dir); _, _ = tryGit(dir, "revert", "HEAD~1") }, "a revert"},
		{"series of cherry-picks", func(t *testing.T, dir string) {
			diverge(t, dir)
			git(t, dir, "branch", "more", "other")
			git(t, dir, "switch", "-q", "more")
			write(t, dir, "more.md", "more\n")
			git(t, dir, "add", "more.md")
			git(t, dir, "commit", "-q", "-m", "More")
			git(t, dir, "switch", "-q", "main")
			_, _ = tryGit(dir, "cherry-pick", "more~1", "more")
			git(t, dir, "commit", "-q", "--allow-empty", "-m", "Skipped by hand", "-a")
		}, "a series of cherry-picks"},
		{"bisect", func(t *testing.T, dir string) { git(t, dir, "bisect", "start") }, "a bisection"},
		{"conflict without a merge", func(t *testing.T, dir string) {
			write(t, dir, "packages/two/facts.md", "stashed\n")
			git(t, dir, "stash", "-q")
			write(t, dir, "packages/two/facts.md", "committed\n")
			git(t, dir, "commit", "-qam", "Other")
			_, _ = tryGit(dir, "stash", "pop")
		}, "unresolved conflict"},
		{"unknown index extension", func(t *testing.T, dir string) {
			body := unsummed(t, dir)
			sealed(t, dir, append(body, "newx\x00\x00\x00\x00"...))
		}, `the extension "newx"`},
		{"unknown index version", func(t *testing.T, dir string) {
			body := unsummed(t, dir)
			body[7] = 5
			sealed(t, dir, body)
		}, "the index has version 5"},
		{"intent to add in the file's place", func(t *testing.T, dir string) {
			git(t, dir, "rm", "-q", "--cached", "note.txt")
			git(t, dir, "add", "-N", "note.txt")
		}, "another version of it is staged"},
		{"split index", func(t *testing.T, dir string) { git(t, dir, "update-index", "--split-index") }, "split"},
		{"sparse index", func(t *testing.T, dir string) {
			git(t, dir, "sparse-checkout", "set", "--cone", "--sparse-index", "packages/one")
		}, "sparse"},
		{"skip-worktree", func(t *testing.T, dir string) { git(t, dir, "update-index", "--skip-worktree", "note.txt") }, "sparse checkout"},
		{"assume-unchanged", func(t *testing.T, dir string) { git(t, dir, "update-index", "--assume-unchanged", "note.txt") }, "assume-unchanged"},
		{"staged by another program", func(t *testing.T, dir string) {
			write(t, dir, "note.txt", "staged\n")
			git(t, dir, "add", "note.txt")
		}, "another version of it is staged"},
		{"staged removal", func(t *testing.T, dir string) { git(t, dir, "rm", "-q", "--cached", "note.txt") }, "removal is staged"},
		{"staged folder in the file's place", func(t *testing.T, dir string) {
			git(t, dir, "rm", "-q", "note.txt")
			write(t, dir, "note.txt/deep.md", "x\n")
			git(t, dir, "add", ".")
			git(t, dir, "commit", "-q", "-m", "Folder")
			git(t, dir, "rm", "-q", "-r", "note.txt")
		}, "committed as a folder"},
		{"filter", func(t *testing.T, dir string) { write(t, dir, ".gitattributes", "*.txt filter=lfs -text\n") }, "attribute filter"},
		{"committed filter, no file", func(t *testing.T, dir string) {
			write(t, dir, ".gitattributes", "*.txt filter=lfs -text\n")
			git(t, dir, "add", ".gitattributes")
			git(t, dir, "commit", "-q", "-m", "Filter")
			if err := os.Remove(filepath.Join(dir, ".gitattributes")); err != nil {
				t.Fatal(err)
			}
		}, "attribute filter"},
		{"ident", func(t *testing.T, dir string) { write(t, dir, ".gitattributes", "note.txt ident\n") }, "attribute ident"},
		{"encoding", func(t *testing.T, dir string) {
			write(t, dir, ".gitattributes", "note.txt working-tree-encoding=UTF-16\n")
		}, "attribute working-tree-encoding"},
		{"symbolic link", func(t *testing.T, dir string) {
			relink(t, dir, "note.txt", "packages/one/facts.md")
		}, "symbolic link"},
		{"committed symbolic link", func(t *testing.T, dir string) {
			relink(t, dir, "note.txt", "packages/one/facts.md")
			git(t, dir, "commit", "-qam", "Link")
			relink(t, dir, "note.txt", "")
		}, "committed as a folder, link"},
		{"submodule", func(t *testing.T, dir string) {
			relink(t, dir, "note.txt", "")
			git(t, dir, "rm", "-q", "--cached", "note.txt")
			git(t, dir, "update-index", "--add", "--cacheinfo", "160000,"+git(t, dir, "rev-parse", "HEAD")+",note.txt")
			git(t, dir, "commit", "-q", "-m", "Submodule")
		}, "submodule"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := fixture(t)
			test.make(t, dir)
			before := state(t, dir)
			var refused *RefusedError
			r, err := Open(dir)
			if err == nil {
				files := []File{{Path: "note.txt", Content: []byte("ours\n"), Base: OnContent([]byte("first note.txt\n"))}}
				foretold := r.Committable(files)
				if !errors.As(foretold, &refused) || !strings.Contains(refused.Reason, test.reason) {
					t.Errorf("told before: %v, want %q", foretold, test.reason)
				}
				_, err = r.Commit(context.Background(), Request{Files: files, Message: "Edit"})
			}
			if !errors.As(err, &refused) || !strings.Contains(refused.Reason, test.reason) || refused.Hint == "" {
				t.Errorf("got %v, want a refusal because of %q", err, test.reason)
			}
			equal(t, "state", state(t, dir), before)
			if from, to, ok := next(t, dir); ok && r != nil && advance(t, r, Move{From: from, To: to}) == nil {
				t.Error("an advance was made")
			}
			equal(t, "state", state(t, dir), before)
			for _, lock := range locks(t, dir) {
				t.Errorf("lock left behind: %s", lock)
			}
		})
	}
}

// next makes a commit on top of HEAD that changes the note, where both are a
// file.
func next(t *testing.T, dir string) (from, to Hash, ok bool) {
	t.Helper()
	script := `export GIT_INDEX_FILE=.git/next; git read-tree HEAD && blob=$(echo next | git hash-object -w --stdin) &&
		git update-index --add --replace --cacheinfo 100644,$blob,note.txt && git commit-tree -p HEAD -m Next $(git write-tree)`
	cmd := exec.Command("sh", "-c", script)
	cmd.Dir = dir
	if kind, err := tryGit(dir, "cat-file", "-t", "HEAD:note.txt"); err != nil || kind != "blob" {
		return from, to, false
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, git(t, dir, "rev-parse", "HEAD")), parse(t, string(out)), true
}

// unsummed is the index without its checksum, and sealed writes one with it.
func unsummed(t *testing.T, dir string) []byte {
	t.Helper()
	data := read(t, filepath.Join(dir, ".git", "index"))
	return []byte(data[:len(data)-checksumSize])
}

func sealed(t *testing.T, dir string, body []byte) {
	t.Helper()
	sum := sha1.Sum(body)
	write(t, dir, ".git/index", string(body)+string(sum[:]))
}

// relink replaces a file by a symbolic link, or by nothing.
func relink(t *testing.T, dir, name, target string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
	if target == "" {
		return
	}
	if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
		t.Skip(err)
	}
}

// diverge makes a branch, other, whose tip conflicts with main, and a commit on
// main whose revert conflicts.
func diverge(t *testing.T, dir string) {
	t.Helper()
	git(t, dir, "switch", "-q", "-c", "other")
	write(t, dir, "packages/two/facts.md", "theirs\n")
	git(t, dir, "commit", "-qam", "Theirs")
	git(t, dir, "switch", "-q", "main")
	for _, text := range []string{"ours\n", "ours again\n"} {
		write(t, dir, "packages/two/facts.md", text)
		git(t, dir, "commit", "-qam", "Ours")
	}
}

// state is what a refused commit must not change.
func state(t *testing.T, dir string) string {
	t.Helper()
	head, _ := tryGit(dir, "rev-parse", "HEAD")
	index, err := tryGit(dir, "ls-files", "--stage", "-v")
	if err != nil { // git cannot read it either
		index = read(t, filepath.Join(dir, ".git", "index"))
	}
	return head + "\n" + index + "\n" + read(t, filepath.Join(dir, ".git", "HEAD"))
}

func TestUnsupportedFormats(t *testing.T) {
	for _, test := range []struct{ name, config, reason string }{
		{"SHA-256", "[extensions]\n\tobjectFormat = sha256\n", "objectformat=sha256"},
		{"reftable", "[extensions]\n\trefStorage = reftable\n", "refstorage=reftable"},
		{"unknown", "[extensions]\n\tfuture = 1\n", "future=1"},
		{"version", "[core]\n\trepositoryformatversion = 2\n", "repositoryformatversion=2"},
		{"bare", "[core]\n\tbare = true\n", "no work tree"},
		{"elsewhere", "[core]\n\tworktree = ../elsewhere\n", "work tree at"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := fresh(t)
			file := filepath.Join(dir, ".git", "config")
			write(t, dir, ".git/config", read(t, file)+test.config)
			_, err := Open(dir)
			var refused *RefusedError
			if !errors.As(err, &refused) || !strings.Contains(refused.Reason, test.reason) {
				t.Errorf("got %v, want %q", err, test.reason)
			}
		})
	}
}

func TestBadRequests(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	good := Request{Files: []File{{Path: "new.md", Content: []byte("x")}}, Message: "Edit"}
	requests := map[string]Request{"no message": {Files: good.Files, Message: " \n"}}
	for _, path := range []string{"", ".", "..", "../x", "/x", "a//b", "a/", "./a", "a/../b", `a\b`, "C:x", "a\x00b", "a\nb", "\xff",
		".git/config", ".GIT/config", "a/.git", ".git./x", ".git /x", "git~1/x", ".gi\u200ct/x", ".git::$INDEX_ALLOCATION/x"} {
		requests["path "+path] = Request{Files: []File{{Path: path, Content: []byte("x")}}, Message: "Edit"}
	}
	for _, id := range []Identity{{"A\nB", "a@b"}, {"A", "a@b>"}, {"A <x>", "a@b"}, {"", "a@b"}, {"A", " "}} {
		requests["author "+id.Name+id.Email] = Request{Files: good.Files, Message: "Edit", Author: id}
	}
	requests["twice"] = Request{Files: append(good.Files, good.Files...), Message: "Edit"}
	requests["file and folder"] = Request{Files: append(good.Files, File{Path: "new.md/x", Content: []byte("x")}), Message: "Edit"}
	requests["no content"] = Request{Files: []File{{Path: "new.md"}}, Message: "Edit"}
	requests["not UTF-8"] = Request{Files: good.Files, Message: "\xff"}
	for name, q := range requests {
		var refused *RefusedError
		if _, err := r.Commit(context.Background(), q); !errors.As(err, &refused) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := r.Commit(context.Background(), Request{Message: "Edit"}); !errors.Is(err, ErrNothing) {
		t.Errorf("no files: %v", err)
	}
	commit(t, r, File{Path: "packages/three/ünïcode ..md", Content: []byte("fine")}, File{Path: ".gitx/git", Content: []byte("fine")})
	sound(t, dir)
}

func TestFolderSymlinkIsRefused(t *testing.T) {
	dir, outside := fixture(t), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "packages", "three")); err != nil {
		t.Skip(err)
	}
	r := open(t, dir)
	var refused *RefusedError
	_, err := r.Commit(context.Background(), Request{Files: []File{{Path: "packages/three/facts.md", Content: []byte("x")}}, Message: "Edit"})
	if !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
}

func TestForeignLockIsRespected(t *testing.T) {
	for _, name := range []string{"index.lock", "HEAD.lock", "refs/heads/main.lock"} {
		t.Run(name, func(t *testing.T) {
			dir := fixture(t)
			r := open(t, dir)
			file := save(t, r, "note.txt", "2\n")
			before := state(t, dir)
			lock := filepath.Join(dir, ".git", filepath.FromSlash(name))
			write(t, dir, ".git/"+name, "")
			r.patience = 5 * time.Millisecond
			_, err := r.Commit(context.Background(), Request{Files: []File{file}, Message: "Edit"})
			var locked *LockedError
			if !errors.As(err, &locked) || locked.Path != lock {
				t.Errorf("got %v", err)
			}
			r.patience = time.Hour
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
			defer cancel()
			if _, err := r.Commit(ctx, Request{Files: []File{file}, Message: "Edit"}); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
			if err := os.Remove(lock); err != nil {
				t.Fatalf("the foreign lock is gone: %v", err)
			}
			equal(t, "state", state(t, dir), before)
			commit(t, r, file)
			sound(t, dir)
		})
	}
}

// While a commit of ours is refused, what somebody staged stays staged, even if
// it is what we wanted to commit.
func TestRefusalKeepsEqualStagedContent(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	ours := save(t, r, "note.txt", "2\n")
	git(t, dir, "add", "note.txt")
	theirs := save(t, r, "packages/one/facts.md", "theirs\n")
	git(t, dir, "add", ".")
	theirs.Content = []byte("ours\n")
	before := state(t, dir)
	if _, err := r.Commit(context.Background(), Request{Files: []File{ours, theirs}, Message: "Edit"}); err == nil {
		t.Fatal("committed")
	}
	equal(t, "state", state(t, dir), before)
}

func TestDamagedIndex(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	file := save(t, r, "note.txt", "2\n")
	write(t, dir, ".git/index", "DIRCnonsense that is long enough to be looked at")
	if _, err := r.Commit(context.Background(), Request{Files: []File{file}, Message: "Edit"}); !errors.Is(err, errIndex) {
		t.Errorf("got %v", err)
	}
	if found := locks(t, dir); len(found) > 0 {
		t.Errorf("left behind: %s", found)
	}
}
