package history

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"
)

// A shell gives back each word as it was.
func TestInShell(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	for _, word := range []string{"a/signals.md", "New South Wales/signals.md", "it's/x", `say "no"`, "$HOME/`id`", `a\b`, "both ' and $x", "a&b;(c)|<d>", "*?[x]", "~/x", "#x", "a!b", "100%", ""} {
		if out, err := exec.Command(shell, "-c", "printf %s "+InShell(word)).Output(); err != nil || string(out) != word {
			t.Errorf("%s is taken for %q (%v)", InShell(word), out, err)
		}
	}
	if got := InShell("a/signals.md"); got != "a/signals.md" {
		t.Errorf("a plain word becomes %s", got)
	}
	if got := InShell("New South Wales/signals.md"); got != `"New South Wales/signals.md"` {
		t.Errorf("words become %s", got)
	}
}

// What another program has staged is taken back by the command that the refusal
// names, before the first commit too.
func TestStagedIsTakenBackAsTold(t *testing.T) {
	for name, begin := range map[string]func(t *testing.T) string{"after a commit": func(t *testing.T) string { return fixture(t) }, "before the first": func(t *testing.T) string { return fresh(t) }} {
		t.Run(name, func(t *testing.T) {
			dir := begin(t)
			write(t, dir, "New $outh/note's.md", "staged\n")
			git(t, dir, "add", ".")
			file := File{Path: "New $outh/note's.md", Content: []byte("ours\n")}
			r := open(t, dir)
			_, err := r.Commit(context.Background(), Request{Files: []File{file}, Message: "Edit"})
			refused, ok := errors.AsType[*RefusedError](err)
			if !ok {
				t.Fatalf("got %v", err)
			}
			_, command, _ := strings.Cut(refused.Hint, "take it back with `")
			command, _, _ = strings.Cut(command, "` in the repository's root")
			shell := exec.Command("sh", "-c", command)
			shell.Dir = dir
			if out, err := shell.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", command, err, out)
			}
			commit(t, r, file)
		})
	}
}
