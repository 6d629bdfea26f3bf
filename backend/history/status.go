package history

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// FileStatus is a file that is not as the last commit has it.
type FileStatus struct {
	Path   string // slash path from the root
	Change FileChange
	Staged bool // the index has something else than the last commit: work of another program
}

// FileChange is what became of a file since the last commit.
type FileChange string

// The changes.
const (
	Unchanged FileChange = "" // but Staged
	Added     FileChange = "added"
	Changed   FileChange = "changed"
	Removed   FileChange = "removed"
)

// Status lists the files of certain names, below a folder, that differ from the
// last commit, by path: those in the folders that are given, and whatever the
// commit has besides. Paths are slash paths from the root, "." the root itself.
//
// It looks at these files only, and reads those of which the index does not
// know by size and times that they are as they were. Line ends that git converts
// make no difference.
func (r *Repo) Status(below string, folders, names []string) ([]FileStatus, error) {
	var found []FileStatus
	err := retryMissing(func() error {
		s, err := r.newStatus(below, names)
		if err != nil {
			return err
		}
		defer s.objects.store.Close()
		found, err = s.compare(s.paths(folders))
		return err
	})
	return found, err
}

// comparison is one look at the repository.
type comparison struct {
	repo      *Repo
	head      *snapshot
	names     []string
	objects   *objects
	index     *index
	written   time.Time // the index
	committed map[string]Hash
	settings  config
	reading   sync.Mutex // of attributes, of which the commit may have some
}

func (r *Repo) newStatus(below string, names []string) (*comparison, error) {
	at, err := r.head()
	if err != nil {
		return nil, err
	}
	s := &comparison{repo: r, names: names, objects: r.objects(), committed: map[string]Hash{}}
	if s.settings, err = r.config(); err == nil {
		s.index, s.written, err = readIndex(filepath.Join(r.gitDir, "index"))
	}
	if err == nil && !at.commit.IsZero() {
		err = s.list(at.commit, below)
	}
	if err != nil {
		s.objects.store.Close()
		return nil, err
	}
	return s, nil
}

// list notes the files of the commit.
func (s *comparison) list(commit Hash, below string) error {
	c, err := object.GetCommit(s.objects.store, commit)
	if err != nil {
		return err
	}
	if s.head, err = snapshotOf(s.objects.store, commit); err != nil {
		return err
	}
	prefix := ""
	if below != "." {
		prefix = below + "/"
	}
	return s.listFolder("", c.TreeHash, prefix, s.index.cachedTrees())
}

// listFolder notes the files in a folder, whose name ends in a slash, and
// below. What the index knows to be as in the folder's tree is taken from
// there, which spares reading the tree.
func (s *comparison) listFolder(folder string, tree Hash, prefix string, known map[string]Hash) error {
	if !strings.HasPrefix(folder, prefix) && !strings.HasPrefix(prefix, folder) {
		return nil
	}
	if known[folder] == tree {
		s.listIndex(max(folder, prefix))
		return nil
	}
	rest, err := s.objects.tree(tree)
	if err != nil {
		return err
	}
	for len(rest) > 0 {
		var e treeEntry
		if e, rest, err = nextEntry(rest); err != nil {
			return err
		}
		name := folder + string(e.name)
		switch {
		case e.isFolder():
			err = s.listFolder(name+"/", e.hash(), prefix, known)
		case slices.Contains(s.names, string(e.name)) && strings.HasPrefix(name, prefix):
			s.committed[name] = e.file()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// listIndex notes the files of the index below a folder, whose name ends in a
// slash.
func (s *comparison) listIndex(folder string) {
	first, _ := s.index.find(folder)
	for _, e := range s.index.entries[first:] {
		if !strings.HasPrefix(e.name, folder) {
			return
		}
		if e.mode().IsFile() && slices.Contains(s.names, path.Base(e.name)) {
			s.committed[e.name] = e.hash
		}
	}
}

// paths are the files to look at.
func (s *comparison) paths(folders []string) []string {
	paths := slices.AppendSeq(make([]string, 0, len(s.committed)), maps.Keys(s.committed))
	for _, folder := range folders {
		for _, name := range s.names {
			file := path.Join(folder, name)
			if _, known := s.committed[file]; !known {
				paths = append(paths, file)
			}
		}
	}
	return paths
}

// compare looks at the files, several at a time.
func (s *comparison) compare(paths []string) ([]FileStatus, error) {
	const share = 64
	count := (len(paths) + share - 1) / share
	found := make([][]FileStatus, count)
	workers := make(chan struct{}, 2*runtime.NumCPU())
	err := together(count, func(i int) error {
		workers <- struct{}{}
		defer func() { <-workers }()
		for _, file := range paths[i*share : min((i+1)*share, len(paths))] {
			f, err := s.file(file)
			if err != nil {
				return err
			}
			if f.Change != Unchanged || f.Staged {
				found[i] = append(found[i], f)
			}
		}
		return nil
	})
	all := slices.Concat(found...)
	slices.SortFunc(all, func(a, b FileStatus) int { return strings.Compare(a.Path, b.Path) })
	return all, err
}

func (s *comparison) file(name string) (FileStatus, error) {
	was, committed := s.committed[name]
	at, tracked := s.index.find(name)
	var e *indexEntry
	if tracked {
		e = &s.index.entries[at]
	}
	f := FileStatus{Path: name, Staged: s.staged(name, at, e, was)}
	same, there, err := s.holds(name, e, was)
	switch {
	case err != nil:
		return f, err
	case !there && committed && !(tracked && e.extended&extendedSkipWorktree != 0):
		f.Change = Removed
	case there && !committed:
		f.Change = Added
	case there && !same:
		f.Change = Changed
	}
	return f, nil
}

// staged says whether the index has something else than the commit; conflicts
// are that, and stand where the file would.
func (s *comparison) staged(name string, at int, e *indexEntry, was Hash) bool {
	switch {
	case e != nil && e.extended&extendedIntentToAdd != 0:
		return false
	case e != nil:
		return e.hash != was
	}
	return !was.IsZero() || at < len(s.index.entries) && s.index.entries[at].name == name
}

// holds says whether a file of the work tree is there, and is as it was
// committed.
func (s *comparison) holds(name string, e *indexEntry, was Hash) (same, there bool, err error) {
	file := s.repo.root + string(filepath.Separator) + filepath.FromSlash(name)
	info, err := os.Lstat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return false, false, nil
	case err != nil:
		return false, false, err
	case was.IsZero() || !info.Mode().IsRegular():
		return false, true, nil
	case e != nil && (e.flags&flagAssumeValid != 0 || e.stat.sameFile(statWords(info)) && e.stat.modified().Before(s.written)):
		return e.hash == was, true, nil
	case info.Size() > maxFile:
		return false, true, nil
	}
	return s.reads(name, file, was)
}

// reads is holds by the file's content.
func (s *comparison) reads(name, file string, was Hash) (same, there bool, err error) {
	content, err := os.ReadFile(file)
	if err != nil || blobHash(content) == was || !bytes.Contains(content, crlf) {
		return err == nil && blobHash(content) == was, true, err
	}
	s.reading.Lock()
	eol, err := s.repo.eol(s.head, s.settings, name)
	s.reading.Unlock()
	var refused *RefusedError
	if errors.As(err, &refused) {
		return false, true, nil
	}
	return err == nil && blobHash(eol.strip(content)) == was, true, err
}
