package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// fileWrite is one file of the work tree to be written. Its versions are of the
// bytes on the disk, which are in the object store as well, so that recovery
// can go either way.
type fileWrite struct {
	path    string
	was, is version
}

func (f fileWrite) forward() fileWrite { return f }
func (f fileWrite) back() fileWrite    { return fileWrite{f.path, f.is, f.was} }

// readFile reads a file of the work tree, nil where there is none.
func (r *Repo) readFile(path string) ([]byte, error) {
	root, err := os.OpenRoot(r.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readPlain(root, path)
}

func readPlain(root *os.Root, path string) ([]byte, error) {
	info, err := root.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, refuse(path+" is no plain file in the work tree", "Move it away.")
	}
	content, err := root.ReadFile(path)
	if content == nil && err == nil {
		content = []byte{}
	}
	return content, err
}

// writeFiles writes the files of the move.
func (t *transaction) writeFiles(context.Context) error {
	t.ahead = t.ahead || len(t.files) > 0
	return t.eachFile(t.files, func(name string, err error) error {
		if errors.Is(err, errOtherFile) {
			err = &DirtyError{Paths: []string{name}}
		}
		return err
	})
}

// restoreFiles writes those files whose other side is still on the disk.
func (t *transaction) restoreFiles(side func(fileWrite) fileWrite) error {
	var files []fileWrite
	for _, f := range t.files {
		files = append(files, side(f))
	}
	return t.eachFile(files, func(_ string, err error) error {
		var refused *RefusedError
		if errors.Is(err, errOtherFile) || errors.As(err, &refused) {
			return nil
		}
		return err
	})
}

// eachFile writes files, several at a time onto the disk and then one after the
// other into their places. What fails goes through judge.
func (t *transaction) eachFile(files []fileWrite, judge func(name string, err error) error) error {
	if len(files) == 0 || t.repo.root == "" {
		return nil
	}
	tree, err := t.repo.openWorkTree()
	if err != nil {
		return err
	}
	defer tree.close()
	for some := range slices.Chunk(files, maxPending) {
		faults := make([]error, len(some))
		_ = together(len(some), func(i int) error { faults[i] = tree.stage(some[i]); return nil })
		for i, f := range some {
			err := faults[i]
			if err == nil {
				err = tree.write(f)
			}
			tree.clear(f)
			if err := judge(f.path, err); err != nil {
				return fmt.Errorf("write %s: %w", f.path, err)
			}
		}
	}
	return tree.sync()
}

// workTree writes files durably, and only below its root.
type workTree struct {
	repo    *Repo
	root    *os.Root
	objects *snapshot
	reading sync.Mutex      // of objects
	touched map[string]bool // folders to sync
}

func (r *Repo) openWorkTree() (*workTree, error) {
	objects, err := r.snapshot(Hash{})
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(r.root)
	if err != nil {
		objects.store.Close()
		return nil, err
	}
	return &workTree{repo: r, root: root, objects: objects, touched: map[string]bool{}}, nil
}

func (w *workTree) close() {
	w.objects.store.Close()
	w.root.Close()
}

// errOtherFile says that a file holds something else than expected.
var errOtherFile = errors.New("the file holds something else now")

// stage puts what a file is to be beside it, where it is not that already.
func (w *workTree) stage(f fileWrite) error {
	w.clear(f) // what a crash may have left
	if err := w.repo.throughLink(f.path); err != nil {
		return err
	}
	is, err := w.holds(f.path, f.is)
	if err != nil || is || !f.is.there() {
		return err
	}
	if err := w.expect(f); err != nil {
		return err
	}
	w.reading.Lock()
	content, err := w.objects.blob(f.is.blob)
	w.reading.Unlock()
	if err != nil {
		return err
	}
	if err := w.root.MkdirAll(path.Dir(f.path), 0o777); err != nil {
		return err
	}
	return w.create(tempOf(f.path), content, f)
}

// write replaces what a file was by what was staged. It does nothing where the
// file is that already, and fails with errOtherFile where it is neither.
func (w *workTree) write(f fileWrite) error {
	is, err := w.holds(f.path, f.is)
	switch {
	case err != nil:
		return err
	case is:
		return w.chmod(f)
	case !f.is.there():
		return w.remove(f)
	}
	if err := w.expect(f); err != nil {
		return err
	}
	w.touched[path.Dir(f.path)] = true
	return insist(func() error { return w.root.Rename(tempOf(f.path), f.path) })
}

// tempOf is where a file is written before it takes its place. Only who moves
// the branch uses that name, one at a time.
func tempOf(file string) string {
	return path.Join(path.Dir(file), ".atlas-desk-"+path.Base(file)+".new")
}

func (w *workTree) clear(f fileWrite) { _ = w.root.Remove(tempOf(f.path)) }

// create writes a file with the permissions of the one that it is to replace,
// but for a change of what git knows of them: whether it can be run.
func (w *workTree) create(temp string, content []byte, f fileWrite) error {
	perm, fixed := permissions(f.is.mode), false
	if info, err := w.root.Lstat(f.path); err == nil && f.was.mode == f.is.mode {
		perm, fixed = info.Mode().Perm(), true
	}
	file, err := w.root.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, perm)
	if err != nil {
		return err
	}
	if fixed {
		_ = file.Chmod(perm) // Windows and some network shares have no permissions to set
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		w.clear(f)
	}
	return err
}

func permissions(mode filemode.FileMode) fs.FileMode {
	if mode == filemode.Executable {
		return 0o777
	}
	return 0o666
}

// chmod makes a file that holds the right bytes runnable, or takes that away.
func (w *workTree) chmod(f fileWrite) error {
	if !f.is.there() || !f.was.there() || f.was.mode == f.is.mode {
		return nil
	}
	info, err := w.root.Lstat(f.path)
	if err != nil {
		return err
	}
	perm := info.Mode().Perm() &^ 0o111
	if f.is.mode == filemode.Executable {
		perm |= perm & 0o444 >> 2
	}
	return w.root.Chmod(f.path, perm)
}

// remove removes a file and the folders that it leaves empty, as git does.
func (w *workTree) remove(f fileWrite) error {
	if err := w.expect(f); err != nil {
		return err
	}
	if err := insist(func() error { return w.root.Remove(f.path) }); err != nil {
		return err
	}
	folder := path.Dir(f.path)
	for ; folder != "."; folder = path.Dir(folder) {
		if w.root.Remove(folder) != nil {
			break
		}
		delete(w.touched, folder)
	}
	w.touched[folder] = true
	return nil
}

func (w *workTree) expect(f fileWrite) error {
	was, err := w.holds(f.path, f.was)
	if err == nil && !was {
		err = errOtherFile
	}
	return err
}

// holds says whether a file holds the bytes of a version.
func (w *workTree) holds(path string, v version) (bool, error) {
	content, err := readPlain(w.root, path)
	if err != nil || content == nil {
		return !v.there() && err == nil, err
	}
	return blobHash(content) == v.blob, nil
}

// sync makes the names of the files durable; their content is already.
func (w *workTree) sync() error {
	for folder := range w.touched {
		if err := syncDir(filepath.Join(w.root.Name(), filepath.FromSlash(folder))); err != nil {
			return err
		}
	}
	return nil
}
