package check

import (
	"fmt"
	"slices"

	"atlasdesk/backend/atlas"
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
	var suspects [atlas.ChangeLog + 1][]trace.Suspect
	for t, exchanged := range exchangedNames.ask(p, p.judged()...) {
		for _, e := range exchanged {
			if e.At == nil {
				suspects[t.Layer] = append(suspects[t.Layer], trace.Suspect{Name: e.Name, Text: t})
				continue
			}
			name := t.Written(e.First, e.Last)
			p.report(Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(e.First, e.Last)),
				Message: fmt.Sprintf("no layer above says of “%s” what is said here; the evidence that is most like it does not speak of “%s”", name, name),
				Related: []Related{{e.At.Layer.File(), e.At.Statement.Span, "the evidence that is most like it"}}})
		}
	}
	for _, l := range p.judged() {
		for _, s := range p.graph.Swapped(l, p.committed) {
			p.reportOnce(s.Text, s.Name, s.At, fmt.Sprintf("“%s”, which stood here in the last commit", s.For))
		}
		for _, c := range p.crossed(l, suspects[l]) {
			p.reportOnce(c.Text, c.Name, c.At, fmt.Sprintf("“%s”, of which %s says elsewhere what is said of “%s”", c.Other.Text.Written(c.Other.First, c.Other.Last), l.File(), c.Text.Written(c.First, c.Last)))
		}
	}
}

// crossed pairs the suspects of a layer, unless the run before did.
func (p *pass) crossed(l atlas.Layer, suspects []trace.Suspect) []trace.Crossed {
	if p.before != nil && p.before.crossed[l].found && p.sameAbove(l) {
		if same, _ := p.unchanged(l); same {
			p.now.crossed[l] = p.before.crossed[l]
			return p.now.crossed[l].pairs
		}
	}
	p.now.crossed[l] = crossings{true, p.graph.Crossed(suspects)}
	return p.now.crossed[l].pairs
}

// crossings are the names of a layer that changed places, if they were looked
// for.
type crossings struct {
	found bool
	pairs []trace.Crossed
}

// reportOnce reports that upstream says of something else, at a text, what a
// statement says of a name, unless the rule has reported something that begins
// there.
func (p *pass) reportOnce(t *trace.Text, n trace.Name, at *trace.Text, other string) {
	file, span, above := t.Layer.File(), t.Source(t.Span(n.First, n.Last)), at.Layer.File()
	if slices.ContainsFunc(p.out, func(d Diagnostic) bool {
		return d.Rule == p.rule.Name && d.File == file && d.Span.Start == span.Start
	}) {
		return
	}
	p.report(Diagnostic{File: file, Span: span,
		Message: fmt.Sprintf("no layer above says of “%s” what is said here; %s says it of %s", t.Written(n.First, n.Last), above, other),
		Related: []Related{{above, at.Statement.Span, "it is said here"}}})
}

var exchangedNames = question[[]trace.Exchanged]{
	kept: func(m *Memory) *kept[[]trace.Exchanged] { return &m.exchanged },
	look: func(p *pass, t *trace.Text) []trace.Exchanged { return p.graph.Exchanged(t) },
}
