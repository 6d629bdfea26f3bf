package check

import (
	"fmt"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
)

func nameRules() []Rule {
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
