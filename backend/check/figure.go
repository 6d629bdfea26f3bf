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

// figureRule reports the figures with one verdict, each once per layer with
// its other places related.
func figureRule(verdict trace.Verdict) func(*pass) {
	return func(p *pass) {
		first := map[string]int{}
		for t, found := range figures.ask(p, p.judged()...) {
			for _, r := range found {
				if r.found.Verdict != verdict {
					continue
				}
				d := p.figureFinding(t, r)
				key := d.File + "\x00" + d.Message
				if at, again := first[key]; again {
					p.out[at].Related = append(p.out[at].Related, Related{d.File, d.Span, "also here"})
					continue
				}
				first[key] = len(p.out)
				p.report(d)
			}
		}
	}
}

// resolved is a figure of a statement, by its index, with what was found of it
// upstream.
type resolved struct {
	figure int
	found  trace.Found
}

// figures asks for the asserted figures that do not trace.
var figures = question[[]resolved]{
	kept: func(m *Memory) *kept[[]resolved] { return &m.figures },
	look: func(p *pass, t *trace.Text) (out []resolved) {
		for i, f := range t.Figures {
			if t.Denied[f.First] {
				continue
			}
			if found := p.graph.Figure(t, f); found.Verdict != trace.Traced {
				out = append(out, resolved{i, found})
			}
		}
		return out
	},
}

func (p *pass) figureFinding(t *trace.Text, r resolved) Diagnostic {
	f, found := &t.Figures[r.figure], r.found
	whole := f.Whole(t)
	shown := whole.In(t.Text)
	d := Diagnostic{File: t.Layer.File(), Span: t.Source(whole)}
	if found.Verdict == trace.Untraced {
		d.Message = fmt.Sprintf("“%s” is in no layer above, or only with something else: %s", shown, lookedIn(t.Layer))
		return d
	}
	there := found.Other.Whole(found.At)
	other := there.In(found.At.Text)
	d.Message = fmt.Sprintf("“%s”: %s says %s", shown, found.At.Layer.File(), other)
	if f.IsDate() && found.About != "" {
		d.Message += fmt.Sprintf(" of “%s”", found.About)
	}
	d.Related = []Related{{found.At.Layer.File(), found.At.Source(there), other}}
	place, replacement, ok := trace.Rewrite(t, f, found.At, &found.Other)
	figure := t.Source(place)
	if ok && p.written(t.Layer, figure) == place.In(t.Text) {
		d.Fixes = []Fix{{"Use " + replacement, []Edit{{d.File, text.Edit{Span: figure, New: replacement}}}}}
	}
	return d
}
