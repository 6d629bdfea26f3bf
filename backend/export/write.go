package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

// Write puts a file in the place of what is there, or leaves that as it was. A
// layer is never written over.
func Write(at string, raw []byte) error {
	if l, isLayer := atlas.LayerOf(filepath.Base(at)); isLayer && filepath.Base(at) == l.File() {
		return fmt.Errorf("%s is the name of a layer; choose another one for a copy", l.File())
	}
	if target, err := filepath.EvalSymlinks(at); err == nil {
		at = target
	}
	if info, err := os.Stat(at); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no file that can be replaced; name another one", at)
	}
	err := store.Replace(at, raw, 0o666)
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return fmt.Errorf("%s could not be written, and nothing was changed: %w", at, path.Err)
	}
	return err
}
