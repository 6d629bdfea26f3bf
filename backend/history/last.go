package history

import (
	"bytes"
	"crypto/sha1"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"sync"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Last is what the last commit holds, for comparing many files of the work
// tree with it. It stays with the commit that was the last when it was made,
// keeps the folders that it has read, and may be used by many goroutines.
type Last struct {
	root   string
	commit Hash
	open   func() (*snapshot, error)

	mu       sync.Mutex
	snapshot *snapshot               // nil where it must be opened anew
	folders  map[string]*object.Tree // by slash path; nil where there is none
}

// lastCache is how much of the objects read last is kept: folders are small,
// and a file is read once.
const lastCache = 4 * cache.MiByte

// Last returns the last commit for comparing, which holds nothing where there
// is none yet.
func (r *Repo) Last() (*Last, error) {
	head, err := r.head()
	if err != nil {
		return nil, err
	}
	l := &Last{root: r.root, commit: head.commit, folders: map[string]*object.Tree{}}
	l.open = func() (*snapshot, error) {
		// No file stays open between two looks: git must be able to tidy up.
		store := filesystem.NewStorageWithOptions(osfs.New(r.commonDir), cache.NewObjectLRU(lastCache), filesystem.Options{AlternatesFS: osfs.New("/")})
		return snapshotOf(store, head.commit)
	}
	return l, nil
}

// Commit is the commit's hash, zero where there is none.
func (l *Last) Commit() Hash { return l.commit }

// File returns the committed bytes of the file at an absolute path, whose bytes
// in the work tree are now. Where they are the same, but perhaps for the line
// ends that git converts, no object is read and now itself is returned. ok is
// false for what is not committed, and for what cannot be read.
func (l *Last) File(file string, now []byte) (last []byte, ok bool) {
	name, err := filepath.Rel(l.root, file)
	if err != nil || !filepath.IsLocal(name) || l.commit.IsZero() {
		return nil, false
	}
	hash, err := l.find(filepath.ToSlash(name))
	switch {
	case err != nil:
		return nil, false
	case hash == blobHash(now), bytes.Contains(now, crlf) && hash == blobHash(textEOL.strip(now)):
		return now, true
	}
	err = l.read(func(s *snapshot) (err error) {
		last, err = s.blob(hash)
		return err
	})
	return last, err == nil
}

// blobHash is the name that git gives the bytes of a file.
func blobHash(content []byte) (sum Hash) {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(content))
	h.Write(content)
	h.Sum(sum[:0])
	return sum
}

// find returns the hash of a committed file; fs.ErrNotExist where there is
// none.
func (l *Last) find(name string) (hash Hash, err error) {
	err = l.read(func(s *snapshot) error {
		folder, err := l.folder(s, path.Dir(name))
		if err != nil {
			return err
		}
		e, err := entryOf(folder, path.Base(name))
		if err == nil && !isFile(e.Mode) {
			err = fs.ErrNotExist
		}
		hash = e.Hash
		return err
	})
	return hash, err
}

// folder reads a folder once; nil stands for one that is not there.
func (l *Last) folder(s *snapshot, name string) (*object.Tree, error) {
	if name == "." {
		return s.root, nil
	}
	if tree, known := l.folders[name]; known {
		return tree, nil
	}
	above, err := l.folder(s, path.Dir(name))
	if err != nil {
		return nil, err
	}
	var tree *object.Tree
	if e, err := entryOf(above, path.Base(name)); err == nil {
		if tree, err = s.tree(e); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	l.folders[name] = tree
	return tree, nil
}

func entryOf(tree *object.Tree, name string) (object.TreeEntry, error) {
	if tree != nil {
		for _, e := range tree.Entries {
			if e.Name == name {
				return e, nil
			}
		}
	}
	return object.TreeEntry{}, fs.ErrNotExist
}

// read calls f with the commit, and once more with the commit opened anew
// where an object is missing, see retryMissing.
func (l *Last) read(f func(*snapshot) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return retryMissing(func() (err error) {
		if l.snapshot == nil {
			if l.snapshot, err = l.open(); err != nil {
				return err
			}
		}
		if err = f(l.snapshot); errors.Is(err, plumbing.ErrObjectNotFound) {
			l.snapshot = nil
		}
		return err
	})
}
