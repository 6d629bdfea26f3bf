// Package provenance tells where a package comes from: which commits made it,
// and of each statement since when it stands, who wrote it, and what it said
// before.
package provenance

import (
	"context"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
)

// Past is what a repository remembers of its packages, up to the commit that
// was the last when it was opened. It may be used by many goroutines.
type Past struct {
	repo  *history.Repo
	paths *history.ChangedPaths
}

// Open reads which commits changed which layers; see
// [history.Repo.ChangedPaths] for progress and for how long that takes.
func Open(ctx context.Context, repo *history.Repo, progress func(done, total int)) (*Past, error) {
	var names []string
	for _, l := range atlas.Layers() {
		names = append(names, l.File())
	}
	paths, err := repo.ChangedPaths(ctx, names, progress)
	if err != nil {
		return nil, err
	}
	return &Past{repo, paths}, nil
}

// Tip is the commit that the past leads up to, zero where there is none.
func (p *Past) Tip() history.Hash { return p.paths.Tip() }

// Edit is a commit that changed a package.
type Edit struct {
	Commit history.Commit
	Folder string        // of the package after the commit, a slash path from the root of the repository
	Layers []atlas.Layer // that changed, in order; none where a merge only brought changes together
}

// Package lists the commits that changed the package in a folder, the newest
// first, as git log lists them.
func (p *Past) Package(folder string) []Edit {
	touches := p.paths.Log(folder)
	edits := make([]Edit, len(touches))
	for i, t := range touches {
		edits[i] = Edit{Commit: t.Commit, Folder: t.Folder}
		for _, l := range atlas.Layers() {
			for _, name := range t.Files {
				if name == l.File() {
					edits[i].Layers = append(edits[i].Layers, l)
				}
			}
		}
	}
	return edits
}
