package history

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/gittest"
)

// The git program is the judge of these tests. It and the package see no
// configuration but the fixtures'.
func TestMain(m *testing.M) {
	if dir := os.Getenv(writerDir); dir != "" {
		os.Exit(runWriter(dir))
	}
	gittest.Main(m)
}

var (
	git, tryGit = gittest.Git, gittest.Try
	write, read = gittest.Write, gittest.Read
	fresh       = gittest.Repository
)

// fixture makes a repository with one commit of two packages and a note.
func fixture(t testing.TB) string {
	t.Helper()
	dir := fresh(t)
	for _, name := range []string{"packages/one/facts.md", "packages/one/rules.md", "packages/two/facts.md", "note.txt"} {
		write(t, dir, name, "first "+name+"\n")
	}
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-q", "-m", "Begin")
	return dir
}

func open(t testing.TB, dir string) *Repo {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// save writes a file and returns the edit of it, made on the committed version.
func save(t testing.TB, r *Repo, name, content string) File {
	t.Helper()
	f := File{Path: name, Content: []byte(content)}
	committed, err := r.ReadFile(name)
	if err == nil {
		f.Base = OnContent(committed)
	} else if !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	write(t, r.Root(), name, content)
	return f
}

func commit(t testing.TB, r *Repo, files ...File) Hash {
	t.Helper()
	hash, err := r.Commit(context.Background(), Request{Files: files, Message: "Edit " + files[0].Path})
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// sound asserts that git finds nothing wrong with the repository.
func sound(t testing.TB, dir string) {
	t.Helper()
	// A dangling object is one that no commit needs: a commit that lost a race.
	for line := range strings.Lines(git(t, dir, "fsck", "--full", "--strict", "--no-dangling")) {
		if !strings.HasPrefix(line, "notice: ") {
			t.Errorf("git fsck: %s", line)
		}
	}
	for _, lock := range locks(t, dir) {
		t.Errorf("lock left behind: %s", lock)
	}
}

// locks lists the lock files of git and what a commit of ours left.
func locks(t testing.TB, dir string) (found []string) {
	t.Helper()
	gitDir := git(t, dir, "rev-parse", "--absolute-git-dir")
	err := filepath.WalkDir(gitDir, func(path string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".lock") || d.Name() == "txn.json" {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func status(t testing.TB, dir string) string {
	t.Helper()
	return git(t, dir, "status", "--porcelain")
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// A writer is this test program started again as another Atlas Desk: it saves
// and commits one file of a repository over and over and prints the hash of
// each commit that was acknowledged.
const (
	writerDir   = "HISTORY_WRITER_DIR"
	writerFile  = "HISTORY_WRITER_FILE"
	writerCount = "HISTORY_WRITER_COUNT"
)

func runWriter(dir string) int {
	name := os.Getenv(writerFile)
	count, _ := strconv.Atoi(os.Getenv(writerCount))
	r, err := Open(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for i := range count {
		base, err := r.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		content := append(base, fmt.Sprintf("%d by %d\n", i, os.Getpid())...)
		if err := writeDurably(filepath.Join(dir, filepath.FromSlash(name)), content); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		hash, err := r.Commit(context.Background(), Request{
			Files:   []File{{Path: name, Content: content, Base: OnContent(base)}},
			Message: "Write " + name,
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println(hash)
	}
	return 0
}

// writer prepares a writer process.
func writer(t testing.TB, dir, name string, count int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), writerDir+"="+dir, writerFile+"="+name, writerCount+"="+strconv.Itoa(count))
	return cmd
}

// lines splits what a writer printed. A line that was cut off by a kill is no
// acknowledgement.
func lines(out string) (whole []string) {
	s := bufio.NewScanner(strings.NewReader(out))
	for s.Scan() {
		if len(s.Text()) == 40 {
			whole = append(whole, s.Text())
		}
	}
	return whole
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("", 2*60*60))
