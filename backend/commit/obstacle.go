package commit

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"
)

// Obstacle says why [Make] would refuse the layers and files of a decision,
// however message, author and reason read, and changes nothing; nil where
// nothing is known against it. What the hooks say is only known by the attempt.
func (p *Plan) Obstacle(w *workspace.Workspace, repo *history.Repo, d Decision) error {
	switch {
	case p.nothing(&d):
		return nil
	case p.logLost():
		return fmt.Errorf("%w; `git restore --staged --worktree %s` in the repository's root brings it back", ErrNoLog, history.InShell(p.path(atlas.ChangeLog)))
	case p.unreadable() != nil:
		return p.unreadable()
	case slices.Contains(w.Unsaved(p.ID), atlas.ChangeLog):
		return ErrUnsaved
	case p.writesEntry() && p.files[atlas.ChangeLog].ReadOnly != "":
		return &workspace.ReadOnlyError{File: atlas.ChangeLog.File(), Why: p.files[atlas.ChangeLog].ReadOnly}
	case p.writesEntry():
		if err := history.MayWrite(w.Path(p.ID)); err != nil {
			return &store.Error{Op: "write into the folder", Path: p.ID, Code: store.CodeReadOnly, Err: err, Hint: "Permit writing there and try again."}
		}
	}
	return repo.Committable(p.asWritten(d).request(d, time.Time{}).Files)
}

// asWritten is the plan with its entry in the change log.
func (p *Plan) asWritten(d Decision) *Plan {
	if !p.writesEntry() {
		return p
	}
	written := *p
	entry, _ := p.decided(d)
	log := &written.files[atlas.ChangeLog]
	*log = store.FileOf(log.Path, p.logWith(entry), log.Form, log.Revision)
	return &written
}

// writesEntry says whether the commit writes an entry.
func (p *Plan) writesEntry() bool { return !p.Gone && !p.onlyBeside() }

// unreadable says which of the layers to be committed has no bytes to commit:
// no reason for errors stands for those.
func (p *Plan) unreadable() error {
	for _, l := range p.Layers {
		if f := p.files[l.Layer]; l.Kind != Removed && !f.Known() {
			return fmt.Errorf("%s %w (%w); nothing was committed", l.Layer.File(), ErrUnreadable, reason(f.Fault))
		}
	}
	return nil
}

// reason is why a file was not read, without what was being done with it.
func reason(fault error) error {
	if known, ok := errors.AsType[*store.Error](fault); ok {
		return known.Err
	}
	return fault
}

// logLost says whether the change log is gone while the package is not.
func (p *Plan) logLost() bool {
	return !p.Gone && p.files[atlas.ChangeLog].Revision == "" && p.last[atlas.ChangeLog.File()] != nil
}
