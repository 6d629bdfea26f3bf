package check

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// One anchor is one finding per layer, at its first place, however it is
// written.
func TestAnAnchorIsReportedOnce(t *testing.T) {
	p, g := build(Example{atlas.Evidence: evidence,
		atlas.Signals: "The Harbour Board signals it. So does the Harbour Board's rail, and the Harbour-Board rail.",
		atlas.Profile: "The Harbour Board is read, and the Harbour Board again."})
	related := map[string][]int{}
	for _, d := range Run(p, g, trace.Layers{}, Rules()) {
		if strings.Contains(d.Message, "Harbour Board") && strings.HasPrefix(d.Rule, "trace/u") && d.Rule != "trace/untraced-term" {
			related[d.File+" "+d.Rule] = append(related[d.File+" "+d.Rule], len(d.Related))
		}
	}
	if r := related["signals.md trace/untraced-name"]; len(r) != 1 || r[0] != 2 {
		t.Errorf("in the signals: %v", r)
	}
	if r := related["profile.md trace/upstream-only"]; len(r) != 1 || r[0] != 2 { // the entry and the second place
		t.Errorf("in the profile: %v", r)
	}
	if len(related) != 2 {
		t.Errorf("findings: %v", related)
	}
}

func TestFiguresFromAbove(t *testing.T) {
	e := Example{atlas.Evidence: evidence, atlas.Signals: "The 90 ferries signal reach.", atlas.Profile: "The 90 ferries and the 17 data centers are read."}
	got := findings(e, "trace/upstream-only")
	if len(got) != 1 || !strings.Contains(got[0], "90 ferries") {
		t.Errorf("figures that only derived layers have: %q", got)
	}
}

func TestNewEvidence(t *testing.T) {
	past, committed := build(Example{atlas.Signals: "The Moon Board has 70 ships."})
	if past == nil {
		t.Fatal("no past")
	}
	for _, c := range []struct {
		entry     string
		committed trace.Layers
		fires     bool
	}{
		{"The change log records that the Harbour Board joined.", trace.Layers{}, true},
		{"The Instant Rail now serves 80 ports.", trace.Layers{}, true},
		{"- Harbour Board participation", trace.Layers{}, true},
		{"The Moon Board and its 70 ships were recorded.", trace.Layers{}, true},
		{"The Moon Board and its 70 ships were recorded.", committed.Layers, false},
		{"The Sun Board was recorded.", committed.Layers, true},
		{"The name “Harbour Board” was a slip.", trace.Layers{}, false},
		{"The Harbour Board was replaced by the Bank of Ruritania.", trace.Layers{}, false},
		{"Version 3 of 14 files, 99 statements and 20 sections, on 9 May 2031.", trace.Layers{}, false},
		{"No Harbour Board was introduced.", trace.Layers{}, false},
		{"`signals.md` derived the Instant Rail and NPC readings, with 17 data centers.", trace.Layers{}, false},
		{"Normalization kept Ruritania within the Atlas framework.", trace.Layers{}, false},
		{"Routing Density Confirmation: derived from the Instant Rail.", trace.Layers{}, false},
	} {
		p, g := build(Example{atlas.Evidence: evidence, atlas.ChangeLog: c.entry})
		var got []string
		for _, d := range Run(p, g, c.committed, Rules()) {
			if d.Rule == "changelog/new-evidence" {
				got = append(got, d.Message)
			}
		}
		if (len(got) > 0) != c.fires {
			t.Errorf("%s\nfinds %q", c.entry, got)
		}
	}
}
