package history

import (
	"errors"
	"io"
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
// returned. (go-git's storer never syncs a file.)
type objectWriter struct {
	dir     string // the objects folder
	folders map[string]bool
}

func (r *Repo) objectWriter() *objectWriter {
	return &objectWriter{filepath.Join(r.commonDir, "objects"), map[string]bool{}}
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
// new again, so that a `git gc` running now does not take it for garbage.
func (w *objectWriter) put(o *plumbing.MemoryObject) (Hash, error) {
	hash := o.Hash()
	name := hash.String()
	folder := filepath.Join(w.dir, name[:2])
	path := filepath.Join(folder, name[2:])
	if now := time.Now(); os.Chtimes(path, now, now) == nil {
		return hash, nil
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return hash, err
	}
	w.folders[folder] = true
	return hash, writeObject(o, path)
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

func writeObject(o *plumbing.MemoryObject, path string) error {
	// `git gc` knows files of this name and removes what a crash leaves.
	temp, err := os.CreateTemp(filepath.Dir(path), "tmp_obj_*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	err = errors.Join(deflate(temp, o), temp.Chmod(0o444), temp.Sync(), temp.Close())
	if err != nil {
		return err
	}
	return replace(temp.Name(), path)
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

// sync makes the names of the objects durable; their content is already.
func (w *objectWriter) sync() error {
	for folder := range w.folders {
		if err := syncDir(folder); err != nil {
			return err
		}
	}
	return syncDir(w.dir)
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
