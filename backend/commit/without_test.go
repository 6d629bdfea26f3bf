package commit

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

// A layer that is left out stays as it was committed, and neither the entry nor
// the findings are about it.
func TestLayersAreLeftOut(t *testing.T) {
	f := newFixture(t)
	f.put("evidence.md", "# Ruritania - Evidence Layer\n\nThe office states that it keeps 18 registers.\n")
	f.put("signals.md", "# Ruritania - Signals\n\nThe 19 registers signal continuity.\n")
	f.put("profile.md", "# Ruritania - Profile\n\nRuritania keeps registers.\n")
	for _, c := range []struct {
		without  []atlas.Layer
		layers   string
		blocking bool
	}{
		{nil, "evidence.md signals.md profile.md", true},
		{[]atlas.Layer{atlas.Signals}, "evidence.md profile.md", true},
		{[]atlas.Layer{atlas.Evidence, atlas.Profile}, "signals.md", true},
		{[]atlas.Layer{atlas.Evidence, atlas.Signals}, "profile.md", false},
		{[]atlas.Layer{atlas.Evidence, atlas.Signals, atlas.Profile, atlas.ChangeLog}, "", false},
	} {
		p, err := Prepare(f.w, f.repo, "ruritania", noon, c.without...)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, l := range p.Layers {
			names = append(names, l.Layer.File())
			if !strings.Contains(p.Entry, "`"+l.Layer.File()+"`") {
				t.Errorf("without %v: %s is not in the entry:\n%s", c.without, l.Layer.File(), p.Entry)
			}
		}
		if got := strings.Join(names, " "); got != c.layers || len(p.Layers)+len(p.LeftOut) != 3 {
			t.Errorf("without %v: %q, left out %d", c.without, got, len(p.LeftOut))
		}
		for _, l := range p.LeftOut {
			if strings.Contains(p.Entry, "In `"+l.Layer.File()) {
				t.Errorf("without %v: %s is in the entry:\n%s", c.without, l.Layer.File(), p.Entry)
			}
		}
		if (len(p.Blocking) > 0) != c.blocking {
			t.Errorf("without %v: %v", c.without, p.Blocking)
		}
	}

	f.commit(Decision{Message: "Profile", Without: []atlas.Layer{atlas.Evidence, atlas.Signals}})
	if got := f.git("show", "--name-only", "--format="); got != "ruritania/change-log.md\nruritania/profile.md" {
		t.Errorf("committed: %s", got)
	}
	if got := f.git("status", "--porcelain"); got != " M ruritania/evidence.md\n M ruritania/signals.md" {
		t.Errorf("left: %q", got)
	}
	f.commit(Decision{Message: "The rest", Override: "they differ for a day"})
	if got := f.git("status", "--porcelain"); got != "" {
		t.Errorf("left: %q", got)
	}
}
