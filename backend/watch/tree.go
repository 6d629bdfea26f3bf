package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// tree is the state of the watches.
type tree struct {
	folders map[string]bool // those watched
	home    fs.FileInfo     // of the root when it was last watched, nil if it was gone
	deaf    bool            // some folder cannot be watched, or not trusted
	there   map[string]bool // extra paths that are there, of those that no watched folder holds
}

// watchAnew gives up every watch and begins from the root: when events were
// lost, any of them may be of a folder that has moved.
func (w *watcher) watchAnew() {
	for path := range w.folders {
		w.unwatch(path)
	}
	w.tree = tree{folders: map[string]bool{}, deaf: w.events == nil, there: map[string]bool{}}
	if info, err := os.Stat(w.root); err == nil {
		w.home = info
	}
	w.enterFolder(w.root)
	w.enterExtra()
	w.found = dirt{}
}

// lost says whether the root is not the folder that is watched.
func (w *watcher) lost() bool {
	now, err := os.Stat(w.root)
	if err != nil || w.home == nil {
		return (err == nil) != (w.home != nil)
	}
	return !os.SameFile(now, w.home)
}

func (w *watcher) enter(path string) {
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		w.enterFolder(path)
	}
}

// enterFolder watches a folder and those in it, and marks what it holds: that
// may have come before the watch.
func (w *watcher) enterFolder(folder string) {
	if !w.watch(folder) {
		return
	}
	entries, _ := os.ReadDir(folder) // after watch, so that nothing falls between
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		if !w.concerns(path) {
			continue
		}
		w.found.add(path)
		if e.IsDir() && w.entered(path) { // a symbolic link is no folder, so no loop is walked
			w.enterFolder(path)
		}
	}
}

// enterExtra watches the folders that hold the extra paths and are not watched
// yet, and looks for the paths that no watched folder holds.
func (w *watcher) enterExtra() {
	for path := range w.extra {
		folder := filepath.Dir(path)
		if above := folder != w.root && within(w.root, folder); !w.folders[folder] && (w.above || !above) {
			w.enterFolder(folder)
		}
		if w.folders[folder] {
			continue
		}
		if _, err := os.Lstat(path); (err == nil) != w.there[path] {
			w.there[path] = err == nil
			w.found.add(path)
		}
	}
}

// watch says whether the folder is watched now.
func (w *watcher) watch(folder string) bool {
	if w.events == nil || len(w.folders) >= maxFolders {
		w.deaf = true
		return false
	}
	err := w.events.Add(folder)
	switch {
	case err == nil:
		w.folders[folder] = true
		w.deaf = w.deaf || w.remote(folder)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		// Gone again or closed to us: its own folder tells when that changes.
	default:
		w.deaf = true
	}
	return err == nil
}

// forget gives up the watches at and below any of the paths.
func (w *watcher) forget(paths map[string]bool) {
	for folder := range w.folders {
		if isBelow(folder, paths) {
			w.unwatch(folder)
		}
	}
}

// isBelow says whether a path or a folder above it is among those given.
func isBelow(path string, these map[string]bool) bool {
	for ; !these[path]; path = filepath.Dir(path) {
		if path == filepath.Dir(path) {
			return false
		}
	}
	return true
}

func (w *watcher) unwatch(folder string) {
	_ = w.events.Remove(folder) // fails where the system gave it up by itself
	delete(w.folders, folder)
}
