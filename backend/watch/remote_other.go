//go:build !linux && !darwin && !windows

package watch

// maxFolders bounds the watches; the rest is polled. Each takes a descriptor
// for the folder and one for every file in it (kqueue).
const maxFolders = 250

// watchesAbove: watching the home folder would open all that is in it. The paths
// that lie there are polled.
const watchesAbove = false

// isRemote is not known of any folder here.
func isRemote(string) bool { return false }
