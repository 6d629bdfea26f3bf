package app

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/workspace"
)

// Past is bound to the page: the commits of a package, what differs between any
// two of its versions, and where its statements come from.
type Past struct {
	desk *desk

	reading sync.Mutex // one reads at a time; the others wait for what it finds
	root    string     // of the repository whose past is known
	known   *provenance.Past

	done, total atomic.Int64 // commits read, while reading

	stories, sinces latest // questions about statements
}

// PastQuery asks for commits of a package.
type PastQuery struct {
	Package string `json:"package"`
	Layer   string `json:"layer"`  // that changed; empty for any
	Words   string `json:"words"`  // of the subject, the author or the hash
	Author  string `json:"author"` // name; empty for anyone
	From    int    `json:"from"`   // index of the first one that is wanted
	Count   int    `json:"count"`  // how many are wanted
}

// PastPage is a stretch of the commits of a package, the newest first.
type PastPage struct {
	Repository bool         `json:"repository"` // false: there is none, and nothing else is said
	Tip        string       `json:"tip"`        // hash of the last commit of the branch, empty where there is none
	All        int          `json:"all"`        // commits of the package
	Total      int          `json:"total"`      // that the query picks
	From       int          `json:"from"`
	Commits    []PastCommit `json:"commits"`
	Authors    []string     `json:"authors"` // of all, who made most first
	Shallow    bool         `json:"shallow"` // the clone has not all commits: its oldest ones seem to have made what they found
}

// PastProgress is how far the first reading of a history is.
type PastProgress struct {
	Done  int `json:"done"` // commits
	Total int `json:"total"`
}

// Difference is a package in two versions.
type Difference struct {
	Before Version           `json:"before"`
	After  Version           `json:"after"`
	Layers []LayerDifference `json:"layers"` // that differ
	Entry  string            `json:"entry"`  // what the change log tells of since, Markdown
}

// Commits lists commits of a package.
func (p *Past) Commits(q PastQuery) (PastPage, error) {
	out := PastPage{From: q.From, Commits: []PastCommit{}, Authors: []string{}}
	window, err := p.desk.window()
	if err != nil {
		return out, err
	}
	v, err := p.versions(window, q.Package)
	if errors.Is(err, history.ErrNoRepository) {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	filter := provenance.Filter{Words: q.Words, Author: q.Author}
	if q.Layer != "" {
		l, err := layerOf(q.Layer)
		if err != nil {
			return out, err
		}
		filter.Layers = []atlas.Layer{l}
	}
	all := v.past.Package(v.folder)
	picked := filter.Of(all)
	out.Repository, out.All, out.Total, out.Authors = true, len(all), len(picked), append(out.Authors, provenance.Authors(all)...)
	if tip := v.past.Tip(); !tip.IsZero() {
		out.Tip = tip.String()
	}
	if out.Shallow, err = v.repo.Shallow(); err != nil {
		return out, err
	}
	from := min(max(0, q.From), len(picked))
	for _, e := range picked[from:min(len(picked), from+max(0, q.Count))] {
		out.Commits = append(out.Commits, pastCommitOf(e.Commit, e.Layers))
	}
	return out, nil
}

// Progress says how far the first reading of the history is.
func (p *Past) Progress() PastProgress { return PastProgress{int(p.done.Load()), int(p.total.Load())} }

// open reads which commits changed what, unless that is known of the last one.
func (p *Past) open(ctx context.Context, w *workspace.Workspace) (*history.Repo, *provenance.Past, error) {
	repo, err := history.Open(w.Root())
	if err != nil {
		return nil, nil, err
	}
	p.reading.Lock()
	defer p.reading.Unlock()
	if p.known != nil && p.root == repo.Root() {
		if current, err := p.known.Current(); err != nil || current {
			return repo, p.known, err
		}
	}
	defer p.total.Store(0)
	known, err := provenance.Open(ctx, repo, func(done, total int) {
		p.done.Store(int64(done))
		p.total.Store(int64(total))
	})
	if err != nil {
		return nil, nil, err
	}
	p.root, p.known = repo.Root(), known
	return repo, known, nil
}

// Compare tells what differs between two versions of a package, see Version.
func (p *Past) Compare(pkg, before, after string) (Difference, error) {
	var out Difference
	window, err := p.desk.window()
	if err != nil {
		return out, err
	}
	v, err := p.versions(window, pkg)
	if err != nil {
		return out, err
	}
	was, from, err := v.read(before)
	if err != nil {
		return out, err
	}
	is, to, err := v.read(after)
	if err != nil {
		return out, err
	}
	return Difference{from, to, differencesOf(was, is), entriesSince(was, is)}, nil
}

// entriesSince are the entries of the change log that a later version has and
// an earlier one has not.
func entriesSince(before, after *pack.Package) string {
	log := changelog.LayerRows{Layer: atlas.ChangeLog}
	now, out := textOf(after, log), ""
	for _, e := range changelog.NewEntries(textOf(before, log), now) {
		out += e.Span.In(now) + "\n\n"
	}
	return out
}
