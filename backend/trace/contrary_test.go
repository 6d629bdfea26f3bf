package trace

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

const coast = `# Ruritania - Evidence Layer

## Ports

The Harbour Board states that it operates seventeen ferries and a data center in Alba.
The Harbour Board states that the Coast Register lists every licensed ferry since 2011.
The Lighthouse Office states that it manages the coastal beacon network and publishes weekly notices.
The Ministry of Roads states that freight traffic crosses the mountain pass by lorry.
The Registry Office describes the identity card as the key to public services.
The Ferry Inspection Desk (FID) states that its amnesty for unlicensed ferries ended in 2019 and that 9 of 12 islands have joined the pass scheme.

## Structural exclusions

- A submarine-cable landing topology is not documented here.
- No hyperscale compute stack is evidenced.
- A single tram authority beyond the documented lorry traffic is not evidenced.

## Evidence gaps

- Several Registry Office pages were only partially retrievable in this pass.
- The customs tariff archive could not be retrieved.
- fines imposed under the Coastal Passage Act
- inspection records of the FID

Evidence completeness status: preliminary
`

func TestFlipped(t *testing.T) {
	for sentence, flipped := range map[string]bool{
		"A submarine-cable landing topology is documented.":                          true,
		"The evidence documents a submarine-cable landing.":                          true,
		"The Harbour Board operates a hyperscale compute stack.":                     true,
		"The customs tariff archive signals continuity.":                             true,
		"The presence of submarine cable landings signals reach.":                    true,
		"No submarine-cable landing is documented.":                                  false,
		"The board reads as coastal, without a submarine-cable landing.":             false,
		"The absence of submarine-cable landings signals dependence on the coast.":   false,
		"Lorry traffic across the pass signals continuity.":                          false,
		"The Coast Register signals continuity.":                                     false,
		"This layer assigns no readiness tier.":                                      false,
		"The customs tariff archive was not retrieved.":                              false,
		"Continuity is bounded by the pass and rests on a hyperscale compute stack.": true,
		"Licences signal protection against a hyperscale compute stack.":             false,
		"The pass lies high; a hyperscale compute stack is unrecorded.":              false,
		"Signal completeness status: preliminary":                                    false,
		"The Coastal Passage Act signals continuity.":                                false,
		"The pass reads as open, with its submarine-cable landing unresolved.":       false,
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: "## S\n\n" + sentence}), "Ruritania", nil)
		if got := len(g.Flipped(&g.Layers[atlas.Signals][1])) > 0; got != flipped {
			t.Errorf("%s\nflipped is %v", sentence, got)
		}
	}
}

func TestContradicted(t *testing.T) {
	for sentence, contradicted := range map[string]bool{
		"The Harbour Board does not operate a data center in Alba.":                       true,
		"The Lighthouse Office does not manage the coastal beacon network.":               true,
		"The Coast Register does not list licensed ferries.":                              true,
		"The identity card is not the key to public services.":                            true,
		"Freight traffic does not cross the mountain pass.":                               true,
		"The Lighthouse Office does not signal continuity of the coastal beacon network.": true,
		"No licensed ferry is documented.":                                                true,
		"Not all of the 12 islands have joined the pass scheme.":                          false,
		"A ferry runs without an amnesty for unlicensed ferries.":                         false,
		"The coastal beacon network is not fully managed by the Lighthouse Office.":       false,
		"The Harbour Board does not operate a hyperscale data center in Alba.":            false,
		"The Harbour Board operates a data center in Alba.":                               false,
		"No submarine-cable landing is documented.":                                       false,
		"The customs tariff archive is not documented.":                                   false,
		"The file does not recommend deployment and assigns no readiness tier.":           false,
		"Not classified as a coastal corridor jurisdiction.":                              false,
		"The Harbour Board does not operate aircraft.":                                    false,
		"Not only the Harbour Board but the Lighthouse Office manages the network.":       false,
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: "## S\n\n" + sentence}), "Ruritania", nil)
		if got := len(g.Contradicted(&g.Layers[atlas.Signals][1])) > 0; got != contradicted {
			t.Errorf("%s\ncontradicted is %v", sentence, got)
		}
	}
}

// What a layer carried and lost, by its version before and after an edit.
func TestLostConstraints(t *testing.T) {
	const before = `## Constraint boundary signals

- The absence of submarine-cable landings bounds the reading.
- No hyperscale compute stack is evidenced, and the customs tariff archive could not be retrieved.
- This layer assigns no readiness tier.
- Passage depends in part on Corin and Dena.
- Inspection records of the FID are not evidenced.
`
	for _, c := range []struct{ old, new, lost string }{
		{"- The absence of submarine-cable landings bounds the reading.\n", "", "submarine-cable landings"},
		{", and the customs tariff archive could not be retrieved", "", "customs tariff archive"},
		{"hyperscale compute stack", "tram line", "hyperscale compute stack"},
		{"- This layer assigns no readiness tier.\n", "", ""},
		{"The absence of submarine-cable landings bounds the reading.", "No landing of a submarine cable is documented.", ""},
		{"- The absence of submarine-cable landings bounds the reading.\n", "\nThe reading stands without landings of submarine cables.\n\n", ""},
		{"- This layer", "- This file", ""},
		{"Corin and Dena", "Corin", "Passage depends in part on Corin and Dena"},
		{"depends in part on Corin", "is dependent upon Corin", ""},
		{"of the FID", "of the Ferry Inspection Desk", ""},
		{"of the FID are not evidenced", "of the FID are discussed", "Inspection records of the FID"},
		{"evidenced.\n- Passage", "evidenced; passage", ""},
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: strings.Replace(before, c.old, c.new, 1)}), "Ruritania", nil)
		var got []string
		for _, l := range g.LostConstraints(atlas.Signals, layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: before})) {
			got = append(got, l.Old.Written(l.Limit.First, l.Limit.Last))
		}
		if strings.Join(got, "|") != c.lost {
			t.Errorf("%q to %q loses %q", c.old, c.new, got)
		}
	}
}

func TestConstraintLiftedAbove(t *testing.T) {
	const signals = "## S\n\nThe board signals continuity.\n\nNo hyperscale compute stack is evidenced."
	lifted := strings.Replace(coast, "- No hyperscale compute stack is evidenced.\n", "", 1)
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: lifted, atlas.Signals: "## S\n\nThe board signals continuity."}), "Ruritania", nil)
	if lost := g.LostConstraints(atlas.Signals, layersOf(map[atlas.Layer]string{atlas.Evidence: coast, atlas.Signals: signals})); len(lost) > 0 {
		t.Error("a constraint that the evidence has lost is still asked for")
	}
}
