package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What the page says of a statement is on the disk, can be taken back, and what
// another says is seen.
func TestReview(t *testing.T) {
	w := openWindow(t)
	r := Review{desk: w.desk}
	before, err := r.Queue(pkg)
	if err != nil || before.Open != len(before.Items) || before.Open == 0 || before.TakeBack {
		t.Fatalf("%d of %d are open, %v", before.Open, len(before.Items), err)
	}
	at := before.Items[0]
	s, err := r.Statement(pkg, at.Layer, at.ID)
	if err != nil || s.State != "new" || len(s.Evidence) == 0 || s.Evidence[0].State != "now" || s.Obstacle != "" {
		t.Fatalf("%+v, %v", s, err)
	}
	after, err := r.Sign(pkg, ReviewVerdict{s.Layer, s.ID, s.Seal, "approved", "", " Ada "})
	if err != nil || after.Approved != 1 || after.Items[0].State != "approved" || after.Items[0].By != "Ada" || !after.TakeBack {
		t.Fatalf("%+v, %v", after.Items[0], err)
	}
	if _, err := r.Sign(pkg, ReviewVerdict{s.Layer, s.ID, "another", "approved", "", "Ada"}); err == nil {
		t.Error("what nobody saw was approved")
	}
	if _, err := r.Sign(pkg, ReviewVerdict{s.Layer, s.ID, s.Seal, "resolved", "", "Ada"}); err == nil {
		t.Error("a verdict of no such kind was given")
	}
	if _, err := r.Sign(pkg, ReviewVerdict{"no layer", s.ID, s.Seal, "approved", "", "Ada"}); err == nil {
		t.Error("there is no such layer")
	}
	if _, err := r.Remark(pkg, ReviewRemark{s.Layer, s.ID, s.Seal, "", "Why?", "Ada"}); err != nil {
		t.Fatal(err)
	}
	if s, err = r.Statement(pkg, s.Layer, s.ID); err != nil || len(s.Threads) != 1 || s.Signed[0].Kind != "approved" || s.Evidence[0].State != "same" {
		t.Fatalf("%+v, %v", s, err)
	}
	if m, err := r.Mark(pkg, s.Layer, s.ID); err != nil || m.State != "approved" || m.By != "Ada" || m.At == "" {
		t.Errorf("%+v, %v", m, err)
	}
	if m, err := r.Mark(pkg, "evidence", s.Evidence[0].ID); err != nil || m != (ReviewMark{Approved: 1}) {
		t.Errorf("the evidence: %+v, %v", m, err)
	}
	if m, err := r.Mark(pkg, after.Items[1].Layer, after.Items[1].ID); err != nil || m != (ReviewMark{}) {
		t.Errorf("what nobody signed: %+v, %v", m, err)
	}
	if _, err := r.Remark(pkg, ReviewRemark{To: s.Threads[0].ID, Note: "So.", By: "Bob"}); err != nil {
		t.Fatal(err)
	}
	if q, err := r.Settle(pkg, s.Threads[0].ID, true, "Bob"); err != nil || q.Items[0].Comments != 0 {
		t.Errorf("%+v, %v", q.Items[0], err)
	}
	if q, err := r.Finish(pkg, "changes requested", "See there.", "Ada"); err != nil || len(q.Finished) != 1 || q.Finished[0].Approved != 1 {
		t.Errorf("%+v, %v", q.Finished, err)
	}
	if back, err := r.TakeBack(pkg); err != nil || back != (ReviewPlace{s.Layer, s.ID}) {
		t.Errorf("%+v, %v", back, err)
	}
	if back, err := r.TakeBack(pkg); err != nil || back.ID != "" {
		t.Errorf("nothing is left to take back: %+v, %v", back, err)
	}
	if gone, err := r.Statement(pkg, s.Layer, "gone"); err != nil || gone.ID != "" || gone.Evidence == nil || gone.Threads == nil {
		t.Errorf("%+v, %v", gone, err)
	}
	wrong := filepath.Join(w.folder, ".atlas-desk", "reviews", pkg, "cy.yaml")
	if err := os.WriteFile(wrong, []byte("- x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if q, err := r.Queue(pkg); err != nil || !strings.Contains(q.Problem, ":1:1:") {
		t.Errorf("a file that is wrong: %q, %v", q.Problem, err)
	}
}
