package check

import (
	"fmt"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

func boundaryRules() []Rule {
	return []Rule{
		{
			Name: "trace/contradicts-boundary", Severity: Error, run: contradictedBoundaries,
			Summary: "A statement asserts what an exclusion, a gap or another denial above it says is not there, or what its layer denied when it was committed last.",
			Why:     "What is not documented bounds the package. An absence that turns into a presence on the way down is a claim without a source.",
			Fires: Example{
				atlas.Evidence: "The Harbour Board states that it runs the docks.\n\n## Structural exclusions\n\n- A submarine-cable landing is not documented here.",
				atlas.Signals:  "The Harbour Board signals continuity. A submarine-cable landing is documented on the coast.",
			},
			Silent: Example{
				atlas.Evidence: "The Harbour Board states that it runs the docks.\n\n## Structural exclusions\n\n- A submarine-cable landing is not documented here.",
				atlas.Signals:  "The Harbour Board signals continuity, without a submarine-cable landing.",
			},
		},
		{
			Name: "trace/absence-contradicted", Severity: Warning, run: contradictedAbsences,
			Summary: "A statement denies what a layer above it asserts, or what its layer asserted when it was committed last.",
			Why:     "An absence is a finding like any other: it may be stated where the layers above leave a thing out, and not where they document it.",
			Fires: Example{
				atlas.Evidence: "The Harbour Board states that it operates a data center in Alba.",
				atlas.Signals:  "The Harbour Board does not operate a data center.",
			},
			Silent: Example{
				atlas.Evidence: "The Harbour Board states that it operates a data center in Alba.",
				atlas.Signals:  "The Harbour Board does not operate a hyperscale data center, and this file assigns no readiness tier.",
			},
		},
	}
}

var (
	flipped = question[[]trace.Contrary]{
		kept: func(m *Memory) *kept[[]trace.Contrary] { return &m.flipped },
		look: func(p *pass, t *trace.Text) []trace.Contrary { return p.graph.Flipped(t) },
	}
	contradicted = question[[]trace.Contrary]{
		kept: func(m *Memory) *kept[[]trace.Contrary] { return &m.contradicted },
		look: func(p *pass, t *trace.Text) []trace.Contrary { return p.graph.Contradicted(t) },
	}
)

// contradictedBoundaries reports what a statement asserts against a denial
// above it, and what an edit made it assert that its layer denied.
func contradictedBoundaries(p *pass) {
	p.reportContraries(flipped, false, "“%s” is asserted here, and %s says that it is not there", "it says that this is not there")
}

// contradictedAbsences reports what a statement denies against an assertion
// above it, and what an edit made it deny that its layer asserted.
func contradictedAbsences(p *pass) {
	p.reportContraries(contradicted, true, "“%s” is denied here, and %s says that it is there", "it says that this is there")
}

// reportContraries reports what statements say against those above them, and
// what an edit turned round; denies says which way.
func (p *pass) reportContraries(found question[[]trace.Contrary], denies bool, message, related string) {
	for t, contraries := range found.ask(p, p.judged()...) {
		for _, c := range contraries {
			p.report(contrary(t, c, message, related))
		}
	}
	for _, turned := range p.turned(denies) {
		p.report(contrary(turned.Text, turned.Contrary, message, related))
	}
}

// turned lists the statements that an edit turned into their opposite, without
// those in which the rule has reported something already.
func (p *pass) turned(denies bool) (out []trace.Turned) {
	if p.turns == nil {
		p.turns = make([]trace.Turned, 0, 1)
		for _, l := range p.judged() {
			p.turns = append(p.turns, p.graph.Turned(l, p.committed)...)
		}
	}
	for _, turned := range p.turns {
		if turned.Denies == denies && !p.reported(turned.Text) {
			out = append(out, turned)
		}
	}
	return out
}

// reported says whether the rule has reported something of a statement.
func (p *pass) reported(t *trace.Text) bool {
	at := t.Source(text.Span{End: len(t.Text)})
	return slices.ContainsFunc(p.out, func(d Diagnostic) bool {
		return d.Rule == p.rule.Name && d.File == t.Layer.File() && at.Start <= d.Span.Start && d.Span.Start < at.End
	})
}

func contrary(t *trace.Text, c trace.Contrary, message, related string) Diagnostic {
	d := Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(c.First, c.Last))}
	if c.At == nil {
		d.Message = fmt.Sprintf("“%s” was said the other way round when %s was committed last, and nothing above has changed on it", excerpt(t, c.First, c.Last), t.Layer.File())
		return d
	}
	d.Message = fmt.Sprintf(message, excerpt(t, c.First, c.Last), c.At.Layer.File())
	d.Related = []Related{{c.At.Layer.File(), c.At.Source(c.At.Span(c.From, c.To)), related}}
	return d
}
