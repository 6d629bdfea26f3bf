package check

import (
	"fmt"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

func termRules() []Rule {
	return []Rule{{
		Name: "trace/untraced-term", Severity: Warning, run: untracedTerms,
		Summary: "A derived layer asserts something, in ordinary words, that stands in no layer above it.",
		Why:     "A facility, a duty or a technology that none of the layers above has is a new fact, though it bears no name. Words for abstractions and relations may be new to a layer.",
		Fires: Example{
			atlas.Evidence: "The Registry Office states that it keeps the national register.",
			atlas.Signals:  "The Registry Office runs a submarine-cable landing.",
		},
		Silent: Example{
			atlas.Evidence: "The Registry Office states that it keeps the national register.",
			atlas.Signals:  "The Registry Office's custody of the register signals institutional continuity; no submarine-cable landing is documented.",
		},
	}}
}

// untracedTerms reports each term once per layer, its other places related.
func untracedTerms(p *pass) {
	for _, layer := range p.judged() {
		first := map[string]int{}
		for t, found := range terms.ask(p, layer) {
			if len(found) == 0 {
				continue
			}
			n := found[0]
			term, place := t.Written(n.First, n.Last), t.Source(t.Span(n.First, n.Last))
			key := strings.ToLower(term)
			if at, again := first[key]; again {
				p.out[at].Related = append(p.out[at].Related, Related{layer.File(), place, "also here"})
				continue
			}
			first[key] = len(p.out)
			p.report(Diagnostic{File: layer.File(), Span: place,
				Message: fmt.Sprintf("“%s” is asserted here and stands in no layer above: %s", term, lookedIn(layer))})
		}
	}
}

// terms asks for the term that a statement asserts and nothing above has, if
// there is one.
var terms = question[[]trace.Name]{
	kept: func(m *Memory) *kept[[]trace.Name] { return &m.terms },
	look: func(p *pass, t *trace.Text) []trace.Name {
		if n, ok := p.graph.UntracedTerm(t); ok {
			return []trace.Name{n}
		}
		return nil
	},
}
