package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// dialect is a form in which packages are written.
type dialect struct {
	dash       string // between the jurisdiction and the layer of a title
	fields     string // of metadata.md, with the status %s
	constraint string // of a derived layer, with its upstream files
	bounds     string // the sections that close evidence.md
}

var dialects = map[string]dialect{
	"lines": {" - ", "## Jurisdiction Identity\n\nCountry: Ruritania  \nMetadata status: %s  \n\nCorridor Alignment:\n\n- Lake framework\n- Hill framework\n",
		"Layer derivation constraint: this file derives strictly from %s.", "## Constraints and Structural Limitations\n\n- A cable is not documented.\n"},
	"bullets": {" — ", "## Jurisdiction Classification\n\n- Country: Ruritania\n- **Normalization status:** %s\n- Corridor Alignment: Lake framework\n",
		"## Method\n\nThis layer is derived only from %s.", "## Structural Exclusions\n\n- no cables\n\n## Evidence gaps\n\n- a list of mines\n"},
	"headings": {" – ", "## State\n\nRuritania\n\n## Corridor group\n\nLake Group\n\n## Foundation layer\n\nHill Layer\n\n## Topology completion layer\n\nInner Layer\n\n## Metadata status\n\n%s\n",
		"This file uses only what stands above, using only material preserved in %s.", "## Structural exclusions\n\nThis file does not support:\n\n- a cable\n\n## Evidence boundary statement\n\nAll is limited to what was published.\n"},
	"yaml": {": ", "```yaml\ncountry: Ruritania\nnormalization_status: %s\ncorridor_alignment:\n  - Lake framework\n```\n",
		"Derivation constraint: strictly from %s.", "## Structural exclusions\n\n- A cable is not documented.\n\n**Evidence gaps**\n\n- A list of mines was not retrievable.\n"},
}

// whole is a package in the dialect that has all that its status asks for.
func (d dialect) whole(status atlas.Status) Example {
	e := Example{}
	for _, l := range atlas.Layers() {
		body := office
		if l.IsDerived() {
			var up []string
			for _, u := range l.Upstream() {
				up = append(up, "`"+u.File()+"`")
			}
			body = fmt.Sprintf(d.constraint, strings.Join(up, ", ")) + "\n\n## Register\n\nThe office keeps the register.\n\n## Constraints\n\n- A cable is not documented.\n\n## Summary statement\n\nThe office keeps the register."
		}
		switch l {
		case atlas.Evidence:
			body += "\n\n" + d.bounds
		case atlas.Metadata:
			body += "\n\n" + fmt.Sprintf(d.fields, status)
		case atlas.ChangeLog:
			body = "## Gap inheritance\n\nThe layers inherit the evidence gaps."
		}
		e[l] = "# Ruritania" + d.dash + l.Heading() + "\n\n" + body
	}
	return e
}

func packageFindings(e Example, committed trace.Layers, others ...string) []string {
	p, g := build(e)
	p.Others = others
	var out []string
	for _, d := range Run(p, g, committed, packageRules()) {
		if d.Severity > Info {
			out = append(out, d.Rule+" in "+d.File+": "+d.Message)
		}
	}
	return out
}

func TestWholePackagesInAllDialects(t *testing.T) {
	for name, d := range dialects {
		for _, s := range atlas.Statuses() {
			if got := packageFindings(d.whole(s), trace.Layers{}); len(got) > 0 {
				t.Errorf("%s, %s: %q", name, s, got)
			}
		}
	}
}

