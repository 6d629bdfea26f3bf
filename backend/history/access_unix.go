//go:build linux || darwin

package history

import "golang.org/x/sys/unix"

// mayWrite says why the system would not let files be made in a folder.
func mayWrite(folder string) error { return unix.Access(folder, unix.W_OK|unix.X_OK) }
