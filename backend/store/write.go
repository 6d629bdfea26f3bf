package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"atlasdesk/backend/text"
)

// Write saves content, in the form of the file that it came from, over the
// revision base ("" where there must be no file yet), and returns the new
// revision. A file that holds these very bytes already counts as saved.
//
// It fails with CodeConflict (an error that wraps a [*ConflictError]) where the
// disk holds another revision, with CodeReadOnly, CodeFull, CodeVanished,
// CodeOutside, CodeNotText or CodeIO. After any of them the file is what it was
// before and no temporary file is left. The folder must exist.
//
// On Windows, and on file systems where files cannot change places, a few
// microseconds remain between the last look at the old file and the renaming,
// in which another program's write would go unseen.
func (s *Store) Write(name, content string, form text.Form, base string) (revision string, err error) {
	raw := form.Encode(content)
	if err := s.write(name, raw, base); err != nil {
		return "", explain("save", name, err)
	}
	return revisionOf(raw), nil
}

func (s *Store) write(name string, raw []byte, base string) error {
	if _, _, err := text.Decode(raw); err != nil {
		return notText(err)
	}
	s.saving.Lock()
	defer s.saving.Unlock()
	root, err := s.open(name)
	if err != nil {
		return err
	}
	defer root.Close()
	disk, refusal := inspect(root, name)
	if refusal != nil {
		return refusal
	}
	folder, err := root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer folder.Close()
	if disk.Revision == revisionOf(raw) {
		return nil
	}
	if disk.Revision != base {
		return conflict(name, base, disk.Revision)
	}
	if err := replace(folder, path.Base(name), raw, base); err != nil {
		return err
	}
	// Asked by the whole path, in case the folder was moved away meanwhile.
	if after, _ := inspect(root, name); after.Revision != revisionOf(raw) {
		return conflict(name, revisionOf(raw), after.Revision)
	}
	return nil
}

// Remove deletes the file at name, which must hold the revision base. It fails
// as [Store.Write] does, with CodeConflict where the file is another one or
// gone, and leaves it then as it is.
func (s *Store) Remove(name, base string) error {
	return explain("remove", name, s.remove(name, base))
}

func (s *Store) remove(name, base string) error {
	s.saving.Lock()
	defer s.saving.Unlock()
	root, err := s.open(name)
	if err != nil {
		return err
	}
	defer root.Close()
	disk, refusal := inspect(root, name)
	switch {
	case refusal != nil:
		return refusal
	case disk.Revision != base:
		return conflict(name, base, disk.Revision)
	case base == "":
		return nil
	}
	folder, err := root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := insist(func() error { return folder.Remove(path.Base(name)) }, isBusy, time.Sleep); err != nil {
		return err
	}
	return syncFolder(folder)
}

func replace(folder *os.Root, name string, raw []byte, base string) error {
	staged, err := stage(folder, name, raw, 0o644)
	if err != nil {
		return err
	}
	defer staged.discard()
	return staged.replace(base)
}

// staged is a file that is safely on the disk beside its place.
type staged struct {
	folder       *os.Root
	temp, target string
	revision     string // of what is staged
}

// stage writes a temporary file with the mode of the target, or with perm less
// the umask where there is no target yet.
func stage(folder *os.Root, target string, raw []byte, perm fs.FileMode) (*staged, error) {
	like, err := folder.Lstat(target)
	if err != nil {
		like = nil
	}
	w := &staged{folder, temporary(), target, revisionOf(raw)}
	if err := create(folder, w.temp, raw, perm, like); err != nil {
		w.discard()
		return nil, err
	}
	return w, nil
}

