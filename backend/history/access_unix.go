//go:build linux || darwin

package history

import "golang.org/x/sys/unix"

// MayWrite says why the system would not let files be made in a folder.
func MayWrite(folder string) error { return unix.Access(folder, unix.W_OK|unix.X_OK) }
