package trace

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"

	"github.com/google/go-cmp/cmp"
)

// layersOf reads the given layers of a package.
func layersOf(sources map[atlas.Layer]string) (layers Layers) {
	for l, source := range sources {
		f := pack.Parse(l, source)
		layers[l] = Read(statement.Of(f), f.Headings(), nil)
	}
	return layers
}

// untracedIn lists the untraced names of the last layer given.
func untracedIn(g *Graph, layer atlas.Layer) string {
	var out []string
	for i := range g.Layers[layer] {
		t := &g.Layers[layer][i]
		for _, n := range g.UntracedNames(t) {
			out = append(out, t.Written(n.First, n.Last))
		}
	}
	return strings.Join(out, "|")
}

const harbours = `## Harbours & Ferries

The National Ferry Company of Ruritania (NFCR) states that it runs the Silver Ferry Ring with Smith & Sons and the R&D unit.
The Agency for Protection and Development of Piers is named, as is the Agency for Repair and Development of Sea Walls.
Finland, Denmark, China, Kazakhstan and the Netherlands are linked. RU-CERT, Q-tee and eDock exchange data; the Open Dock API is public.
The National Tide Register is kept in Dorvik and Brod under the Harbour Act. TIDX and the Board for Moles publish Law No 43/2011.
The Ministry of Docks, Innovations and Sea Industry (MDISI) and the Pier Identification Number apply; ZQRT does too.
The data centre of the central bank digital currency is open, and artificial intelligence is used. Coordination of ferries is documented.
Later the ZQRT (Zenith Quay Regional Treaty) and SBB are mentioned.
`

// What is the same name, tracing.md, section 1.
func TestNamesThatAreTheSame(t *testing.T) {
	for _, sentence := range []string{
		"Finnish, Danish, Chinese, Kazakh and Dutch ferries cross.",
		"Finnish-Danish ties and the Kazakh–Chinese link stand.",
		"The RUCERT team, RU CERT and the RU-CERT's staff act.",
		"Qtee, Q tee and Q-tee-based ferries run; e-Dock and EDOCK too.",
		"The OpenDock API and Open-Dock APIs are used.",
		"Smith and Sons, and Smith & Sons, act in R&D.",
		"Research and development is an R&D matter.",
		"The NFCR and the National Ferry Company act.",
		"The National Ferry Company (NFCR) acts.",
		"The NFCR (National Ferry Company of Ruritania) acts.",
		"Ruritania's National Ferry Company and the Ruritanian RU-CERT act.",
		"The RU-CERT of Ruritania and the Republic of Ruritania act.",
		"The MDISI acts, and the PIN applies.",
		"The Zenith Quay Regional Treaty applies.",
		"CBDC and AI are used.",
		"The Central Bank Digital Currency stands.",
		"Dorvik- and Brod-centered, NFCR-, RU-CERT-, and TIDX-linked ferries run.",
		"Documented Silver Ferry Ring operation stands.",
		"Treat Silver Ferry Ring ferries as documented.",
		"Ferry Exchange Data: the ferries run.",
		"The Silver Ferry Ring Coordination is documented.",
		"This is NOT a ferry, and the Layers MUST stand.",
		"NFCR Silver Ferry Ring and TIDX Dorvik ferries run.",
		"The **Silver Ferry Ring** and the _TIDX_ stand.",
		"No Harbour Board is documented.",
		"The Port Authority runs it.", // declared
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: harbours, atlas.Signals: sentence}), "Ruritania",
			[]Alias{{"Board for Moles", []string{"Port Authority", "PA"}}})
		if got := untracedIn(g, atlas.Signals); got != "" {
			t.Errorf("%s\nuntraced: %s", sentence, got)
		}
	}
}

