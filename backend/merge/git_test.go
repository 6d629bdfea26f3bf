package merge

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAgainstGit merges random texts full of repeated lines as git merge-file
// does. Where both are clean they must be equal. Where git's answer is one of
// several, since the shortest differences are, there is a conflict here.
func TestAgainstGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	triples := 1000
	if testing.Short() {
		triples = 100
	}
	dir := t.TempDir()
	var clean, conflict, onlyGit, onlyOurs int
	for seed := range triples {
		r := rand.New(rand.NewPCG(uint64(seed), 2))
		base := repeating(r)
		ours, theirs := lineEdited(r, base), lineEdited(r, base)
		got, ok := Lines(base, ours, theirs).Text()
		want, gitOK := mergeFile(t, dir, base, ours, theirs)
		switch {
		case ok && gitOK && got != want:
			t.Errorf("seed %d: clean and different\nbase   %q\nours   %q\ntheirs %q\ngit    %q\nhere   %q", seed, base, ours, theirs, want, got)
		case ok && gitOK:
			clean++
		case !ok && !gitOK:
			conflict++
		case gitOK:
			onlyGit++
		default:
			onlyOurs++
		}
	}
	t.Logf("of %d triples: %d clean and the same, %d in conflict for both, %d clean for git alone, %d clean here alone", triples, clean, conflict, onlyGit, onlyOurs)
	if clean < triples/4 || conflict < triples/10 {
		t.Error("the triples are too much alike to show anything")
	}
}

// repeating has up to 16 lines out of six.
func repeating(r *rand.Rand) string {
	return randomLines(r, r.IntN(17))
}

func randomLines(r *rand.Rand, n int) string {
	var out strings.Builder
	for range n {
		out.WriteString(string(rune('a'+r.IntN(6))) + "\n")
	}
	return out.String()
}

func lineEdited(r *rand.Rand, s string) string {
	pieces := lines(s)
	for range r.IntN(3) {
		at := r.IntN(len(pieces) + 1)
		gone := min(r.IntN(3), len(pieces)-at)
		fresh := lines(randomLines(r, r.IntN(3)))
		pieces = append(append(append([]string{}, pieces[:at]...), fresh...), pieces[at+gone:]...)
	}
	return strings.TrimSuffix(strings.Join(pieces, ""), strings.Repeat("\n", r.IntN(8)/7))
}

// mergeFile is the answer of git merge-file, and whether it is clean.
func mergeFile(t *testing.T, dir, base, ours, theirs string) (string, bool) {
	t.Helper()
	for name, content := range map[string]string{"base": base, "ours": ours, "theirs": theirs} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("git", "merge-file", "-p", "ours", "base", "theirs")
	cmd.Dir = dir
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 127) {
		t.Fatal(err)
	}
	return string(out), err == nil
}
