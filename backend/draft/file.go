package draft

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// replace writes a file so that at every moment, also of a power cut, either
// the old one or the new one is there, whole.
func replace(at string, raw []byte) error {
	temp := strings.TrimSuffix(at, draftSuffix) + tempSuffix
	if err := write(temp, raw); err != nil {
		_ = os.Remove(temp)
		return err
	}
	if err := os.Rename(temp, at); err != nil {
		_ = os.Remove(temp)
		return err
	}
	return syncFolder(filepath.Dir(at))
}

func write(at string, raw []byte) error {
	f, err := os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // which syncs the entry of a file with the file
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// cause drops the long names of the files, which mean nothing to a person.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}