// What is another name, though it looks or sounds alike.
func TestNamesThatDiffer(t *testing.T) {
	for sentence, want := range map[string]string{
		"The NFCX acts.":                                           "NFCX",
		"The TIDZ acts.":                                           "TIDZ",
		"The NFC acts.":                                            "NFC",
		"RU-CIRT acts.":                                            "RU-CIRT",
		"Estonian ferries cross.":                                  "Estonian",
		"Finnish-Estonian ferries cross.":                          "Finnish-Estonian",
		"The NFCR and Harbour Zamunda Board act.":                  "Harbour Zamunda Board",
		"The NFCR and Harbour Board act.":                          "Harbour Board",
		"Market Zamunda Board and the NFCR act.":                   "Zamunda Board",
		"Market Board acts.":                                       "Market Board",
		"Zamunda acts.":                                            "Zamunda",
		"The register lies with Zamunda-linked ferries.":           "Zamunda",
		"Oracle supports the ferries.":                             "Oracle",
		"Oracle and NFCR act.":                                     "Oracle",
		"Ministry of Ferries acts.":                                "Ministry of Ferries",
		"Ministry of Zamunda acts.":                                "Ministry of Zamunda",
		"Participation in Zamunda stands.":                         "Zamunda",
		"- Market Council":                                         "Market Council",
		"The National Ferry Register acts.":                        "National Ferry Register",
		"The Ferry National Company acts.":                         "Ferry National Company",
		"The Silver Tide Ring runs.":                               "Silver Tide Ring",
		"The Silver Ferry Ring Board acts.":                        "Silver Ferry Ring Board",
		"The Agency for Protection of Piers acts.":                 "Agency for Protection of Piers",
		"The Agency for Protection and Development of Docks acts.": "Agency for Protection|Development of Docks",
		"The National Ferry Company of Zamunda acts.":              "National Ferry Company of Zamunda",
		"The Sea Bank Club (TIDX) acts.":                           "Sea Bank Club",
		"The New Ferry Club Region (NFCR) acts.":                   "New Ferry Club Region",
		"It stands in Brod Dorvik Silver.":                         "Brod Dorvik Silver",
		"It is no ferry, and the Harbour Board acts.":              "Harbour Board",
		"Jones & Sons act.":                                        "Jones",
		"The vendor (Harbour Pier Ltd) acts.":                      "Harbour Pier Ltd",
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: harbours, atlas.Signals: sentence}), "Ruritania", nil)
		if diff := cmp.Diff(want, untracedIn(g, atlas.Signals)); diff != "" {
			t.Errorf("%s\n%s", sentence, diff)
		}
	}
}

func TestMetadataMayUseItsFields(t *testing.T) {
	layers := map[atlas.Layer]string{atlas.Evidence: harbours,
		atlas.Metadata: "Corridor Group: Northern Tide Corridor  \nRegion: Middle Lands\n\n- The Northern Tide Corridor lies in the Middle Lands and in Borduria.\n",
		atlas.Profile:  "The Northern Tide Corridor stands."}
	g := NewGraph(layersOf(layers), "Ruritania", nil)
	if got := untracedIn(g, atlas.Metadata); got != "Borduria" {
		t.Errorf("untraced in metadata.md: %q", got)
	}
	for i := range g.Layers[atlas.Profile] {
		if got := g.UnsupportedNames(&g.Layers[atlas.Profile][i]); len(got) > 0 {
			t.Errorf("a declared field is no entry without a source: %v", got)
		}
	}
}

func TestUnsupportedNames(t *testing.T) {
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: harbours, atlas.Signals: "The Harbour Board signals it.",
		atlas.Profile: "The NFCR, the Harbour Board and Zamunda are read together."}), "Ruritania", nil)
	var got []string
	profile := &g.Layers[atlas.Profile][0]
	for _, u := range g.UnsupportedNames(profile) {
		entry := "nowhere"
		if u.Entry != nil {
			entry = u.Entry.Layer.Key()
		}
		got = append(got, profile.Written(u.First, u.Last)+": "+entry)
	}
	if diff := cmp.Diff([]string{"Harbour Board: signals", "Zamunda: nowhere"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNear(t *testing.T) {
	for sentence, want := range map[string]string{
		"The TIDZ acts.":                      "TIDX",
		"The National Ferry Council acts.":    "National Ferry Company of Ruritania",
		"The Silver Tide Ring runs.":          "Silver Ferry Ring",
		"Qorvex acts.":                        "",
		"The Central Observatory Guild acts.": "",
	} {
		g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: harbours, atlas.Signals: sentence}), "Ruritania", nil)
		x := &g.Layers[atlas.Signals][0]
		names := g.UntracedNames(x)
		if len(names) != 1 {
			t.Fatalf("%s has %d untraced names", sentence, len(names))
		}
		got := ""
		if near := g.Near(x, names[0]); len(near) > 0 {
			got = near[0]
		}
		if got != want {
			t.Errorf("%s\nnear %q, want %q", sentence, got, want)
		}
	}
}

func TestPast(t *testing.T) {
	g := NewGraph(layersOf(map[atlas.Layer]string{atlas.Evidence: harbours, atlas.ChangeLog: "The Harbour Board and the Moon Board left its 17 ferries."}), "Ruritania", nil)
	past := g.Past(layersOf(map[atlas.Layer]string{atlas.Signals: "The Harbour Board has 17 ferries."}))
	x := &g.Layers[atlas.ChangeLog][0]
	names := g.UntracedNames(x)
	if len(names) != 2 || !past.HasName(x, names[0]) || past.HasName(x, names[1]) || !past.HasFigure(x.Figures[0]) {
		t.Errorf("the past has not what it had: %v", names)
	}
}
