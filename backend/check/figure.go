package check

import (
	"fmt"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

func figureRules() []Rule {
	return []Rule{
		{
			Name: "trace/untraced-figure", Severity: Error, run: figureRule(trace.Untraced),
			Summary: "A figure in a derived layer occurs in no layer above it, or only with something else.",
			Why:     "A count, a date or a sum that nothing above states cannot be checked by anyone who reads the package.",
			Fires: Example{
				atlas.Evidence: "The operator states that it has 17 data centers.",
				atlas.Signals:  "The operator's 30 ferries signal reach.",
			},
			Silent: Example{
				atlas.Evidence: "The operator states that it has seventeen data centres.",
				atlas.Signals:  "The operator's 17 data centers signal reach.",
			},
		},
		{
			Name: "trace/figure-disagrees", Severity: Error, run: figureRule(trace.Disagrees),
			Summary: "The layers above give another figure for the same thing.",
			Why:     "One of the two is wrong, and a reader of the derived layer alone cannot know it.",
			Fires: Example{
				atlas.Evidence: "The operator states that it has 17 data centers.",
				atlas.Signals:  "The operator's 19 data centers signal reach.",
			},
			Silent: Example{
				atlas.Evidence: "The operator states that it has 17 data centers and 19 masts.",
				atlas.Signals:  "The operator's 19 masts signal reach.",
			},
		},
	}
}

// figureRule reports the figures with one verdict.
func figureRule(verdict trace.Verdict) func(*pass) {
	return func(p *pass) {
		for t := range p.claims(p.judged()) {
			for _, f := range t.Figures {
				if t.Denied[f.First] {
					continue
				}
				if found := p.graph.Figure(t, f); found.Verdict == verdict {
					p.report(p.figureFinding(t, f, found))
				}
			}
		}
	}
}

func (p *pass) figureFinding(t *trace.Text, f trace.Figure, found trace.Found) Diagnostic {
	shown := t.Written(f.First, f.Through)
	figure := t.Source(t.Span(f.First, f.Last))
	d := Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(f.First, f.Through))}
	if found.Verdict == trace.Untraced {
		d.Message = fmt.Sprintf("“%s” is in no layer above, or only with something else: %s", shown, lookedIn(t.Layer))
		return d
	}
	other := found.At.Written(found.Other.First, found.Other.Last)
	context := found.At.Written(found.Other.First, found.Other.Through)
	d.Message = fmt.Sprintf("“%s”: %s says %s", shown, found.At.Layer.File(), context)
	d.Related = []Related{{found.At.Layer.File(), found.At.Statement.Span, context}}
	if p.written(t.Layer, figure) == t.Written(f.First, f.Last) {
		d.Fixes = []Fix{{"Use " + other, []Edit{{t.Layer.File(), text.Edit{Span: figure, New: other}}}}}
	}
	return d
}