func create(folder *os.Root, name string, raw []byte, perm fs.FileMode, like fs.FileInfo) error {
	file, err := folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	if like != nil {
		err = file.Chmod(like.Mode().Perm())
	}
	if err == nil {
		_, err = file.Write(raw)
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// replace puts the staged file in its place if that still holds base.
func (w *staged) replace(base string) error {
	now, refusal := inspect(w.folder, w.target)
	if now.Revision != base {
		return conflict(w.target, base, now.Revision)
	}
	if refusal != nil {
		return refusal
	}
	err := w.putOver(base)
	if errors.Is(err, errors.ErrUnsupported) {
		return w.place()
	}
	return err
}

// putOver puts the staged file in its place without losing what another
// program may have put there since the last look: they change places, and then
// it shows. It fails with errors.ErrUnsupported where files cannot do that.
func (w *staged) putOver(base string) error {
	if base == "" {
		err := renameNew(w.folder, w.temp, w.target)
		if errors.Is(err, fs.ErrExist) {
			theirs, _ := inspect(w.folder, w.target)
			return conflict(w.target, base, theirs.Revision)
		}
		return errors.Join(err, syncFolder(w.folder))
	}
	if err := exchange(w.folder, w.temp, w.target); err != nil {
		return err
	}
	if theirs, _ := inspect(w.folder, w.temp); theirs.Revision != base {
		return errors.Join(conflict(w.target, base, theirs.Revision), w.putBack())
	}
	return syncFolder(w.folder)
}

// putBack undoes putOver. If what comes out is not ours, then a third version
// had come meanwhile, and that is the one to stay.
func (w *staged) putBack() error {
	err := exchange(w.folder, w.temp, w.target)
	if out, _ := inspect(w.folder, w.temp); err == nil && out.Revision != w.revision {
		err = exchange(w.folder, w.temp, w.target)
	}
	return errors.Join(err, syncFolder(w.folder))
}

func (w *staged) place() error {
	if err := rename(w.folder, w.temp, w.target); err != nil {
		return err
	}
	return syncFolder(w.folder)
}

func (w *staged) discard() { _ = w.folder.Remove(w.temp) }

func syncFolder(folder *os.Root) error {
	if runtime.GOOS == "windows" {
		return nil // which syncs the entry of a file with the file
	}
	dir, err := folder.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func rename(folder *os.Root, from, to string) error {
	return insist(func() error { return folder.Rename(from, to) }, isBusy, time.Sleep)
}

// insist tries again, for 1.3 seconds at most, while the fault is passing.
func insist(try func() error, passing func(error) bool, wait func(time.Duration)) error {
	err := try()
	for pause := 10 * time.Millisecond; passing(err) && pause < time.Second; pause *= 2 {
		wait(pause)
		err = try()
	}
	return err
}

// isBusy knows how Windows refuses to rename over a file that some program
// (a virus scanner, an indexer) holds open.
func isBusy(err error) bool {
	return isWindows(err, 5, 32) // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
}

// Keep writes raw, a version of the file at name that is about to be displaced,
// into dir, which is created for this user alone, and returns the path of the
// copy. The copy is named after the file and its bytes, so that one version is
// kept once and no version displaces another.
func Keep(dir, name string, raw []byte) (string, error) {
	kept := filepath.Join(dir, keptName(name, raw))
	if err := keep(dir, filepath.Base(kept), raw); err != nil {
		return "", explain("keep a copy of", name, err)
	}
	return kept, nil
}

func keep(dir, name string, raw []byte) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	if held, err := folder.ReadFile(name); err == nil && bytes.Equal(held, raw) {
		return nil
	}
	return place(folder, name, raw, 0o600)
}

// Replace puts raw in the place of the file at path, whole or not at all, or
// makes that file with perm less the umask. The folder must exist.
func Replace(path string, raw []byte, perm fs.FileMode) error {
	folder, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer folder.Close()
	return place(folder, filepath.Base(path), raw, perm)
}

func place(folder *os.Root, name string, raw []byte, perm fs.FileMode) error {
	staged, err := stage(folder, name, raw, perm)
	if err != nil {
		return err
	}
	defer staged.discard()
	return staged.place()
}

// keptName is "kazakhstan-signals-0123456789abcdef.md" for kazakhstan/signals.md.
func keptName(name string, raw []byte) string {
	stem, ext := keptStem(name)
	return stem + "-" + revisionOf(raw)[:16] + ext
}

// keptStem is what stands before and behind the hash in the names of all
// versions of a file.
func keptStem(name string) (stem, ext string) {
	ext = path.Ext(name)
	plain := strings.Map(func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '-'
	}, strings.TrimSuffix(name, ext))
	return plain[:min(len(plain), 100)], ext
}
