package history

import "path"

// Latest finds the last commit that changed files directly in each of some
// folders, slash paths from the root: the first that Log lists. One without
// any is left out. All are found in one walk, which takes a folder no further
// back than to its commit.
func (p *ChangedPaths) Latest(folders []string) map[string]Commit {
	w := latestWalk{history: p, found: make(map[string]Commit, len(folders)), waiting: map[int32][]int32{}}
	w.number(folders)
	tip := p.find(p.tip)
	for i := range folders {
		w.send(tip, int32(i))
	}
	for at := tip; at >= 0 && len(w.waiting) > 0; at-- { // parents stand before their children
		if here := w.waiting[at]; here != nil {
			delete(w.waiting, at)
			w.step(at, here)
		}
	}
	return w.found
}

// latestWalk walks from a commit to its ancestors with all folders at once.
// Each waits at one commit, so no folder comes to a commit twice.
type latestWalk struct {
	history *ChangedPaths
	folders []string
	of      []int32 // by path, the number of the folder that it is directly in, or none
	found   map[string]Commit
	waiting map[int32][]int32 // by commit, the numbers of folders
}

func (w *latestWalk) number(folders []string) {
	numbers := make(map[string]int32, len(folders))
	for i, f := range folders {
		numbers[f] = int32(i)
	}
	w.folders, w.of = folders, make([]int32, len(w.history.paths))
	for i, name := range w.history.paths {
		w.of[i] = none
		if n, wanted := numbers[path.Dir(name)]; wanted {
			w.of[i] = n
		}
	}
}

func (w *latestWalk) send(commit, folder int32) {
	if commit != none {
		w.waiting[commit] = append(w.waiting[commit], folder)
	}
}

// step sends the folders that wait at a commit on to the first parent that has
// them unchanged; the commit changed those without one.
func (w *latestWalk) step(at int32, here []int32) {
	c := &w.history.commits[at]
	for i := range c.edges {
		changed := w.changed(&c.edges[i])
		left := here[:0:0]
		for _, folder := range here {
			if changed[folder] {
				left = append(left, folder)
			} else {
				w.send(c.edges[i].parent, folder)
			}
		}
		here = left
	}
	for _, folder := range here {
		w.found[w.folders[folder]] = c.Commit
	}
}

// changed are the folders that an edge touches.
func (w *latestWalk) changed(e *edge) map[int32]bool {
	changed := make(map[int32]bool, len(e.changes))
	for _, c := range e.changes {
		changed[w.of[c.path]] = true
	}
	return changed
}
