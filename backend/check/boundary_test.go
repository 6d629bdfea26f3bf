package check

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

// TestMendedContradiction denies what the committed version asserted against
// an exclusion of the evidence: that is how the contradiction is mended.
func TestMendedContradiction(t *testing.T) {
	const evidence = "# Ruritania - Evidence Layer\n\n## Ports\n\nThe Harbour Board states that it runs the docks on the coast and documented the coast landing of ferries.\n\n" +
		"## Structural exclusions\n\n- A submarine-cable landing is not documented here.\n"
	for _, c := range [][2]string{
		{"A submarine-cable landing is documented on the coast.", "A submarine-cable landing is not documented on the coast."},
		{"The Harbour Board runs a submarine-cable landing on the coast.", "The Harbour Board does not run a submarine-cable landing on the coast."},
		{"The docks have a submarine-cable landing.", "The docks have no submarine-cable landing."},
	} {
		before := Example{atlas.Evidence: evidence, atlas.Signals: "## Reading\n\n" + c[0]}
		after := Example{atlas.Evidence: evidence, atlas.Signals: "## Reading\n\n" + c[1]}
		if got := findings(before, "trace/contradicts-boundary"); len(got) != 1 {
			t.Errorf("%s: %d findings", c[0], len(got))
		}
		for _, rule := range []string{"trace/contradicts-boundary", "trace/absence-contradicted"} {
			if got := findingsSince(before, after, rule); len(got) > 0 {
				t.Errorf("%s: %s", c[1], got)
			}
		}
	}
}

// A message quotes an anchor and no whole statement.
func TestMessagesAreShort(t *testing.T) {
	long := "## Constraints\n\nThe board keeps " + strings.Repeat("one more quay and ", 100) + "nothing else.\n"
	for _, d := range runOn(Example{atlas.Evidence: "# Ruritania - Evidence Layer\n\n" + long, atlas.Signals: "The board signals continuity.", atlas.Profile: "## Reading\n\n" + strings.Repeat("No quay is documented and ", 60)}) {
		if len(d.Message) > 300 {
			t.Errorf("%s says %d bytes: %.80s", d.Rule, len(d.Message), d.Message)
		}
	}
}
