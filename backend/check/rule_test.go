package check

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// build reads an example as a package about Ruritania.
func build(e Example) (*pack.Package, *trace.Graph) {
	var files []*pack.File
	var layers trace.Layers
	for _, l := range atlas.Layers() {
		source, ok := e[l]
		if !ok {
			continue
		}
		f := pack.Parse(l, source)
		files = append(files, f)
		layers[l] = trace.Read(statement.Of(f), f.Headings(), nil)
	}
	p := pack.New("ruritania", files, nil)
	return p, trace.NewGraph(layers, p.Name, nil)
}

func runOn(e Example) []Diagnostic { return runSince(nil, e) }

// runSince checks an example whose version committed last is given.
func runSince(committed, e Example) []Diagnostic {
	p, g := build(e)
	_, before := build(committed)
	return Run(p, g, before.Layers, Rules())
}

func findings(e Example, rule string) []string { return findingsSince(nil, e, rule) }

func findingsSince(committed, e Example, rule string) []string {
	return messages(runSince(committed, e), rule)
}

func messages(found []Diagnostic, rule string) (out []string) {
	for _, d := range found {
		if d.Rule == rule {
			out = append(out, d.Message)
		}
	}
	return out
}

// TestExamples runs what the rule reference shows.
func TestExamples(t *testing.T) {
	for _, r := range Rules() {
		if r.Summary == "" || r.Why == "" || r.Silent == nil {
			t.Errorf("%s is not documented", r.Name)
		}
		run := func(e Example) []string { return findingsSince(r.Committed, e, r.Name) }
		if r.Waived != nil {
			run = func(e Example) []string { return messages(waived(waiversOf(r.Waived), e), r.Name) }
		}
		if r.Fires != nil && len(run(r.Fires)) == 0 {
			t.Errorf("%s does not fire on its example", r.Name)
		}
		if got := run(r.Silent); len(got) > 0 {
			t.Errorf("%s fires on its silent example: %s", r.Name, got)
		}
	}
}

const evidence = `# Ruritania - Evidence Layer

## Payments

The Bank of Ruritania states that the National Payment Company (NPC) runs the Instant Rail since 6 February 2023, and that it launched the pilot in 2021.
The NPC's materials state that 17 data centres, a 248-point network and seventeen vaults serve Alba, Brod, Corin and Dena.
eGov Mobile and X-Road are named, as is the Agency for Protection and Development of Competition. Law No 43/2011 applies; 40 percent of the 1,250 branches are open.
A European and Central Asian link is described by KZ-CERT.

## Structural exclusions

- A cable landing is not documented.
`

func TestNothingIsJudgedWithoutEvidence(t *testing.T) {
	p, g := build(Example{atlas.Signals: "The Harbour Board has 9 ships."})
	for _, d := range Run(p, g, trace.Layers{}, Rules()) {
		if strings.HasPrefix(d.Rule, "trace/") {
			t.Errorf("%s although evidence.md is missing", d.Rule)
		}
	}
}

// Marks within the words of a name or figure would be broken by a fix.
func TestFixesKeepMarkup(t *testing.T) {
	for statement, fixes := range map[string]int{"The 19 data centers stand.": 1, "The **19** data centers stand.": 1, "The 1**9** data centers stand.": 0} {
		p, g := build(Example{atlas.Evidence: evidence, atlas.Signals: statement})
		for _, d := range Run(p, g, trace.Layers{}, Rules()) {
			if d.Rule == "trace/figure-disagrees" && len(d.Fixes) != fixes {
				t.Errorf("%s has %d fixes", statement, len(d.Fixes))
			}
		}
	}
}

