package check

import (
	"fmt"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// examples of each conclusion: a sentence that draws it, and one that
// disclaims it.
var conclusionExamples = map[string][2]string{
	"ranking":    {"The register is ahead of its neighbours.", "No ranking against other countries is made."},
	"scoring":    {"The register has a high readiness tier.", "The layer assigns no readiness tier."},
	"routing":    {"The register holds routing authority for the region.", "The layer does not assign routing authority."},
	"placement":  {"The register has a central topology placement.", "The reading stands without topology placement."},
	"deployment": {"The register is suitable for pilots.", "The layer does not judge whether the register is suitable for pilots."},
	"lifecycle":  {"The package is now canonical.", "This reading does not make the package canonical; its status is not promoted to canonical."},
}

func conclusionRules() []Rule {
	var out []Rule
	compiler := compiler{}
	all := compiler.compile(openings(atlas.Conclusions()))
	for _, c := range atlas.Conclusions() {
		example := conclusionExamples[c.Key]
		out = append(out, Rule{
			Name: "conclusion/" + c.Key, Severity: Error, run: conclusionRule(c, compiler.compile(c.Phrases), all),
			Summary: "A statement " + c.Does + ", outside a disclaimer.",
			Why:     "An Atlas package describes what is documented. It leaves comparison, judgement and placement to its readers.",
			Fires:   Example{atlas.Evidence: "The office states that it keeps the register.", atlas.Profile: example[0]},
			Silent:  Example{atlas.Evidence: "The office states that it keeps the register.", atlas.Profile: example[1]},
		})
	}
	return append(out, Rule{
		Name: "conclusion/interpretation-in-evidence", Severity: Warning, run: interpretationRule(),
		Summary: "evidence.md draws the package's own conclusion.",
		Why:     "The evidence holds what institutions published. What it signals is for the layers that derive from it to say.",
		Fires:   Example{atlas.Evidence: "The office keeps the register. Taken together, these materials signal continuity."},
		Silent:  Example{atlas.Evidence: "The office keeps the register. This file does not generate signals or a trust posture."},
	})
}

// openings are the first words of all conclusions' phrases.
func openings(conclusions []atlas.Conclusion) []atlas.Phrase {
	var firsts []atlas.Phrase
	for _, c := range conclusions {
		for _, ph := range c.Phrases {
			firsts = append(firsts, ph[:1])
		}
	}
	return firsts
}

// conclusionRule looks for the phrases of one conclusion. Since few words open
// any phrase at all, a pass looks for such words once and every conclusion
// only there.
func conclusionRule(c atlas.Conclusion, drawn, all phrases) func(*pass) {
	return func(p *pass) {
		for _, o := range p.openings(all) {
			if c.Fields && !o.text.IsClaim() {
				continue
			}
			for _, n := range p.asserted(o.text, o.words, drawn) {
				if !p.isDeclared(c, o.text, n) {
					p.reportConclusion(c, o.text, n)
				}
			}
		}
	}
}

// opening is a statement with the words of it at which a phrase may begin.
type opening struct {
	text  *trace.Text
	words []int
}

func (p *pass) openings(all phrases) []opening {
	if p.opened != nil {
		return p.opened
	}
	p.opened = []opening{}
	for _, t := range p.concluding() {
		var words []int
		for i, w := range t.Words {
			if all.opens(w, p.own) {
				words = append(words, i)
			}
		}
		if len(words) > 0 {
			p.opened = append(p.opened, opening{t, words})
		}
	}
	return p.opened
}

// concluding lists the texts that may draw a conclusion: all statements, and
// the fields of metadata.md, which may declare a role but neither score nor
// rank.
func (p *pass) concluding() []*trace.Text {
	out := slices.Collect(p.claims(atlas.Layers()))
	for i := range p.graph.Layers[atlas.Metadata] {
		if t := &p.graph.Layers[atlas.Metadata][i]; t.Kind == statement.Field {
			out = append(out, t)
		}
	}
	return out
}

// reportConclusion weighs a conclusion by whose word it is: attributed in the
// evidence it is what was stated; a derived layer that repeats that without
// saying whose word it is makes it the package's own.
func (p *pass) reportConclusion(c atlas.Conclusion, t *trace.Text, n trace.Name) {
	phrase := t.Written(n.First, n.Last)
	d := Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(n.First, n.Last))}
	attributed := isAttributed(t, n.First)
	stated := p.stated(t, n)
	switch {
	case t.Layer == atlas.Evidence && attributed, stated != nil && attributed:
		d.Message = fmt.Sprintf("“%s” %s; it is attributed, so it stands as what was stated and no more", phrase, c.Does)
		p.reportAs(Info, d)
	case stated != nil:
		d.Message = fmt.Sprintf("“%s” %s: evidence.md only says that it was stated, so say here who states it", phrase, c.Does)
		d.Related = []Related{{stated.Layer.File(), stated.Statement.Span, "stated here"}}
		p.reportAs(Warning, d)
	case c.Fields:
		d.Message = fmt.Sprintf("“%s” %s, which no layer may do except as a declared field of metadata.md", phrase, c.Does)
		p.report(d)
	default:
		d.Message = fmt.Sprintf("“%s” %s, which no layer may do", phrase, c.Does)
		p.report(d)
	}
}

// stated finds the evidence statement that attributes the words of the phrase,
// nil for none.
func (p *pass) stated(t *trace.Text, n trace.Name) *trace.Text {
	if t.Layer == atlas.Evidence {
		return nil
	}
	for e := range p.claims([]atlas.Layer{atlas.Evidence}) {
		if at := indexOf(e, t.Words[n.First:n.Last+1]); at >= 0 && isAttributed(e, at) {
			return e
		}
	}
	return nil
}

// indexOf finds words one after another in t; -1 where they are not.
func indexOf(t *trace.Text, words []trace.Word) int {
	for first := 0; first+len(words) <= len(t.Words); first++ {
		if slices.EqualFunc(t.Words[first:first+len(words)], words, func(a, b trace.Word) bool { return a.Key == b.Key }) {
			return first
		}
	}
	return -1
}

func interpretationRule() func(*pass) {
	drawn := compile(atlas.InterpretationPhrases())
	return func(p *pass) {
		for t := range p.claims([]atlas.Layer{atlas.Evidence}) {
			for _, n := range p.asserted(t, everyWord(t), drawn) {
				if isAttributed(t, n.First) {
					continue // what an institution suggests is what it published
				}
				p.report(Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(n.First, n.Last)),
					Message: fmt.Sprintf("“%s” draws a conclusion: evidence.md says what was published, and the layers below say what it signals", t.Written(n.First, n.Last))})
			}
		}
	}
}

func everyWord(t *trace.Text) []int {
	all := make([]int, len(t.Words))
	for i := range all {
		all[i] = i
	}
	return all
}
