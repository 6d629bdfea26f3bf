package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Hash names a git object: a commit, a folder or the bytes of a file.
type Hash = plumbing.Hash

// short is a hash as a person reads it.
func short(h Hash) string { return h.String()[:7] }

// branches begins the full name of every branch.
const branches = "refs/heads/"

// tip is where HEAD stands.
type tip struct {
	branch string // full name, "" if HEAD is detached
	commit Hash   // zero as long as the branch has no commit
}

// head reads HEAD of this work tree and the branch it names.
func (r *Repo) head() (tip, error) {
	text, err := os.ReadFile(filepath.Join(r.gitDir, "HEAD"))
	if err != nil {
		return tip{}, fmt.Errorf("read HEAD: %w", err)
	}
	name, isBranch := strings.CutPrefix(string(text), "ref:")
	if !isBranch {
		commit, err := parseHash(string(text))
		return tip{commit: commit}, err
	}
	name = strings.TrimSpace(name)
	if !strings.HasPrefix(name, branches) || plumbing.ReferenceName(name).Validate() != nil {
		return tip{}, refuse(fmt.Sprintf("HEAD names %q, which is no branch", name), "Switch to a branch with git.")
	}
	commit, err := r.branch(name)
	return tip{name, commit}, err
}

// branch reads the commit of a branch, zero if there is none. A branch is a
// file of its own or a line of packed-refs; the file counts.
func (r *Repo) branch(name string) (Hash, error) {
	file := r.branchFile(name)
	if info, err := os.Stat(file); err != nil || !info.IsDir() {
		text, err := os.ReadFile(file)
		if err == nil {
			return parseHash(string(text))
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return Hash{}, fmt.Errorf("read branch %s: %w", name, err)
		}
	}
	packed, err := os.ReadFile(filepath.Join(r.commonDir, "packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return Hash{}, nil
	}
	if err != nil {
		return Hash{}, fmt.Errorf("read branch %s: %w", name, err)
	}
	return packedRef(string(packed), name)
}

func (r *Repo) branchFile(name string) string {
	return filepath.Join(r.commonDir, filepath.FromSlash(name))
}

// packedRef looks a reference up in the text of packed-refs: lines of a hash,
// a space and a name, among comments (#) and peeled tags (^).
func packedRef(text, name string) (Hash, error) {
	for line := range strings.Lines(text) {
		hash, ref, _ := strings.Cut(strings.TrimSpace(line), " ")
		if ref == name {
			return parseHash(hash)
		}
	}
	return Hash{}, nil
}

// ParseHash reads the full name of an object.
func ParseHash(text string) (Hash, error) { return parseHash(text) }

func parseHash(text string) (Hash, error) {
	text = strings.TrimSpace(text)
	if !plumbing.IsHash(text) || len(text) != 2*len(Hash{}) {
		if len(text) > 80 {
			text = text[:80]
		}
		return Hash{}, fmt.Errorf("%q is no commit; repair the repository with git", text)
	}
	return plumbing.NewHash(text), nil
}

// appendReflog appends a line to the reflog file at path. Unless create is set
// it does so only if the file exists.
func appendReflog(path, line string, create bool) error {
	flags := os.O_APPEND | os.O_WRONLY
	if create {
		flags |= os.O_CREATE
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(path, flags, 0o666)
	if errors.Is(err, fs.ErrNotExist) && !create {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(line)
	return errors.Join(err, f.Close())
}
