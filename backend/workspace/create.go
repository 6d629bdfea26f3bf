package workspace

import (
	"errors"
	"fmt"
	"io/fs"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/exchange"
	"atlasdesk/backend/scaffold"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
)

// Create writes a new package of seven drafts and returns its ID. It fails
// with a *scaffold.NameError for a name that is no slug, and with a
// *store.Error of store.CodeExists where the name is taken.
func (w *Workspace) Create(name string) (id string, err error) {
	layers, err := scaffold.New(name)
	if err != nil {
		return "", err
	}
	return w.add(name, layers)
}

// Import writes the package that a published page holds, and returns its ID.
// It fails with an *exchange.LineError that names the line it cannot read.
func (w *Workspace) Import(page string) (id string, err error) {
	source, err := readPage(page)
	if err != nil {
		return "", fmt.Errorf("import %s: %w", page, err)
	}
	imported, err := exchange.Import(source, "")
	if err != nil {
		return "", fmt.Errorf("import %s: %w", page, err)
	}
	return w.add(imported.Slug, imported.Files)
}

// readPage reads the text of a regular file, no further than text.Limit allows.
func readPage(page string) (string, error) {
	raw, err := store.ReadOutside(page)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("%w; give the path of a published page, a plain text file", fs.ErrNotExist)
	case errors.Is(err, store.ErrNotFile):
		return "", fmt.Errorf("%w; a published page is plain text in UTF-8", err)
	case err != nil:
		return "", err
	}
	source, _, err := text.Decode(raw)
	if err != nil {
		return "", fmt.Errorf("the file is %w; a published page is plain text in UTF-8", err)
	}
	return source, nil
}

// Add writes a package into a folder that is not there yet.
func (w *Workspace) Add(id string, layers map[atlas.Layer]string) error {
	_, err := w.add(id, layers)
	return err
}

// Rehearse checks the package that [Workspace.Add] would write, and writes
// nothing.
func (w *Workspace) Rehearse(id string, layers map[atlas.Layer]string) *Checked {
	var files [atlas.ChangeLog + 1]store.File
	for l, content := range layers {
		files[l] = store.Decoded(l.File(), []byte(content), "new")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.checkFiles(id, nil, files)
}

func (w *Workspace) add(id string, layers map[atlas.Layer]string) (string, error) {
	files := make(map[string][]byte, len(layers))
	for l, content := range layers {
		files[l.File()] = []byte(content)
	}
	if err := w.store.CreateDir(id, files); err != nil {
		return "", err
	}
	_, err := w.Refresh(w.Path(id))
	return id, err
}
