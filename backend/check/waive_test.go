package check

import (
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// waiversOf accepts every finding of an example.
func waiversOf(e Example) (out []Waiver) {
	p, g := build(e)
	for _, d := range Run(p, g, trace.Layers{}, Rules()) {
		w := Reading{p, g}.Waiver(&d)
		w.Reason, w.By, w.Date = "It was looked at.", "A. Reviewer", "2026-02-03"
		out = append(out, w)
	}
	return out
}

// waived checks an example under waivers.
func waived(waivers []Waiver, e Example) []Diagnostic {
	p, g := build(e)
	return Waive(Reading{p, g}, Run(p, g, trace.Layers{}, Rules()), waivers, Rules())
}

const (
	registers = "The Registry Office states that it keeps 17 registers."
	nineteen  = "The office's 19 registers signal continuity."
)

// only are the waivers of a rule.
func only(rule string, waivers []Waiver) []Waiver {
	return slices.DeleteFunc(waivers, func(w Waiver) bool { return w.Rule != rule })
}

// A waiver holds while what it is about is the same, wherever that stands.
func TestWaivers(t *testing.T) {
	const rule = "trace/figure-disagrees"
	before := Example{atlas.Evidence: registers, atlas.Signals: nineteen}
	waivers := only(rule, waiversOf(before))
	if len(waivers) != 1 || waivers[0].Layer != "signals" || waivers[0].Words != nineteen {
		t.Fatalf("waivers %+v", waivers)
	}
	for _, c := range []struct {
		name, evidence, signals string
		holds                   bool
		stale                   string // what the waiver's own finding says
	}{
		{"the same", registers, nineteen, true, ""},
		{"other text comes before", "# E\n\n" + registers, "## Registers\n\nContinuity is signalled.\n\n- " + nineteen, true, ""},
		{"its layout", registers, "The office's\n19 registers signal **continuity**.", true, ""},
		{"it stands twice", registers, nineteen + "\n\n" + nineteen, true, ""},
		{"another word", registers, "The office's 19 registers signal reach.", false, "reads otherwise now"},
		{"another figure upstream", strings.Replace(registers, "17", "18", 1), nineteen, false, "stands beside other evidence now"},
		{"the finding is mended", registers, strings.Replace(nineteen, "19", "17", 1), false, "is no longer found"},
		{"the evidence comes round", strings.Replace(registers, "17", "19", 1), nineteen, false, "is no longer found"},
		{"the statement is gone", registers, "Continuity is signalled.", false, "is no longer found"},
	} {
		holds, stale := false, ""
		for _, d := range waived(waivers, Example{atlas.Evidence: c.evidence, atlas.Signals: c.signals}) {
			holds = holds || d.Rule == rule && !d.Counts()
			if d.Rule == "waiver/stale" {
				stale = d.Message
			}
		}
		if holds != c.holds || (stale == "") != (c.stale == "") || !strings.Contains(stale, c.stale) {
			t.Errorf("%s: holds %v, stale %q", c.name, holds, stale)
		}
	}
}

// A waiver whose statement still stands is told of there.
func TestStaleWaiversHaveAPlace(t *testing.T) {
	waivers := only("trace/figure-disagrees", waiversOf(Example{atlas.Evidence: registers, atlas.Signals: nineteen}))
	now := Example{atlas.Evidence: strings.Replace(registers, "17", "19", 1), atlas.Signals: "Continuity is signalled. " + nineteen}
	p, _ := build(now)
	for _, d := range waived(waivers, now) {
		if d.Stale != nil && d.Span.In(p.Files[atlas.Signals].Text) != nineteen {
			t.Errorf("told at %q", d.Span.In(p.Files[atlas.Signals].Text))
		}
	}
}

// Nothing is said of waivers that nobody could judge: their rule did not look,
// or a layer is missing that it looks in.
func TestWaiversThatCannotBeJudged(t *testing.T) {
	waivers := only("trace/figure-disagrees", waiversOf(Example{atlas.Evidence: registers, atlas.Signals: nineteen}))
	p, g := build(Example{atlas.Evidence: registers, atlas.Signals: "Nothing."})
	rules := slices.DeleteFunc(Rules(), func(r Rule) bool { return r.Name == "trace/figure-disagrees" })
	if got := messages(Waive(Reading{p, g}, Run(p, g, trace.Layers{}, rules), waivers, rules), "waiver/stale"); got != nil {
		t.Errorf("without the rule: %q", got)
	}
	if got := messages(waived(waivers, Example{atlas.Signals: nineteen}), "waiver/stale"); got != nil {
		t.Errorf("without evidence: %q", got)
	}
}

// What is found is not changed by waiving it: another check may hold it.
func TestWaivingLeavesWhatWasFound(t *testing.T) {
	e := Example{atlas.Evidence: registers, atlas.Signals: nineteen}
	p, g := build(e)
	found := Run(p, g, trace.Layers{}, Rules())
	Waive(Reading{p, g}, found, waiversOf(e), Rules())
	for _, d := range found {
		if !d.Counts() {
			t.Errorf("%s was waived in place", d.Rule)
		}
	}
}
