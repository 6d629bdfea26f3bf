package workspace

import (
	"path"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

// Saved returns the files of a package as they are on the disk.
func (w *Workspace) Saved(id string) ([atlas.ChangeLog + 1]store.File, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return [atlas.ChangeLog + 1]store.File{}, err
	}
	for _, l := range atlas.Layers() {
		w.reread(e, l)
	}
	return e.files, nil
}

// CheckSaved checks a package as it is on the disk, without unsaved text.
func (w *Workspace) CheckSaved(id string) (*Checked, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return nil, err
	}
	if len(e.edits) == 0 {
		return w.check(e), nil
	}
	return w.checkFiles(e.id, e.names, e.files), nil
}

// CheckFiles checks a package as it would be with these files.
func (w *Workspace) CheckFiles(id string, files [atlas.ChangeLog + 1]store.File) (*Checked, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return nil, err
	}
	return w.checkFiles(e.id, e.names, files), nil
}

func (w *Workspace) checkFiles(id string, names []string, files [atlas.ChangeLog + 1]store.File) *Checked {
	saved := &entry{id: id, names: names, files: files, under: w.options.Load()}
	for _, l := range atlas.Layers() {
		saved.renew(l)
	}
	w.checkAwake(saved)
	return saved.checked
}

// Remains returns and checks what the disk still has of a folder that is no
// package, or no longer one.
func (w *Workspace) Remains(id string) (files [atlas.ChangeLog + 1]store.File, c *Checked, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range atlas.Layers() {
		if files[l], err = w.read(path.Join(id, l.File())); err != nil {
			return files, nil, err
		}
	}
	return files, w.checkFiles(id, nil, files), nil
}
