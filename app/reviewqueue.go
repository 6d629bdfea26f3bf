package app

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/check"
	"atlasdesk/backend/review"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
	"atlasdesk/backend/workspace"
)

// ReviewQueue is a package as its reviewers see it.
type ReviewQueue struct {
	Package  string         `json:"package"`
	Items    []ReviewItem   `json:"items"` // the statements of the derived layers, in order
	Approved int            `json:"approved"`
	Flagged  int            `json:"flagged"`
	Open     int            `json:"open"`
	Finished []ReviewEnd    `json:"finished"` // the newest first
	Lost     []ReviewThread `json:"lost"`     // comments on statements that are gone
	Problem  string         `json:"problem"`  // what is wrong with files of reviews, in sentences; empty for nothing
	TakeBack bool           `json:"takeBack"` // the last verdict can be taken back
}

// ReviewItem is a statement in the queue.
type ReviewItem struct {
	Layer    string `json:"layer"`
	ID       string `json:"id"`
	Section  string `json:"section"`
	Text     string `json:"text"`     // its beginning
	State    string `json:"state"`    // "changed", "evidence", "new", "flagged" or "approved"
	By       string `json:"by"`       // who signed, where somebody did
	Worst    string `json:"worst"`    // severity of the weightiest finding that counts; empty without one
	Comments int    `json:"comments"` // threads that are open
}

// ReviewMark is how a statement stands, in short.
type ReviewMark struct {
	State    string `json:"state"`    // as of a ReviewItem; empty of what nobody has signed, and of the evidence
	By       string `json:"by"`       // who signed
	At       string `json:"at"`       // when
	Approved int    `json:"approved"` // of the evidence: approved statements that rest on it
}

// ReviewEnd is a review that was finished.
type ReviewEnd struct {
	Verdict  string `json:"verdict"` // "comment only", "approved" or "changes requested"
	By       string `json:"by"`
	At       string `json:"at"`
	Note     string `json:"note"`
	Approved int    `json:"approved"`
	Flagged  int    `json:"flagged"`
	Open     int    `json:"open"`
}

// ReviewStatement is all of a statement that a reviewer needs.
type ReviewStatement struct {
	Layer    string         `json:"layer"`
	ID       string         `json:"id"` // empty where it is there no more
	Section  string         `json:"section"`
	Left     string         `json:"left"` // heading that it stood under when it was signed, where it is another now
	Text     string         `json:"text"`
	From     int            `json:"from"`
	To       int            `json:"to"`
	Line     int            `json:"line"`
	State    string         `json:"state"`
	Seal     string         `json:"seal"`   // of all that a verdict is bound to
	Signed   []ReviewSign   `json:"signed"` // the sign-offs that count, or those that have lapsed
	Was      []DiffRun      `json:"was"`    // as it read when it was signed, where it reads otherwise now
	Is       []DiffRun      `json:"is"`
	Inline   []DiffPiece    `json:"inline"`
	Evidence []ReviewGround `json:"evidence"`
	Findings []Finding      `json:"findings"`
	Threads  []ReviewThread `json:"threads"`
	Obstacle string         `json:"obstacle"` // why it cannot be approved, as a sentence; empty when it can
}

// ReviewSign is a sign-off of a statement.
type ReviewSign struct {
	Kind   string `json:"kind"` // "approved" or "flagged"
	By     string `json:"by"`
	At     string `json:"at"`
	Note   string `json:"note"`
	Engine string `json:"engine"`
}

// ReviewGround is an evidence statement that a statement rests on, or rested on
// when it was signed.
type ReviewGround struct {
	State   string      `json:"state"` // "same", "changed", "gone", "came" since it was signed, or "now" where it was not
	ID      string      `json:"id"`    // empty where it is gone
	From    int         `json:"from"`
	Line    int         `json:"line"`
	Section string      `json:"section"`
	Text    string      `json:"text"` // as it reads, or read
	Was     []DiffRun   `json:"was"`  // where it changed
	Is      []DiffRun   `json:"is"`
	Inline  []DiffPiece `json:"inline"`
}

// ReviewThread is a comment with the answers to it.
type ReviewThread struct {
	ID       string          `json:"id"`
	Words    string          `json:"words"` // the statement as it read
	Layer    string          `json:"layer"`
	Resolved string          `json:"resolved"` // by whom; empty while it is open
	Comments []ReviewComment `json:"comments"`
}

// ReviewComment is what one person wrote.
type ReviewComment struct {
	By   string `json:"by"`
	At   string `json:"at"`
	Note string `json:"note"`
}

// itemWords is how many characters of a statement the queue shows at most.
const itemWords = 160

func queueOf(now *workspace.Reviewing, takeBack bool) ReviewQueue {
	n := now.Queue.Counts()
	out := ReviewQueue{Package: now.ID, Items: make([]ReviewItem, len(now.Queue.Items)), Approved: n.Approved, Flagged: n.Flagged, Open: n.Open,
		Finished: []ReviewEnd{}, Lost: threadsOf(now.Queue.Lost), TakeBack: takeBack}
	if now.Fault != nil {
		out.Problem = sentence(now.Fault)
	}
	worst := worstIn(now)
	for i := range now.Queue.Items {
		out.Items[i] = itemOf(&now.Queue.Items[i], worst[i])
	}
	for _, r := range now.Queue.Finished {
		out.Finished = append(out.Finished, ReviewEnd{string(r.Verdict), r.By, r.Time, r.Note, r.Counts.Approved, r.Counts.Flagged, r.Counts.Open})
	}
	return out
}

