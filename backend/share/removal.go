package share

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"atlasdesk/backend/history"
	"atlasdesk/backend/merge"
)

// removal is a package that one side removed: a folder with no layer left. It
// goes or stays as a whole, since nobody means a package of which only the
// files are left that the other side happened to edit.
type removal struct {
	renamed string // the folder where that side has a file of it as it was, "" for none
	stays   bool   // as a person decided about one of its files
}

// removals are those of one side, by folder.
type removals map[string]*removal

// removalsOf finds the packages that some changes, which end at a commit,
// removed.
func removalsOf(repo *history.Repo, end history.Hash, changes []history.Difference) (removals, error) {
	out := removals{}
	for _, d := range changes {
		folder := path.Dir(d.Path)
		if d.To.Exists() || mergerOf(d.Path) == nil || out[folder] != nil {
			continue
		}
		files, err := repo.ReadTreeAt(end, folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		out[folder] = &removal{}
		for name := range files {
			if mergerOf(name) != nil {
				out[folder] = nil // and not looked at again
			}
		}
	}
	out.findRenamed(changes)
	return out, nil
}

// findRenamed looks for files that are new under their old name in another
// folder.
func (r removals) findRenamed(changes []history.Difference) {
	type file struct {
		name string
		blob history.Hash
	}
	added := map[file]string{}
	for _, d := range changes {
		if !d.From.Exists() {
			added[file{path.Base(d.Path), d.To.Blob}] = path.Dir(d.Path)
		}
	}
	for _, d := range changes {
		gone := r[path.Dir(d.Path)]
		to, found := added[file{path.Base(d.Path), d.From.Blob}]
		if found && !d.To.Exists() && gone != nil && gone.renamed == "" {
			gone.renamed = to
		}
	}
}

// keeps says whether a file that a side removed stays with its package.
func (r removals) keeps(d history.Difference) bool {
	gone := r[path.Dir(d.Path)]
	return gone != nil && gone.stays && !d.To.Exists()
}

// keeper is the side that still has a file.
var keeper = map[Kind]merge.Take{RemovedHere: merge.Theirs, RemovedThere: merge.Ours}

// happened says what happened to a file.
var happened = map[Kind]string{
	Text:         "both sides edited the same sentences",
	WholeFile:    "both sides changed this file",
	RemovedHere:  "removed here and changed there",
	RemovedThere: "changed here and removed there",
}

// String says what happened to the file, in words.
func (c Conflict) String() string {
	side := map[Kind]string{RemovedHere: "here", RemovedThere: "there"}[c.Kind]
	switch {
	case !c.Package:
		return happened[c.Kind]
	case c.Renamed != "":
		return fmt.Sprintf("%s; the whole package was renamed to %s %s, and stands at both places if this file stays", happened[c.Kind], c.Renamed, side)
	}
	return fmt.Sprintf("%s; the whole package was removed %s, and stays whole if this file stays", happened[c.Kind], side)
}
