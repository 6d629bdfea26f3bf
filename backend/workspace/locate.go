package workspace

import (
	"fmt"
	"os"
	"path/filepath"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
)

// Location is what a path that somebody opens stands for.
type Location struct {
	Root    string // the folder to open, absolute, symbolic links resolved
	Package string // its ID below Root; empty where Root is all that is meant
	Layer   string // its key; empty where the package is all that is meant
}

// NotOursError says that a file is nothing that can be opened.
type NotOursError struct{ Path string }

func (e *NotOursError) Error() string {
	return fmt.Sprintf("open %s: this is no layer of a package, which are %s to %s; open the folder that holds the packages", e.Path, atlas.Evidence.File(), atlas.ChangeLog.File())
}

// Locate finds the workspace around a path: a folder of packages, the folder
// of one package, or the file of a layer. The workspace of a package is the
// folder above it where the two belong together: they lie in one git work
// tree, or settings of the program stand above. Otherwise it is the package's
// own folder, since what lies above may be a whole home folder.
func Locate(path string) (Location, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return Location{}, fmt.Errorf("open %s: %w", path, err)
	}
	if info, err := os.Stat(abs); err != nil || info.IsDir() {
		return locateFolder(abs)
	}
	layer, ok := atlas.LayerOf(filepath.Base(abs))
	if !ok || layer.File() != filepath.Base(abs) {
		return Location{}, &NotOursError{abs}
	}
	at, err := locateFolder(filepath.Dir(abs))
	if err == nil && at.Package == "" {
		err = &NotOursError{abs}
	}
	at.Layer = layer.Key()
	return at, err
}

func locateFolder(folder string) (Location, error) {
	s, err := store.Open(folder)
	if err != nil {
		return Location{}, err
	}
	root := s.Root()
	entries, err := os.ReadDir(root)
	if err != nil {
		return Location{}, fmt.Errorf("open %s: %w", folder, err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	switch {
	case !pack.IsPackage(names):
		return Location{Root: root}, nil
	case joinedAbove(root):
		return Location{Root: filepath.Dir(root), Package: filepath.Base(root)}, nil
	}
	return Location{Root: root, Package: "."}, nil
}

// joinedAbove says whether a folder lies in a work tree, or under settings,
// whose root is above it.
func joinedAbove(folder string) bool {
	for at := folder; filepath.Dir(at) != at; at = filepath.Dir(at) {
		if exists(filepath.Join(at, settings.Folder)) || exists(filepath.Join(at, ".git")) {
			return at != folder
		}
	}
	return false
}
