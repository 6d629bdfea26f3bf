package check

import (
	"fmt"
	"iter"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

func termRules() []Rule {
	return []Rule{{
		Name: "trace/untraced-term", Severity: Warning, run: untracedTerms,
		Summary: "A derived layer asserts something, in ordinary words, that stands in no layer above it.",
		Why:     "A facility, a duty or a technology that none of the layers above has is a new fact, though it bears no name. Words for abstractions and relations may be new to a layer. Where the layer was committed before, what an edit wrote is held to more than what was read then.",
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
		for t, n := range p.untracedTerms(layer) {
			place, word := t.Source(t.Span(n.First, n.Last)), t.Words[n.Word].Stem
			if at, again := first[word]; again {
				p.out[at].Related = append(p.out[at].Related, Related{layer.File(), place, "also here"})
				continue
			}
			first[word] = len(p.out)
			p.report(Diagnostic{File: layer.File(), Span: place,
				Message: fmt.Sprintf("“%s” is asserted here and stands in no layer above: %s", t.Written(n.First, n.Last), lookedIn(layer))})
		}
	}
}

// untracedTerms yields a term of each statement that asserts one, of those that
// were written since the last commit with less reason than of the others.
func (p *pass) untracedTerms(layer atlas.Layer) iter.Seq2[*trace.Text, trace.Term] {
	written := p.graph.NewTerms(layer, p.committed)
	return func(yield func(*trace.Text, trace.Term) bool) {
		for t, found := range terms.ask(p, layer) {
			if n, ok := written[t]; ok && len(found) == 0 {
				found = []trace.Term{n}
			}
			if len(found) > 0 && !yield(t, found[0]) {
				return
			}
		}
	}
}

// terms asks for the term that a statement asserts and nothing above has, if
// there is one.
var terms = question[[]trace.Term]{
	kept: func(m *Memory) *kept[[]trace.Term] { return &m.terms },
	look: func(p *pass, t *trace.Text) []trace.Term {
		if n, ok := p.graph.UntracedTerm(t); ok {
			return []trace.Term{n}
		}
		return nil
	},
}
