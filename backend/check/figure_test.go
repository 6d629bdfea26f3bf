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

// TestChangedFigures says of a derived statement which finding a figure of it
// deserves; "" for none.
func TestChangedFigures(t *testing.T) {
	for _, c := range []struct{ evidence, signals, want string }{
		// a date belongs to its matter
		{"KZ-TEAM was established in 2011. The Harbour Exchange was established in 2017.", "KZ-TEAM was established in 2017.", "figure-disagrees “2017”: evidence.md says 2011 of “KZ-TEAM”"},
		{"KZ-TEAM was established in 2011. The Harbour Exchange was established in 2017.", "KZ-TEAM, established in 2011, and the Harbour Exchange of 2017 stand.", ""},
		{"The pilot began in 2021, the Sandbox opened in 2022.", "The path from the 2021 pilot to the 2021 Sandbox signals steps.", "figure-disagrees “2021”: evidence.md says 2022 of “Sandbox”"},
		{"The pilot began in 2021, the Sandbox opened in 2022.", "The 2022 Sandbox followed the pilot of 2021.", ""},
		{"It handled 4,317 incidents in 2023, against 3,902 in 2022.", "Incidents numbered 3902 in 2023.", "figure-disagrees “2023”: evidence.md says 2022 of “3,902”"},
		{"The Cable Act of 3 August 2001 applies.", "The Cable Act of August 2001 applies.", ""},
		{"The Cable Act of August 2001 applies.", "The Cable Act of 3 August 2001 applies.", "untraced-figure “3 August 2001” is in no layer above, or only with something else: looked in evidence.md"},
		{"The Cable Act of 3 August 2001 applies.", "The Cable Act of 2001-08-13 applies.", "figure-disagrees “2001-08-13”: evidence.md says 3 August 2001 of “Cable Act”"},
		{"The rail opened in May 2024.", "The rail, opened in Q2 2024, signals reach.", ""},
		{"The rail opened in May 2024.", "The rail, opened in Q3 2024, signals reach.", "figure-disagrees “Q3 2024”: evidence.md says May 2024 of “rail”"},
		{"The plan for 2023 to 2025 was approved.", "The plan 2023–25 signals intent.", ""},
		{"The plan for 2023 to 2025 was approved by the Senate.", "The Senate's plan between 2023 and 2026 signals intent.", "figure-disagrees “2023 and 2026”: evidence.md says 2023 to 2025 of “plan”"},
		// a number belongs to its noun, unit and subject
		{"The Alba Bank has 12 branches. The Brod Bank has 40 branches.", "The Brod Bank's 12 branches signal reach.", "figure-disagrees “12 branches”: evidence.md says 40 branches"},
		{"The Alba Bank has 12 branches. The Brod Bank has 40 branches.", "Forty branches of the Brod Bank and twelve of the Alba Bank signal reach.", ""},
		{"The exchange carries 10 Gbps.", "The exchange carries 10 MW.", "untraced-figure “10 MW” is in no layer above, or only with something else: looked in evidence.md"},
		{"The plant has 1,000 MW.", "The plant's 1 GW signals supply.", ""},
		{"The plant has 300 MW of wind power.", "The plant's 300 GW of wind power signals supply.", "figure-disagrees “300 GW”: evidence.md says 300 MW"},
		{"The loan was EUR 240 million.", "The loan of €240 million signals finance.", ""},
		{"The loan was EUR 240 million.", "The loan of $240 million signals finance.", "figure-disagrees “$240 million”: evidence.md says EUR 240 million"},
		{"The fund holds USD 3m.", "The fund's $3 million signals finance.", ""},
		{"The growth fund holds KZT 2.5 bn.", "The growth fund's 2.6 billion tenge signal finance.", "figure-disagrees “2.6 billion tenge”: evidence.md says KZT 2.5 bn"},
		{"About 40 % of homes are wired.", "Forty percent of homes are wired.", ""},
		{"About 40 % of homes are wired.", "Some 45 per cent of homes are wired.", "figure-disagrees “45 per cent”: evidence.md says 40 %"},
		{"The network has 248 points.", "Its two hundred and forty-eight points signal reach.", ""},
		{"The network has 248 points.", "Its two hundred and eighty-four points signal reach.", "figure-disagrees “two hundred and eighty-four points”: evidence.md says 248 points"},
		{"The firm owns 17 data centers in Alba and Brod.", "A 17-site footprint in Alba and Brod signals reach.", ""},
		{"The contract covers the third cable.", "The 3rd cable signals reach.", ""},
		{"The contract covers the third cable.", "The fourth cable signals reach.", "figure-disagrees “fourth cable”: evidence.md says third cable"},
		{"Phase 2 of the project ended.", "The second phase of the project ended.", ""},
		{"Phase 2 of the project ended.", "Phase 3 of the project ended.", "figure-disagrees “3”: evidence.md says 2"},
		{"The Strategy 2.0 applies.", "The Strategy 2 applies.", "figure-disagrees “2”: evidence.md says 2.0"},
		{"Operators follow ISO 27001.", "ISO 27002 signals practice.", "figure-disagrees “27002”: evidence.md says 27001"},
		// the layer's own counting
		{"The court has three branches.", "Three layers, two readings and seven files signal it; see section 4.", ""},
		{"The court has three branches.", "The court's four branches signal order.", "figure-disagrees “four branches”: evidence.md says three branches"},
		// totals of lists
		{"Points stand in Alba, Brod, Corin and Dena, all cities.", "Alba, Brod and 2 additional cities signal reach.", ""},
		{"Points stand in Alba, Brod, Corin and Dena, all cities.", "Alba, Brod and 5 additional cities signal reach.", "untraced-figure “5 additional cities” is in no layer above, or only with something else: looked in evidence.md"},
		{"The instruments are:\n\n- gauges\n- masts\n- buoys\n- radars\n", "Four instruments signal research.", ""},
		{"The instruments are:\n\n- gauges\n- masts\n- buoys\n- radars\n", "The 14 instruments signal research.", "untraced-figure “14 instruments” is in no layer above, or only with something else: looked in evidence.md"},
	} {
		got := figureFindings(Example{atlas.Evidence: c.evidence, atlas.Signals: c.signals})
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s\n%s\ngot  %s\nwant %s", c.evidence, c.signals, strings.Join(got, "|"), c.want)
		}
	}
}

