package history

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// printed lists all versions of a file, each once.
func printed(t *testing.T, v *FileVersion) (lines []string) {
	t.Helper()
	seen := map[*FileVersion]bool{}
	var visit func(v *FileVersion)
	visit = func(v *FileVersion) {
		if seen[v] {
			return
		}
		seen[v] = true
		blob := ""
		if !v.Blob.IsZero() {
			blob = v.Blob.String()
		}
		line := v.Commit.Hash.String() + " " + blob
		lines = append(lines, line)
		for _, p := range v.Parents {
			visit(p)
		}
	}
	if v != nil {
		visit(v)
	}
	slices.Sort(lines)
	return lines
}

// versionsOfGit lists the commits that git log finds for one file, and the file
// in each.
func versionsOfGit(t *testing.T, dir, name string) (lines []string) {
	t.Helper()
	for _, hash := range splitOutput(git(t, dir, "log", "--format=%H", "--", name)) {
		blob, err := tryGit(dir, "rev-parse", "--verify", "-q", hash+":"+name)
		if err != nil {
			blob = ""
		}
		lines = append(lines, hash+" "+blob)
	}
	slices.Sort(lines)
	return lines
}

func TestVersionsAreThoseOfGit(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			dir := fresh(t)
			git(t, dir, "symbolic-ref", "HEAD", "refs/heads/work")
			fastImport(t, dir, invented(seed, 50))
			p := changedPaths(t, dir)
			for _, name := range []string{"facts.md", "packages/one/rules.md", "packages/two/deep/rules.md", "packages/none/rules.md"} {
				if got, want := printed(t, p.Versions(name)), versionsOfGit(t, dir, name); !slices.Equal(got, want) {
					t.Errorf("%s:\n got %s\nwant %s", name, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
				}
			}
		})
	}
}

func TestVersionsThroughARename(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "mv", "packages/one", "packages/first")
	write(t, dir, "packages/first/rules.md", "second")
	git(t, dir, "commit", "-q", "-am", "Rename")
	v := changedPaths(t, dir).Versions("packages/first/rules.md")
	if v == nil || len(v.Parents) != 1 || v.Parents[0].Path != "packages/one/rules.md" || len(v.Parents[0].Parents) != 0 {
		t.Fatalf("got %+v", v)
	}
	r := open(t, dir)
	blobs, err := r.Blobs([]Hash{v.Blob, v.Parents[0].Blob})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "now", string(blobs[v.Blob]), read(t, filepath.Join(dir, "packages", "first", "rules.md")))
	equal(t, "before", string(blobs[v.Parents[0].Blob]), "first packages/one/rules.md\n")
	if _, err := r.Blobs([]Hash{{1}}); err == nil {
		t.Error("bytes that are not there were read")
	}
}
