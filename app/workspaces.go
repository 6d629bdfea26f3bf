package app

import (
	"errors"
	"fmt"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/workspace"

	"github.com/pkg/browser"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Workspaces are bound to the page: the open folder and its packages.
type Workspaces struct{ desk *desk }

// Overview lists the packages of the open folder that have changed since the
// answer of a number, or all of them where the page has none of this folder (0).
// It never waits for a check; what is not checked yet says so.
func (w *Workspaces) Overview(since int) Workspace { return w.desk.list.answer(w.desk, since) }

// Open makes a folder the workspace.
func (w *Workspaces) Open(folder string) (Workspace, error) {
	if err := w.desk.openFolder(folder); err != nil {
		return Workspace{}, err
	}
	return w.Overview(0), nil
}

// Painted says that the page has painted what is open. What takes long begins
// then.
func (w *Workspaces) Painted() { w.desk.paint.happened() }

// Look looks at the disk again, as when the author comes back to the window.
// What it finds comes as an event.
func (w *Workspaces) Look() { w.desk.lookAgain() }

// ChooseFolder asks for a folder and returns its path, empty when the author
// thinks better of it.
func (w *Workspaces) ChooseFolder() (string, error) {
	window, err := w.desk.window()
	if err != nil {
		return "", err
	}
	return runtime.OpenDirectoryDialog(window, runtime.OpenDialogOptions{Title: "Open the folder that holds the packages"})
}

// ChoosePage asks for the file of a published page.
func (w *Workspaces) ChoosePage() (string, error) {
	window, err := w.desk.window()
	if err != nil {
		return "", err
	}
	return runtime.OpenFileDialog(window, runtime.OpenDialogOptions{
		Title:   "Import a published page",
		Filters: []runtime.FileFilter{{DisplayName: "Plain text (*.txt)", Pattern: "*.txt"}},
	})
}

// Import reads a published page into a new package and returns its ID.
func (w *Workspaces) Import(page string) (string, error) {
	return w.add(func(open *workspace.Workspace) (string, error) { return open.Import(page) })
}

// ShowFolder opens the folder of a package in the file manager of the system.
func (w *Workspaces) ShowFolder(pkg string) error {
	open, err := w.desk.workspace()
	if err != nil {
		return err
	}
	if !slices.Contains(open.IDs(), pkg) {
		return fmt.Errorf("show %s: there is no such package", pkg)
	}
	if err := browser.OpenFile(open.Path(pkg)); err != nil {
		return fmt.Errorf("show %s: %w", open.Path(pkg), err)
	}
	return nil
}

// DeclareAlias writes into the settings of the workspace that also means the
// same as name.
func (w *Workspaces) DeclareAlias(name, also string) error {
	open, err := w.desk.workspace()
	if err != nil {
		return err
	}
	if err := open.DeclareAlias(name, also); err != nil {
		return err
	}
	w.desk.tell(changed, open.Seq())
	return nil
}

func (w *Workspaces) add(make func(*workspace.Workspace) (string, error)) (string, error) {
	open, err := w.desk.workspace()
	if err != nil {
		return "", err
	}
	id, err := make(open)
	if err != nil {
		return "", err
	}
	_, err = open.Package(id)
	w.desk.tell(changed, open.Seq())
	return id, err
}

// layerOf reads a layer's key as the page sends it.
func layerOf(key string) (atlas.Layer, error) {
	l, ok := atlas.LayerOf(key)
	if !ok {
		return 0, errors.New("there is no layer “" + key + "”")
	}
	return l, nil
}

// layersOf reads the keys of layers.
func layersOf(keys []string) (layers []atlas.Layer, err error) {
	for _, key := range keys {
		l, err := layerOf(key)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	return layers, nil
}
