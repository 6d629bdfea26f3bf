package workspace

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

// Refresh looks at the disk again and says whether anything had changed.
// Unsaved text stays. Where paths are given, absolute ones, only the packages
// that they lie in or above are read, and those that went; otherwise every
// file that the system notes a change of. Those that came, or that nobody has
// asked for yet, are read when they are needed.
//
// It reads aside, so that an edit waits for no more than one package.
func (w *Workspace) Refresh(paths ...string) (changed bool, err error) {
	w.refreshing.Lock()
	defer w.refreshing.Unlock()
	changed = w.refreshSettings()
	changed = w.refreshWaivers() || changed
	changed = w.refreshReviews() || changed
	folders, err := w.options.Load().Packages(w.store)
	if err != nil {
		return changed, err
	}
	changed = w.list(folders) || changed
	for _, f := range w.stale(folders, paths) {
		c, err := w.refresh(f, len(paths) > 0)
		changed = changed || c
		if err != nil {
			return changed, err
		}
	}
	return changed, nil
}

// list notes the packages that came. Their files are read when they are needed.
func (w *Workspace) list(found []store.Folder) (came bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range found {
		if w.packages[f.Path] == nil {
			e := newEntry(f.Path, w.options.Load())
			e.names, e.listed = f.Names, true
			w.packages[f.Path], came = e, true
		}
	}
	if came {
		w.seq++
	}
	return came
}

// stale picks the folders to read again; one that is gone has no names.
func (w *Workspace) stale(found []store.Folder, paths []string) (out []store.Folder) {
	w.mu.Lock()
	defer w.mu.Unlock()
	there := map[string]bool{}
	for _, f := range found {
		there[f.Path] = true
		e := w.packages[f.Path]
		if e.listed {
			e.names = f.Names
		} else if len(paths) == 0 || !slices.Equal(e.names, f.Names) || touched(w.Path(f.Path), paths) {
			out = append(out, f)
		}
	}
	for id := range w.packages {
		if !there[id] {
			out = append(out, store.Folder{Path: id})
		}
	}
	return out
}

// touched says whether one of the paths lies in the folder or above it.
func touched(folder string, paths []string) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return within(p, folder) || within(folder, p) })
}

func within(name, folder string) bool {
	rest, ok := strings.CutPrefix(name, strings.TrimSuffix(folder, string(filepath.Separator)))
	return ok && (rest == "" || rest[0] == filepath.Separator)
}

// refresh reads the files of one package folder, all of them or those that were
// touched, and takes what is new in them.
func (w *Workspace) refresh(folder store.Folder, all bool) (changed bool, err error) {
	known, looks := w.known(folder.Path)
	files := known
	for _, l := range atlas.Layers() {
		name := path.Join(folder.Path, l.File())
		if !all && !w.options.Load().leavesOut(name) && w.store.Untouched(known[l]) {
			continue
		}
		if files[l], err = w.read(name); err != nil {
			return false, err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if changed, err = w.install(folder, files, looks); changed {
		w.seq++
	}
	return changed, err
}

// known are the files of a package as they were read last, and how often each
// was; a new one has none.
func (w *Workspace) known(id string) (files [atlas.ChangeLog + 1]store.File, looks [atlas.ChangeLog + 1]int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if e := w.packages[id]; e != nil {
		return e.files, e.looks
	}
	return files, looks
}

func (w *Workspace) install(folder store.Folder, files [atlas.ChangeLog + 1]store.File, looks [atlas.ChangeLog + 1]int) (changed bool, err error) {
	e := w.packages[folder.Path]
	if e == nil {
		e = newEntry(folder.Path, w.options.Load())
		w.packages[folder.Path] = e
		changed = true
	}
	if !slices.Equal(e.names, folder.Names) {
		e.names, e.checked, changed = folder.Names, nil, true
	}
	e.listed = false
	for _, l := range atlas.Layers() {
		file := files[l]
		if e.looks[l] != looks[l] { // saved meanwhile: ours may be the older one
			if file, err = w.read(path.Join(folder.Path, l.File())); err != nil {
				return changed, err
			}
		}
		if file.Revision != e.files[l].Revision || file.ReadOnly != e.files[l].ReadOnly {
			e.setFile(l, file)
			changed = true
		} else {
			e.files[l] = file // with the times of now
		}
	}
	if folder.Names == nil && len(e.edits) == 0 {
		delete(w.packages, folder.Path)
		changed = true
	}
	return changed, nil
}
