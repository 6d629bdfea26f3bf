package workspace

import (
	"path"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

// SetAside keeps a text of a layer that is about to give way to another one in
// the folder aside, as the bytes that the layer's file would have, and returns
// its path.
func (w *Workspace) SetAside(id string, layer atlas.Layer, content, aside string) (kept string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return "", err
	}
	return store.Keep(aside, w.keptName(path.Join(id, layer.File())), e.form(layer).Encode(content))
}

// Kept lists the versions of a layer that were set aside in a folder, the newest
// first: those of all packages of this name.
func (w *Workspace) Kept(id string, layer atlas.Layer, aside string) ([]store.KeptFile, error) {
	return store.Kept(aside, w.keptName(path.Join(id, layer.File())))
}
