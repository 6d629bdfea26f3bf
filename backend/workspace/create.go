package workspace

import (
	"fmt"
	"os"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/exchange"
	"atlasdesk/backend/scaffold"
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
	raw, err := os.ReadFile(page)
	if err != nil {
		return "", fmt.Errorf("import %s: %w", page, err)
	}
	source, _, err := text.Decode(raw)
	if err != nil {
		return "", fmt.Errorf("import %s: the file is %w; a published page is plain text in UTF-8", page, err)
	}
	imported, err := exchange.Import(source, "")
	if err != nil {
		return "", fmt.Errorf("import %s: %w", page, err)
	}
	return w.add(imported.Slug, imported.Files)
}

func (w *Workspace) add(id string, layers map[atlas.Layer]string) (string, error) {
	files := make(map[string][]byte, len(layers))
	for l, content := range layers {
		files[l.File()] = []byte(content)
	}
	if err := w.store.CreateDir(id, files); err != nil {
		return "", err
	}
	_, err := w.Refresh()
	return id, err
}
