package trace

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

// What an edit turned into its opposite, by the statement before and after it.
func TestTurned(t *testing.T) {
	for _, c := range []struct{ old, new, turned string }{
		{"The Harbour Board signals reach rather than isolated island desks.", "The Harbour Board signals reach and isolated island desks.", "asserts isolated island desks"},
		{"The Coast Register signals continuity, without a fee schedule.", "The Coast Register signals continuity, with a fee schedule.", "asserts fee schedule"},
		{"The Coast Register depends on the Harbour Board rather than on a ministry of its own.", "The Coast Register depends on the Harbour Board and on a ministry of its own.", "asserts ministry"},
		{"There is no coast road and no submarine-cable landing.", "There is a coast road and no submarine-cable landing.", "asserts coast road"},
		{"Taken together, the evidence signals ferry continuity through a licensed register.", "Taken together, the evidence does not signal ferry continuity through a licensed register.", "denies ferry continuity through a licensed register"},
		{"The ferries signal that the register is in use.", "The ferries signal that the register is not in use.", "denies register"},
		{"The tide gauges are not public, the fee schedule is not kept, and no pilot is named.", "The tide gauges are not public, the fee schedule is kept, and no pilot is named.", "asserts fee schedule"},
		{"The ferry pilot is not yet in operation.", "The ferry pilot is already in operation.", "asserts ferry pilot is already in operation"},
		// no turn
		{"The Harbour Board signals reach rather than isolated island desks.", "The Harbour Board signals reach instead of isolated island desks.", ""},
		{"No submarine-cable landing is documented.", "A landing of submarine cables is not documented.", ""},
		{"The Harbour Board operates no data center in Alba.", "The Harbour Board operates a data center in Alba.", ""}, // repaired
		{"The Coast Register signals continuity.", "The customs desk signals no continuity.", ""},
		{"This layer assigns no readiness tier.", "This file assigns no readiness tier.", ""},
	} {
		before := layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: "## S\n\n" + c.old})
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: "## S\n\n" + c.new}), "Ruritania", nil)
		var got []string
		for _, turned := range g.Turned(atlas.Signals, before) {
			verb := map[bool]string{true: "denies ", false: "asserts "}[turned.Denies]
			got = append(got, verb+turned.Text.Written(turned.First, turned.Last))
		}
		if strings.Join(got, "|") != c.turned {
			t.Errorf("%s\n%s\nturned %q, want %q", c.old, c.new, got, c.turned)
		}
	}
}

// What the evidence took up in the same edit may be said below.
func TestTurnedWithTheEvidence(t *testing.T) {
	before := layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: "## S\n\nNo hyperscale compute stack is evidenced."})
	lifted := strings.Replace(coast, "- No hyperscale compute stack is evidenced.\n", "", 1) + "\n## Compute\n\nThe Harbour Board states that its hyperscale compute stack opened.\n"
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: lifted, atlas.Signals: "## S\n\nA hyperscale compute stack is evidenced."}), "Ruritania", nil)
	if turned := g.Turned(atlas.Signals, before); len(turned) > 0 {
		t.Errorf("%q contradicts the version before, which the evidence has left behind", turned[0].Text.Text)
	}
}
