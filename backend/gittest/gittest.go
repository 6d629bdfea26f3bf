// Package gittest lets tests ask the real git program, in folders of their own
// and with no configuration but theirs. Only tests import it.
package gittest

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"
)

// Main runs the tests of a package, is called by its TestMain and does not
// return. The tests, and git in them, see a home folder that is made for them
// and nobody's configuration; environment is added to that, as pairs of a name
// and a value.
func Main(m *testing.M, environment ...[2]string) {
	home, err := os.MkdirTemp("", "gittest")
	if err != nil {
		panic(err)
	}
	config := filepath.Join(home, "gitconfig")
	for _, e := range append([][2]string{
		{"HOME", home}, {"XDG_CONFIG_HOME", filepath.Join(home, "config")}, {"XDG_DATA_HOME", filepath.Join(home, "data")},
		{"GIT_CONFIG_GLOBAL", config}, {"GIT_CONFIG_NOSYSTEM", "1"}, {"GIT_TERMINAL_PROMPT", "0"}, {"LC_ALL", "C"},
		{"GORACE", "atexit_sleep_ms=0"}, // else a child of tests for races sleeps for a second before it ends
	}, environment...) {
		os.Setenv(e[0], e[1])
	}
	for _, name := range []string{"EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"} {
		os.Unsetenv(name)
	}
	// The fixtures need not outlive a loss of power.
	if err := os.WriteFile(config, []byte("[core]\n\tfsync = none\n"), 0o666); err != nil {
		panic(err)
	}
	xdg.Reload()
	code := m.Run()
	os.RemoveAll(home)
	os.Exit(code)
}

// Try runs git in a folder and returns what it prints, without the last line end.
func Try(dir string, args ...string) (string, error) { return feed(dir, nil, args...) }

// Git is [Try] where git must succeed.
func Git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	return Feed(t, dir, nil, args...)
}

// Feed is [Git] with something to read for git.
func Feed(t testing.TB, dir string, input io.Reader, args ...string) string {
	t.Helper()
	out, err := feed(dir, input, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func feed(dir string, input io.Reader, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = dir, input
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("git %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimRight(string(out), "\n"), err
}

// Repository makes one without commits, on the branch main, for Ada.
func Repository(t testing.TB) (dir string) {
	t.Helper()
	dir = t.TempDir()
	Begin(t, dir)
	return dir
}

// Begin makes a folder such a repository.
func Begin(t testing.TB, dir string) {
	t.Helper()
	Git(t, dir, "init", "-q", "-b", "main")
	Git(t, dir, "config", "user.name", "Ada")
	Git(t, dir, "config", "user.email", "ada@example.org")
}

// Write writes a file, named with slashes, below a folder.
func Write(t testing.TB, dir, name, content string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Read reads the file at a path, which may come in parts.
func Read(t testing.TB, path ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.FromSlash(filepath.Join(path...)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
