package app

import (
	"strings"
	"sync"
	"time"

	"atlasdesk/backend/review"
	"atlasdesk/backend/version"
	"atlasdesk/backend/workspace"
)

// Review is bound to the page: how the statements of a package stand with their
// reviewers, and what those say.
type Review struct {
	desk *desk

	mu   sync.Mutex
	back []verdict // those of this window, the newest last
}

// verdict is one that can be taken back.
type verdict struct {
	in     *workspace.Workspace
	pkg    string
	at     ReviewPlace
	change workspace.Change
}

// ReviewPlace names a statement.
type ReviewPlace struct {
	Layer string `json:"layer"`
	ID    string `json:"id"`
}

// ReviewVerdict is what a reviewer says of a statement.
type ReviewVerdict struct {
	Layer string `json:"layer"`
	ID    string `json:"id"`
	Seal  string `json:"seal"` // of what the reviewer saw
	Kind  string `json:"kind"` // "approved" or "flagged"
	Note  string `json:"note"`
	By    string `json:"by"`
}

// ReviewRemark is a comment on a statement, or an answer to one.
type ReviewRemark struct {
	Layer string `json:"layer"`
	ID    string `json:"id"`
	Seal  string `json:"seal"`
	To    string `json:"to"` // the comment that began the thread; empty to begin one
	Note  string `json:"note"`
	By    string `json:"by"`
}

// Queue lists the statements of the derived layers as the package stands,
// unsaved text included.
func (r *Review) Queue(pkg string) (ReviewQueue, error) {
	now, err := r.now(pkg)
	if err != nil {
		return ReviewQueue{}, err
	}
	return queueOf(now, r.canTakeBack(pkg)), nil
}

// Statement tells all of one statement; its ID is empty where it is there no
// more.
func (r *Review) Statement(pkg, layer, id string) (ReviewStatement, error) {
	now, err := r.now(pkg)
	if err != nil {
		return ReviewStatement{}, err
	}
	l, err := layerOf(layer)
	if err != nil {
		return ReviewStatement{}, err
	}
	item := now.Queue.Find(l, id)
	if item == nil {
		return ReviewStatement{}.whole(), nil
	}
	return statementOf(now, item), nil
}

// Mark tells how one statement stands; of one of the evidence, how many that are
// approved rest on it. It is empty where nobody has said anything.
func (r *Review) Mark(pkg, layer, id string) (ReviewMark, error) {
	now, err := r.now(pkg)
	if err != nil {
		return ReviewMark{}, err
	}
	l, err := layerOf(layer)
	if err != nil {
		return ReviewMark{}, err
	}
	if !l.IsDerived() {
		return ReviewMark{Approved: now.Queue.ApprovedOn(id)}, nil
	}
	item := now.Queue.Find(l, id)
	if item == nil || item.Basis() == nil {
		return ReviewMark{}, nil
	}
	return ReviewMark{State: string(item.State), By: item.Basis().By, At: item.Basis().Time}, nil
}

// Sign writes a verdict, and returns how the package stands then.
func (r *Review) Sign(pkg string, v ReviewVerdict) (ReviewQueue, error) {
	return r.after(pkg, func(w *workspace.Workspace) error {
		at, err := statementAt(v.Layer, v.ID, v.Seal)
		if err != nil {
			return err
		}
		change, err := w.Sign(pkg, at, review.Kind(v.Kind), v.Note, saidBy(v.By))
		if err == nil {
			r.remember(verdict{w, pkg, ReviewPlace{v.Layer, v.ID}, change})
		}
		return err
	})
}

// TakeBack takes the last verdict on a package back that was given here, and
// says on which statement.
func (r *Review) TakeBack(pkg string) (ReviewPlace, error) {
	w, err := r.desk.workspace()
	if err != nil {
		return ReviewPlace{}, err
	}
	last, ok := r.forget(w, pkg)
	if !ok {
		return ReviewPlace{}, nil
	}
	if err := w.TakeBack(pkg, last.change); err != nil {
		r.remember(last)
		return ReviewPlace{}, err
	}
	r.desk.surveySoon()
	return last.at, nil
}

// Remark writes a comment.
func (r *Review) Remark(pkg string, c ReviewRemark) (ReviewQueue, error) {
	return r.after(pkg, func(w *workspace.Workspace) error {
		if c.To != "" {
			return w.Answer(pkg, c.To, c.Note, saidBy(c.By))
		}
		at, err := statementAt(c.Layer, c.ID, c.Seal)
		if err != nil {
			return err
		}
		return w.Remark(pkg, at, c.Note, saidBy(c.By))
	})
}

// Settle resolves a thread, or opens it again.
func (r *Review) Settle(pkg, thread string, resolved bool, by string) (ReviewQueue, error) {
	return r.after(pkg, func(w *workspace.Workspace) error { return w.Settle(pkg, thread, resolved, saidBy(by)) })
}

// Finish ends a review with a verdict on the package.
func (r *Review) Finish(pkg, verdict, note, by string) (ReviewQueue, error) {
	return r.after(pkg, func(w *workspace.Workspace) error {
		return w.Finish(pkg, review.Verdict(verdict), note, saidBy(by))
	})
}

// after says something and looks again. Of the rest of the window only the list
// of packages depends on what reviewers say, so it is not told to look.
func (r *Review) after(pkg string, say func(*workspace.Workspace) error) (ReviewQueue, error) {
	w, err := r.desk.workspace()
	if err != nil {
		return ReviewQueue{}, err
	}
	if err := say(w); err != nil {
		return ReviewQueue{}, err
	}
	r.desk.surveySoon()
	return r.Queue(pkg)
}

func (r *Review) now(pkg string) (*workspace.Reviewing, error) {
	w, err := r.desk.workspace()
	if err != nil {
		return nil, err
	}
	return w.Review(pkg)
}

// mostBack is how many verdicts can be taken back.
const mostBack = 100

func (r *Review) remember(v verdict) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.back = append(r.back[max(0, len(r.back)-mostBack+1):], v)
}

func (r *Review) forget(w *workspace.Workspace, pkg string) (verdict, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(r.back) - 1
	if n < 0 || r.back[n].pkg != pkg || r.back[n].in != w {
		return verdict{}, false
	}
	last := r.back[n]
	r.back = r.back[:n]
	return last, true
}

func (r *Review) canTakeBack(pkg string) bool {
	w, err := r.desk.workspace()
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(r.back) - 1
	return err == nil && n >= 0 && r.back[n].pkg == pkg && r.back[n].in == w
}

func statementAt(layer, id, seal string) (workspace.Statement, error) {
	l, err := layerOf(layer)
	return workspace.Statement{Layer: l, ID: id, Seal: seal}, err
}

func saidBy(name string) workspace.Said {
	return workspace.Said{By: strings.TrimSpace(name), Time: time.Now().UTC().Format("2006-01-02T15:04:05Z"), Engine: version.Number()}
}
