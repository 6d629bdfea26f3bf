package check

import (
	"fmt"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

func supportRules() []Rule {
	return []Rule{{
		Name: "trace/weak-support", Severity: Warning, run: weakSupport,
		Summary: "A name and what is said of it are both known, and no layer above brings them together; or an edit put a name in the place of the one that upstream says this of.",
		Why:     "Two names that changed places leave every word of a statement traced and the statement wrong.",
		Fires: Example{
			atlas.Evidence: "## Research\n\nAlbaNet states that it links universities and laboratories.\n\n## Payments\n\nThe Tolar Office states that it clears interbank transfers and card payments.",
			atlas.Signals:  "AlbaNet's interbank clearing of card payments signals continuity.",
		},
		Silent: Example{
			atlas.Evidence: "## Research\n\nAlbaNet states that it links universities and laboratories.\n\n## Payments\n\nThe Tolar Office states that it clears interbank transfers and card payments.",
			atlas.Signals:  "AlbaNet's university links and the Tolar Office's interbank clearing signal institutional continuity.",
		},
	}}
}

func weakSupport(p *pass) {
	for t, exchanged := range exchangedNames.ask(p, p.judged()...) {
		for _, e := range exchanged {
			name := t.Written(e.First, e.Last)
			p.report(Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(e.First, e.Last)),
				Message: fmt.Sprintf("no layer above says of “%s” what is said here; the evidence that is most like it does not speak of “%s”", name, name),
				Related: []Related{{e.At.Layer.File(), e.At.Statement.Span, "the evidence that is most like it"}}})
		}
	}
	for _, l := range p.judged() {
		for _, s := range p.graph.Swapped(l, p.committed) {
			if at := s.Text.Source(s.Text.Span(s.First, s.Last)); !p.reportedAt(l, at) {
				p.report(swapped(s, at))
			}
		}
	}
}

// swapped is the finding on words that an edit put in the place of others.
func swapped(s trace.Swapped, at text.Span) Diagnostic {
	above := s.At.Layer.File()
	return Diagnostic{File: s.Text.Layer.File(), Span: at,
		Message: fmt.Sprintf("no layer above says of “%s” what is said here; %s says it of “%s”, which stood here in the last commit", s.Text.Written(s.First, s.Last), above, s.For),
		Related: []Related{{above, s.At.Statement.Span, "it is said here"}}}
}

// reportedAt says whether the rule has reported something that begins at a
// place.
func (p *pass) reportedAt(l atlas.Layer, at text.Span) bool {
	return slices.ContainsFunc(p.out, func(d Diagnostic) bool {
		return d.Rule == p.rule.Name && d.File == l.File() && d.Span.Start == at.Start
	})
}

var exchangedNames = question[[]trace.Exchanged]{
	kept: func(m *Memory) *kept[[]trace.Exchanged] { return &m.exchanged },
	look: func(p *pass, t *trace.Text) []trace.Exchanged { return p.graph.Exchanged(t) },
}
