package check

import (
	_ "embed"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// A package that is full of figures: what its signals and its profile say is
// honest, in other words, orders and forms than its evidence.
var (
	//go:embed testdata/figures/evidence.md
	figureEvidence string
	//go:embed testdata/figures/signals.md
	figureSignals string
	//go:embed testdata/figures/profile.md
	figureProfile string
)

func figureFindings(e Example) (out []string) {
	p, g := build(e)
	for _, d := range Run(p, g, trace.Layers{}, figureRules()) {
		out = append(out, strings.TrimPrefix(d.Rule, "trace/")+" "+d.Message)
	}
	return out
}

func TestHonestFiguresAreSilent(t *testing.T) {
	e := Example{atlas.Evidence: figureEvidence, atlas.Signals: figureSignals, atlas.Profile: figureProfile}
	if got := figureFindings(e); len(got) > 0 {
		t.Errorf("findings:\n%s", strings.Join(got, "\n"))
	}
}
