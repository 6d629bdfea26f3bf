package check

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// concluding are the rules of conclusions, compiled once for many sentences.
var concluding = conclusionRules()

// drawnIn lists the conclusions that a sentence draws in a layer.
func drawnIn(l atlas.Layer, sentence string) string {
	e := Example{atlas.Evidence: office}
	e[l] = sentence
	p, g := build(e)
	var out []string
	for _, d := range Run(p, g, trace.Layers{}, concluding) {
		if key, ok := strings.CutPrefix(d.Rule, "conclusion/"); ok {
			out = append(out, key+" "+d.Severity.String())
		}
	}
	return strings.Join(out, ", ")
}

func TestConclusionsDrawn(t *testing.T) {
	for sentence, want := range map[string]string{
		"It is ahead of its neighbours.":                            "ranking",
		"It is the leading country of the region.":                  "ranking",
		"It ranks second in the world.":                             "ranking",
		"The network is more advanced than that of its peers.":      "ranking",
		"While no ranking is made, it is the best jurisdiction.":    "ranking",
		"The bank, not the office, makes it the leading market.":    "ranking",
		"It has a readiness tier of two.":                           "scoring",
		"Readiness is high.":                                        "scoring",
		"It scores 8/10.":                                           "scoring",
		"It holds routing authority.":                               "routing",
		"It serves as a regional transit hub.":                      "routing",
		"It sits in the northern corridor.":                         "placement",
		"The environment is suitable for pilots.":                   "deployment",
		"Builders should deploy there.":                             "deployment",
		"It is ready for production.":                               "deployment",
		"The package is now canonical.":                             "lifecycle",
		"The package becomes corridor-attached.":                    "lifecycle",
		"Without a readiness tier, it is still ready for launches.": "deployment",
	} {
		if got := drawnIn(atlas.Profile, sentence); !strings.Contains(got, want+" error") {
			t.Errorf("%s\nwant %s, got %q", sentence, want, got)
		}
	}
}

func TestConclusionsNotDrawn(t *testing.T) {
	for _, sentence := range []string{
		"The layer assigns no readiness tier, routing authority, or topology placement.",
		"It does not rank jurisdictions and does not recommend deployment.",
		"Nothing in this layer assigns routing authority.",
		"Readiness tiers and rankings are excluded.",
		"The layer does not:\n\n- rank jurisdictions\n  - assign readiness tiers\n- recommend deployment",
		"The package does not yet establish:\n\n- routing authority\n- a readiness tier",
		"The law is called “Leading country act” in English.",
		"The Digital Development Rating Agency publishes it.",
		"The evidence is stronger in payments than in research.",
		"The evidence supports the reading most clearly at least once.",
		"The operator must host the register in the country.",
		"Builders should read the evidence first.",
		"It serves as a bridge between ministries.",
		"The first phase is now complete.",
		"It reads so without assigning routing authority or comparative status.",
		"Routing core: not evidenced.",
	} {
		if got := drawnIn(atlas.Profile, sentence); got != "" {
			t.Errorf("%s\ndraws %s", sentence, got)
		}
	}
}

func TestConclusionsByLayer(t *testing.T) {
	const claim = "The operator states that it is the leading operator in the region."
	if got := drawnIn(atlas.Evidence, claim); got != "ranking info" {
		t.Errorf("an attributed superlative of evidence.md is %q", got)
	}
	if got := drawnIn(atlas.Evidence, "It is the leading country, and its documents are published."); got != "ranking error" {
		t.Errorf("a superlative without source in evidence.md is %q", got)
	}
	if got := drawnIn(atlas.Signals, claim); got == "" {
		t.Error("a derived layer may repeat a superlative")
	}
	const stated = "The operator states that it is the largest operator in the country."
	for sentence, want := range map[string]string{
		"The largest operator keeps a ring network.":                              "warning",
		"The operator describes itself as the largest operator.":                  "info",
		"The office is the fastest operator in the region, its pages make plain.": "error",
	} {
		e := Example{atlas.Evidence: stated, atlas.Signals: sentence}
		p, g := build(e)
		got := ""
		for _, d := range Run(p, g, trace.Layers{}, concluding) {
			if d.File == atlas.Signals.File() {
				got += d.Severity.String()
			}
		}
		if got != want {
			t.Errorf("%s\nrepeats what is attributed in evidence.md: want %s, got %q", sentence, want, got)
		}
	}
	if got := drawnIn(atlas.Metadata, "Country: Ruritania  \nReadiness: high  \nCorridor role: transit hub"); got != "scoring error" {
		t.Errorf("a field of metadata.md that scores: %q", got)
	}
	const declared = "# R - Change Log\n\nThe package is now complete.\n\nNormalization status: %s\n"
	if got := drawnIn(atlas.ChangeLog, strings.Replace(declared, "%s", "complete", 1)); got != "" {
		t.Errorf("the change log tells the declared status: %q", got)
	}
	if got := drawnIn(atlas.ChangeLog, strings.Replace(declared, "%s", "draft", 1)); got != "lifecycle error" {
		t.Errorf("the change log promotes the status: %q", got)
	}
	labels := Example{atlas.Evidence: office, atlas.Metadata: "Corridor role: northern transit hub", atlas.Profile: "It reads as a transit hub."}
	if got := findings(labels, "conclusion/routing"); len(got) != 0 {
		t.Errorf("a label that metadata.md declares: %q", got)
	}
}
