package trace

import (
	"fmt"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

const (
	quay = `## Ports

- The Harbour Board (HB) states that it runs 12 docks in Alba and that it lends EUR 3 million to shipyards since 4 May 2021.
- Tidewatch readings are checked by the Survey Office each spring.

## Evidence gaps

- The customs tariff archive could not be retrieved.
`
	quaySignals = `## Ports

The Harbour Board's docks in Alba signal upkeep of shipyards. Readings of Tidewatch signal care.
`
)

// described is a match as "found/of" of names, figures and terms, and what both
// have, as each of the two writes it.
func described(m Match, t, up *Text) string {
	list := func(text string, anchors []Anchor) string {
		var out []string
		for _, a := range anchors {
			out = append(out, "nft"[a.Kind:a.Kind+1]+":"+a.Span.In(text))
		}
		return strings.Join(out, " ")
	}
	return fmt.Sprintf("%v %v %v | %s | %s", m.Names, m.Figures, m.Terms, list(t.Text, m.Here), list(up.Text, m.There))
}

func TestMatch(t *testing.T) {
	for sentence, want := range map[string]string{
		"The Harbour Board runs 12 docks.": "{1 1} {1 1} {2 2} | n:Harbour Board t:runs f:12 t:docks | n:Harbour Board n:HB t:runs f:12 t:docks",
		// under another form, and in other words
		"HB has 13 docks.": "{1 1} {0 1} {1 1} | n:HB t:docks | n:Harbour Board n:HB t:docks",
		// the words of a name that is not there are marked and do not count
		"The Harbour Union lends 3 million euros.": "{0 1} {1 1} {1 1} | t:Harbour t:lends f:3 million euros | t:Harbour t:lends f:EUR 3 million",
		// the first word owes its capital to its place; a year is said by its day
		"Shipyards borrow since 2021.":      "{0 0} {1 1} {1 2} | t:Shipyards f:2021 | t:shipyards f:4 May 2021",
		"Ruritania has docks.":              "{0 0} {0 0} {1 1} | t:docks | t:docks",
		"Nothing of this is written above.": "{0 0} {0 0} {0 1} |  | ",
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: quay, atlas.Signals: "## S\n\n" + sentence}), "Ruritania", nil)
		s, up := claim(g, atlas.Signals, 0), claim(g, atlas.Evidence, 0)
		if got := described(g.Match(s, up), s, up); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", sentence, got, want)
		}
	}
}

func TestMatchConstraints(t *testing.T) {
	for signals, want := range map[string]Share{
		"The customs tariff archive could not be retrieved.":                                     {1, 1},
		"The customs tariff archive signals order. The customs tariff archive is not retrieved.": {1, 1},
		"The customs tariff archive signals order.":                                              {0, 1},
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: quay, atlas.Signals: "## S\n\n" + signals}), "Ruritania", nil)
		if got := g.Match(claim(g, atlas.Signals, 0), claim(g, atlas.Evidence, 2)).Constraints; got != want {
			t.Errorf("%s\nkeeps %v, want %v", signals, got, want)
		}
	}
}

func TestSupportIn(t *testing.T) {
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: quay, atlas.Signals: quaySignals,
		atlas.Profile: "## P\n\nThe board keeps shipyards and docks up. Care for readings of Tidewatch. The Fare Union bakes bread."}), "Ruritania", nil)
	for n, want := range []string{"The Harbour Board's docks in Alba signal upkeep of shipyards.", "Readings of Tidewatch signal care.", ""} {
		var got string
		for _, l := range g.SupportIn(claim(g, atlas.Profile, n), atlas.Signals) {
			got += l.To.Text
		}
		if got != want {
			t.Errorf("statement %d rests on %q, want %q", n, got, want)
		}
	}
	for n, want := range []string{"The board keeps shipyards and docks up.", "Care for readings of Tidewatch."} {
		links := g.DependentsIn(claim(g, atlas.Signals, n), atlas.Profile)
		if len(links) != 1 || links[0].To.Text != want || links[0].Score < minScore {
			t.Errorf("%q does not rest on signal %d alone: %v", want, n, links)
		}
	}
	if links := g.SupportIn(claim(g, atlas.Signals, 0), atlas.Profile); len(links) > 0 {
		t.Errorf("a layer rests on one below it: %v", links)
	}
	if direct, all := g.SupportIn(claim(g, atlas.Signals, 0), atlas.Evidence), g.Support(claim(g, atlas.Signals, 0)); len(direct) != len(all) || len(all) == 0 {
		t.Errorf("the evidence carries %d, and %d in all", len(direct), len(all))
	}
}

func TestSought(t *testing.T) {
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: quay, atlas.Signals: "## S\n\nThe Fare Union of Alba has 12 ovens and docks."}), "Ruritania", nil)
	s := claim(g, atlas.Signals, 0)
	var got []string
	for _, x := range g.Sought(s) {
		got = append(got, fmt.Sprintf("%s %d", x.Span.In(s.Text), x.Times))
	}
	if want := "Fare Union of Alba 0, 12 1, ovens 0, docks 1"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

// claim is the nth claim of a layer.
func claim(g *Graph, layer atlas.Layer, n int) *Text {
	for i := range g.Layers[layer] {
		if t := &g.Layers[layer][i]; t.IsClaim() {
			if n == 0 {
				return t
			}
			n--
		}
	}
	panic("no such claim")
}

func BenchmarkMatch(b *testing.B) {
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: strings.Repeat(quay, 200), atlas.Signals: strings.Repeat(quaySignals, 200), atlas.Profile: strings.Repeat(quaySignals, 200)}), "Ruritania", nil)
	t := claim(g, atlas.Profile, 0)
	for b.Loop() {
		for _, l := range g.SupportIn(t, atlas.Signals) {
			g.Match(t, l.To)
		}
		g.DependentsIn(claim(g, atlas.Signals, 0), atlas.Profile)
	}
}
