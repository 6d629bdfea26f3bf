package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/review"
	"atlasdesk/backend/settings"
)

// standing is what a list shows of the review after a survey.
func (r *reviewer) standing() review.Standing {
	r.t.Helper()
	if _, err := r.w.Survey("ruritania"); err != nil {
		r.t.Fatal(err)
	}
	return r.w.States()[0].Review
}

func (r *reviewer) expectStanding(when string, want review.Standing) {
	r.t.Helper()
	if got := r.standing(); got != want {
		r.t.Errorf("%s: %+v, not %+v", when, got, want)
	}
}

func TestASurveyTellsHowTheReviewStands(t *testing.T) {
	r := newReviewer(t)
	r.expectStanding("before anybody has said anything", review.Standing{})
	if news, err := r.w.Survey("ruritania"); news || err != nil {
		t.Errorf("nothing has changed, and the survey says %v, %v", news, err)
	}
	r.sign("Ada", "registers", review.Approved)
	r.expectStanding("one approved", review.Standing{Begun: true, Counts: review.Counts{Approved: 1, Open: 1}})
	flag := r.sign("Ada", "tide", review.Flagged)
	r.expectStanding("one flagged", review.Standing{Begun: true, Counts: review.Counts{Approved: 1, Flagged: 1}})
	if err := r.w.TakeBack("ruritania", flag); err != nil {
		t.Fatal(err)
	}
	d := document(t, r.w, atlas.Evidence)
	if _, _, err := r.w.Edit("ruritania", atlas.Evidence, strings.Replace(d.Text, "17", "18", 1), d.Base, 1); err != nil {
		t.Fatal(err)
	}
	r.expectStanding("its evidence edited", review.Standing{Begun: true, Counts: review.Counts{Open: 2}, Lapsed: 1})
}

// A package at rest holds nothing that joins its statements, and reviews are
// held against that: a colleague's verdict must be seen all the same.
func TestASurveySeesWhatAnotherSaysOfAPackageAtRest(t *testing.T) {
	r := newReviewer(t)
	other, err := Open(r.root)
	if err != nil {
		t.Fatal(err)
	}
	ours := &reviewer{t: t, w: other}
	ours.expectStanding("before", review.Standing{})
	if c, _ := other.Peek("ruritania"); c.Graph != nil {
		t.Fatal("the package is not at rest")
	}
	r.sign("Ada", "registers", review.Approved)
	ours.expectStanding("after a verdict elsewhere", review.Standing{Begun: true, Counts: review.Counts{Approved: 1, Open: 1}})
	if c, _ := other.Peek("ruritania"); c.Graph != nil {
		t.Error("the survey left the package awake")
	}
	if err := os.Remove(filepath.Join(r.root, filepath.FromSlash(settings.ReviewFile("ruritania", "Ada")))); err != nil {
		t.Fatal(err)
	}
	ours.expectStanding("after the file went", review.Standing{})
}

// A file that has just been written is read again, since its times say nothing
// yet: see store.Untouched.
func TestASurveyReadsReviewsThatRestOnce(t *testing.T) {
	r := newReviewer(t)
	r.sign("Ada", "registers", review.Approved)
	for late := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		news, err := r.w.Survey("ruritania")
		if err != nil {
			t.Fatal(err)
		}
		if !news {
			return
		}
		if time.Now().After(late) {
			t.Fatal("the reviews are read each time")
		}
	}
}
