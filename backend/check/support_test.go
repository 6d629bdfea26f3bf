package check

import (
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

// fourDomains is evidence on four matters that have nothing to do with each
// other.
const fourDomains = `# Ruritania - Evidence Layer

## Payments

The Tolar Office states that it clears interbank transfers and card payments over the Instant Rail.
The Tolar Office also keeps a fraud desk for merchants.

## Research network

AlbaNet states that it links universities and laboratories, and that Dena Grid gives scientists computing time.
AlbaNet belongs to the Northern Academic Ring.

## Cyber security

RU-CERT states that it answers computer incidents day and night and warns operators of critical infrastructure.
The National Watch Centre runs exercises for crisis management with RU-CERT.

## Energy

Corin Power states that it operates the transmission grid and a power link across the strait.
`

func TestTermsAndSupport(t *testing.T) {
	for _, c := range []struct{ statement, rule string }{
		{"The Tolar Office's interbank clearing signals settlement continuity.", ""},
		{"RU-CERT's incident response and AlbaNet's university links signal institutional continuity.", ""},
		{"AlbaNet and Dena Grid together signal a layered research environment.", ""},
		{"Clearing of interbank transfers by the Tolar Office indicates operational coherence and durable stewardship.", ""},
		{"Operators of critical infrastructure receive warnings from RU-CERT, which signals a national coordination posture.", ""},
		{"Computation for scientists and a power link describe bounded, predictable mechanisms.", ""},
		{"AlbaNet's interbank clearing signals settlement continuity.", "trace/weak-support"},
		{"Computer incidents are answered day and night by Corin Power.", "trace/weak-support"},
		{"RU-CERT's transmission grid signals energy continuity.", "trace/weak-support"},
		{"The Tolar Office links universities and laboratories.", "trace/weak-support"},
		{"Hospitals share patient files over the Instant Rail.", "trace/untraced-term"},
		{"A submarine-cable landing serves the universities.", "trace/untraced-term"},
		{"Farmers receive subsidies, and merchants too.", "trace/untraced-term"},
		{"The Tolar Office's card payments signal continuity, and its branches sell insurance.", "trace/untraced-term"},
		{"No submarine-cable landing is documented, and no hospital network.", ""},
	} {
		want := []string{}
		if c.rule != "" {
			want = append(want, c.rule)
		}
		got := []string{}
		for _, d := range runOn(Example{atlas.Evidence: fourDomains, atlas.Signals: "## Reading\n\n" + c.statement}) {
			if d.Severity >= Warning && strings.HasPrefix(d.Rule, "trace/") {
				got = append(got, d.Rule)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\nwant %s, got %s", c.statement, want, got)
		}
	}
}

// waterfront is evidence on three bodies in one section.
const waterfront = `## Ports

- The Harbour Board states that it runs the docks of Alba and dredges the fairway.
- The Survey Office states that it reads tide gauges and warns pilots of surges.
- The Coast Fund states that it lends to shipyards and insures ferries.
`

func TestNamesThatChangedPlaces(t *testing.T) {
	for _, c := range []struct {
		signals string
		found   int
	}{
		{"The Harbour Board signals control of the docks. The Coast Fund signals lending to shipyards.", 0},
		{"The Coast Fund signals control of the docks. The Harbour Board signals lending to shipyards.", 2},
		{"- The Survey Office indicates insured ferries.\n- The Coast Fund indicates tide gauges and warned pilots.", 2},
		{"The Coast Fund and the Harbour Board signal docks, lending and shipyards.", 0},
	} {
		got := findings(Example{atlas.Evidence: waterfront, atlas.Signals: "## Reading\n\n" + c.signals}, "trace/weak-support")
		if len(got) != c.found {
			t.Errorf("%s\nwant %d findings, got %q", c.signals, c.found, got)
		}
	}
}