func TestTracing(t *testing.T) {
	for _, c := range []struct{ statement, rule, quoted string }{
		// equivalences of tracing.md, section 1: silent
		{"The Bank's NPC rail, NPC-linked and Bank of Ruritania-linked, signals continuity.", "", ""},
		{"The National Payment Company and the NPC signal continuity.", "", ""},
		{"Seventeen data centers and the 248 point network signal reach.", "", ""},
		{"Since February 6, 2023 the Instant Rail runs; since February 2023 and in 2023 too.", "", ""},
		{"The 2023-02-06 launch and the 6 February 2023 law signal continuity.", "", ""},
		{"Alba- and Brod-centred data-centre signals, and Corin's, stand.", "", ""},
		{"4 cities, and Alba, Brod and 2 additional cities, signal reach.", "", ""},
		{"EGOV mobile and X Road, the X-Road, signal access.", "", ""},
		{"Europe and Central Asia are linked through KZ-CERT.", "", ""},
		{"40% of 1250 branches are open under Law No. 43/2011.", "", ""},
		{"No Harbour Board is documented, and no Sea Rail.", "", ""},
		{"It stands without a Harbour Board rather than with a Sea Rail.", "", ""},
		{"Documented Instant Rail operation signals continuity.", "", ""},
		{"Governance signals rest on three layers and two readings.", "", ""},
		{"Interoperability signals access; fintech and e-government do too.", "", ""},
		{"Tokenisation signals access.", "", ""},
		{"The Bank of Ruritania and the National Payment Company signal it.", "", ""},
		{"The National Payment Company signals it, and the KZ-CERT too.", "", ""},
		{"Since Feb. 6, 2023 the rail runs.", "", ""},
		{"Two hundred and forty-eight points signal reach.", "", ""},
		{"24/7 operation is not documented.", "", ""},
		// defects
		{"Ruritania Harbour Company signals it.", "trace/untraced-name", "Ruritania Harbour Company"},
		{"Safeguards against the Harbour Board signal it.", "trace/untraced-name", "Harbour Board"},
		{"The vendor (Oracle) signals it.", "trace/untraced-name", "Oracle"},
		{"Without a cable, the Harbour Board signals it.", "trace/untraced-name", "Harbour Board"},
		{"It is not complete, and the Harbour Board signals it.", "trace/untraced-name", "Harbour Board"},
		{"The 17-point network signals reach.", "trace/figure-disagrees", "17-point network"},
		{"The 4 data centers signal reach.", "trace/figure-disagrees", "4 data centers"},
		{"The Harbour Board signals continuity.", "trace/untraced-name", "Harbour Board"},
		{"Zamunda runs the rail.", "trace/untraced-name", "Zamunda"},
		{"The NPCX signals continuity.", "trace/untraced-name", "NPCX"},
		{"The Bank of Zamunda signals continuity.", "trace/untraced-name", "Bank of Zamunda"},
		{"The Agency for Protection of Competition signals it.", "trace/untraced-name", "Agency for Protection of Competition"},
		{"Not only the rail but the Harbour Board signals it.", "trace/untraced-name", "Harbour Board"},
		{"19 data centers signal reach.", "trace/figure-disagrees", "19 data centers"},
		{"The 284-point network signals reach.", "trace/figure-disagrees", "284-point network"},
		{"The Instant Rail runs since 6 March 2023.", "trace/figure-disagrees", "6 March 2023"},
		{"The Bank of Ruritania launched the pilot in 2022.", "trace/figure-disagrees", "2022"},
		{"41 percent of branches are open.", "trace/figure-disagrees", "41 percent"},
		{"It has 90 ferries.", "trace/untraced-figure", "90 ferries"},
		{"Ninety ferries run.", "trace/untraced-figure", "Ninety ferries"},
		{"Law No 44/2011 applies.", "trace/untraced-figure", "44/2011"},
		{"The register signals a high readiness tier.", "conclusion/scoring", "high readiness"},
		{"Ruritania is a leading country and ahead of other countries.", "conclusion/ranking", "leading country"},
	} {
		p, g := build(Example{atlas.Evidence: evidence, atlas.Signals: "## S\n\n" + c.statement + "\n"})
		var got []string
		found := false
		for _, d := range Run(p, g, trace.Layers{}, Rules()) {
			if strings.HasPrefix(d.Rule, "package/") || d.File != atlas.Signals.File() {
				continue
			}
			at := d.Span.In(p.Files[atlas.Signals].Text)
			got = append(got, d.Rule+" "+at+": "+d.Message)
			found = found || d.Rule == c.rule && at == c.quoted
		}
		if c.rule == "" && len(got) > 0 || c.rule != "" && !found {
			t.Errorf("%s\nwant %s %q, got %q", c.statement, c.rule, c.quoted, got)
		}
	}
}

// What institutions published is not ours to change. Of two versions that git
// left there a person chooses one; nothing is written for that.
func TestNoFixWritesEvidence(t *testing.T) {
	fixes := 0
	check := func(what string, found []Diagnostic) {
		for _, d := range found {
			for _, f := range d.Fixes {
				fixes++
				for _, e := range f.Edits {
					if e.File == atlas.Evidence.File() && (e.New != "" || d.Rule != "package/merge-conflict") {
						t.Errorf("%s: %q of %s writes into the evidence", what, f.Title, d.Rule)
					}
				}
			}
		}
	}
	for _, r := range Rules() {
		check(r.Name, runSince(r.Committed, r.Fires))
	}
	check("the evidence", runOn(Example{atlas.Evidence: evidence, atlas.Signals: "The 19 data centers stand, and the Bank of Ruritanya too."}))
	if fixes == 0 {
		t.Error("no example has a fix")
	}
}
