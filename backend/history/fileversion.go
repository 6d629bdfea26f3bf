package history

import "path"

// FileVersion is a version of one file: what a commit made of it.
type FileVersion struct {
	Commit  Commit
	Path    string         // the name it had, with its folder
	Blob    Hash           // the bytes, see [Repo.Blobs]; zero where the commit took the file away
	Parents []*FileVersion // what it was made from; several where a merge is like neither side
}

// Versions is the file at a slash path as the tip has it, with the versions
// that it was made from, nil where the file never was. Commits that left the
// file as it was are passed over; at a merge that means the sides that have
// other bytes, as in git-blame(1).
func (p *ChangedPaths) Versions(name string) *FileVersion {
	w := versionWalk{history: p, ids: map[string]int32{}, made: map[visit]*FileVersion{}}
	for i, path := range p.paths {
		w.ids[path] = int32(i)
	}
	newest := w.version(visit{p.find(p.tip), name})
	for len(w.open) > 0 {
		v := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.complete(v)
	}
	return newest
}

// versionWalk finds the versions of a file. The folder of a visit is here the
// path of the file.
type versionWalk struct {
	history *ChangedPaths
	ids     map[string]int32 // of paths
	made    map[visit]*FileVersion
	open    []visit // of versions whose parents are not known yet
}

// version finds the version of a file that a commit has, nil for none.
func (w *versionWalk) version(at visit) (v *FileVersion) {
	id, known := w.ids[at.folder]
	if !known {
		return nil
	}
	var passed []visit
	for at.commit != none {
		made, met := w.made[at]
		if met {
			v = made
			break
		}
		passed = append(passed, at)
		c := &w.history.commits[at.commit]
		next, same := c.unchanged(id)
		if !same {
			v = w.make(at, c, id)
			break
		}
		at.commit = next
	}
	for _, at := range passed {
		w.made[at] = v
	}
	return v
}

// unchanged is the first parent in which a path is as in the commit.
func (c *recorded) unchanged(path int32) (parent int32, ok bool) {
	for i := range c.edges {
		if _, changed := c.edges[i].change(path); !changed {
			return c.edges[i].parent, true
		}
	}
	return none, false
}

func (w *versionWalk) make(at visit, c *recorded, id int32) *FileVersion {
	v := &FileVersion{Commit: c.Commit, Path: at.folder}
	if change, _ := c.edges[0].change(id); change.blob != none {
		v.Blob = w.history.blobs[change.blob]
	}
	w.open = append(w.open, at)
	return v
}

// complete finds the parents of a version.
func (w *versionWalk) complete(at visit) {
	v := w.made[at]
	folder, name := path.Split(at.folder)
	for _, e := range w.history.commits[at.commit].edges {
		before := path.Join(e.before(path.Clean(folder)), name)
		if parent := w.version(visit{e.parent, before}); parent != nil {
			v.Parents = append(v.Parents, parent)
		}
	}
}
