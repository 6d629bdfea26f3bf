package generate

import (
	"fmt"
	"strings"

	"atlasdesk/backend/atlas"
)

// dialect is one of the forms that published packages have.
type dialect struct {
	dash     string
	bullets  bool                                 // whether the facts are bullets or sentences of a paragraph
	sources  func(w *world, s section) string     // what follows a section of the evidence
	closing  func(w *world, l atlas.Layer) string // exclusions and gaps, or the constraints carried
	identity func(w *world) string                // the fields of metadata.md
}

var dialects = []dialect{
	{" - ", false, noSources, paragraphClosing, lineFields},
	{" – ", true, titleSources, bulletClosing, bulletFields},
	{" — ", true, addressSources, classifiedClosing, yamlFields},
	{" — ", false, titleSources, usClosing, headingFields},
}

func (d dialect) write(l atlas.Layer, w *world) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s%s%s\n\n", w.jurisdiction, d.dash, l.Heading())
	if c := l.Constraint(); c != "" {
		out.WriteString(c + "\n\n")
	}
	if l == atlas.Metadata {
		out.WriteString(d.identity(w) + "\n")
	}
	for _, s := range w.sections {
		fmt.Fprintf(&out, "## %s\n\n", heading(l, s))
		out.WriteString(d.body(l, s))
		if l == atlas.Evidence {
			out.WriteString(d.sources(w, s))
		}
	}
	out.WriteString(d.closing(w, l))
	if l != atlas.Evidence {
		fmt.Fprintf(&out, "\n## %s summary\n\nThe layer reads %s through named institutions and recorded limits, and assigns no readiness tier.\n", l.Title(), w.jurisdiction)
	}
	return out.String()
}

// headings follow the topic of a domain in the derived layers.
var headings = [...]string{
	atlas.Signals: "signals", atlas.TrustDimensions: "dimension", atlas.Metadata: "classification",
	atlas.Profile: "environment", atlas.BuilderMode: "environment for builders", atlas.ChangeLog: "records",
}

func heading(l atlas.Layer, s section) string {
	if l == atlas.Evidence {
		return s.title
	}
	return strings.ToUpper(s.topic[:1]) + s.topic[1:] + " " + headings[l]
}

// body writes what a layer says of a domain.
func (d dialect) body(l atlas.Layer, s section) string {
	var said []string
	for _, f := range s.facts {
		said = append(said, f.in(l))
	}
	if d.bullets || l == atlas.Metadata || l == atlas.ChangeLog {
		return "- " + strings.Join(said, "\n- ") + "\n\n"
	}
	return strings.Join(said, " ") + "\n\n"
}

// in is how a layer puts the fact.
func (f fact) in(l atlas.Layer) string {
	return f.fill.Replace([...]string{
		atlas.Evidence: f.evidence, atlas.Signals: f.signals, atlas.TrustDimensions: f.trust, atlas.Metadata: f.label,
		atlas.Profile: f.profile, atlas.BuilderMode: f.builder, atlas.ChangeLog: f.label,
	}[l])
}

func noSources(*world, section) string { return "" }

func titleSources(_ *world, s section) string {
	return "Sources:\n- " + strings.Join(s.sources, "\n- ") + "\n\n"
}

func addressSources(w *world, s section) string {
	var out strings.Builder
	out.WriteString("Sources:\n")
	for _, title := range s.sources {
		page := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(title, ",", ""), " ", "-"))
		fmt.Fprintf(&out, "- https://%s.example/%s\n", strings.ToLower(w.jurisdiction), page)
	}
	return out.String() + "\n"
}