// TestFigureFixes says what a fix would write.
func TestFigureFixes(t *testing.T) {
	for _, c := range []struct{ evidence, signals, want string }{
		{"The firm owns 17 data centers.", "Nineteen data centers signal reach.", "Seventeen data centers signal reach."},
		{"The firm owns seventeen data centers.", "Its 19 data centers signal reach.", "Its 17 data centers signal reach."},
		{"The law was adopted on August 3, 2001.", "The law, adopted on 4 August 2001, applies.", "The law, adopted on 3 August 2001, applies."},
		{"The law was adopted on 3 August 2001.", "The law, adopted on August 3, 2011, applies.", "The law, adopted on August 3, 2001, applies."},
		{"The law was adopted on 3 August 2001.", "The law, adopted in 2011, applies.", "The law, adopted in 2001, applies."},
		{"The plan for 2023 to 2025 was approved.", "The approved plan 2023–2026 applies.", "The approved plan 2023–2025 applies."},
		{"The loan was EUR 240 million.", "The loan of $240 million applies.", "The loan of EUR 240 million applies."},
		{"The plant has 300 MW of wind power.", "The plant has 310 MW of wind power.", "The plant has 300 MW of wind power."},
		{"The plant has 300 MW of wind power.", "The plant has 300 GW of wind power.", ""},
	} {
		p, g := build(Example{atlas.Evidence: c.evidence, atlas.Signals: c.signals})
		got := ""
		for _, d := range Run(p, g, trace.Layers{}, figureRules()) {
			for _, f := range d.Fixes {
				e := f.Edits[0]
				got += c.signals[:e.Span.Start] + e.New + c.signals[e.Span.End:]
			}
		}
		if got != c.want {
			t.Errorf("%s\n%s\ngot  %q\nwant %q", c.evidence, c.signals, got, c.want)
		}
	}
}

// TestFigureDefects changes every digit of every figure of the signals and the
// profile, one at a time, and expects a finding on it.
func TestFigureDefects(t *testing.T) {
	tried, missed := 0, []string{}
	for _, l := range []atlas.Layer{atlas.Signals, atlas.Profile} {
		e := Example{atlas.Evidence: figureEvidence, atlas.Signals: figureSignals, atlas.Profile: figureProfile}
		_, g := build(e)
		source := e[l]
		for i := range g.Layers[l] {
			x := &g.Layers[l][i]
			for _, f := range x.Figures {
				at := x.Source(x.Span(f.First, f.Last))
				for n := at.Start; n < at.End; n++ {
					if source[n] < '0' || source[n] > '9' {
						continue
					}
					tried++
					e[l] = source[:n] + string('1'+(source[n]-'0'+1)%9) + source[n+1:]
					if len(figureFindings(e)) == 0 {
						missed = append(missed, e[l][at.Start:at.End]+" for "+source[at.Start:at.End]+" in "+x.Text)
					}
				}
			}
		}
	}
	t.Logf("%d of %d found", tried-len(missed), tried)
	if tried == 0 || float64(len(missed)) > 0.03*float64(tried) {
		t.Errorf("missed %d of %d:\n%s", len(missed), tried, strings.Join(missed, "\n"))
	}
}
