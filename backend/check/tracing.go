package check

import (
	"fmt"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

func traceRules() []Rule {
	return []Rule{
		{
			Name: "trace/untraced-name", Severity: Error, run: untracedNames,
			Summary: "A name in a derived layer occurs in no layer above it.",
			Why:     "A derived layer says only what the layers above it support. A name that none of them has is a new fact without a source.",
			Fires: Example{
				atlas.Evidence: "The Registry Office states that it keeps the national register.",
				atlas.Signals:  "The Registry Office and the Harbour Board signal continuity.",
			},
			Silent: Example{
				atlas.Evidence: "The Registry Office states that it keeps the national register.",
				atlas.Signals:  "The Registry Office's register signals continuity.",
			},
		},
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

// maxSuggested is for how many untraced names of a layer the upstream ones are
// searched for one that is meant: beyond that the layer needs another mend.
const maxSuggested = 40

// untracedNames reports each name once per layer, its other places related.
func untracedNames(p *pass) {
	for _, layer := range p.judged() {
		first := map[string]int{}
		for t := range p.claims([]atlas.Layer{layer}) {
			for _, n := range p.graph.UntracedNames(t) {
				name := t.Written(n.First, n.Last)
				place := t.Source(t.Span(n.First, n.Last))
				if at, again := first[strings.ToLower(name)]; again {
					p.out[at].Related = append(p.out[at].Related, Related{layer.File(), place, "also here"})
					continue
				}
				first[strings.ToLower(name)] = len(p.out)
				var near []string
				if len(first) <= maxSuggested {
					near = p.graph.Near(t, n)
				}
				p.report(p.untracedName(layer, name, place, near))
			}
		}
	}
}

func (p *pass) untracedName(layer atlas.Layer, name string, place text.Span, near []string) Diagnostic {
	d := Diagnostic{File: layer.File(), Span: place,
		Message: fmt.Sprintf("“%s” is in no layer above: %s", name, lookedIn(layer))}
	if len(near) == 0 {
		return d
	}
	d.Message += "; did you mean " + quoteList(near) + "?"
	if p.written(layer, place) != name {
		return d // marks stand within the words; replacing them would break the marks
	}
	for _, n := range near {
		d.Fixes = append(d.Fixes, Fix{"Use “" + n + "”", []Edit{{layer.File(), text.Edit{Span: place, New: n}}}})
	}
	return d
}

// judged lists the derived layers that can be held against those above them:
// evidence.md must be there, and no layer above may be unreadable.
func (p *pass) judged() []atlas.Layer {
	if e := p.pkg.Files[atlas.Evidence]; e == nil || e.Empty() {
		return nil
	}
	for _, l := range atlas.Derived() {
		for _, up := range l.Upstream() {
			if f := p.pkg.Files[up]; f != nil && f.Fault != nil {
				return atlas.Derived()[:l-atlas.Signals]
			}
		}
	}
	return atlas.Derived()
}

// written is the source under a span.
func (p *pass) written(l atlas.Layer, s text.Span) string { return s.In(p.pkg.Files[l].Text) }

// lookedIn names the files that were searched for a statement of layer.
func lookedIn(layer atlas.Layer) string { return "looked in " + fileList(layer.Upstream()) }

func quoteList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "“" + n + "”"
	}
	return strings.Join(quoted, " or ")
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
