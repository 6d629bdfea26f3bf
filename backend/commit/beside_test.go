package commit

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/check"
	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
	"atlasdesk/backend/review"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/workspace"
)

const waiversFile = ".atlas-desk/waivers.yaml"

// waive accepts every error of the package.
func (f fixture) waive() {
	f.t.Helper()
	if _, err := f.w.Refresh(); err != nil {
		f.t.Fatal(err)
	}
	c, err := f.w.CheckSaved("ruritania")
	if err != nil {
		f.t.Fatal(err)
	}
	for i, d := range c.Findings {
		if d.Severity != check.Error || d.Waived != nil {
			continue
		}
		accept := workspace.Accept{Reason: "It is so.", By: "Ada", Date: "2026-03-01"}
		if err := f.w.Waive("ruritania", c.Fingerprints(c.Findings)[i], accept); err != nil {
			f.t.Fatal(err)
		}
	}
}

func (f fixture) committed(revision string) []string {
	return strings.Fields(f.git("show", "--format=", "--name-only", revision))
}

const wrong = "# Ruritania - Signals\n\nThe 19 registers signal continuity.\n"

// What is waived does not block, and the waiver goes along.
func TestWaivedErrorsAreCommitted(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", wrong)
	if err := f.refused(Decision{Message: "Registers"}); !errors.Is(err, ErrBlocked) {
		t.Fatalf("refused because of %v", err)
	}
	f.waive()
	f.commit(Decision{Message: "Registers"})
	if got, want := f.committed("HEAD"), []string{waiversFile, "ruritania/change-log.md", "ruritania/signals.md"}; !slices.Equal(got, want) {
		t.Errorf("committed %q", got)
	}
	if got := f.git("status", "--porcelain"); got != "" {
		t.Errorf("left over: %s", got)
	}
}

func TestWaiversAreLeftOut(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", wrong)
	f.waive()
	f.commit(Decision{Message: "Registers", NoWaivers: true})
	if got := f.git("status", "--porcelain", "--untracked-files=all"); got != "?? "+waiversFile {
		t.Errorf("left over: %s", got)
	}
	if err := f.refused(Decision{Message: "Waivers", NoWaivers: true}); !errors.Is(err, history.ErrNothing) {
		t.Errorf("refused because of %v", err)
	}
	// Waivers alone are a commit without an entry.
	log := f.get("change-log.md")
	p, err := Prepare(f.w, f.repo, "ruritania", noon)
	if err != nil || p.Nothing() || p.Entry != "" || p.Message != "Ruritania: waivers" || p.Waivers.Kind != Added {
		t.Fatalf("plan %+v, %v", p, err)
	}
	f.commit(Decision{Message: p.Message, Plan: p.Fingerprint})
	if got := f.committed("HEAD"); !slices.Equal(got, []string{waiversFile}) || f.get("change-log.md") != log {
		t.Errorf("committed %q", got)
	}
}

// Waivers of other packages, and texts that say the same, are no change of
// this one.
func TestWaiversOfOthersStay(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", wrong)
	f.waive()
	f.commit(Decision{Message: "Registers"})
	for name, edit := range map[string]func(string) string{
		"a comment": func(s string) string { return "# ours\n" + s },
		"wrong":     func(s string) string { return "- " + s },
	} {
		good := gittest.Read(t, f.root, waiversFile)
		gittest.Write(t, f.root, waiversFile, edit(good))
		if p, err := Prepare(f.w, f.repo, "ruritania", noon); err != nil || p.Waivers != nil {
			t.Errorf("%s: waivers %+v, %v", name, p.Waivers, err)
		}
		gittest.Write(t, f.root, waiversFile, good)
	}
	if err := f.w.Unwaive("ruritania", f.waived()); err != nil {
		t.Fatal(err)
	}
	if p, err := Prepare(f.w, f.repo, "ruritania", noon); err != nil || p.Waivers == nil || p.Waivers.Kind != Changed || len(p.Blocking) == 0 {
		t.Errorf("after the waiver was taken back: %+v, %v", p, err)
	}
}

// A plan that was made before a waiver was taken back does not hold.
func TestPlanRestsOnWaivers(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", wrong)
	f.waive()
	p, err := Prepare(f.w, f.repo, "ruritania", noon)
	if err != nil {
		t.Fatal(err)
	}
	gittest.Write(t, f.root, waiversFile, strings.Replace(gittest.Read(t, f.root, waiversFile), "It is so.", "It is not.", 1))
	if err := f.refused(Decision{Message: "Registers", Plan: p.Fingerprint}); !errors.Is(err, ErrStale) {
		t.Errorf("refused because of %v", err)
	}
}

