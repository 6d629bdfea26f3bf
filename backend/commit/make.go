package commit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"
)

// Decision is what the author decides of a plan.
type Decision struct {
	Message   string
	Entry     string        // as edited; the plan's own where empty
	Override  string        // why errors are committed; needed where there are any
	Without   []atlas.Layer // that stay as they were committed
	NoWaivers bool          // the file of waivers stays as it was committed
	NoReviews bool          // and so do the files of reviews
	Plan      string        // the fingerprint of the plan that was decided on; empty for whatever is there
}

// Reasons why no commit was made; nothing was changed.
var (
	ErrBlocked    = errors.New("the package has errors; put them right, or give a reason for committing them")
	ErrStale      = errors.New("the package or the repository changed since this commit was prepared; look at it again")
	ErrMessage    = errors.New("a commit needs a message")
	ErrNoLog      = errors.New("change-log.md is gone from the folder, and what it records with it")
	ErrUnreadable = errors.New("cannot be read")
	ErrUnsaved    = errors.New("the change log has unsaved text; save it first, since its entry is written into the file")
)

// ErrEntryLeft says that a commit failed and that the change log could not be
// put back.
var ErrEntryLeft = errors.New("the entry could not be taken out of change-log.md again")

// NothingError says that no text differs from the last commit. It is a
// history.ErrNothing.
type NothingError struct {
	Form bool // the bytes of a file do: its line endings or byte order mark
}

func (e *NothingError) Error() string {
	if e.Form {
		return "nothing to commit: only line endings or the byte order mark differ from the last commit, which are not committed by themselves"
	}
	return "nothing to commit: no text differs from the last commit"
}

func (*NothingError) Is(target error) bool { return target == history.ErrNothing }

// Make commits a package as decided: it writes the entry into the change log,
// and the changed layers, the change log, and the files of waivers and of
// reviews into one commit. Where that fails the change log is put back. A commit
// of waivers and reviews alone has no entry. It fails with one of the errors above, with
// history.ErrNoIdentity, that of ctx, or as history.Repo.Commit and workspace.Save do.
func Make(ctx context.Context, w *workspace.Workspace, repo *history.Repo, id string, d Decision, now time.Time) (history.Hash, error) {
	p, err := Prepare(w, repo, id, now, d.Without...)
	if err != nil {
		return history.Hash{}, err
	}
	if err := p.permit(w, repo, &d); err != nil {
		return history.Hash{}, err
	}
	if err := ctx.Err(); err != nil {
		return history.Hash{}, err
	}
	if p.onlyBeside() {
		return repo.Commit(ctx, p.request(d, now))
	}
	putBack, release, err := p.writeEntry(w, d)
	if err != nil {
		return history.Hash{}, err
	}
	defer release()
	hash, err := repo.Commit(ctx, p.request(d, now))
	if err != nil {
		return hash, errors.Join(err, putBack())
	}
	_ = p.pending.Remove() // what is committed is not pending, whatever that file says
	return hash, nil
}

// permit refuses what must not be committed.
func (p *Plan) permit(w *workspace.Workspace, repo *history.Repo, d *Decision) error {
	switch {
	case p.nothing(d):
		return &NothingError{p.form}
	case d.Plan != "" && d.Plan != p.Fingerprint:
		return ErrStale
	case strings.TrimSpace(d.Message) == "":
		return ErrMessage
	}
	if err := p.Obstacle(w, repo, *d); err != nil {
		return err
	}
	switch {
	case p.Author == history.Identity{}:
		return history.ErrNoIdentity
	case len(p.Blocking) > 0 && strings.TrimSpace(d.Override) == "":
		return fmt.Errorf("%w (%s)", ErrBlocked, summary(p))
	}
	return nil
}

// nothing says whether there is nothing to commit as decided.
func (p *Plan) nothing(d *Decision) bool {
	return p.Nothing() || p.onlyBeside() && len(p.besides(d)) == 0
}

func summary(p *Plan) string {
	first := p.Blocking[0]
	if len(p.Blocking) == 1 {
		return first.File + ": " + first.Message
	}
	return fmt.Sprintf("%s: %s; and %d more", first.File, first.Message, len(p.Blocking)-1)
}

// writeEntry saves the change log with the entry, and returns what puts it
// back, also on a full disk. The caller calls release in the end.
func (p *Plan) writeEntry(w *workspace.Workspace, d Decision) (putBack func() error, release func(), err error) {
	if p.Gone {
		return func() error { return nil }, func() {}, nil
	}
	entry, generated := p.decided(d)
	before := p.files[atlas.ChangeLog]
	if err := p.announce(entry, generated); err != nil {
		return nil, nil, fmt.Errorf("note that the change log is about to be written: %w", err)
	}
	restore, release, err := p.wayBack(w)
	if err != nil {
		return nil, nil, err
	}
	content := p.logWith(entry)
	revision, err := w.Save(p.ID, atlas.ChangeLog, content, before.Revision)
	if err != nil {
		release()
		return nil, nil, err
	}
	p.files[atlas.ChangeLog] = store.FileOf(before.Path, content, before.Form, revision)
	putBack = func() error {
		if err := restore(revision); err != nil {
			return fmt.Errorf("%w: %w", ErrEntryLeft, err)
		}
		return writePending(p.pending, p.left)
	}
	return putBack, release, nil
}

// logWith is the text of the change log with an entry.
func (p *Plan) logWith(entry string) string {
	return changelog.Insert(p.files[atlas.ChangeLog].Text, p.Checked.Package.Name, entry)
}

// wayBack returns what puts the change log over a revision as it is now, or
// removes it where there is none.
func (p *Plan) wayBack(w *workspace.Workspace) (restore func(revision string) error, release func(), err error) {
	if p.files[atlas.ChangeLog].Revision == "" {
		return func(revision string) error { return w.Remove(p.ID, atlas.ChangeLog, revision) }, func() {}, nil
	}
	return w.Hold(p.ID, atlas.ChangeLog)
}

// request lists the changed layers and the change log, each with the bytes
// that are on the disk.
func (p *Plan) request(d Decision, now time.Time) history.Request {
	r := history.Request{Message: d.Message, Author: p.Author, When: now}
	if d.Override != "" {
		r.Message = strings.TrimRight(d.Message, "\n") + "\n\nCommitted in spite of errors: " + strings.TrimSpace(d.Override) + "\n"
	}
	for _, l := range p.Layers {
		if l.Layer != atlas.ChangeLog || p.Gone {
			r.Files = append(r.Files, p.file(l))
		}
	}
	if p.writesEntry() {
		r.Files = append(r.Files, p.file(Layer{Layer: atlas.ChangeLog, Kind: Changed}))
	}
	r.Files = append(r.Files, p.besides(&d)...)
	return r
}

func (p *Plan) file(l Layer) history.File {
	f := history.File{Path: p.path(l.Layer), Content: p.files[l.Layer].Bytes(), Deleted: l.Kind == Removed}
	if old, committed := p.last[l.Layer.File()]; committed {
		f.Base = history.OnContent(old)
	}
	return f
}
