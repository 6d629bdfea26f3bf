package app

import (
	"context"
	"maps"
	"path"
	"strings"
	"time"

	"atlasdesk/backend/history"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/workspace"
)

// lastCommits are the last commits of all packages of a workspace, as they were
// when one commit was the last of all.
type lastCommits struct {
	in       *workspace.Workspace
	tip      string // name of the commit; empty where there is none
	packages string // that they were looked up for
	by       map[string]LastCommit
}

// of is the last commit of a package; not Known where it was not looked up.
func (c lastCommits) of(w *workspace.Workspace, id string) LastCommit {
	if c.in != w {
		return LastCommit{}
	}
	return c.by[id]
}

// findLastCommits looks them up, each time that it is asked.
func (d *desk) findLastCommits(ctx context.Context, w *workspace.Workspace, moved <-chan struct{}) {
	d.paint.await(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-moved:
			d.updateLast(ctx, w)
		}
	}
}

// updateLast looks the last commits up again, unless the last of all and the
// packages are as before, and tells the page of what is new. Reading a long
// history for the first time takes seconds.
func (d *desk) updateLast(ctx context.Context, w *workspace.Workspace) {
	d.mu.Lock()
	before := d.last
	d.mu.Unlock()
	ids := w.IDs()
	now := lastCommits{in: w, tip: w.ComparedWith(), packages: strings.Join(ids, "\n")}
	if now.in == before.in && now.tip == before.tip && now.packages == before.packages {
		return
	}
	if now.by = lookUpLast(ctx, w, ids); ctx.Err() != nil {
		return
	}
	d.mu.Lock()
	d.last = now
	d.mu.Unlock()
	if !maps.Equal(now.by, before.by) {
		d.tell(listed)
	}
}

// lookUpLast finds the last commit of each package; of none where the history
// cannot be read.
func lookUpLast(ctx context.Context, w *workspace.Workspace, ids []string) map[string]LastCommit {
	repo, err := history.Open(w.Root())
	if err != nil {
		return nil
	}
	below, err := repo.Rel(w.Root())
	if err != nil {
		return nil
	}
	past, err := provenance.Open(ctx, repo, nil)
	if err != nil {
		return nil
	}
	folders := make([]string, len(ids))
	for i, id := range ids {
		folders[i] = path.Join(below, id)
	}
	found, latest := make(map[string]LastCommit, len(ids)), past.Latest(folders)
	for i, id := range ids {
		found[id] = LastCommit{Known: true}
		if c, ok := latest[folders[i]]; ok {
			found[id] = LastCommit{true, c.Hash.String()[:7], c.Subject, c.Author.Name, c.When.Format(time.RFC3339)}
		}
	}
	return found
}
