package history

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// objectWriter writes loose objects that are on disk for good once sync has
// returned. (go-git's storer never syncs a file.) They are synced all at once,
// which a file system does in little more time than one.
type objectWriter struct {
	dir     string // the objects folder
	folders map[string]bool
	pending []pendingObject
}

// pendingObject is a written object that is not in its place yet.
type pendingObject struct {
	temp *os.File
	path string
}

// maxPending is how many files are open at a time.
const maxPending = 64

func (r *Repo) objectWriter() *objectWriter {
	return &objectWriter{dir: filepath.Join(r.commonDir, "objects"), folders: map[string]bool{}}
}

// encodable is an object of go-git that knows its format.
type encodable interface {
	Encode(plumbing.EncodedObject) error
}

func (w *objectWriter) encode(o encodable) (Hash, error) {
	memory := &plumbing.MemoryObject{}
	if err := o.Encode(memory); err != nil {
		return Hash{}, err
	}
	return w.put(memory)
}

func (w *objectWriter) blob(content []byte) (Hash, error) {
	memory := &plumbing.MemoryObject{}
	memory.SetType(plumbing.BlobObject)
	if _, err := memory.Write(content); err != nil {
		return Hash{}, err
	}
	return w.put(memory)
}

// put writes an object unless it is there as a file already; then it becomes
// new again, so that a `git gc` running now does not take it for garbage. It can
// be read after flush.
func (w *objectWriter) put(o *plumbing.MemoryObject) (Hash, error) {
	hash := o.Hash()
	name := hash.String()
	folder := filepath.Join(w.dir, name[:2])
	path := filepath.Join(folder, name[2:])
	if now := time.Now(); os.Chtimes(path, now, now) == nil {
		return hash, nil
	}
	w.folders[folder] = true
	temp, err := writeObject(o, folder)
	if err != nil {
		return hash, err
	}
	w.pending = append(w.pending, pendingObject{temp, path})
	if len(w.pending) >= maxPending {
		err = w.flush()
	}
	return hash, err
}

// adopt makes an object durable that git wrote as a file.
func (w *objectWriter) adopt(hash Hash) error {
	name := hash.String()
	folder := filepath.Join(w.dir, name[:2])
	w.folders[folder] = true
	if runtime.GOOS == "windows" {
		return nil // where only a file that may be written can be synced
	}
	file, err := os.Open(filepath.Join(folder, name[2:]))
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// writeObject writes an object beside its place.
func writeObject(o *plumbing.MemoryObject, folder string) (*os.File, error) {
	temp, err := createIn(folder)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(deflate(temp, o), temp.Chmod(0o444)); err != nil {
		return nil, errors.Join(err, temp.Close(), os.Remove(temp.Name()))
	}
	return temp, nil
}

// createIn makes a file in a folder that may be missing, or be removed as empty
// by a `git gc` just before.
func createIn(folder string) (temp *os.File, err error) {
	for range 10 {
		if err = os.MkdirAll(folder, 0o777); err != nil {
			return nil, err
		}
		// `git gc` knows files of this name and removes what a crash leaves.
		if temp, err = os.CreateTemp(folder, "tmp_obj_*"); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	return temp, err
}

// deflate writes an object in the format of loose objects.
func deflate(to io.Writer, o *plumbing.MemoryObject) error {
	w := objfile.NewWriter(to)
	if err := w.WriteHeader(o.Type(), o.Size()); err != nil {
		return err
	}
	content, err := o.Reader()
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, content); err != nil {
		return err
	}
	return w.Close()
}

// flush puts the pending objects in their places, where they can be read.
func (w *objectWriter) flush() error {
	pending := w.pending
	w.pending = nil
	return together(len(pending), func(i int) error { return pending[i].place() })
}

func (p pendingObject) place() error {
	defer os.Remove(p.temp.Name())
	if err := errors.Join(p.temp.Sync(), p.temp.Close()); err != nil {
		return err
	}
	return replace(p.temp.Name(), p.path)
}

// sync makes all objects and their names durable.
func (w *objectWriter) sync() error {
	if err := w.flush(); err != nil {
		return err
	}
	folders := append(slices.Collect(maps.Keys(w.folders)), w.dir)
	return together(len(folders), func(i int) error {
		err := syncDir(folders[i])
		if errors.Is(err, fs.ErrNotExist) {
			return nil // `git gc` has taken the objects into a pack meanwhile
		}
		return err
	})
}

// discard forgets objects that were not put in their places.
func (w *objectWriter) discard() {
	for _, p := range w.pending {
		_ = p.temp.Close()
		_ = os.Remove(p.temp.Name())
	}
	w.pending = nil
}

// writeTree writes the content of the changes and the trees above.
func (w *objectWriter) writeTree(s *snapshot, changes []change) (Hash, error) {
	for _, c := range changes {
		if !c.to.there() {
			continue
		}
		if _, err := w.blob(c.content); err != nil {
			return Hash{}, err
		}
	}
	return w.graft(s, s.root, changes, 0)
}

// graft writes the tree that base becomes with the changed files put in place
// or taken out, and the folders on the way to them; a folder that nothing is
// left in has the zero hash. depth is how many parts of the paths lead to base.
func (w *objectWriter) graft(s *snapshot, base *object.Tree, changes []change, depth int) (Hash, error) {
	entries := slices.Clone(base.Entries)
	below := map[string][]change{}
	for _, c := range changes {
		parts := strings.Split(c.path, "/")
		if depth == len(parts)-1 {
			put(&entries, object.TreeEntry{Name: parts[depth], Mode: c.to.mode, Hash: c.to.blob})
			continue
		}
		below[parts[depth]] = append(below[parts[depth]], c)
	}
	for name, changes := range below {
		folder := &object.Tree{}
		if i := slices.IndexFunc(entries, func(e object.TreeEntry) bool { return e.Name == name }); i >= 0 {
			var err error
			if folder, err = s.tree(entries[i]); err != nil {
				return Hash{}, err
			}
		}
		hash, err := w.graft(s, folder, changes, depth+1)
		if err != nil {
			return Hash{}, err
		}
		put(&entries, object.TreeEntry{Name: name, Mode: filemode.Dir, Hash: hash})
	}
	if len(entries) == 0 && depth > 0 {
		return Hash{}, nil
	}
	sort.Sort(object.TreeEntrySorter(entries))
	return w.encode(&object.Tree{Entries: entries})
}

// put replaces the entry of the same name or adds one; with the zero hash it
// takes it out.
func put(entries *[]object.TreeEntry, entry object.TreeEntry) {
	at := slices.IndexFunc(*entries, func(e object.TreeEntry) bool { return e.Name == entry.Name })
	switch {
	case at < 0 && !entry.Hash.IsZero():
		*entries = append(*entries, entry)
	case at >= 0 && entry.Hash.IsZero():
		*entries = slices.Delete(*entries, at, at+1)
	case at >= 0:
		(*entries)[at] = entry
	}
}
