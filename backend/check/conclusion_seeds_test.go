package check

import (
	_ "embed"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

//go:embed testdata/drawn.txt
var drawnSentences string

//go:embed testdata/undrawn.txt
var undrawnSentences string

// seeds yields the sentences of a file with their section; "\n" in a sentence
// is a line end.
func seeds(file string) func(yield func(section, sentence string) bool) {
	return func(yield func(string, string) bool) {
		section := ""
		for line := range strings.Lines(file) {
			line = strings.ReplaceAll(strings.TrimSpace(line), `\n`, "\n")
			switch {
			case line == "" || strings.HasPrefix(line, "# "):
			case strings.HasPrefix(line, "["):
				section = strings.Trim(line, "[]")
			case !yield(section, line):
				return
			}
		}
	}
}

// TestConclusionRecall holds every conclusion to the goal of tracing.md,
// section 4, in a layer that may draw none.
func TestConclusionRecall(t *testing.T) {
	const goal = 0.97
	total, found := map[string]int{}, map[string]int{}
	for section, sentence := range seeds(drawnSentences) {
		total[section]++
		if got := drawnIn(atlas.Signals, sentence); strings.Contains(got, section+" error") {
			found[section]++
		} else {
			t.Logf("%s: %s (%s)", section, sentence, got)
		}
	}
	for section, n := range total {
		if recall := float64(found[section]) / float64(n); recall < goal {
			t.Errorf("%s: recall %.2f of %d", section, recall, n)
		}
	}
}

func TestHarmlessSentencesDrawNothing(t *testing.T) {
	for section, sentence := range seeds(undrawnSentences) {
		layers := []atlas.Layer{atlas.Evidence, atlas.Profile, atlas.ChangeLog}
		if section == "readings of derived layers" {
			layers = layers[1:]
		}
		for _, l := range layers {
			if got := drawnIn(l, sentence); got != "" && !strings.HasSuffix(got, "info") {
				t.Errorf("%s, in %s: %s\ndraws %s", section, l, sentence, got)
			}
		}
	}
}