func TestDefectsInAllDialects(t *testing.T) {
	replace := func(l atlas.Layer, old, with string) func(Example) {
		return func(e Example) { e[l] = strings.ReplaceAll(e[l], old, with) }
	}
	drop := func(l atlas.Layer) func(Example) { return func(e Example) { delete(e, l) } }
	for name, d := range dialects {
		for _, c := range []struct {
			rule   string
			status atlas.Status
			defect func(Example)
		}{
			{"package/missing-layer", atlas.Complete, drop(atlas.Profile)},
			{"package/lifecycle", atlas.Complete, drop(atlas.Profile)},
			{"package/empty-layer", atlas.Complete, func(e Example) { e[atlas.Signals] = "# Ruritania" + d.dash + "Signals\n\n## Register\n" }},
			{"package/lifecycle", atlas.Canonical, func(e Example) { e[atlas.ChangeLog] = "# Ruritania" + d.dash + "Change Log\n\nMade." }},
			{"package/lifecycle", atlas.EvidenceAttached, replace(atlas.Evidence, d.bounds, "")},
			{"package/title", atlas.Draft, replace(atlas.Evidence, "# Ruritania", "# Zamunda")},
			{"package/title", atlas.Draft, replace(atlas.Profile, d.dash+"Profile", "")},
			{"package/title", atlas.Draft, replace(atlas.Profile, d.dash+"Profile", d.dash+"Signals Layer")},
			{"package/derivation-constraint", atlas.Complete, replace(atlas.Signals, "`evidence.md`", "`evidence.md` and `profile.md`")},
			{"package/derivation-constraint", atlas.Complete, replace(atlas.Signals, "evidence.md", "atlas.md")},
			{"package/derivation-constraint", atlas.Complete, replace(atlas.Signals, strings.Split(d.whole(atlas.Draft)[atlas.Signals], "\n\n")[1+strings.Count(d.constraint, "\n\n")], "A body.")},
			{"package/missing-section", atlas.Complete, replace(atlas.Evidence, d.bounds, "")},
			{"package/missing-section", atlas.Complete, replace(atlas.Evidence, d.bounds, "## Energy constraints\n\nA body.")},
			{"package/missing-field", atlas.CorridorAttached, func(e Example) { dropLines(e, "Corridor Al", "corridor_al", "Corridor group") }},
			{"package/missing-field", atlas.Canonical, func(e Example) { dropLines(e, "Country: ", "country: ", "State") }},
			{"package/lifecycle", "nearly-there", func(Example) {}},
		} {
			e := d.whole(c.status)
			before := maps.Clone(e)
			if c.defect(e); maps.Equal(before, e) && c.status != "nearly-there" {
				t.Fatalf("%s: the defect for %s changes nothing", name, c.rule)
			}
			if got := packageFindings(e, trace.Layers{}); !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, c.rule+" ") }) {
				t.Errorf("%s, %s: %s is not found, got %q", name, c.status, c.rule, got)
			}
		}
	}
}

// dropLines takes the lines with one of the words out of metadata.md.
func dropLines(e Example, words ...string) {
	var out []string
	for line := range strings.Lines(e[atlas.Metadata]) {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(line, w) }) {
			out = append(out, line)
		}
	}
	e[atlas.Metadata] = strings.Join(out, "")
}

func TestStatusGoesForwardOnly(t *testing.T) {
	for name, d := range dialects {
		for _, c := range []struct {
			before, now atlas.Status
			back        bool
		}{
			{atlas.Draft, atlas.EvidenceAttached, false}, {atlas.Complete, atlas.CorridorAttached, true}, {atlas.Canonical, atlas.Superseded, false},
			{atlas.EvidenceAttached, atlas.Deprecated, false}, {atlas.Deprecated, atlas.Complete, true}, {atlas.Complete, atlas.Complete, false},
		} {
			if name == "yaml" {
				continue // its fields are no statements, so that the committed layers lack them
			}
			f := pack.Parse(atlas.Metadata, d.whole(c.before)[atlas.Metadata])
			var committed trace.Layers
			committed[atlas.Metadata] = trace.Read(statement.Of(f), f.Headings(), nil)
			got := packageFindings(d.whole(c.now), committed)
			if back := slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "went back") }); back != c.back {
				t.Errorf("%s, from %s to %s: %q", name, c.before, c.now, got)
			}
		}
	}
}

func TestUnknownFiles(t *testing.T) {
	e := dialects["lines"].whole(atlas.Draft)
	for file, want := range map[string]int{"notes.md": 1, "README.md": 0, "adjacency.md": 0, "map.png": 0} {
		if got := packageFindings(e, trace.Layers{}, file); len(got) != want {
			t.Errorf("%s: %q", file, got)
		}
	}
}
