package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"atlasdesk/backend/draft"
	"atlasdesk/backend/store"

	"github.com/adrg/xdg"
)

// A folderFile keeps one thing about each workspace folder among the person's
// data. As JSON, T is an object whose field "format" says what the file is.
type folderFile[T any] struct {
	place  string // a folder of its own among the data
	format string
	aside  string // the name of what is set aside
	holds  string // as the subject of a sentence
}

// path is the file about a workspace folder.
func (f folderFile[T]) path(root string) string {
	return filepath.Join(xdg.DataHome, "atlas-desk", f.place, draft.Folder(root)+".json")
}

// keep writes it in the place of what was kept. When it returns, a crash loses
// nothing of it.
func (f folderFile[T]) keep(root string, v T) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	file := f.path(root)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return store.Replace(file, raw, 0o600)
}

// read returns what is kept; the zero value where nothing is. A file that
// cannot be understood is set aside.
func (f folderFile[T]) read(root string) (T, error) {
	var none T
	raw, err := os.ReadFile(f.path(root))
	if errors.Is(err, fs.ErrNotExist) {
		return none, nil
	}
	if err != nil {
		return none, fmt.Errorf("read %s: %w", f.holds, err)
	}
	v, err := f.parse(raw)
	if err == nil {
		return v, nil
	}
	kept, keepErr := f.setAside(root)
	if keepErr != nil {
		return none, fmt.Errorf("%s cannot be read: %w; its file stays %s: %w", f.holds, err, f.path(root), keepErr)
	}
	return none, fmt.Errorf("%s cannot be read: %w; its file is now %s", f.holds, err, kept)
}

func (f folderFile[T]) parse(raw []byte) (v T, err error) {
	var head struct {
		Format string `json:"format"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return v, err
	}
	if head.Format != f.format {
		return v, fmt.Errorf("its format is “%s” and not “%s”", head.Format, f.format)
	}
	err = json.Unmarshal(raw, &v)
	return v, err
}

// forget removes what is kept.
func (f folderFile[T]) forget(root string) error {
	err := os.Remove(f.path(root))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// setAside gives up what is kept: it goes into a file among those that were
// displaced, whose path is returned; empty where nothing is kept.
func (f folderFile[T]) setAside(root string) (string, error) {
	raw, err := os.ReadFile(f.path(root))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	kept, err := store.Keep(displacedFolder(), f.aside, raw)
	if err != nil {
		return "", err
	}
	return kept, f.forget(root)
}
