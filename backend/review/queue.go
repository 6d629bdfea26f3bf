package review

import (
	"cmp"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// State is how a statement stands: why it needs eyes, or that it does not.
type State string

// The states, in the order in which a reviewer wants to see them.
const (
	Reworded   State = "changed"  // it reads otherwise than what was signed
	Ungrounded State = "evidence" // it reads the same, and evidence that it rested on does not
	New        State = "new"      // nobody has signed it
	IsFlagged  State = "flagged"
	IsApproved State = "approved"
)

// Item is a statement of a derived layer, and what people say of it.
type Item struct {
	Text    *trace.Text
	Section string // the heading that it stands under
	State   State
	// Signed are the sign-offs that count, the newest first; of a statement
	// whose sign-off has lapsed, those that did; none of a new one.
	Signed  []*Record
	Grounds []Ground
	Threads []Thread
}

// Basis is the sign-off that the state comes from; nil of what is new.
func (i *Item) Basis() *Record {
	for _, r := range i.Signed {
		if i.State != IsFlagged || r.Kind == Flagged {
			return r
		}
	}
	return nil
}

// Evidence is what the statement rests on today, as it reads.
func (i *Item) Evidence() []string {
	var out []string
	for _, g := range i.Grounds {
		if g.Carries {
			out = append(out, g.Now.Text)
		}
	}
	return out
}

// Seal is what a sign-off of the statement, as it stands today, is bound to.
func (i *Item) Seal() string { return Seal(i.Text.Layer.Key(), i.Text.Text, i.Evidence()) }

// Ground is an evidence statement that a statement rests on, or rested on when
// it was signed.
type Ground struct {
	Now     *trace.Text // nil where it is gone
	Was     string      // as it read then; empty where the statement did not rest on it
	Carries bool        // the statement rests on it today
}

// Same says whether it reads as it did.
func (g *Ground) Same() bool {
	return g.Now != nil && statement.Fold(g.Now.Text) == statement.Fold(g.Was)
}

// Thread is a comment and what was said to it.
type Thread struct {
	First    *Record
	Replies  []*Record // in their order
	Resolved *Record   // nil while it is open
}

// Queue is a package as its reviewers see it.
type Queue struct {
	Items    []Item    // the statements of its derived layers, in order
	Lost     []Thread  // comments on statements that are not there any more
	Finished []*Record // the reviews that came to an end, the newest first
}

// Counts tells how far the review has come.
func (q *Queue) Counts() (n Counts) {
	for i := range q.Items {
		switch q.Items[i].State {
		case IsApproved:
			n.Approved++
		case IsFlagged:
			n.Flagged++
		default:
			n.Open++
		}
	}
	return n
}

// Standing is how far the review of a package has come.
type Standing struct {
	Begun  bool // somebody has said something
	Counts      // of the statements
	Lapsed int  // of the open ones: signed, and something has changed since
}

// Standing tells how far the review has come.
func (q *Queue) Standing() Standing {
	out := Standing{Begun: len(q.Lost)+len(q.Finished) > 0, Counts: q.Counts()}
	for i := range q.Items {
		item := &q.Items[i]
		out.Begun = out.Begun || len(item.Signed)+len(item.Threads) > 0
		if item.State == Reworded || item.State == Ungrounded {
			out.Lapsed++
		}
	}
	return out
}

// Find is the statement of a layer with an identity; nil where there is none.
func (q *Queue) Find(layer atlas.Layer, id string) *Item {
	i := slices.IndexFunc(q.Items, func(i Item) bool { return i.Text.Layer == layer && i.Text.ID.String() == id })
	if i < 0 {
		return nil
	}
	return &q.Items[i]
}

// ApprovedOn counts the approved statements that rest on one of the evidence.
func (q *Queue) ApprovedOn(evidence string) (n int) {
	for i := range q.Items {
		rests := func(g Ground) bool { return g.Carries && g.Now.ID.String() == evidence }
		if q.Items[i].State == IsApproved && slices.ContainsFunc(q.Items[i].Grounds, rests) {
			n++
		}
	}
	return n
}

// Of tells how a package stands, as it reads today, by what people said of it.
func Of(p *pack.Package, g *trace.Graph, records []Record) *Queue {
	q, evidence := &Queue{}, newEvidence(p, g, records)
	threads := threadsOf(records)
	for _, l := range atlas.Layers() {
		if f := p.Files[l]; l.IsDerived() && f != nil && f.Fault == nil {
			q.layer(f, g, records, threads, evidence)
		}
	}
	for _, t := range threads.all {
		if !t.found {
			q.Lost = append(q.Lost, t.Thread)
		}
	}
	for i := range records {
		if records[i].Kind == Finished {
			q.Finished = append(q.Finished, &records[i])
		}
	}
	slices.SortStableFunc(q.Finished, later)
	return q
}

// later orders records from the newest to the oldest.
func later(a, b *Record) int {
	return cmp.Or(strings.Compare(b.Time, a.Time), strings.Compare(a.By, b.By))
}

// layer adds the statements of a layer.
func (q *Queue) layer(f *pack.File, g *trace.Graph, records []Record, threads *threads, evidence *evidence) {
	signed := newSayings(f.Layer, records, (*Record).IsSignOff)
	remarks := newSayings(f.Layer, records, func(r *Record) bool { return r.Kind == Comment })
	claims := claimsOf(g.Layers[f.Layer])
	signedBefore, remarkedBefore := signed.match(f, claims), remarks.match(f, claims)
	for i, t := range claims {
		item := Item{Text: t, Section: f.Sections[t.Section].Text}
		item.judge(signed.of(t.Text).signed(), signedBefore[i].signed(), evidence)
		item.Grounds = evidence.grounds(g.Support(t), item.Basis())
		item.Threads = threads.take(remarks.of(t.Text), remarkedBefore[i])
		q.Items = append(q.Items, item)
	}
}

func claimsOf(texts []trace.Text) (out []*trace.Text) {
	for i := range texts {
		if texts[i].IsClaim() {
			out = append(out, &texts[i])
		}
	}
	return out
}

// judge finds the state of a statement. own are the sign-offs of this very text,
// before those of the text that it came from.
func (i *Item) judge(own, before []*Record, evidence *evidence) {
	standing := slices.DeleteFunc(slices.Clone(own), evidence.lapsed)
	switch {
	case slices.ContainsFunc(standing, func(r *Record) bool { return r.Kind == Flagged }):
		i.State, i.Signed = IsFlagged, standing
	case len(standing) > 0:
		i.State, i.Signed = IsApproved, standing
	case len(own) > 0:
		i.State, i.Signed = Ungrounded, own
	case len(before) > 0:
		i.State, i.Signed = Reworded, before
	default:
		i.State = New
	}
}
