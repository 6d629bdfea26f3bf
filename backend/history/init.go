package history

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/go-git/go-git/v5/plumbing"
)

// Init makes the folder dir a repository, as `git init` does, and opens it.
// The first branch is init.defaultBranch of the user's configuration, or main.
// A folder that already is the root of a repository is opened as it is.
func Init(dir string) (*Repo, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, fmt.Errorf("create a repository: %w", err)
	}
	at, err := physical(dir)
	if err != nil {
		return nil, fmt.Errorf("create a repository in %s: %w", dir, err)
	}
	if r, err := openAt(at); !errors.Is(err, ErrNoRepository) {
		return r, err
	}
	if err := layOut(filepath.Join(at, ".git")); err != nil {
		return nil, fmt.Errorf("create a repository in %s: %w", dir, err)
	}
	return openAt(at)
}

// layOut writes an empty git folder. HEAD comes last: without it git, and
// Open, see no repository in a half-made folder.
func layOut(gitDir string) error {
	branch, err := firstBranch()
	if err != nil {
		return err
	}
	for _, folder := range []string{"objects/info", "objects/pack", "refs/heads", "refs/tags", "info"} {
		if err := os.MkdirAll(filepath.Join(gitDir, filepath.FromSlash(folder)), 0o777); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(gitDir, "config"), []byte(freshConfig(runtime.GOOS)), 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(gitDir, "HEAD"), []byte("ref: "+branch+"\n"), 0o666)
}

// freshConfig is what `git init` finds out by trying: what the usual file
// system of an operating system can do.
func freshConfig(goos string) string {
	text := "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tlogallrefupdates = true\n"
	switch goos {
	case "windows":
		text += "\tfilemode = false\n\tsymlinks = false\n\tignorecase = true\n"
	case "darwin":
		text += "\tfilemode = true\n\tignorecase = true\n\tprecomposeunicode = true\n"
	default:
		text += "\tfilemode = true\n"
	}
	return text
}

func firstBranch() (string, error) {
	user, err := configFiles{}.read()
	if err != nil {
		return "", err
	}
	name := user.get("init.defaultbranch")
	branch := plumbing.NewBranchReferenceName(name)
	if name == "" || branch.Validate() != nil {
		branch = plumbing.Main
	}
	return string(branch), nil
}
