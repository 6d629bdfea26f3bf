package app

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/history"
)

// colleague edits the shared branch from another clone.
func colleague(t *testing.T, bare, file, old, new string) {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "clone", "-q", bare, ".")
	name := filepath.Join(dir, filepath.FromSlash(file))
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(text), old, new, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "-c", "user.name=Bob", "-c", "user.email=bob@example.org", "commit", "-qam", "Edit of Bob")
	git(t, dir, "push", "-q", "origin", "main")
}

// From the question of trust to a conflict that is decided.
func TestSharing(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git program here: ", err)
	}
	dir := t.TempDir()
	bare, clone := filepath.Join(dir, "shared.git"), filepath.Join(dir, "clone")
	git(t, dir, "init", "-q", "--bare", "-b", "main", bare)
	git(t, dir, "clone", "-q", bare, clone)
	git(t, clone, "config", "user.name", "Ada")
	git(t, clone, "config", "user.email", "ada@example.org")
	const layer = "jurisdictions/ruritania/signals.md"
	for name, text := range map[string]string{"evidence.md": "# Ruritania - Evidence Layer\n\nOne.\n", "signals.md": "# Ruritania - Signals Layer\n\nA stands. B stands.\n"} {
		file := filepath.Join(clone, "jurisdictions", "ruritania", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	git(t, clone, "add", ".")
	git(t, clone, "commit", "-qm", "Begin")

	w := openWindowOn(t, filepath.Join(clone, "jurisdictions"))
	s := Sharing{desk: w.desk}
	state, err := s.State()
	if err != nil || !state.Shared || state.Git != "untrusted" || len(state.Risks) != 1 || state.Ahead != 1 || state.Fetched || state.Running {
		t.Fatalf("%+v, %v", state, err)
	}
	var refused *history.RefusedError
	if _, err := s.Sync(); !errors.As(err, &refused) {
		t.Errorf("shared without trust: %v", err)
	}
	if err := s.Trust(nil); err == nil {
		t.Error("agreed to what nobody saw")
	}
	if err := s.Trust(state.Risks); err != nil {
		t.Fatal(err)
	}
	if out, err := s.Sync(); err != nil || out.Sent != 1 {
		t.Fatalf("%+v, %v", out, err)
	}

	colleague(t, bare, layer, "B stands", "B falls")
	file := filepath.Join(clone, filepath.FromSlash(layer))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "B stands", "B rises", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	git(t, clone, "commit", "-qam", "Edit of Ada")
	out, err := s.Sync()
	if err != nil || out.Conflicts != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	if state, err = s.State(); err != nil || state.Ahead != 1 || state.Behind != 1 || state.Git != "trusted" {
		t.Errorf("%+v, %v", state, err)
	}
	conflicts, err := s.Conflicts()
	if err != nil || len(conflicts) != 1 || conflicts[0].Path != layer || conflicts[0].Kind != "text" {
		t.Fatalf("%+v, %v", conflicts, err)
	}
	c := conflicts[0]
	decision := ShareDecision{Path: c.Path, Base: c.Base, Ours: c.Ours, Theirs: c.Theirs, Choices: []ShareChoice{{"own", "B floats."}}}
	if err := s.Decide([]ShareDecision{decision}); err != nil {
		t.Fatal(err)
	}
	if out, err = s.Sync(); err != nil || out.Taken != 1 || out.Sent != 2 || out.Conflicts != 0 {
		t.Errorf("%+v, %v", out, err)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "A stands. B floats.") {
		t.Errorf("%s, %v", text, err)
	}
	if status := git(t, clone, "status", "--porcelain"); status != "" {
		t.Errorf("not clean: %s", status)
	}
	s.Cancel() // nothing runs: no harm
}

func TestSharingOfNothing(t *testing.T) {
	w := openWindow(t)
	s := Sharing{desk: w.desk}
	if state, err := s.State(); err != nil || state.Shared || state.Obstacle != "" {
		t.Errorf("without a repository: %+v, %v", state, err)
	}
	if err := (&Commits{desk: w.desk}).InitRepository(); err != nil {
		t.Fatal(err)
	}
	if state, err := s.State(); err != nil || state.Shared || !strings.Contains(state.Obstacle, "no remote") {
		t.Errorf("without a remote: %+v, %v", state, err)
	}
}
