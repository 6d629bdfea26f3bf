package history

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// checkout plans what a move does to the files of the work tree.
type checkout struct {
	repo     *Repo
	settings config
	from, to *snapshot
	merged   []Merged
}

// fileWrite is one file of the work tree to be written. Its versions are of the
// bytes on the disk, which are in the object store as well, so that recovery
// can go either way.
type fileWrite struct {
	path    string
	was, is version
}

// temp is where the file is written before it takes its place. One move runs at
// a time, and whoever recovers it finds what it left there.
func (f fileWrite) temp() string {
	return path.Join(path.Dir(f.path), ".atlas-desk-"+blobHash([]byte(f.path)).String())
}

func (f fileWrite) forward() fileWrite { return f }
func (f fileWrite) back() fileWrite    { return fileWrite{f.path, f.is, f.was} }

// plan looks at the files of the changes and refuses those that may not be
// written, all at once. It sets the line ends of the changes.
func (c *checkout) plan(changes []change) (files []fileWrite, err error) {
	dirty := &DirtyError{}
	w := c.repo.objectWriter()
	defer w.discard()
	for i := range changes {
		f, clean, err := c.planFile(w, &changes[i])
		switch {
		case err != nil:
			return nil, err
		case !clean:
			dirty.Paths = append(dirty.Paths, f.path)
		case f.was != f.is:
			files = append(files, f)
		}
	}
	switch {
	case len(dirty.Paths) > 0:
		return nil, dirty
	case len(c.merged) > 0:
		return nil, refuse(c.merged[0].Path+" does not differ between the two commits", "Save it as any other file.")
	}
	return files, w.sync()
}

// planFile finds what becomes of one file; clean is false where it holds what
// neither commit has and nobody has merged.
func (c *checkout) planFile(w *objectWriter, ch *change) (f fileWrite, clean bool, err error) {
	f.path = ch.path
	if err := errors.Join(checkPath(ch.path), plainFile(ch.path, ch.from), plainFile(ch.path, ch.to), c.repo.throughLink(ch.path)); err != nil {
		return f, false, err
	}
	disk, err := c.repo.readFile(ch.path)
	if err != nil {
		return f, false, err
	}
	attributes, err := c.repo.attributesOf(c.from, c.settings, ch.path)
	if err != nil {
		return f, false, err
	}
	autocrlf, _ := c.settings.find("core.autocrlf")
	ch.eol = eolOf(attributes, autocrlf)
	clean = ch.isFrom(disk)
	next, err := c.next(ch, disk, checksOutCRLF(attributes, c.settings))
	if err != nil {
		return f, false, err
	}
	if at := slices.IndexFunc(c.merged, func(m Merged) bool { return m.Path == ch.path }); at >= 0 {
		clean, next = same(c.merged[at].Was, disk), c.merged[at].Now
		c.merged = slices.Delete(slices.Clone(c.merged), at, at+1)
	}
	mode := cmp.Or(ch.to.mode, ch.from.mode)
	if f.was, err = w.keep(disk, cmp.Or(ch.from.mode, mode), ch); err != nil {
		return f, false, err
	}
	f.is, err = w.keep(next, mode, ch)
	return f, clean || same(disk, next), err
}

// plainFile refuses a version that is no file.
func plainFile(path string, v version) error {
	if v.there() && !isFile(v.mode) {
		return refuse(path+" is a link or a submodule", "Take this change over with `git merge`.")
	}
	return nil
}

// same compares what two files hold; nil is no file.
func same(a, b []byte) bool { return (a == nil) == (b == nil) && bytes.Equal(a, b) }

// isFrom says whether a file of the work tree is as the move begins.
func (ch *change) isFrom(disk []byte) bool {
	if !ch.from.there() || disk == nil {
		return !ch.from.there() && disk == nil
	}
	return blobHash(disk) == ch.from.blob || blobHash(ch.eol.strip(disk)) == ch.from.blob
}

// next is the file as the move leaves it, nil for none: with the line ends that
// it has now, or a new one with those that git would give it.
func (c *checkout) next(ch *change, disk []byte, dos bool) ([]byte, error) {
	if !ch.to.there() {
		return nil, nil
	}
	content, err := c.to.blob(ch.to.blob)
	if err != nil {
		return nil, err
	}
	ch.eol = ch.eol.settle(content)
	if disk != nil {
		dos = blobHash(disk) != ch.from.blob && bytes.Contains(disk, crlf)
	}
	if dos {
		content = ch.eol.unstrip(content)
	}
	return content, nil
}

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

// keep writes what a file holds into the object store, unless it is one of the
// committed versions; nil is no version.
func (w *objectWriter) keep(content []byte, mode filemode.FileMode, ch *change) (version, error) {
	if content == nil {
		return version{}, nil
	}
	v := version{blobHash(content), mode}
	if v.blob == ch.from.blob || v.blob == ch.to.blob {
		return v, nil
	}
	_, err := w.blob(content)
	return v, err
}

// writeFiles writes the files of the move.
func (t *transaction) writeFiles(context.Context) error {
	t.ahead = t.ahead || len(t.files) > 0
	return t.eachFile(func(tree *workTree, f fileWrite) error {
		err := tree.write(f)
		if errors.Is(err, errOtherFile) {
			err = &DirtyError{[]string{f.path}}
		}
		return err
	})
}

// restoreFiles writes those files whose other side is still on the disk.
func (t *transaction) restoreFiles(side func(fileWrite) fileWrite) error {
	return t.eachFile(func(tree *workTree, f fileWrite) error {
		var refused *RefusedError
		err := tree.write(side(f))
		if errors.Is(err, errOtherFile) || errors.As(err, &refused) {
			return nil
		}
		return err
	})
}

func (t *transaction) eachFile(write func(*workTree, fileWrite) error) error {
	if len(t.files) == 0 || t.repo.root == "" {
		return nil
	}
	s, err := t.repo.snapshot(Hash{})
	if err != nil {
		return err
	}
	defer s.store.Close()
	root, err := os.OpenRoot(t.repo.root)
	if err != nil {
		return err
	}
	defer root.Close()
	tree := &workTree{root: root, blob: s.blob, touched: map[string]bool{}}
	for _, f := range t.files {
		if err := t.repo.throughLink(f.path); err != nil {
			return err
		}
		if err := write(tree, f); err != nil {
			return fmt.Errorf("write %s: %w", f.path, err)
		}
	}
	return tree.sync()
}

// workTree writes files durably, and only below its root.
type workTree struct {
	root    *os.Root
	blob    func(Hash) ([]byte, error)
	touched map[string]bool // folders to sync
}

// errOtherFile says that a file holds something else than expected.
var errOtherFile = errors.New("the file holds something else now")

// write replaces what a file was by what it is to be. It does nothing where the
// file is that already, and fails with errOtherFile where it is neither.
func (w *workTree) write(f fileWrite) error {
	_ = w.root.Remove(f.temp()) // of a move that was cut off
	is, err := w.holds(f.path, f.is)
	switch {
	case err != nil:
		return err
	case is:
		return w.chmod(f)
	case !f.is.there():
		return w.remove(f)
	}
	content, err := w.blob(f.is.blob)
	if err != nil {
		return err
	}
	folder := path.Dir(f.path)
	if err := w.root.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	temp := f.temp()
	defer w.root.Remove(temp)
	if err := w.create(temp, content, f); err != nil {
		return err
	}
	if err := w.expect(f); err != nil {
		return err
	}
	w.touched[folder] = true
	return insist(func() error { return w.root.Rename(temp, f.path) })
}

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
	return errors.Join(err, file.Sync(), file.Close())
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
