package history

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var layerNames = []string{"facts.md", "rules.md"}

// statusOf is what Status says, in the letters of git's short form: the index
// against the commit, then the work tree against the commit.
func statusOf(t testing.TB, r *Repo, below string) string {
	t.Helper()
	var folders []string
	found, err := filepath.Glob(filepath.Join(r.Root(), "packages", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range found {
		folders = append(folders, "packages/"+filepath.Base(folder))
	}
	all, err := r.Status(below, folders, layerNames)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range all {
		line := map[bool]string{true: "staged ", false: ""}[f.Staged] + string(f.Change) + " " + f.Path
		out = append(out, strings.Join(strings.Fields(line), " "))
	}
	return strings.Join(out, "\n")
}

func TestStatus(t *testing.T) {
	for name, test := range map[string]struct {
		change func(t *testing.T, dir string)
		want   string
	}{
		"nothing": {func(t *testing.T, dir string) {}, ""},
		"edits": {func(t *testing.T, dir string) {
			write(t, dir, "packages/one/facts.md", "edited\n")
			write(t, dir, "packages/three/rules.md", "new\n")
			write(t, dir, "packages/three/notes.md", "no layer\n")
			write(t, dir, "elsewhere/rules.md", "no package\n")
			write(t, dir, "note.txt", "no layer\n")
			remove(t, dir, "packages/two/facts.md")
		}, "changed packages/one/facts.md\nadded packages/three/rules.md\nremoved packages/two/facts.md"},
		"a package that is gone": {func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "packages/one")); err != nil {
				t.Fatal(err)
			}
		}, "removed packages/one/facts.md\nremoved packages/one/rules.md"},
		"a file in a package's place": {func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "packages/one")); err != nil {
				t.Fatal(err)
			}
			write(t, dir, "packages/one", "a file\n")
		}, "removed packages/one/facts.md\nremoved packages/one/rules.md"},
		"the same size within the second": {func(t *testing.T, dir string) {
			content := read(t, filepath.Join(dir, "packages/one/facts.md"))
			write(t, dir, "packages/one/facts.md", strings.ToUpper(content))
		}, "changed packages/one/facts.md"},
		"the same content, written anew": {func(t *testing.T, dir string) {
			write(t, dir, "packages/one/facts.md", "x")
			write(t, dir, "packages/one/facts.md", "first packages/one/facts.md\n")
		}, ""},
		"staged": {func(t *testing.T, dir string) {
			write(t, dir, "packages/one/facts.md", "staged\n")
			write(t, dir, "packages/three/rules.md", "staged\n")
			git(t, dir, "add", ".")
			git(t, dir, "rm", "-q", "--cached", "packages/two/facts.md")
			write(t, dir, "packages/one/facts.md", "first packages/one/facts.md\n")
		}, "staged packages/one/facts.md\nstaged added packages/three/rules.md\nstaged packages/two/facts.md"},
		"intent to add": {func(t *testing.T, dir string) {
			write(t, dir, "packages/three/rules.md", "later\n")
			git(t, dir, "add", "-N", ".")
		}, "added packages/three/rules.md"},
		"a conflict": {func(t *testing.T, dir string) {
			diverge(t, dir)
			_, _ = tryGit(dir, "merge", "other")
		}, "staged changed packages/two/facts.md"},
		"skip-worktree": {func(t *testing.T, dir string) {
			git(t, dir, "update-index", "--skip-worktree", "packages/one/facts.md")
			remove(t, dir, "packages/one/facts.md")
		}, ""},
		"line ends": {func(t *testing.T, dir string) {
			git(t, dir, "config", "core.autocrlf", "true")
			write(t, dir, "packages/one/facts.md", "first packages/one/facts.md\r\n")
			write(t, dir, "packages/two/facts.md", "other\r\n")
		}, "changed packages/two/facts.md"},
		"line ends that count": {func(t *testing.T, dir string) {
			write(t, dir, "packages/one/facts.md", "first packages/one/facts.md\r\n")
		}, "changed packages/one/facts.md"},
		"a link": {func(t *testing.T, dir string) {
			relink(t, dir, "packages/one/facts.md", "rules.md")
		}, "changed packages/one/facts.md"},
		"before the first commit": {func(t *testing.T, dir string) {
			git(t, dir, "switch", "-q", "--orphan", "fresh")
			write(t, dir, "packages/one/facts.md", "new\n")
		}, "added packages/one/facts.md"},
		"no index": {func(t *testing.T, dir string) { remove(t, dir, ".git/index") },
			"staged packages/one/facts.md\nstaged packages/one/rules.md\nstaged packages/two/facts.md"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := fixture(t)
			test.change(t, dir)
			r := open(t, dir)
			equal(t, "status", statusOf(t, r, "packages"), test.want)
			equal(t, "status of the root", statusOf(t, r, "."), test.want)
		})
	}
}
