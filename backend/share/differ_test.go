package share

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/history"
)

// Where git and we both find a merge clean, it is the same tree. We may find
// one clean that git does not, since sentences are smaller than lines, and one
// in conflict that git merges, such as two edits of a file that is no layer.
func TestAgainstGit(t *testing.T) {
	dir := t.TempDir()
	git(t, dir, "init", "-q", "-b", "main")
	git(t, dir, "config", "user.name", "Ada")
	git(t, dir, "config", "user.email", "ada@example.org")
	repo, err := history.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s := &Sharing{repo: repo}
	r := rand.New(rand.NewPCG(4, 6))
	counts := map[string]int{}
	for range 60 {
		base := randomTree(r)
		commits := [3]string{}
		for i, files := range []map[string]string{base, edited(r, base), edited(r, base)} {
			commits[i] = commitTree(t, dir, files, commits[0])
		}
		theirGit, gitErr := tryGit(dir, "-c", "merge.renames=false", "-c", "merge.directoryRenames=false", "merge-tree", "--write-tree", commits[1], commits[2])
		ours, theirs := hash(commits[1]), hash(commits[2])
		j, err := s.join(hash(commits[0]), ours, theirs, nil)
		if err != nil {
			t.Fatal(err)
		}
		verdict := fmt.Sprintf("git clean %v, we clean %v", gitErr == nil, len(j.conflicts) == 0)
		counts[verdict]++
		if gitErr != nil || len(j.conflicts) > 0 {
			continue
		}
		merged, err := repo.WriteJoin(t.Context(), history.Join{Ours: ours, Theirs: theirs, Files: j.files, Message: "Merge"})
		if err != nil {
			t.Fatal(err)
		}
		if got := git(t, dir, "rev-parse", merged.String()+"^{tree}"); got != theirGit {
			t.Errorf("%v: we merge to %s, git to %s:\n%s", commits, got, theirGit, git(t, dir, "diff", got, theirGit))
		}
	}
	t.Log(counts)
	if counts["git clean true, we clean true"] < 15 || counts["git clean false, we clean false"] < 5 {
		t.Errorf("the trials show little: %v", counts)
	}
	if out, err := tryGit(dir, "fsck", "--full", "--strict"); err != nil {
		t.Error(out, err)
	}
}

func hash(text string) (h history.Hash) {
	_, _ = hex.Decode(h[:], []byte(text))
	return h
}

// commitTree commits exactly these files.
func commitTree(t *testing.T, dir string, files map[string]string, parent string) string {
	t.Helper()
	index := filepath.Join(t.TempDir(), "index")
	t.Setenv("GIT_INDEX_FILE", index)
	defer os.Unsetenv("GIT_INDEX_FILE")
	work := t.TempDir()
	for name, content := range files {
		write(t, work, name, content)
	}
	git(t, dir, "--work-tree="+work, "add", "-A", ".")
	args := []string{"commit-tree", "-m", "x", git(t, dir, "write-tree")}
	if parent != "" {
		args = append(args, "-p", parent)
	}
	return git(t, dir, args...)
}

var names = []string{"a/evidence.md", "a/signals.md", "a/note.txt", "b/evidence.md", "b/profile.md", "c/d/metadata.md"}

func randomTree(r *rand.Rand) map[string]string {
	files := map[string]string{}
	for _, name := range names {
		if r.IntN(5) > 0 {
			files[name] = strings.Join(randomLines(r, 12), "")
		}
	}
	files["always.txt"] = "x\n"
	return files
}

func randomLines(r *rand.Rand, n int) (lines []string) {
	for range n {
		lines = append(lines, fmt.Sprintf("- Line %d stands.\n", r.IntN(40)))
	}
	return lines
}

// edited changes, adds or removes a few files.
func edited(r *rand.Rand, base map[string]string) map[string]string {
	files := map[string]string{}
	for name, content := range base {
		files[name] = content
	}
	for range 1 + r.IntN(3) {
		name := names[r.IntN(len(names))]
		content, there := files[name]
		switch {
		case !there || r.IntN(8) == 0:
			files[name] = strings.Join(randomLines(r, 6), "")
		case r.IntN(8) == 0:
			delete(files, name)
		default:
			lines := strings.SplitAfter(content, "\n")
			at := r.IntN(len(lines))
			lines = append(lines[:at:at], append(randomLines(r, r.IntN(3)), lines[min(at+r.IntN(2), len(lines)):]...)...)
			files[name] = strings.Join(lines, "")
		}
	}
	return files
}
