package share

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
)

// The git program is the judge of these tests, and serves the remotes. It and
// the package see no configuration but the fixtures'.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		fmt.Fprintln(os.Stderr, runChild(dir))
		os.Exit(1)
	}
	gittest.Main(m, [2]string{"SSH_AUTH_SOCK", ""})
}

var (
	git, tryGit = gittest.Git, gittest.Try
	write, read = gittest.Write, gittest.Read
)

// clone is a person's copy of the shared repository.
type clone struct {
	dir  string
	repo *history.Repo
	*Sharing
}

// commit writes files and commits them; no content removes one.
func (c clone) commit(t testing.TB, files map[string]string) {
	t.Helper()
	for name, content := range files {
		if content == "" {
			git(t, c.dir, "rm", "-q", name)
			continue
		}
		write(t, c.dir, name, content)
		git(t, c.dir, "add", name)
	}
	git(t, c.dir, "commit", "-qm", "Edit")
}

// sound fails the test unless git finds the clone whole and its work tree
// clean.
func (c clone) sound(t testing.TB) {
	t.Helper()
	if out, err := tryGit(c.dir, "fsck", "--full", "--strict"); err != nil || strings.Contains(out, "error") {
		t.Errorf("%s: %s %v", c.dir, out, err)
	}
	if out := git(t, c.dir, "status", "--porcelain"); out != "" {
		t.Errorf("%s is not clean:\n%s", c.dir, out)
	}
}

// world is a shared repository with some clones.
type world struct{ bare, address string }

const (
	evidence = "ruritania/evidence.md"
	changes  = "ruritania/change-log.md"
)

var first = map[string]string{
	evidence:                "# Ruritania - Evidence Layer\n\nOne stands. Two stands.\n\n- Three.\n- Four.\n\nFive stands.\n",
	"ruritania/signals.md":  "# Ruritania - Signals Layer\n\nA. B. C.\n",
	"zembla/evidence.md":    "# Zembla - Evidence Layer\n\nOne.\n",
	"ruritania/index.html":  "<p>made\n",
	"ruritania/metadata.md": "# Ruritania - Metadata\n\n- Status: draft\n",
	changes:                 "# Ruritania - Change Log\n\n## Changes\n\n### 2026-01-01 - Begun\n\n- One.\n",
}

// founded is a world with one commit, which the others are copies of.
var founded = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp(os.Getenv("HOME"), "founded")
	if err != nil {
		return "", err
	}
	for name, content := range first {
		file := filepath.Join(dir, "founder", filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(content), 0o666)); err != nil {
			return "", err
		}
	}
	for _, args := range [][]string{
		{"init", "-q", "--bare", "-b", "main", "shared.git"}, {"init", "-q", "-b", "main", "founder"}, {"-C", "founder", "add", "."},
		{"-C", "founder", "-c", "user.name=Founder", "-c", "user.email=founder@example.org", "commit", "-qm", "Begin"},
		{"-C", "founder", "push", "-q", "../shared.git", "main"},
	} {
		if _, err := tryGit(dir, args...); err != nil {
			return "", err
		}
	}
	return filepath.Join(dir, "shared.git"), nil
})

func newWorld(t testing.TB) world {
	t.Helper()
	origin, err := founded()
	if err != nil {
		t.Fatal(err)
	}
	w := world{bare: filepath.Join(t.TempDir(), "shared.git")}
	w.address = "file://" + filepath.ToSlash(w.bare)
	if err := os.CopyFS(w.bare, os.DirFS(origin)); err != nil {
		t.Fatal(err)
	}
	return w
}

// clone makes a trusted clone, where git carries the data.
func (w world) clone(t testing.TB, who string) clone {
	t.Helper()
	return w.cloneAs(t, who, w.address, true, nil)
}

func (w world) cloneAs(t testing.TB, who, address string, trusted bool, vault Vault) clone {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "clone", "-q", w.bare, ".")
	config, err := os.OpenFile(filepath.Join(dir, ".git", "config"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintf(config, "[user]\n\tname = %s\n\temail = %s@example.org\n", who, strings.ToLower(who))
	if err = errors.Join(err, config.Close()); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "remote", "set-url", "origin", address)
	return openClone(t, dir, trusted, vault)
}

func openClone(t testing.TB, dir string, trusted bool, vault Vault) clone {
	t.Helper()
	repo, err := history.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	trust := gitcommand.TrustIn(filepath.Join(t.TempDir(), "trusted.json"))
	if trusted {
		risks, err := gitcommand.Inspect(repo)
		if err == nil {
			err = trust.Grant(repo, risks)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s, err := New(t.Context(), repo, trust, vault)
	if err != nil {
		t.Fatal(err)
	}
	if trusted != (s.Untrusted() == nil) {
		t.Fatalf("trusted %v: %v", trusted, s.Untrusted())
	}
	return clone{dir, repo, s}
}

func (c clone) sync(t testing.TB) Outcome {
	t.Helper()
	out, err := c.Sync(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
