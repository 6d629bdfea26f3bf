package history

import (
	"cmp"
	"path"
	"slices"
)

// ChangedPaths says of commits which files they changed, of the file names that
// it was made for. It is made by [Repo.ChangedPaths], does not change, and may
// be used by many goroutines.
//
// A commit is held against each of its parents. That of a merge is enough to
// tell which side a file came from, as git-log(1) does with its default
// history simplification, for any folder and without reading an object.
type ChangedPaths struct {
	names   []string
	cutOff  fingerprint // see commitSet
	tip     Hash
	paths   []string
	blobs   []Hash
	commits []recorded // parents before their children
	at      map[Hash]int32
}

// recorded is a commit and how it differs from its parents.
type recorded struct {
	Commit
	committed int64  // seconds since 1970
	edges     []edge // one for each parent; of a commit without parents, one with parent none
}

// edge is what is in a commit other than in one of its parents.
type edge struct {
	parent  int32 // index of ChangedPaths.commits, or none
	changes []pathChange
	renames []rename
}

// none stands for no parent and for no file.
const none = -1

// pathChange is a path and the bytes there, indexes of ChangedPaths.
type pathChange struct{ path, blob int32 }

// rename is a folder that came whole, with at least half of the files that left
// another one.
type rename struct{ from, to string }

// Touch is a commit that changed a folder.
type Touch struct {
	Commit Commit
	Folder string   // its name after the commit: folders are followed through renames
	Files  []string // names of the files that changed; none where a merge only brought changes together
}

// Tip is the commit that HEAD stood on, zero where there was none.
func (p *ChangedPaths) Tip() Hash { return p.tip }

// Log lists the commits that changed files directly in a folder, a slash path
// from the root, from the tip on and the newest first: those that git log
// lists for these files. As git does it follows, at a merge, only the side that
// the folder came from unchanged, if there is one.
func (p *ChangedPaths) Log(folder string) (touches []Touch) {
	w := pathWalk{history: p, wanted: map[string][]bool{}, seen: map[visit]bool{}}
	w.push(p.find(p.tip), folder)
	for len(w.queue) > 0 {
		v := w.pop()
		if t, ok := w.step(v); ok {
			touches = append(touches, t)
		}
	}
	return touches
}

// Ancestors tells which commits a commit was made from, itself included. ok is
// false where the tip was not made from it.
func (p *ChangedPaths) Ancestors(commit Hash) (includes func(Hash) bool, ok bool) {
	if !p.reached(p.tip)(commit) {
		return nil, false
	}
	return p.reached(commit), true
}

func (p *ChangedPaths) reached(from Hash) func(Hash) bool {
	at := p.find(from)
	if at == none {
		return func(Hash) bool { return false }
	}
	reached := make([]bool, at+1)
	reached[at] = true
	for i := at; i >= 0; i-- {
		for _, e := range p.commits[i].edges {
			if reached[i] && e.parent != none {
				reached[e.parent] = true
			}
		}
	}
	return func(commit Hash) bool {
		at := p.find(commit)
		return at != none && int(at) < len(reached) && reached[at]
	}
}

// find is the index of a commit, none where it is not known.
func (p *ChangedPaths) find(commit Hash) int32 {
	if at, known := p.at[commit]; known {
		return at
	}
	return none
}

// visit is a commit and the name that the folder had in it.
type visit struct {
	commit int32
	folder string
}

// pathWalk walks from a commit to its ancestors, the latest first.
type pathWalk struct {
	history *ChangedPaths
	wanted  map[string][]bool // by folder: for each path, whether it is directly there
	seen    map[visit]bool
	queue   []visit // the last one is the latest
}

func (w *pathWalk) push(commit int32, folder string) {
	v := visit{commit, folder}
	if commit == none || w.seen[v] {
		return
	}
	w.seen[v] = true
	// Commits of the same second stay in the order in which they were found.
	at, _ := slices.BinarySearchFunc(w.queue, w.history.commits[commit].committed, func(q visit, when int64) int {
		return cmp.Compare(w.history.commits[q.commit].committed, when)
	})
	w.queue = slices.Insert(w.queue, at, v)
}

func (w *pathWalk) pop() visit {
	last := len(w.queue) - 1
	v := w.queue[last]
	w.queue = w.queue[:last]
	return v
}

// step goes on to the parents of a commit; ok says that it changed the folder.
func (w *pathWalk) step(v visit) (t Touch, ok bool) {
	c := &w.history.commits[v.commit]
	wanted := w.paths(v.folder)
	for i := range c.edges {
		if !c.edges[i].touches(wanted) {
			w.push(c.edges[i].parent, v.folder)
			return t, false
		}
	}
	for i := range c.edges {
		w.push(c.edges[i].parent, c.edges[i].before(v.folder))
	}
	return Touch{c.Commit, v.folder, w.files(c, wanted)}, true
}

// paths tells the paths that are directly in a folder.
func (w *pathWalk) paths(folder string) []bool {
	wanted, known := w.wanted[folder]
	if !known {
		wanted = make([]bool, len(w.history.paths))
		for i, p := range w.history.paths {
			wanted[i] = path.Dir(p) == folder
		}
		w.wanted[folder] = wanted
	}
	return wanted
}

// files are the names of those that differ from every parent.
func (w *pathWalk) files(c *recorded, wanted []bool) (names []string) {
	for _, change := range c.edges[0].changes {
		asThere := func(e edge) bool { _, changed := e.change(change.path); return !changed }
		if wanted[change.path] && !slices.ContainsFunc(c.edges, asThere) {
			names = append(names, path.Base(w.history.paths[change.path]))
		}
	}
	slices.Sort(names)
	return names
}

func (e *edge) touches(wanted []bool) bool {
	return slices.ContainsFunc(e.changes, func(c pathChange) bool { return wanted[c.path] })
}

// change looks up what became of a path; changed is false where it is as in
// the parent.
func (e *edge) change(path int32) (c pathChange, changed bool) {
	at, changed := slices.BinarySearchFunc(e.changes, path, func(c pathChange, path int32) int { return cmp.Compare(c.path, path) })
	if !changed {
		return c, false
	}
	return e.changes[at], true
}

// before is the name that a folder had in the parent.
func (e *edge) before(folder string) string {
	for _, r := range e.renames {
		if r.to == folder {
			return r.from
		}
	}
	return folder
}
