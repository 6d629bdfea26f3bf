package workspace

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/review"
	"atlasdesk/backend/trace"
)

// Reviewing is a package as its reviewers see it: as it stands, unsaved text
// included.
type Reviewing struct {
	*Checked
	*Reviewed
	Queue *review.Queue
}

// Review tells how a package stands with its reviewers. It is worked out once
// for every state.
func (w *Workspace) Review(id string) (*Reviewing, error) {
	c, err := w.Package(id)
	if err != nil {
		return nil, err
	}
	w.reviews.mu.Lock()
	defer w.reviews.mu.Unlock()
	said, err := w.lookAtReviews(id)
	if err != nil {
		return nil, err
	}
	if last := w.reviews.last; last == nil || last.Checked != c || last.Reviewed != said {
		w.reviews.last = &Reviewing{c, said, review.Of(c.Package, c.Graph, said.Records)}
	}
	return w.reviews.last, nil
}

// Reasons why nothing was said; the package and its reviews are as they were.
var (
	ErrNoStatement = errors.New("the statement is not there any more; look at the queue again")
	ErrReworded    = errors.New("the statement or its evidence has changed since you read it; read it again")
	ErrErrors      = errors.New("a statement with an error cannot be approved; mend it, or waive the error with a reason")
	ErrNameless    = errors.New("a review needs the name of who gives it")
	ErrNoThread    = errors.New("the comment is not there any more; look at the queue again")
	ErrWordless    = errors.New("a comment needs words")
	ErrNotDone     = errors.New("a package can be approved when no statement is open and none is flagged")
)

// Said is who says something, and when.
type Said struct {
	By     string
	Time   string // RFC 3339 in UTC
	Engine string // the version of the program
}

// Statement names one of a derived layer, and what a reviewer saw of it.
type Statement struct {
	Layer atlas.Layer
	ID    string
	Seal  string // as review.Item.Seal
}

// Change is what a verdict made of the records of a person, to take it back.
type Change struct {
	by            string
	dropped, made []review.Record
}

// Sign writes a verdict on a statement, Approved or Flagged. What the person
// said of it before, also of the words that it had then, makes room.
func (w *Workspace) Sign(id string, at Statement, kind review.Kind, note string, who Said) (Change, error) {
	r, err := w.Review(id)
	if err != nil {
		return Change{}, err
	}
	item, err := r.find(at, who)
	if err != nil {
		return Change{}, err
	}
	if kind == review.Approved && slices.ContainsFunc(r.FindingsIn(item.Text), isError) {
		return Change{}, ErrErrors
	}
	record := aboutItem(item, kind, note, who)
	if !record.IsSignOff() {
		return Change{}, fmt.Errorf("sign a statement: “%s” is no verdict", kind)
	}
	record.Evidence, record.Seal, record.Engine = item.Evidence(), item.Seal(), who.Engine
	made := Change{by: who.By, made: []review.Record{record}}
	for _, before := range r.Records {
		if before.By == who.By && (before.Key() == record.Key() || item.State == review.Reworded && isOneOf(&before, item.Signed)) {
			made.dropped = append(made.dropped, before)
		}
	}
	return made, w.say(id, who.By, made.dropped, made.made)
}

func isOneOf(r *review.Record, some []*review.Record) bool {
	return slices.ContainsFunc(some, func(o *review.Record) bool { return o.Key() == r.Key() })
}

// TakeBack takes a verdict back: what was said before it is said again.
func (w *Workspace) TakeBack(id string, c Change) error { return w.say(id, c.by, c.made, c.dropped) }

func (r *Reviewing) find(at Statement, who Said) (*review.Item, error) {
	item := r.Queue.Find(at.Layer, at.ID)
	switch {
	case strings.TrimSpace(who.By) == "":
		return nil, ErrNameless
	case item == nil:
		return nil, ErrNoStatement
	case item.Seal() != at.Seal:
		return nil, ErrReworded
	}
	return item, nil
}

// aboutItem is a record about a statement as it reads today.
func aboutItem(i *review.Item, kind review.Kind, note string, who Said) review.Record {
	return review.Record{Kind: kind, Layer: i.Text.Layer.Key(), Section: i.Section, Words: i.Text.Text, Note: strings.TrimSpace(note), By: who.By, Time: who.Time}
}

// Remark writes a comment on a statement.
func (w *Workspace) Remark(id string, at Statement, note string, who Said) error {
	r, err := w.Review(id)
	if err != nil {
		return err
	}
	item, err := r.find(at, who)
	if err != nil {
		return err
	}
	record := aboutItem(item, review.Comment, note, who)
	return w.remark(id, record)
}

func (w *Workspace) remark(id string, r review.Record) error {
	if r.Note == "" {
		return ErrWordless
	}
	r.ID = review.CommentID(&r)
	return w.say(id, r.By, nil, []review.Record{r})
}

// Answer answers a comment, by the ID of the one that began the thread.
func (w *Workspace) Answer(id, thread, note string, who Said) error {
	first, err := w.thread(id, thread, who)
	if err != nil {
		return err
	}
	return w.remark(id, review.Record{Kind: review.Comment, Layer: first.Layer, Section: first.Section, Words: first.Words, To: thread,
		Note: strings.TrimSpace(note), By: who.By, Time: who.Time})
}

// Settle resolves a thread, or opens it again.
func (w *Workspace) Settle(id, thread string, resolved bool, who Said) error {
	if _, err := w.thread(id, thread, who); err != nil {
		return err
	}
	kind := review.Reopened
	if resolved {
		kind = review.Resolved
	}
	return w.say(id, who.By, nil, []review.Record{{Kind: kind, To: thread, By: who.By, Time: who.Time}})
}

// thread is the comment that began one.
func (w *Workspace) thread(id, thread string, who Said) (*review.Record, error) {
	said, err := w.Reviewed(id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(said.Records, func(r review.Record) bool { return r.Kind == review.Comment && r.ID == thread })
	switch {
	case strings.TrimSpace(who.By) == "":
		return nil, ErrNameless
	case i < 0:
		return nil, ErrNoThread
	}
	return &said.Records[i], nil
}

// Finish ends a review with a verdict on the package.
func (w *Workspace) Finish(id string, verdict review.Verdict, note string, who Said) error {
	r, err := w.Review(id)
	if err != nil {
		return err
	}
	n := r.Queue.Counts()
	switch {
	case strings.TrimSpace(who.By) == "":
		return ErrNameless
	case !slices.Contains(review.Verdicts(), verdict):
		return fmt.Errorf("finish a review: “%s” is no verdict", verdict)
	case verdict == review.PackageApproved && n.Approved < n.Of():
		return ErrNotDone
	}
	return w.say(id, who.By, nil, []review.Record{{Kind: review.Finished, Verdict: verdict, Counts: n, Note: strings.TrimSpace(note),
		By: who.By, Time: who.Time, Engine: who.Engine}})
}

// FindingsIn are the findings that stand in a statement, in their order.
func (c *Checked) FindingsIn(t *trace.Text) (out []check.Diagnostic) {
	for _, d := range c.Findings {
		if d.File == t.Layer.File() && d.Span.Start >= t.Statement.Span.Start && d.Span.Start < t.Statement.Span.End {
			out = append(out, d)
		}
	}
	return out
}

func isError(d check.Diagnostic) bool { return d.Severity == check.Error && d.Counts() }