func itemOf(i *review.Item, worst check.Severity) ReviewItem {
	out := ReviewItem{Layer: i.Text.Layer.Key(), ID: i.Text.ID.String(), Section: i.Section, Text: i.Text.Text, State: string(i.State)}
	if short := []rune(out.Text); len(short) > itemWords {
		out.Text = string(short[:itemWords]) + "…"
	}
	if r := i.Basis(); r != nil {
		out.By = r.By
	}
	if worst != check.Off {
		out.Worst = worst.String()
	}
	for _, t := range i.Threads {
		if t.Resolved == nil {
			out.Comments++
		}
	}
	return out
}

// worstIn is the weightiest finding of each statement of the queue, Off where
// there is none: findings and statements are both in the order of the text.
func worstIn(now *workspace.Reviewing) []check.Severity {
	items := now.Queue.Items
	out := slices.Repeat([]check.Severity{check.Off}, len(items))
	at := 0
	for _, d := range now.Findings {
		l, ok := atlas.LayerOf(d.File)
		if !ok || !d.Counts() {
			continue
		}
		for at < len(items) && (items[at].Text.Layer < l || items[at].Text.Layer == l && items[at].Text.Statement.Span.End <= d.Span.Start) {
			at++
		}
		if at < len(items) && items[at].Text.Layer == l && items[at].Text.Statement.Span.Start <= d.Span.Start {
			out[at] = max(out[at], d.Severity)
		}
	}
	return out
}

func statementOf(now *workspace.Reviewing, i *review.Item) ReviewStatement {
	x, file := crossing{now.Checked}, i.Text.Layer.File()
	out := ReviewStatement{Layer: i.Text.Layer.Key(), ID: i.Text.ID.String(), Section: i.Section, Text: i.Text.Text,
		Line: now.Index(file).Line(i.Text.Statement.Span.Start), State: string(i.State), Seal: i.Seal(), Threads: threadsOf(i.Threads)}.whole()
	out.From, out.To = x.span(file, i.Text.Statement.Span)
	for _, r := range i.Signed {
		out.Signed = append(out.Signed, ReviewSign{string(r.Kind), r.By, r.Time, r.Note, r.Engine})
	}
	basis := i.Basis()
	if basis != nil && statement.Fold(basis.Section) != statement.Fold(i.Section) {
		out.Left = basis.Section
	}
	if i.State == review.Reworded && basis != nil {
		out.Was, out.Is, out.Inline = differing(basis.Words, i.Text.Text)
	}
	for _, g := range i.Grounds {
		out.Evidence = append(out.Evidence, x.ground(&g, basis != nil))
	}
	out.Findings = x.findingsIn(i.Text)
	if slices.ContainsFunc(out.Findings, func(f Finding) bool { return f.Severity == check.Error.String() && f.Waived == nil }) {
		out.Obstacle = sentence(workspace.ErrErrors)
	}
	return out
}

// findingsIn are the findings of a statement under the names that they have in
// its layer.
func (x crossing) findingsIn(t *trace.Text) []Finding {
	own := slices.DeleteFunc(slices.Clone(x.checked.Findings), func(d check.Diagnostic) bool { return d.File != t.Layer.File() })
	from, to := x.span(t.Layer.File(), t.Statement.Span)
	return slices.DeleteFunc(x.findings(own), func(f Finding) bool { return f.From < from || f.From >= to })
}

// whole has no list that is null in the page.
func (s ReviewStatement) whole() ReviewStatement {
	s.Signed, s.Was, s.Is, s.Inline = []ReviewSign{}, []DiffRun{}, []DiffRun{}, []DiffPiece{}
	s.Evidence, s.Findings = []ReviewGround{}, []Finding{}
	if s.Threads == nil {
		s.Threads = []ReviewThread{}
	}
	return s
}

func (x crossing) ground(g *review.Ground, signed bool) ReviewGround {
	out := ReviewGround{State: "gone", Text: g.Was, Was: []DiffRun{}, Is: []DiffRun{}, Inline: []DiffPiece{}}
	if g.Now == nil {
		return out
	}
	file := g.Now.Layer.File()
	out.ID, out.Section, out.Text, out.Line = g.Now.ID.String(), x.section(g.Now), g.Now.Text, x.checked.Index(file).Line(g.Now.Statement.Span.Start)
	out.From, _ = x.span(file, g.Now.Statement.Span)
	switch {
	case !signed:
		out.State = "now"
	case g.Was == "":
		out.State = "came"
	case g.Same():
		out.State = "same"
	default:
		out.State = "changed"
		out.Was, out.Is, out.Inline = differing(g.Was, g.Now.Text)
	}
	return out
}

// differing are two versions of a text beside each other, and one in the other.
func differing(before, after string) (was, is []DiffRun, inline []DiffPiece) {
	w, i := changelog.Words(before, after)
	inline = []DiffPiece{}
	for _, p := range changelog.Interleave(before, after) {
		inline = append(inline, DiffPiece{p.Text, p.Kind.String()})
	}
	return runsOf(w), runsOf(i), inline
}

func threadsOf(threads []review.Thread) []ReviewThread {
	out := []ReviewThread{}
	for _, t := range threads {
		one := ReviewThread{ID: t.First.ID, Words: t.First.Words, Layer: t.First.Layer}
		if t.Resolved != nil {
			one.Resolved = t.Resolved.By
		}
		for _, r := range slices.Concat([]*review.Record{t.First}, t.Replies) {
			one.Comments = append(one.Comments, ReviewComment{r.By, r.Time, r.Note})
		}
		out = append(out, one)
	}
	return out
}
