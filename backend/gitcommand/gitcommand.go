// Package gitcommand runs the git program, where that is installed and a person
// trusts the repository.
//
// A repository may name programs: for its file system monitor, for ssh, for
// filters, as hooks. Whoever runs git in a repository that somebody sent runs
// those programs. So nothing here calls git before a person has seen what the
// repository names (see [Inspect]) and agreed to it (see [Trust]); the only way
// to a [Git], which calls it, is [Trust.Git]. Even then each call is hardened: what is
// not needed is switched off, nothing asks on a terminal, only https, ssh and
// file are spoken, output is bounded, and a call that is cancelled takes
// everything it started with it.
package gitcommand

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

// Program is an installed git.
type Program struct {
	Path    string // absolute
	Version Version
}

// Version is the version of git, its first two numbers: 2, 39.
type Version struct{ Major, Minor int }

// AtLeast says whether the version is this one or a later one.
func (v Version) AtLeast(major, minor int) bool {
	return v.Major > major || v.Major == major && v.Minor >= minor
}

func (v Version) String() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

// oldest is the oldest git that is called: before it, safe.directory did not
// guard repositories of other users (CVE-2022-24765).
var oldest = Version{2, 35}

// ErrNoProgram says that there is no git to run.
var ErrNoProgram = errors.New("the git program is not installed, or too old")

// Find finds the git program on the PATH. It fails with [ErrNoProgram] where
// there is none of version 2.35 or later.
func Find(ctx context.Context) (Program, error) {
	path, err := exec.LookPath("git")
	if err != nil {
		return Program{}, fmt.Errorf("%w: %w", ErrNoProgram, err)
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	c := call{program: path, dir: os.TempDir(), Call: Call{Args: []string{"version"}}}
	out, err := c.run(ctx)
	if err != nil {
		return Program{}, fmt.Errorf("%w: %w", ErrNoProgram, err)
	}
	version, ok := parseVersion(string(out))
	if !ok || !version.AtLeast(oldest.Major, oldest.Minor) {
		return Program{}, fmt.Errorf("%w: %s is %.40q, and %s is needed", ErrNoProgram, path, out, oldest)
	}
	return Program{path, version}, nil
}

var versionPattern = regexp.MustCompile(`^git version (\d{1,4})\.(\d{1,4})\b`)

func parseVersion(text string) (Version, bool) {
	m := versionPattern.FindStringSubmatch(text)
	if m == nil {
		return Version{}, false
	}
	major, _ := strconv.Atoi(m[1]) // the pattern lets only short numbers through
	minor, _ := strconv.Atoi(m[2])
	return Version{major, minor}, true
}
