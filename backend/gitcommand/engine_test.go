package gitcommand

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/history"
)

// A hook is run where a person trusts the repository, with patterns as git has
// them, and nowhere else.
func TestEquip(t *testing.T) {
	dir, repo, trust := repository(t)
	if plain, err := Equip(t.Context(), trust, repo); plain != repo || err != nil {
		t.Errorf("a repository without hooks: %v", err)
	}
	write(t, filepath.Join(dir, ".git", "hooks", "pre-commit"), "#!/bin/sh\necho saw `git diff --cached --name-only -- '*.txt'`\nexit 1\n", 0o777)
	commit := func(content string) error {
		r, err := Equip(t.Context(), trust, repo)
		if err != nil {
			t.Fatal(err)
		}
		base, err := r.ReadFile("note.txt")
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "note.txt"), content, 0o666)
		_, err = r.Commit(t.Context(), history.Request{Files: []history.File{{Path: "note.txt", Content: []byte(content), Base: history.OnContent(base)}}, Message: "Edit"})
		return err
	}
	if err := commit("two\n"); err != nil {
		t.Errorf("before anybody trusted it: %v", err)
	}
	trusted(t, repo, trust)
	refused, ok := errors.AsType[*history.HookError](commit("three\n"))
	if !ok || refused.Hook != "pre-commit" || !strings.Contains(refused.Said, "saw note.txt") {
		t.Errorf("got %v", refused)
	}
	if err := os.Remove(filepath.Join(dir, ".git", "hooks", "pre-commit")); err != nil {
		t.Fatal(err)
	}
	if err := commit("three\n"); err != nil {
		t.Error(err)
	}
	t.Setenv("PATH", t.TempDir())
	write(t, filepath.Join(dir, ".git", "hooks", "commit-msg"), "#!/bin/sh\nexit 1\n", 0o777)
	if err := commit("four\n"); err != nil {
		t.Errorf("without a git program: %v", err)
	}
}
