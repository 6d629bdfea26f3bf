package store

import (
	"os"
	"path"
)

// Held is a version of a file that can be put back without any room on the
// disk.
type Held struct {
	store  *Store
	name   string
	root   *os.Root // of the folder
	staged *staged
}

// Hold keeps what the file at name holds now in a temporary file beside it, for
// [Held.Restore]. It fails as [Store.Write] does. Release ends it.
func (s *Store) Hold(name string) (*Held, error) {
	h, err := s.hold(name)
	return h, explain("keep a copy of", name, err)
}

func (s *Store) hold(name string) (*Held, error) {
	s.saving.Lock()
	defer s.saving.Unlock()
	root, err := s.open(name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	disk, refusal := inspect(root, name)
	if refusal != nil {
		return nil, refusal
	}
	folder, err := root.OpenRoot(path.Dir(name))
	if err != nil {
		return nil, err
	}
	staged, err := stage(folder, path.Base(name), disk.Bytes(), 0o644)
	if err != nil {
		_ = folder.Close()
		return nil, err
	}
	return &Held{s, name, folder, staged}, nil
}

// Restore puts the version back over the revision base. It fails with
// CodeConflict where the file holds another one by now.
func (h *Held) Restore(base string) error {
	h.store.saving.Lock()
	defer h.store.saving.Unlock()
	return explain("restore", h.name, h.staged.replace(base))
}

// Release lets go of the version.
func (h *Held) Release() {
	h.staged.discard()
	_ = h.root.Close()
}
