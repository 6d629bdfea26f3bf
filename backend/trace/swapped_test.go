package trace

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

const waterfront = `## Ports

- The Harbour Board states that it runs the docks of Alba and that Tidewatch, its gauge network, warns pilots of surges.
- Tidewatch readings are checked by the Survey Office each spring.
- The Coast Fund (COF) pays for dredging in Brod and lends to shipyards.
- The Fare Union states that its fare card opens ferries, and that a health exchange joins 12 clinics.
`

// What an edit put in the place of something else, by the statement before and
// after it.
func TestSwapped(t *testing.T) {
	for _, c := range []struct{ old, new, swapped string }{
		{"The Harbour Board signals control of the docks. The Coast Fund signals lending to shipyards.",
			"The Coast Fund signals control of the docks. The Harbour Board signals lending to shipyards.", "Coast Fund for Harbour Board|Harbour Board for Coast Fund"},
		{"The Harbour Board runs Tidewatch, which warns of surges.", "The Coast Fund runs Tidewatch, which warns of surges.", "Coast Fund for Harbour Board"},
		{"Docks in Alba and dredging in Brod signal upkeep.", "Docks in Brod and dredging in Alba signal upkeep.", "Brod for Alba|Alba for Brod"},
		{"Tidewatch readings are checked by the Survey Office.", "Survey Office readings are checked by Tidewatch.", "Survey Office for Tidewatch|Tidewatch for Survey Office"},
		{"The layer shows a fare card for all ferries and a health exchange of 12 clinics.", "The layer shows a health exchange for all ferries and a fare card of 12 clinics.", "health exchange for fare card|fare card for health exchange"},
		// put right
		{"The Coast Fund signals control of the docks. The Harbour Board signals lending to shipyards.",
			"The Harbour Board signals control of the docks. The Coast Fund signals lending to shipyards.", ""},
		{"The Coast Fund runs Tidewatch, which warns of surges.", "The Harbour Board runs Tidewatch, which warns of surges.", ""},
		// written otherwise
		{"The COF signals lending to shipyards.", "The Coast Fund signals lending to shipyards.", ""},
		{"The Harbour Board, Tidewatch, and the Coast Fund signal upkeep.", "The Coast Fund, the Harbour Board, and Tidewatch signal upkeep.", ""},
		{"The Harbour Board runs docks, and the Coast Fund lends to shipyards.", "The Coast Fund lends to shipyards, and the Harbour Board runs docks.", ""},
		// of nothing that upstream knows
		{"The Harbour Board signals continuity.", "The Coast Fund signals continuity.", ""},
	} {
		before := layersOf(map[atlas.Layer]string{atlas.Evidence: waterfront, atlas.Signals: "## S\n\n" + c.old})
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: waterfront, atlas.Signals: "## S\n\n" + c.new}), "Ruritania", nil)
		var got []string
		for _, s := range g.Swapped(atlas.Signals, before) {
			got = append(got, s.Text.Written(s.First, s.Last)+" for "+s.For)
		}
		if strings.Join(got, "|") != c.swapped {
			t.Errorf("%s\n%s\nswapped %q, want %q", c.old, c.new, got, c.swapped)
		}
	}
}

// A name that the evidence took up in the same edit was not swapped.
func TestSwappedWithTheEvidence(t *testing.T) {
	before := layersOf(map[atlas.Layer]string{atlas.Evidence: waterfront, atlas.Signals: "## S\n\nThe Harbour Board signals control of the docks."})
	handed := strings.Replace(waterfront, "The Harbour Board states that it runs", "The Coast Fund states that it runs", 1)
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: handed, atlas.Signals: "## S\n\nThe Coast Fund signals control of the docks."}), "Ruritania", nil)
	if swapped := g.Swapped(atlas.Signals, before); len(swapped) > 0 {
		t.Errorf("%q is taken for a swap, which the evidence made, too", swapped[0].For)
	}
}
