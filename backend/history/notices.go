package history

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// commitHooks are the programs that git would run around a commit.
var commitHooks = []string{"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit"}

// Notices are sentences for the author about what git would do at a commit and
// Atlas Desk does not, because it means running programs that the repository
// names: hooks and signing. There are none in a repository that a person trusts;
// see [Repo.With].
func (r *Repo) Notices() ([]string, error) {
	settings, err := r.config()
	if err != nil || r.program != nil {
		return nil, err
	}
	var notices []string
	if hooks := r.hooks(settings); len(hooks) > 0 {
		notices = append(notices, fmt.Sprintf("The git hooks of this repository (%s) are not run, since nobody said here that it can be trusted.", strings.Join(hooks, ", ")))
	}
	if settings.signs() {
		notices = append(notices, "Git is set to sign commits here (commit.gpgsign); commits are not signed, since nobody said here that this repository can be trusted.")
	}
	return notices, nil
}

// signs says whether git is set to sign commits.
func (c config) signs() bool {
	v, _ := c.find("commit.gpgsign")
	return v.isTrue()
}

// hooks lists the hooks that git would run.
func (r *Repo) hooks(settings config) []string {
	dir := filepath.Join(r.commonDir, "hooks")
	if v, ok := settings.find("core.hookspath"); ok {
		dir = within(r.root, expandHome(v.value))
	}
	var active []string
	for _, name := range commitHooks {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && runnable(info) {
			active = append(active, name)
		}
	}
	return active
}

func runnable(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode()&0o111 != 0)
}
