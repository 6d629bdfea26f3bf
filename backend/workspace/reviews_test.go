package workspace

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/review"
	"atlasdesk/backend/settings"
)

// desk is a workspace with a reviewer before it.
type reviewer struct {
	t    *testing.T
	w    *Workspace
	root string
	now  int
}

func newReviewer(t *testing.T) *reviewer {
	t.Helper()
	root := t.TempDir()
	write(t, root, "evidence.md", "# Ruritania - Evidence Layer\n\nThe Registry Office states that it keeps 17 registers of ships.\n\nThe Harbour Board states that it publishes tide tables twice a year.\n")
	write(t, root, "signals.md", "# Ruritania - Signals\n\nThe 17 registers of ships signal continuity.\n\nThe tide tables signal regular publication.\n")
	w, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	return &reviewer{t: t, w: w, root: root}
}

func write(t *testing.T, root, name, content string) {
	t.Helper()
	at := filepath.Join(root, "ruritania", name)
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (r *reviewer) as(by string) Said {
	r.now++
	return Said{by, fmt.Sprintf("2026-03-01T10:%02d:00Z", r.now), "1.2.0"}
}

func (r *reviewer) look() *Reviewing {
	r.t.Helper()
	got, err := r.w.Review("ruritania")
	if err != nil {
		r.t.Fatal(err)
	}
	return got
}

// find is the statement with the words as it stands.
func (r *reviewer) find(words string) Statement {
	r.t.Helper()
	for _, i := range r.look().Queue.Items {
		if strings.Contains(i.Text.Text, words) {
			return Statement{i.Text.Layer, i.Text.ID.String(), i.Seal()}
		}
	}
	r.t.Fatalf("nothing says %q", words)
	return Statement{}
}

func (r *reviewer) sign(by, words string, kind review.Kind) Change {
	r.t.Helper()
	c, err := r.w.Sign("ruritania", r.find(words), kind, "", r.as(by))
	if err != nil {
		r.t.Fatal(err)
	}
	return c
}

func (r *reviewer) states() (out string) {
	for _, i := range r.look().Queue.Items {
		out += string(i.State) + " "
	}
	return strings.TrimSpace(out)
}

func (r *reviewer) expect(when, want string) {
	r.t.Helper()
	if got := r.states(); got != want {
		r.t.Errorf("%s: %s, not %s", when, got, want)
	}
}

func TestVerdictsAreKept(t *testing.T) {
	r := newReviewer(t)
	r.expect("at first", "new new")
	seq := r.w.Seq()
	r.sign("Ada", "registers", review.Approved)
	last := r.sign("Ada", "tide", review.Flagged)
	r.expect("signed", "approved flagged")
	if r.w.Seq() != seq {
		t.Error("a verdict has everything looked at again")
	}
	file := filepath.Join(r.root, filepath.FromSlash(settings.ReviewFile("ruritania", "Ada")))
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
	again, err := Open(r.root)
	if err != nil {
		t.Fatal(err)
	}
	if got := (&reviewer{t: t, w: again}).states(); got != "approved flagged" {
		t.Errorf("opened again: %s", got)
	}
	if err := r.w.TakeBack("ruritania", last); err != nil {
		t.Fatal(err)
	}
	r.expect("taken back", "approved new")
	twice := r.sign("Ada", "registers", review.Flagged)
	r.expect("thought again", "flagged new")
	if err := r.w.TakeBack("ruritania", twice); err != nil {
		t.Fatal(err)
	}
	r.expect("and again", "approved new")
}

func TestApprovalsLapse(t *testing.T) {
	r := newReviewer(t)
	r.sign("Ada", "registers", review.Approved)
	r.sign("Ada", "tide", review.Approved)
	d := document(t, r.w, atlas.Signals)
	edited := strings.Replace(d.Text, "signal continuity", "signal long continuity", 1)
	if _, _, err := r.w.Edit("ruritania", atlas.Signals, edited, d.Base, 1); err != nil {
		t.Fatal(err)
	}
	r.expect("reworded, not saved", "changed approved")
	r.sign("Ada", "registers", review.Approved)
	r.expect("signed again", "approved approved")
	if said, err := r.w.Reviewed("ruritania"); err != nil || len(said.Records) != 2 {
		t.Errorf("what was said of the words before is still there: %+v, %v", said, err)
	}
	evidence := document(t, r.w, atlas.Evidence)
	if _, _, err := r.w.Edit("ruritania", atlas.Evidence, strings.Replace(evidence.Text, "twice a year", "once a year", 1), evidence.Base, 1); err != nil {
		t.Fatal(err)
	}
	r.expect("the evidence reworded", "approved evidence")
	item := r.look().Queue.Items[1]
	if len(item.Grounds) != 1 || !strings.Contains(item.Grounds[0].Was, "twice") || !strings.Contains(item.Grounds[0].Now.Text, "once") {
		t.Errorf("grounds %+v", item.Grounds)
	}
}

func TestWhatCannotBeSaid(t *testing.T) {
	r := newReviewer(t)
	at := r.find("registers")
	other := at
	other.Seal = strings.Repeat("0", 32)
	gone := at
	gone.ID = "gone"
	w := r.w
	sign := func(at Statement, by string) error {
		_, err := w.Sign("ruritania", at, review.Approved, "", r.as(by))
		return err
	}
	for _, c := range []struct {
		got, want error
	}{
		{sign(other, "Ada"), ErrReworded},
		{sign(gone, "Ada"), ErrNoStatement},
		{sign(at, " "), ErrNameless},
		{w.Remark("ruritania", at, " ", r.as("Ada")), ErrWordless},
		{w.Answer("ruritania", "none", "Yes.", r.as("Ada")), ErrNoThread},
		{w.Settle("ruritania", "none", true, r.as("Ada")), ErrNoThread},
		{w.Finish("ruritania", review.PackageApproved, "", r.as("Ada")), ErrNotDone},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%v, not %v", c.got, c.want)
		}
	}
	if _, err := os.Stat(filepath.Join(r.root, settings.Folder)); err == nil {
		t.Error("something was written")
	}
}

