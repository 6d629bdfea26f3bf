package commit

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/check"
	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
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
