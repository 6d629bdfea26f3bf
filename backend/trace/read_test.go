package trace

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"

	"github.com/google/go-cmp/cmp"
)

// read takes the anchors of one sentence of the signals.
func read(t testing.TB, sentence string) *Text {
	t.Helper()
	f := pack.Parse(atlas.Signals, sentence)
	texts := Read(statement.Of(f), f.Headings(), nil)
	if len(texts) != 1 {
		t.Fatalf("%q is %d statements", sentence, len(texts))
	}
	return &texts[0]
}

func TestNames(t *testing.T) {
	for sentence, want := range map[string]string{
		"The National Bank of Kazakhstan and NPCK act.":              "National Bank of Kazakhstan and NPCK",
		"Kazakhtelecom's National Highway, eGov Mobile and eesti.ee": "Kazakhtelecom|National Highway|eGov Mobile and eesti.ee",
		"AIFC-, AFSA-, and AIX-linked rules in evidence.md":          "AIFC|AFSA|AIX",
		"the KZ-CERT team uses X-tee, T2S and Law No 43/2011":        "KZ-CERT|X-tee|T2S and Law",
		"Since August 3, 2001 the Board.It has":                      "Board",
		"A plan of the state":                                        "",
		"(Digital Tenge) “Open Banking”/Open API":                    "Digital Tenge|Open Banking|Open API",
	} {
		x := read(t, sentence)
		var got []string
		for _, n := range x.Names {
			got = append(got, x.Written(n.First, n.Last))
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s\n%s", sentence, diff)
		}
	}
}

func TestFigures(t *testing.T) {
	for sentence, want := range map[string]string{
		"has 17 data centers support it":             "0 17 [datum center]",
		"a 248-point network signals":                "0 248 [point network]",
		"seventeen vaults and twenty-one masts":      "0 17 [vault]|0 21 [mast]",
		"1,250 branches, 1.25 million users":         "0 1250 [branch]|0 1250000 [use]",
		"40 %, 40 percent and 40 per cent":           "1 40 []|1 40 []|1 40 []",
		"on 3 August 2001, August 3, 2001":           "3 2001-08-03 []|3 2001-08-03 []",
		"2001-08-03, 03/08/2001 and August 2001":     "3 2001-08-03 []|3 2001-08-03 []|3 2001-08 []",
		"from 2023–2025 and in 2006":                 "4 2023–2025 []|2 2006 []",
		"Law No 43/2011 acts 24/7 by 715:2025":       "5 43/2011 []|5 24/7 []|5 715:2025 []",
		"2023 to 2025, 2023–25, 2023/24":             "4 2023–2025 []|4 2023–2025 []|4 2023–2024 []",
		"on 6 Feb. 2023 and Sept 2024":               "3 2023-02-06 []|3 2024-09 []",
		"two hundred and forty-eight points":         "0 248 [point]",
		"the Strategy 2.0 and 2.50 tons":             "5 2.0 [strategy]|0 2500000 []",
		"It may 4 times; one code":                   "0 4 [time]",
		"Phase 2 ended":                              "5 2 [phase]",
		"99999999999999999999999999 grains of $3.50": "0 99999999999999999999999999 [grain]|0 3.5 []",
	} {
		x := read(t, sentence)
		var got []string
		for _, f := range x.Figures {
			got = append(got, fmt.Sprint(f.Kind, " ", f.Value, " ", f.Of))
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s\n%s", sentence, diff)
		}
	}
}

func TestDenied(t *testing.T) {
	for sentence, want := range map[string]string{
		"a landing is not documented here":             "a landing is not documented here",
		"the bank runs the rail without a harbour":     "a harbour",
		"it runs a rail rather than a road; it pays":   "a road",
		"it runs without a port, but a road stands":    "a port",
		"no map is evidenced, while a plan is":         "map is evidenced",
		"not only the rail but a road runs":            "",
		"routing core: not evidenced":                  "routing core not evidenced",
		"the road runs, while the rail does not run":   "while the rail does not run",
		"the road runs and the rail stands on its own": "",
		"while no ranking is made, the bank leads":     "ranking is made",
		"without a tier or a rank, the bank runs":      "a tier or a rank",
		"the bank, not the office, runs it":            "not the office",
		"it does not rank, score, or route":            "it does not rank score or route",
		"it is not complete, and the bank runs":        "it is not complete",
		"readiness tiers are excluded here":            "readiness tiers are excluded here",
		"law No 43/2011 applies":                       "",
	} {
		x := read(t, sentence)
		var got []string
		for i, w := range x.Words {
			if x.Denied[i] {
				got = append(got, w.Span.In(x.Text))
			}
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s\n%s", sentence, diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("The National Bank (NBK) has 17 data centers since 3 August 2001, not 19; e.g. “X” 1,2.3/4:5")
	f.Add("- a\n\n## Structural exclusions\n\nIt does not:\n\n- rank eGov.kz's 2021–2023 A.I. 40 % of twenty-one\n")
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) || len(source) > 1<<16 {
			return
		}
		file := pack.Parse(atlas.Signals, source)
		texts := Read(statement.Of(file), file.Headings(), nil)
		for i := range texts {
			x := &texts[i]
			for _, w := range x.Words {
				if s := x.Source(w.Span); s.Start < 0 || s.End > len(source) || s.Start >= s.End {
					t.Fatalf("%v is outside of %q", s, source)
				}
			}
			if len(x.Denied) != len(x.Words) {
				t.Fatalf("%d words, %d denied", len(x.Words), len(x.Denied))
			}
		}
		g := NewGraph([atlas.ChangeLog + 1][]Text{atlas.Evidence: texts[:len(texts)/2], atlas.Signals: texts}, "Ruritania", nil)
		for i := range texts {
			g.UntracedNames(&texts[i])
			for _, figure := range texts[i].Figures {
				g.Figure(&texts[i], figure)
			}
			for _, l := range g.Support(&texts[i]) {
				if l.Score <= 0 || l.Score > 1 {
					t.Fatalf("score %v", l.Score)
				}
			}
		}
	})
}

func TestLeadInsDeny(t *testing.T) {
	for leadIn, want := range map[string]bool{
		"It does not:": true, "The package does not yet establish:": true, "The layer excludes:": true, "Excluded:": true,
		"The layer assigns no:": true, "It lists what stays outside:": true, "The layer includes:": false, "It keeps the register, not the road:": true,
	} {
		r := newReader()
		if got := r.deniesList(leadIn); got != want {
			t.Errorf("deniesList(%q) = %v", leadIn, got)
		}
	}
}
