package watch

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// maxFolders bounds the watches; the rest is polled. Each takes a buffer of 64
// KB.
const maxFolders = 2_000

// watchesAbove: a watch is of one folder, whatever is in it.
const watchesAbove = true

// isRemote says whether the folder is on another computer, or in a Linux that
// runs inside of this one: such drives tell of some changes only.
func isRemote(folder string) bool {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
