package workspace

import (
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
)

// hostile are texts that nobody writes and that some way of reading takes more
// than its share of time for: what is repeated, and what stands before it.
var hostile = []struct{ name, before, repeated string }{
	{"one word", "", "abcdefghij"},
	{"capitals", "", "Alba Brod "},
	{"acronyms", "", "ABC-DEF "},
	{"numbers", "", "1,234 567 "},
	{"groups of digits", "", "123,"},
	{"number words", "", "two hundred and forty-"},
	{"dates", "", "3 August 2001, "},
	{"money", "", "US$ 3 million € "},
	{"sentences", "", "The office has 9 boats. "},
	{"initials", "", "A. B. "},
	{"dots", "", "a."},
	{"denials", "", "not without rather than "},
	{"joiners", "", "and of the "},
	{"joined names", "", "Alba and of the "},
	{"commas", "", "Alba, "},
	{"open brackets", "", "("},
	{"brackets", "", "(ABC) "},
	{"open square brackets", "", "["},
	{"references", "", "[^a"},
	{"quotation marks", "", `"a“b `},
	{"open comments", "", "<!-- a "},
	{"comments", "", "a<!-- -->"},
	{"tags", "", "<a"},
	{"entities", "", "&amp"},
	{"addresses", "", "https://"},
	{"links", "", "[a](b("},
	{"emphasis", "", "*a _b "},
	{"bars", "", "| a "},
	{"headings", "", "## A\n\n"},
	{"one heading often", "", "## Gaps\n\nA.\n\n"},
	{"bullets", "", "- a\n"},
	{"fields", "", "Country: a\n"},
	{"bullets of a field", "Lists:\n\n", "- a\n"},
	{"bullets under a long lead-in", strings.Repeat("It does not ", 1<<14) + ":\n\n", "- a\n"},
	{"sources", "Sources:\n\n", "- a\n"},
	{"paragraphs", "", "A b.\n\n"},
	{"quotes", "", "> a\n"},
}

// BenchmarkHostile reads each of the texts at one length and at eight times
// it. growth is how much more a byte takes of the longer one: about 1 where
// reading is linear, 8 where it is quadratic.
func BenchmarkHostile(b *testing.B) {
	const short, times = 1 << 16, 8
	for _, h := range hostile {
		for _, l := range []atlas.Layer{atlas.Signals, atlas.Metadata} {
			b.Run(h.name+"/"+l.Key(), func(b *testing.B) {
				texts := [2]string{}
				for i, size := range []int{short, times * short} {
					texts[i] = h.before + strings.Repeat(h.repeated, size/len(h.repeated))
				}
				var took [2]time.Duration
				for b.Loop() {
					for i, text := range texts {
						start := time.Now()
						plain.ReadLayer(l, text, nil, nil)
						took[i] += time.Since(start)
					}
				}
				perByte := func(i int) float64 { return float64(took[i]) / float64(len(texts[i])) }
				b.ReportMetric(perByte(1)/perByte(0), "growth")
			})
		}
	}
}
