package history

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Commit is one commit as a list shows it.
type Commit struct {
	Hash    Hash
	Author  Identity
	When    time.Time
	Subject string // the first paragraph of the message, on one line
}

// Head returns the last commit. ok is false as long as there is none, in a
// fresh repository.
func (r *Repo) Head() (commit Commit, ok bool, err error) {
	commits, err := r.Log(1)
	if err != nil || len(commits) == 0 {
		return Commit{}, false, err
	}
	return commits[0], true, nil
}

// Branch is the short name of the branch that HEAD is on, "" when HEAD is on
// none or cannot be read.
func (r *Repo) Branch() string {
	at, err := r.head()
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(at.branch, branches)
}

// Log returns the last n commits, the newest first, along first parents: what
// was merged is one commit, the merge. A shallow clone has fewer.
func (r *Repo) Log(n int) ([]Commit, error) {
	var commits []Commit
	err := r.read(func(s *snapshot) error {
		shallow, err := s.store.Shallow()
		if err != nil {
			return err
		}
		commits = nil
		for at := s.commit; !at.IsZero() && len(commits) < n; {
			c, err := object.GetCommit(s.store, at)
			if err != nil {
				return fmt.Errorf("commit %s: %w", at, err)
			}
			commits = append(commits, summary(c))
			at = plumbing.ZeroHash
			if len(c.ParentHashes) > 0 && !slices.Contains(shallow, c.Hash) {
				at = c.ParentHashes[0]
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the history: %w", err)
	}
	return commits, nil
}

func summary(c *object.Commit) Commit {
	return Commit{
		Hash:    c.Hash,
		Author:  Identity{c.Author.Name, c.Author.Email},
		When:    c.Author.When,
		Subject: subject(c.Message),
	}
}

// subject is the first paragraph of a message on one line.
func subject(message string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(message), "\n\n")
	return strings.Join(strings.Fields(first), " ")
}

// ReadFile returns the last committed content of the file at path, a slash path
// from the root. A file that is not committed is an error that wraps
// [fs.ErrNotExist]; so is anything there that is no file.
func (r *Repo) ReadFile(path string) ([]byte, error) {
	var content []byte
	err := r.read(func(s *snapshot) error {
		e, err := s.entry(path)
		if err != nil {
			return err
		}
		if !isFile(e.Mode) {
			return fs.ErrNotExist
		}
		content, err = s.blob(e.Hash)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the committed %s: %w", path, err)
	}
	return content, nil
}

// ReadTree returns the last committed content of the files directly in the
// folder dir, a slash path from the root, "." for the root itself: the last
// committed version of a package. Sub-folders, links and submodules are left
// out. A folder that is not committed is an error that wraps [fs.ErrNotExist].
func (r *Repo) ReadTree(dir string) (map[string][]byte, error) {
	var files map[string][]byte
	err := r.read(func(s *snapshot) (err error) {
		files, err = s.files(dir)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the committed folder %s: %w", dir, err)
	}
	return files, nil
}

// files reads the files directly in a folder.
func (s *snapshot) files(dir string) (map[string][]byte, error) {
	tree, err := s.folder(dir)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, e := range tree.Entries {
		if !isFile(e.Mode) {
			continue
		}
		if out[e.Name], err = s.blob(e.Hash); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func isFile(mode filemode.FileMode) bool {
	return mode == filemode.Regular || mode == filemode.Executable
}

// snapshot is what one commit holds. A zero commit holds nothing.
type snapshot struct {
	store  *filesystem.Storage
	commit Hash
	root   *object.Tree
}

// read opens the last commit and calls f with it, perhaps twice.
func (r *Repo) read(f func(*snapshot) error) error {
	return retryMissing(func() error {
		head, err := r.head()
		if err != nil {
			return err
		}
		s, err := r.snapshot(head.commit)
		if err != nil {
			return err
		}
		defer s.store.Close()
		return f(s)
	})
}

// retryMissing calls f once more if an object is missing: `git gc` may just
// have moved it into a pack that a storage opened earlier does not know.
func retryMissing(f func() error) error {
	err := f()
	if errors.Is(err, plumbing.ErrObjectNotFound) {
		err = f()
	}
	return err
}

// snapshot opens a commit. The caller closes its store.
func (r *Repo) snapshot(commit Hash) (*snapshot, error) {
	store := filesystem.NewStorageWithOptions(osfs.New(r.commonDir), cache.NewObjectLRUDefault(),
		filesystem.Options{KeepDescriptors: true, AlternatesFS: osfs.New("/")})
	s, err := snapshotOf(store, commit)
	if err != nil {
		store.Close()
	}
	return s, err
}

func snapshotOf(store *filesystem.Storage, commit Hash) (*snapshot, error) {
	s := &snapshot{store: store, commit: commit, root: &object.Tree{}}
	if commit.IsZero() {
		return s, nil
	}
	c, err := object.GetCommit(store, commit)
	if err == nil {
		s.root, err = object.GetTree(store, c.TreeHash)
	}
	if err != nil {
		return nil, fmt.Errorf("read commit %s: %w", commit, err)
	}
	return s, nil
}

// errNoFolder says that a path leads through something that is no folder.
var errNoFolder = fmt.Errorf("a part of the path is no folder: %w", fs.ErrNotExist)

// entry looks a path up; fs.ErrNotExist if it is not there.
func (s *snapshot) entry(path string) (object.TreeEntry, error) {
	e := object.TreeEntry{Mode: filemode.Dir}
	tree := s.root
	for part := range strings.SplitSeq(path, "/") {
		if tree == nil {
			var err error
			if tree, err = s.tree(e); err != nil {
				return e, err
			}
		}
		var err error
		if e, err = entryOf(tree, part); err != nil {
			return e, err
		}
		tree = nil
	}
	return e, nil
}

func (s *snapshot) folder(path string) (*object.Tree, error) {
	if path == "." {
		if s.commit.IsZero() {
			return nil, fs.ErrNotExist
		}
		return s.root, nil
	}
	e, err := s.entry(path)
	if err != nil {
		return nil, err
	}
	return s.tree(e)
}

// tree opens an entry that is a folder.
func (s *snapshot) tree(e object.TreeEntry) (*object.Tree, error) {
	if e.Mode != filemode.Dir {
		return nil, errNoFolder
	}
	return object.GetTree(s.store, e.Hash)
}

func (s *snapshot) blob(hash Hash) ([]byte, error) {
	blob, err := object.GetBlob(s.store, hash)
	if err != nil {
		return nil, fmt.Errorf("object %s: %w", hash, err)
	}
	reader, err := blob.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	return io.ReadAll(reader)
}

// file reads a committed file; nothing if there is none.
func (s *snapshot) file(path string) ([]byte, error) {
	e, err := s.entry(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !isFile(e.Mode) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.blob(e.Hash)
}

// ReadBlob returns the committed bytes of a file by their hash; of the zero
// hash, none.
func (r *Repo) ReadBlob(hash Hash) (content []byte, err error) {
	if hash.IsZero() {
		return nil, nil
	}
	err = retryMissing(func() error {
		s, err := r.snapshot(Hash{})
		if err != nil {
			return err
		}
		defer s.store.Close()
		content, err = s.blob(hash)
		return err
	})
	return content, err
}