// What has an error needs a waiver before it is approved; a flag needs none.
func TestErrorsBeforeApproval(t *testing.T) {
	r := newReviewer(t)
	d := document(t, r.w, atlas.Signals)
	if _, _, err := r.w.Edit("ruritania", atlas.Signals, strings.Replace(d.Text, "17 registers", "19 registers", 1), d.Base, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := r.w.Sign("ruritania", r.find("19 registers"), review.Approved, "", r.as("Ada")); !errors.Is(err, ErrErrors) {
		t.Fatalf("approved: %v", err)
	}
	r.sign("Ada", "19 registers", review.Flagged)
	c := r.look()
	print := c.Fingerprints(c.FindingsIn(c.Queue.Items[0].Text))
	for _, p := range print {
		if err := r.w.Waive("ruritania", p, accepted); err != nil {
			t.Fatal(err)
		}
	}
	r.sign("Ada", "19 registers", review.Approved)
	r.expect("waived", "approved new")
}

func TestThreadsAndTheEnd(t *testing.T) {
	r := newReviewer(t)
	if err := r.w.Remark("ruritania", r.find("registers"), "Which?", r.as("Ada")); err != nil {
		t.Fatal(err)
	}
	thread := r.look().Queue.Items[0].Threads[0].First.ID
	if err := r.w.Answer("ruritania", thread, "Those of ships.", r.as("Bob")); err != nil {
		t.Fatal(err)
	}
	if err := r.w.Settle("ruritania", thread, true, r.as("Bob")); err != nil {
		t.Fatal(err)
	}
	got := r.look().Queue.Items[0].Threads[0]
	if len(got.Replies) != 1 || got.Resolved == nil || got.Resolved.By != "Bob" {
		t.Errorf("thread %+v", got)
	}
	if err := r.w.Settle("ruritania", thread, false, r.as("Ada")); err != nil {
		t.Fatal(err)
	}
	r.sign("Ada", "registers", review.Approved)
	r.sign("Bob", "tide", review.Approved)
	if err := r.w.Finish("ruritania", review.PackageApproved, "Well done.", r.as("Ada")); err != nil {
		t.Fatal(err)
	}
	q := r.look().Queue
	if q.Items[0].Threads[0].Resolved != nil || len(q.Finished) != 1 || q.Finished[0].Counts != (review.Counts{Approved: 2}) {
		t.Errorf("threads %+v, reviews %+v", q.Items[0].Threads, q.Finished)
	}
}

// What others said is seen at the next look; what is wrong counts for nothing,
// is told with its place, and stays as it is.
func TestReviewsOfOthers(t *testing.T) {
	r := newReviewer(t)
	r.expect("at first", "new new")
	other := &reviewer{t: t, root: r.root}
	var err error
	if other.w, err = Open(r.root); err != nil {
		t.Fatal(err)
	}
	other.sign("Bob", "tide", review.Approved)
	if changed, err := r.w.Refresh(); err != nil || !changed {
		t.Errorf("changed %v, %v", changed, err)
	}
	r.expect("after another's verdict", "new approved")
	if changed, err := r.w.Refresh(); err != nil || changed {
		t.Errorf("changed again %v, %v", changed, err)
	}
	at := filepath.Join(r.root, filepath.FromSlash(settings.ReviewFile("ruritania", "Bob")))
	raw, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(raw), "kind: approved", "kind: aproved", 1)
	if err := os.WriteFile(at, []byte(broken), 0o644); err != nil {
		t.Fatal(err)
	}
	r.sign("Ada", "registers", review.Approved)
	r.expect("with a broken file", "approved new")
	if fault := r.look().Fault; fault == nil || !strings.Contains(fault.Error(), ":4:11: “aproved” is not one of") {
		t.Errorf("fault %v", fault)
	}
	if _, err := r.w.Sign("ruritania", r.find("tide"), review.Approved, "", r.as("Bob")); err == nil {
		t.Error("a broken file was written to")
	}
	if after, err := os.ReadFile(at); err != nil || string(after) != broken {
		t.Errorf("the broken file reads otherwise: %v", err)
	}
	if err := os.WriteFile(at, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	if changed, err := r.w.Refresh(at); err != nil || !changed || r.look().Fault != nil {
		t.Errorf("mended: changed %v, %v, %v", changed, err, r.look().Fault)
	}
	r.expect("mended", "approved approved")
}