// waived is the fingerprint of a finding that is waived.
func (f fixture) waived() string {
	f.t.Helper()
	c, err := f.w.CheckSaved("ruritania")
	if err != nil {
		f.t.Fatal(err)
	}
	i := slices.IndexFunc(c.Findings, func(d check.Diagnostic) bool { return d.Waived != nil })
	if i < 0 {
		f.t.Fatal("nothing is waived")
	}
	return c.Fingerprints(c.Findings)[i]
}

// approve signs each statement of the package that has the words.
func approve(t *testing.T, w *workspace.Workspace, by, words string) {
	t.Helper()
	r, err := w.Review("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range r.Queue.Items {
		if !strings.Contains(i.Text.Text, words) {
			continue
		}
		at := workspace.Statement{Layer: i.Text.Layer, ID: i.Text.ID.String(), Seal: i.Seal()}
		if _, err := w.Sign("ruritania", at, review.Approved, "", workspace.Said{By: by, Time: "2026-03-01T10:00:00Z", Engine: "1.2.0"}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReviewsGoAlong(t *testing.T) {
	f := newFixture(t)
	approve(t, f.w, "Ada", "registers")
	file := settings.ReviewFile("ruritania", "Ada")
	p, err := Prepare(f.w, f.repo, "ruritania", noon)
	if err != nil || p.Nothing() || p.Entry != "" || p.Message != "Ruritania: reviews" || p.Reviews.Kind != Added || p.Reviews.Path != settings.ReviewsFolder+"/ruritania" {
		t.Fatalf("plan %+v, %v", p, err)
	}
	if err := f.refused(Decision{Message: "Nothing", NoReviews: true}); !errors.Is(err, history.ErrNothing) {
		t.Errorf("refused because of %v", err)
	}
	f.put("signals.md", more)
	f.commit(Decision{Message: "More", NoReviews: true})
	if got := f.git("status", "--porcelain", "--untracked-files=all"); got != "?? "+file {
		t.Errorf("left over: %s", got)
	}
	f.commit(Decision{Message: "Reviews"})
	if got := f.committed("HEAD"); !slices.Equal(got, []string{file}) {
		t.Errorf("committed %q", got)
	}
	// One that is broken stays behind; one that is gone is taken out.
	good := gittest.Read(t, f.root, file)
	gittest.Write(t, f.root, file, good+"- x\n")
	if p, err := Prepare(f.w, f.repo, "ruritania", noon); err != nil || p.Reviews != nil {
		t.Errorf("a broken file goes along: %+v, %v", p.Reviews, err)
	}
	if err := os.Remove(filepath.Join(f.root, filepath.FromSlash(file))); err != nil {
		t.Fatal(err)
	}
	f.commit(Decision{Message: "Ruritania: no reviews"})
	if got := f.git("status", "--porcelain"); got != "" || f.git("ls-files", settings.ReviewsFolder) != "" {
		t.Errorf("left over: %s", got)
	}
}

// What two people said of the same statements on two branches git joins by
// itself, and an edit of a statement makes both their approvals lapse.
func TestReviewsOfTwoMerge(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", more)
	f.commit(Decision{Message: "More"})
	f.git("checkout", "--quiet", "-b", "bob")
	approve(t, f.w, "Bob", "signal")
	f.commit(Decision{Message: "Bob's review"})
	f.git("checkout", "--quiet", "-")
	if _, err := f.w.Refresh(); err != nil {
		t.Fatal(err)
	}
	approve(t, f.w, "Ada", "continuity")
	f.commit(Decision{Message: "Ada's review"})
	f.git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "merge", "--quiet", "--no-edit", "bob")
	if _, err := f.w.Refresh(); err != nil {
		t.Fatal(err)
	}
	tell := func() (out []string) {
		r, err := f.w.Review("ruritania")
		if err != nil || r.Fault != nil {
			t.Fatal(err, r.Fault)
		}
		for _, i := range r.Queue.Items {
			line := string(i.State)
			for _, s := range i.Signed {
				line += " " + s.By
			}
			out = append(out, line)
		}
		return out
	}
	if got := tell(); !slices.Equal(got, []string{"approved Ada Bob", "approved Bob"}) {
		t.Errorf("merged: %q", got)
	}
	f.put("signals.md", strings.Replace(more, "signal continuity", "signal much continuity", 1))
	if _, err := f.w.Refresh(); err != nil {
		t.Fatal(err)
	}
	if got := tell(); !slices.Equal(got, []string{"changed Ada Bob", "approved Bob"}) {
		t.Errorf("edited: %q", got)
	}
}
