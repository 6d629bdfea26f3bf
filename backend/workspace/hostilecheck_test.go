package workspace

import (
	"slices"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
)

// repeated are texts that some rule takes more than its share of time for.
var repeated = []struct{ name, before, repeated string }{
	{"listed names", "", "Alpha Bravo, "},
	{"joined names in a row", "", "Alpha Bravo and Charlie Delta and "},
	{"definitions", "", "Alpha Bravo (AB) "},
	{"conclusions", "", "it is top ranked, "},
	{"counts", "", "9 boats 8 ships "},
	{"denied things", "", "no port is documented, and no ship is there, "},
	{"words", "", "port ship office "},
	{"articles", "", "a "},
	{"headings with text", "", "## Heading\n\nThe office has 9 boats.\n\n"},
	{"bullets with anchors", "", "- The Alpha Bravo office has 9 boats in 2021, without a port.\n"},
}

// office opens each layer of a hostile package with something to compare with.
const office = "# Ruritania - Layer\n\n## Ports\n\nThe Alpha Bravo office states that it has 8 boats. Alpha Delta runs 9 ships.\n\n"

// BenchmarkHostileCheck joins and checks packages of three layers that repeat
// one thing, at one length and at eight times it; growth is as in
// BenchmarkHostile.
func BenchmarkHostileCheck(b *testing.B) {
	const short, times = 1 << 15, 8
	for _, h := range slices.Concat(hostile, repeated) {
		b.Run(h.name, func(b *testing.B) {
			var packages [2]Source
			for i, size := range []int{short, times * short} {
				packages[i].ID = "x"
				for _, l := range []atlas.Layer{atlas.Evidence, atlas.Signals, atlas.Profile} {
					packages[i].Layers[l] = ReadLayer(l, office+h.before+strings.Repeat(h.repeated, size/len(h.repeated)), nil, nil)
				}
			}
			var took [2]time.Duration
			for b.Loop() {
				for i, s := range packages {
					start := time.Now()
					Check(s, plain)
					took[i] += time.Since(start)
				}
			}
			b.ReportMetric(float64(took[1])/float64(took[0])/times, "growth")
		})
	}
}
