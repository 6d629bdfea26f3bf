package soak

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gittest"
)

// repository is a git work tree with packages below jurisdictions.
type repository struct {
	dir      string
	packages int
	rounds   int // of work that were begun
}

// foreign is a file with staged work that no operation here may commit or lose.
const foreign = "notes.txt"

// newRepository makes one with one commit, all in one pack.
func newRepository(t testing.TB, dir string, packages int) *repository {
	t.Helper()
	r := &repository{dir: dir, packages: packages}
	gittest.Begin(t, dir)
	r.git(t, "config", "gc.auto", "0")
	gittest.Feed(t, dir, strings.NewReader(r.stream()), "fast-import", "--quiet")
	r.git(t, "reset", "-q", "--hard")
	put(t, filepath.Join(dir, foreign), "Notes.\nStaged by somebody.\n")
	r.git(t, "add", foreign)
	return r
}

// stream is the first commit in the language of git-fast-import(1).
func (r *repository) stream() string {
	var b strings.Builder
	b.WriteString("commit refs/heads/main\ncommitter Ada <ada@example.org> 1767225600 +0000\ndata 5\nBegin\n")
	file := func(name, content string) {
		fmt.Fprintf(&b, "M 100644 inline %s\ndata %d\n%s\n", name, len(content), content)
	}
	file(foreign, "Notes.\n")
	for i := range r.packages {
		for _, l := range atlas.Layers() {
			file(r.name(i)+"/"+l.File(), layer(i, l))
		}
	}
	return b.String()
}

// name is the path of a package, with slashes.
func (r *repository) name(i int) string { return fmt.Sprintf("jurisdictions/p%03d", i%r.packages) }

func (r *repository) folder(i int) string { return filepath.Join(r.dir, filepath.FromSlash(r.name(i))) }

// drafts is where unsaved text is kept: outside of the work tree.
func (r *repository) drafts() string { return r.dir + "-drafts" }

// next begins another round, which has a package and a text of its own.
func (r *repository) next() (round int) {
	r.rounds++
	return r.rounds
}

// layer is the text of a layer as it is committed first, a kilobyte or two.
func layer(i int, l atlas.Layer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Ruritania %d - %s\n\n", i, l.Title())
	for line := range 20 {
		fmt.Fprintf(&b, "- The office of district %d states that it keeps %d registers.\n", line, 100*i+line)
	}
	return b.String()
}

// edited is the text of the signals that a turn of a round saves.
func (r *repository) edited(round, turn int) string {
	return edited(round%r.packages, round, turn)
}

func edited(i, round, turn int) string {
	return layer(i, atlas.Signals) + fmt.Sprintf("- Turn %d of round %d.\n", turn, round)
}

func put(t testing.TB, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func (r *repository) tryGit(args ...string) (string, error) {
	return gittest.Try(r.dir, args...)
}

func (r *repository) git(t testing.TB, args ...string) string {
	t.Helper()
	return gittest.Git(t, r.dir, args...)
}

// lines are those of what git printed, none for nothing.
func lines(out string) []string {
	return strings.FieldsFunc(out, func(r rune) bool { return r == '\n' })
}

// leftovers are lock files, journals and temporary files: what a process that
// is gone may leave until the next one clears up.
func (r *repository) leftovers(t testing.TB) (found []string) {
	t.Helper()
	err := filepath.WalkDir(r.dir, func(path string, e fs.DirEntry, err error) error {
		name := e.Name()
		switch {
		case err != nil:
			return err
		case e.IsDir() && path == filepath.Join(r.dir, ".git", "objects"):
			return fs.SkipDir // git leaves its own there as well, and `git gc` removes both
		case strings.HasPrefix(name, ".atlas-desk-"), strings.HasSuffix(name, ".lock"), name == "txn.json":
			found = append(found, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
