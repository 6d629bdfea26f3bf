//go:build !linux && !darwin

package store

import (
	"errors"
	"os"
)

// exchange and renameNew are not to be had here.
func exchange(*os.Root, string, string) error { return errors.ErrUnsupported }

func renameNew(*os.Root, string, string) error { return errors.ErrUnsupported }
