package watch

import "golang.org/x/sys/unix"

// maxFolders bounds the watches; the rest is polled. Each takes a descriptor
// for the folder and one for every file in it (kqueue).
const maxFolders = 250

// watchesAbove: watching the home folder would open all that is in it, and macOS
// would ask whether it may. The paths that lie there are polled.
const watchesAbove = false

// isRemote says whether the folder's file system is on another computer, whose
// changes kqueue tells nothing of.
func isRemote(folder string) bool {
	var s unix.Statfs_t
	return unix.Statfs(folder, &s) == nil && s.Flags&unix.MNT_LOCAL == 0
}
