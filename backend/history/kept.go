package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// KeptFile is a file that Atlas Desk keeps in a folder of its own among those of
// git, or of the user's cache. That folder may have come with a repository that
// somebody sent, so nothing is read or written through a link, nor read without
// bound.
type KeptFile struct{ base, name string }

// keptFolder is the folder of kept files below its base.
const keptFolder = "atlas-desk"

// maxKept is how many bytes of a kept file are read.
const maxKept = 256 << 20

// Kept is the file of this name that is kept in the repository.
func (r *Repo) Kept(name string) KeptFile { return KeptFile{r.commonDir, name} }

// Path is where the file is.
func (f KeptFile) Path() string { return filepath.Join(f.base, keptFolder, f.name) }

// Read returns the content. It fails with fs.ErrNotExist where there is none,
// and with another error for what is no plain file, or a larger one than this
// program keeps.
func (f KeptFile) Read() ([]byte, error) {
	if err := realFolder(f.base, keptFolder); err != nil {
		return nil, err
	}
	info, err := os.Lstat(f.Path())
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no plain file", f.Path())
	case info.Size() > maxKept:
		return nil, fmt.Errorf("%s is larger than %d bytes", f.Path(), maxKept)
	}
	return os.ReadFile(f.Path())
}

// Write puts content in the place of the file, whole or not at all, and makes
// the folder where there is none. Of two programs that write at once one wins.
func (f KeptFile) Write(content []byte) error {
	if err := realFolder(f.base, keptFolder); err != nil {
		return err
	}
	folder := filepath.Dir(f.Path())
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, f.name+".*.new")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(content)
	if err := errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := replace(temp.Name(), f.Path()); err != nil {
		return err
	}
	return syncDir(folder)
}

// Remove removes the file; that there is none is no error.
func (f KeptFile) Remove() error {
	if err := realFolder(f.base, keptFolder); err != nil {
		return err
	}
	if err := os.Remove(f.Path()); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
