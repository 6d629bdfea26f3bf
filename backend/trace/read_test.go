package trace

import (
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

func TestDenied(t *testing.T) {
	for sentence, want := range map[string]string{
		"a landing is not documented here":                                       "a landing is not documented here",
		"the bank runs the rail without a harbour":                               "a harbour",
		"it runs a rail rather than a road; it pays":                             "a road",
		"it runs without a port, but a road stands":                              "a port",
		"no map is evidenced, while a plan is":                                   "map is evidenced",
		"not only the rail but a road runs":                                      "",
		"routing core: not evidenced":                                            "routing core not evidenced",
		"the road runs, while the rail does not run":                             "while the rail does not run",
		"the road runs and the rail stands on its own":                           "",
		"the rail is long, the road is not kept, and the port is open":           "the road is not kept",
		"the pages were slow, the map was drawn, and the road is absent":         "and the road is absent",
		"what is said of rail, its roads, and ports is not kept":                 "what is said of rail its roads and ports is not kept",
		"while no ranking is made, the bank leads":                               "ranking is made",
		"without a tier or a rank, the bank runs":                                "a tier or a rank",
		"the bank, not the office, runs it":                                      "not the office",
		"it does not rank, score, or route":                                      "it does not rank score or route",
		"it is not complete, and the bank runs":                                  "it is not complete",
		"readiness tiers are excluded here":                                      "readiness tiers are excluded here",
		"law No 43/2011 applies":                                                 "",
		"it owns the docks and does not run a rail":                              "and does not run a rail",
		"it does not own ferries and operates the rail":                          "it does not own ferries",
		"the board, which owns no rail, runs the docks":                          "rail",
		"the board states that it does not run a rail":                           "that it does not run a rail",
		"it does not state that the bank runs a rail":                            "it does not state that the bank runs a rail",
		"the board has yet to publish a map":                                     "the board has yet to publish a map",
		"the ferry lacks a map":                                                  "a map",
		"it does not run without a pilot":                                        "it does not run without a pilot",
		"the law does not exclude foreign ferries":                               "",
		"neither the rail nor the road is documented":                            "the rail nor the road is documented",
		"no rail, road, or port is documented":                                   "rail road or port is documented",
		"a map could not be retrieved, and the port stands":                      "a map could not be retrieved",
		"the port remains outside the evidence":                                  "the port remains outside the evidence",
		"the evidence stops short of a full map":                                 "of a full map",
		"it does not document a port beyond the ferry dock":                      "it does not document a port",
		"a port beyond the ferry dock is not documented":                         "a port is not documented",
		"traffic depends on roads rather than on the port alone":                 "on the port alone",
		"it reads as coastal rather than inland, with a port":                    "inland",
		"the absence of a port signals dependence on roads":                      "of a port",
		"a decision is not taken and depends on the law":                         "a decision is not taken",
		"the pages were incomplete, so the section is narrow":                    "the pages were incomplete",
		"it is not limited to ferries":                                           "",
		"it rests on one network, with its map unresolved":                       "its map",
		"not all of the ports joined":                                            "",
		"a rail that spans all ports is not documented":                          "a rail that spans all ports is not documented",
		"it serves two ports, from which ferries are missing":                    "which ferries are missing",
		"it does not run at night because the dock closes":                       "it does not run at night",
		"the file inherits these gaps: a port map, a fare table":                 "a port map a fare table",
		"no chip card and no rail is issued":                                     "chip card and no rail is issued",
		"the ferries stay off the river":                                         "the river",
		"unpublished fares and unread maps mark a limit":                         "fares",
		"the report was announced but could not be found":                        "the report but could not be found",
		"it states that the rail lies outside the law and that a hearing closed": "the law",
		"a ban on night ferries, backed by a fund":                               "on night ferries",
		"ferries are kept no later than May":                                     "",
		"the ferry is no longer in service":                                      "the ferry is no longer in service",
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
		g.LostConstraints(atlas.Signals, Layers{atlas.Signals: texts[len(texts)/3:]})
		for i := range texts {
			g.UntracedNames(&texts[i])
			g.Flipped(&texts[i])
			g.Contradicted(&texts[i])
			for _, figure := range texts[i].Figures {
				if !carriesClaims(&texts[i]) {
					break
				}
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
		r := NewVocabulary(nil).NewReader()
		if got := r.deniesList(leadIn); got != want {
			t.Errorf("deniesList(%q) = %v", leadIn, got)
		}
	}
}
