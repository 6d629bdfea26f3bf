// Package provenance tells where a package comes from: which commits made it,
// and of each statement since when it stands, who wrote it, and what it said
// before.
package provenance

import (
	"context"
	"errors"
	"slices"

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

// Current says whether the past is that of the repository as it is now.
func (p *Past) Current() (bool, error) { return p.paths.Current(p.repo) }

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

// Latest finds the last commit of each of many packages, by their folders: the
// first that Package lists. A package that was never committed is left out.
func (p *Past) Latest(folders []string) map[string]history.Commit { return p.paths.Latest(folders) }

// ErrElsewhere says that what is here was not made from a commit.
var ErrElsewhere = errors.New("the last commit was not made from that commit; name one that “git log” lists")

// Since picks the edits that were made since a commit: those that are not among
// what it was made from. It fails with ErrElsewhere.
func (p *Past) Since(commit history.Hash, edits []Edit) ([]Edit, error) {
	before, ok := p.paths.Ancestors(commit)
	if !ok {
		return nil, ErrElsewhere
	}
	return slices.DeleteFunc(slices.Clone(edits), func(e Edit) bool { return before(e.Commit.Hash) }), nil
}

// FolderAt is the folder that a package had in an earlier commit, which is the
// one that it has now unless it was renamed since.
func (p *Past) FolderAt(commit history.Hash, folder string) string {
	before, ok := p.paths.Ancestors(commit)
	if !ok {
		return folder
	}
	for _, e := range p.Package(folder) {
		if before(e.Commit.Hash) {
			return e.Folder
		}
	}
	return folder
}
