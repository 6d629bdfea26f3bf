package trace

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestFigures shows kind, value, unit and what is counted.
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
		"the Strategy 2.0 and 2.50 tons":             "5 2.0 [strategy]|0 2500000 gram []",
		"It may 4 times; one code":                   "0 4 [time]",
		"Phase 2 ended":                              "5 2 [phase]",
		"99999999999999999999999999 grains of $3.50": "0 99999999999999999999999999 [grain]|0 3.5 dollar []",
		// dates
		"the 3rd of August 2001, August 3rd, 2001":       "3 2001-08-03 []|3 2001-08-03 []",
		"third of August 2001 and AUGUST 2001":           "3 2001-08-03 []|3 2001-08 []",
		"on 31/10/2011, 10/31/2011 and 2011/10/31":       "3 2011-10-31 []|3 2011-10-31 []|3 2011-10-31 []",
		"on 31.10.2011, in 2011-10":                      "3 2011-10-31 []|3 2011-10 []",
		"Q1 2024, 2024 Q1, H2 2024":                      "3 2024-Q1 []|3 2024-Q1 []|3 2024-H2 []",
		"the first quarter of 2024, second half of 2024": "3 2024-Q1 []|3 2024-H2 []",
		"in the 2000s, mid-2024, early 1990s":            "2 200 []|2 2024 []|2 199 []",
		"FY2023/24, FY2023, fiscal year 2023":            "4 2023–2024 []|2 2023 []|2 2023 []",
		"between 2023 and 2025, from 2023 until 2025":    "4 2023–2025 []|4 2023–2025 []",
		"2023 – 2025, 2023-25":                           "4 2023–2025 []|4 2023–2025 []",
		"on 6 February, from 3–5 May 2023":               "3 -02-06 []|3 2023-05-03 []|3 2023-05-05 []",
		"in 2021 second-tier banks, 2021 euro accession": "2 2021 []|6 2 [tie bank]|2 2021 []",
		// numbers
		"1 250 masts, 1\u00a0250 masts, 1'250 masts":       "0 1250 [mast]|0 1250 [mast]|0 1250 [mast]",
		"1.250.000 users, 12,34,567 users, 0.50 tons":      "0 1250000 [use]|0 1234567 [use]|0 500000 gram []",
		"3,5 tons and 1.250 tons":                          "0 3500000 gram []|0 1250000 gram []",
		"two thousand and six masts":                       "0 2006 [mast]",
		"three hundred forty-two thousand users":           "0 342000 [use]",
		"a dozen banks, two dozen masts, a hundred vaults": "0 12 [bank]|0 24 [mast]|0 100 [vault]",
		"one of the banks; dozens of masts":                "",
		"12 lakh farmers and 3 crore cards":                "0 1200000 [farm]|0 30000000 [card]",
		"about 40 masts, more than 1,000 masts":            "0 40 [mast]|0 1000 [mast]",
		"12 of the 20 regions":                             "0 12 [region]|0 20 [region]",
		"9007199254740993 grains":                          "0 9007199254740993 [grain]",
		// measures and money
		"300 MW, 300MW, 0.3 GW":                     "0 300000000 w []|0 300000000 w []|0 300000000 w []",
		"10 Gbps lines, 10 years":                   "0 10000000000 bps [line]|0 10 year []",
		"300 MW of additional data-center capacity": "0 300000000 w [datum center capacity]",
		"$3m, US$3 million, USD 3 m":                "0 3000000 dollar []|0 3000000 dollar:us []|0 3000000 dollar:us []",
		"KZT 2.5 bn, 2.5 billion tenge":             "0 2500000000 tenge []|0 2500000000 tenge []",
		"€40, 40 €, 40 EUR, forty euros":            "0 40 euro []|0 40 euro []|0 40 euro []|0 40 euro []",
		"3 million US dollars":                      "0 3000000 dollar:us []",
		"40.5 per cent of branches, 40% share":      "1 40.5 [branch]|1 40 [share]",
		"10–15 MW and 20 to 30 percent":             "0 10000000 w []|0 15000000 w []|1 20 []|1 30 []",
		// codes and ranks
		"ISO 27001 rules and SS 715:2025":          "5 27001 [iso]|5 715:2025 []",
		"EstLink 2 direct-current line, Phase Two": "5 2 [estlink]|5 2 [phase]",
		"Version 2.0.1 and TLS 1.3":                "5 2.0.1 []|5 1.3 [tls]",
		"the third cable, the 3rd cable":           "6 3 [cable]|6 3 [cable]",
		"the twenty-first mast; third-party masts": "6 21 [mast]",
		"Section 3 says so":                        "5 3 [section]",
	} {
		x := read(t, sentence)
		var got []string
		for _, f := range x.Figures {
			got = append(got, strings.ReplaceAll(fmt.Sprint(f.Kind, " ", f.Value, " ", f.Unit, " ", f.Of), "  ", " "))
		}
		if diff := cmp.Diff(want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s\n%s", sentence, diff)
		}
	}
}

// FuzzFigures reads any text: a figure lies within it, says something, and is
// read alike where the text stands again.
func FuzzFigures(f *testing.F) {
	f.Add("Since 3rd of August 2001, 1 250 000.5 MW cost US$3m; Q1 2024, FY2023/24 – 2025, 24/7, twenty-one hundred and two per cent")
	f.Add("§2001-08-03 ISO 27001:2022 v2.0 10–15 % KZT 2,5 bn 1.2.3 0007 third Phase Two a dozen %€40-")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1<<14 {
			return
		}
		words := Words(text)
		last := -1
		for _, x := range figures(words, text) {
			if x.First <= last || x.Last < x.First || x.Through < x.Last || x.Through >= len(words) {
				t.Fatalf("words %d to %d through %d behind %d", x.First, x.Last, x.Through, last)
			}
			last = x.Last
			if x.Value == "" || x.Span.Start < 0 || x.Span.End > len(text) || x.Span.Start >= x.Span.End {
				t.Fatalf("%q at %v", x.Value, x.Span)
			}
			if x.IsDate() {
				for _, v := range lessExact(&x) {
					if v == "" {
						t.Fatalf("%q carries nothing", x.Value)
					}
				}
			}
		}
	})
}
