package workspace

import (
	"path"
	"path/filepath"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/draft"
	"atlasdesk/backend/store"
)

// SetAside keeps a text of a layer that is about to give way to another one
// below the folder aside, as the bytes that the layer's file would have, and
// returns its path.
func (w *Workspace) SetAside(id string, layer atlas.Layer, content, aside string) (kept string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return "", err
	}
	return w.setAside(path.Join(id, layer.File()), e.form(layer).Encode(content), aside)
}

// SetFileAside is [Workspace.SetAside] of the file of a layer, which need not be text.
func (w *Workspace) SetFileAside(id string, layer atlas.Layer, file store.File, aside string) (kept string, err error) {
	return w.setAside(path.Join(id, layer.File()), file.Bytes(), aside)
}

// Kept lists the versions of a layer that were set aside below a folder, the
// newest first.
func (w *Workspace) Kept(id string, layer atlas.Layer, aside string) ([]store.KeptFile, error) {
	return store.Kept(w.asideOf(id, aside), layer.File())
}

func (w *Workspace) setAside(name string, raw []byte, aside string) (kept string, err error) {
	return store.Keep(w.asideOf(path.Dir(name), aside), path.Base(name), raw)
}

// asideOf is the folder of a package below aside: the name is for people, who
// may have packages of one name in several places.
func (w *Workspace) asideOf(id, aside string) string {
	place := w.Path(id)
	return filepath.Join(aside, filepath.Base(place)+"-"+draft.Folder(place)[:12])
}
