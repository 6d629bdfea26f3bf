package store

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// exchange lets two files of a folder change places, see renameatx_np(2).
func exchange(folder *os.Root, a, b string) error {
	return renameWith(folder, a, b, unix.RENAME_SWAP)
}

// renameNew renames a file to a name that must not be taken.
func renameNew(folder *os.Root, from, to string) error {
	return renameWith(folder, from, to, unix.RENAME_EXCL)
}

// renameWith fails with errors.ErrUnsupported on file systems that cannot.
func renameWith(folder *os.Root, from, to string, flags uint32) error {
	dir, err := folder.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	err = unix.RenameatxNp(int(dir.Fd()), from, int(dir.Fd()), to, flags)
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.EINVAL) {
		return fmt.Errorf("%w (%w)", errors.ErrUnsupported, err)
	}
	return err
}
