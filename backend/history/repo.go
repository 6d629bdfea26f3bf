// Package history is the repository that the packages live in: what was
// committed last, who commits, and committing exactly the bytes that were
// saved. It is the only package that knows go-git, and it never runs the git
// program, since the configuration of a repository somebody sent may name
// programs to execute.
//
// go-git reads and encodes objects here, nothing more. Its own index and
// reference writers take no locks, so a commit follows git's lock protocol
// instead (see [Repo.Commit]) and can run beside git and beside a second Atlas
// Desk. The formats are those of gitformat-index(5), gitrepository-layout(5),
// gitattributes(5) and git-config(1).
package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Repo is a git repository with a work tree. Its methods may be called from
// several goroutines; it holds no open files and caches nothing, so what other
// programs do to the repository is seen at once.
type Repo struct {
	root      string        // the work tree
	gitDir    string        // HEAD, index and state of this work tree
	commonDir string        // objects, refs and config, shared by all work trees
	patience  time.Duration // how long to wait for a lock of another program
	program   Program       // nil unless a person trusts the repository
}

// ErrNoRepository says that neither a folder nor any folder above it is a git
// work tree.
var ErrNoRepository = errors.New("no git repository")

// Open finds the repository whose work tree contains the folder dir. It works
// in sub-folders, linked work trees and submodules. It fails with
// [ErrNoRepository] when there is none and with a [*RefusedError] when the
// repository is of a kind this package must not touch.
//
// Open also calls [Repo.Recover], but opens the repository even if that fails:
// reading is still possible, and the next commit reports the failure.
func Open(dir string) (*Repo, error) {
	start, err := physical(dir)
	if err != nil {
		return nil, fmt.Errorf("open the repository of %s: %w", dir, err)
	}
	for at := start; ; at = filepath.Dir(at) {
		r, err := openAt(at)
		switch {
		case err == nil:
			_ = r.Recover()
			return r, nil
		case !errors.Is(err, ErrNoRepository):
			return nil, fmt.Errorf("the repository at %s cannot be opened: %w", at, err)
		case filepath.Dir(at) == at:
			return nil, fmt.Errorf("%w at %s or above it; create one there to keep a history", ErrNoRepository, dir)
		}
	}
}

// Root is the absolute path of the work tree, symbolic links resolved.
func (r *Repo) Root() string { return r.root }

// Rel names the file or folder at path as the other methods want it: relative
// to the root, with slashes. It fails when path lies outside of the work tree.
// The file need not exist, its folder must.
func (r *Repo) Rel(path string) (string, error) {
	folder, err := physical(filepath.Dir(path))
	if err != nil {
		return "", fmt.Errorf("find %s in the repository: %w", path, err)
	}
	rel, err := filepath.Rel(r.root, filepath.Join(folder, filepath.Base(path)))
	if err != nil || !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s lies outside of the repository at %s", path, r.root)
	}
	return filepath.ToSlash(rel), nil
}

// openAt opens the repository whose work tree is exactly the folder at.
func openAt(at string) (*Repo, error) {
	gitDir, err := gitDirOf(at)
	if err != nil {
		return nil, err
	}
	r := &Repo{root: at, gitDir: gitDir, commonDir: gitDir, patience: 5 * time.Second}
	common, err := os.ReadFile(filepath.Join(gitDir, "commondir"))
	switch {
	case err == nil:
		r.commonDir = within(gitDir, strings.TrimSpace(string(common)))
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	return r, r.supported()
}

// gitDirOf follows the .git of a work tree, which is a folder or a file that
// names one. A folder without HEAD is no repository, as git sees it, and one
// that is a git folder itself has no work tree.
func gitDirOf(at string) (string, error) {
	dot := filepath.Join(at, ".git")
	info, err := os.Stat(dot)
	if err != nil || info.IsDir() {
		if _, err := os.Lstat(filepath.Join(dot, "HEAD")); err == nil {
			return dot, nil
		}
		if isGitDir(at) {
			return "", refuse("the folder is a git folder and has no work tree", "Clone it, and open the clone.")
		}
		return "", ErrNoRepository
	}
	text, err := os.ReadFile(dot)
	if err != nil {
		return "", err
	}
	target, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir:")
	if !ok {
		return "", fmt.Errorf("%s is a file but names no git folder; restore or remove it", dot)
	}
	gitDir := within(at, strings.TrimSpace(target))
	if _, err := os.Lstat(filepath.Join(gitDir, "HEAD")); err != nil {
		return gitDir, &lostError{dot, gitDir, err}
	}
	return gitDir, nil
}

// isGitDir says whether a folder is one that git keeps a repository in.
func isGitDir(folder string) bool {
	for _, name := range []string{"HEAD", "objects", "refs"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.IsDir() == (name == "HEAD") {
			return false
		}
	}
	return true
}

// lostError says that the .git of a work tree leads to a git folder that is not
// there: that of a linked work tree or of a submodule was moved or removed.
type lostError struct {
	file, gitDir string
	err          error
}

func (e *lostError) Error() string {
	return fmt.Sprintf("%s leads to the git folder %s, which is not there; put that back, or let `git worktree repair` find it", e.file, e.gitDir)
}

func (e *lostError) Unwrap() error { return e.err }

// supportedExtensions are those that change nothing this package reads or
// writes. Keys are the lower-case names below "extensions." in the config; a
// value is the only setting allowed, "" for any.
var supportedExtensions = map[string]string{
	"noop":              "",
	"noop-v1":           "",
	"preciousobjects":   "",
	"partialclone":      "",
	"worktreeconfig":    "",
	"relativeworktrees": "",
	"objectformat":      "sha1",
	"refstorage":        "files",
}

// supported refuses repositories of another format than the one written here.
func (r *Repo) supported() error {
	own, err := readConfig(filepath.Join(r.commonDir, "config"))
	if err != nil {
		return err
	}
	for _, v := range own {
		name, isExtension := strings.CutPrefix(v.name, "extensions.")
		allowed, known := supportedExtensions[name]
		switch {
		case v.name == "core.repositoryformatversion" && v.value != "0" && v.value != "1",
			isExtension && (!known || allowed != "" && !strings.EqualFold(v.value, allowed)):
			return refuse(fmt.Sprintf("the repository uses %s=%s, which Atlas Desk cannot read", v.name, v.value),
				"Commit with git itself.")
		case v.name == "core.bare" && v.isTrue() && r.gitDir == r.commonDir:
			return refuse("the repository has no work tree", "Clone it, and open the clone.")
		case v.name == "core.worktree" && !sameFolder(within(r.gitDir, v.value), r.root):
			return refuse("core.worktree puts the work tree at "+v.value, "Open that folder.")
		}
	}
	return nil
}

// physical is the absolute path of a folder with symbolic links resolved.
func physical(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// within resolves a path that is relative to base unless it is absolute.
func within(base, path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(base, path)
}

func sameFolder(a, b string) bool {
	left, err := os.Stat(a)
	if err != nil {
		return false
	}
	right, err := os.Stat(b)
	return err == nil && os.SameFile(left, right)
}
