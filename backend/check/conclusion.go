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
	all := &openers{byKey: map[string]conclusions{}}
	for i, c := range atlas.Conclusions() {
		drawn := compiler.compile(c.Phrases)
		all.add(drawn, 1<<i)
		example := conclusionExamples[c.Key]
		out = append(out, Rule{
			Name: "conclusion/" + c.Key, Severity: Error, run: conclusionRule(c, drawn, all, 1<<i),
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

// conclusions is a set of conclusions, a bit for each in their order.
type conclusions uint16

// openers are the words that open a phrase of some conclusion, with the
// conclusions whose phrases they open.
type openers struct {
	byKey map[string]conclusions
	own   conclusions // those with a phrase that may begin with the jurisdiction's name
}

func (o *openers) add(drawn phrases, c conclusions) {
	for key := range drawn.byKey {
		o.byKey[key] |= c
	}
	if len(drawn.own) > 0 {
		o.own |= c
	}
}

// of are the conclusions of which a phrase may begin with w.
func (o *openers) of(w *trace.Word, own string) conclusions {
	c := o.byKey[w.Key]
	if w.Form == trace.Number {
		c |= o.byKey[numberKey(*w)]
	}
	if w.Key == own {
		c |= o.own
	}
	return c
}

// conclusionRule looks for the phrases of one conclusion. Since few words open
// any phrase at all, a pass looks for such words once and every conclusion
// only there.
func conclusionRule(c atlas.Conclusion, drawn phrases, all *openers, set conclusions) func(*pass) {
	return func(p *pass) {
		var words []int
		stated := map[string]*trace.Text{} // phrase → the evidence that attributes it
		for _, o := range p.openings(all) {
			if c.Fields && !o.text.IsClaim() || o.all&set == 0 {
				continue
			}
			words = o.of(set, words[:0])
			for _, n := range p.asserted(o.text, words, drawn) {
				if p.isDeclared(c, o.text, n) {
					continue
				}
				d := drawing{c, o.text, n, isAttributed(o.text, n.First), nil}
				phrase := keysOf(o.text.Words[n.First : n.Last+1])
				if o.text.Layer == atlas.Evidence && d.attributed {
					stated[phrase] = o.text
				}
				d.stated = stated[phrase]
				p.reportConclusion(d)
			}
		}
	}
}

// opening is a statement with the words of it at which a phrase may begin.
type opening struct {
	text  *trace.Text
	words []opener
	all   conclusions // of the words
}

type opener struct {
	word int
	of   conclusions
}

// of adds the words that open a phrase of one conclusion.
func (o *opening) of(c conclusions, words []int) []int {
	for _, w := range o.words {
		if w.of&c != 0 {
			words = append(words, w.word)
		}
	}
	return words
}

func (p *pass) openings(all *openers) []opening {
	if p.opened != nil {
		return p.opened
	}
	p.opened = []opening{}
	for _, t := range p.concluding() {
		o := opening{text: t}
		for i := range t.Words {
			if c := all.of(&t.Words[i], p.own); c != 0 {
				o.words = append(o.words, opener{i, c})
				o.all |= c
			}
		}
		if o.all != 0 {
			p.opened = append(p.opened, o)
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

// drawing is a conclusion that a statement draws.
type drawing struct {
	conclusion atlas.Conclusion
	text       *trace.Text
	phrase     trace.Name
	attributed bool        // in the statement itself
	stated     *trace.Text // the evidence that attributes the same words, nil for none
}

// reportConclusion weighs a conclusion by whose word it is: attributed in the
// evidence it is what was stated; a derived layer that repeats that without
// saying whose word it is makes it the package's own.
func (p *pass) reportConclusion(c drawing) {
	t, does := c.text, c.conclusion.Does
	phrase := t.Written(c.phrase.First, c.phrase.Last)
	d := Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(c.phrase.First, c.phrase.Last))}
	switch {
	case c.stated != nil && c.attributed:
		d.Message = fmt.Sprintf("“%s” %s; it is attributed, so it stands as what was stated and no more", phrase, does)
		p.reportAs(Info, d)
	case c.stated != nil && t.Layer != atlas.Evidence:
		d.Message = fmt.Sprintf("“%s” %s: evidence.md only says that it was stated, so say here who states it", phrase, does)
		d.Related = []Related{{c.stated.Layer.File(), c.stated.Statement.Span, "stated here"}}
		p.reportAs(Warning, d)
	case c.conclusion.Fields:
		d.Message = fmt.Sprintf("“%s” %s, which no layer may do except as a declared field of metadata.md", phrase, does)
		p.report(d)
	default:
		d.Message = fmt.Sprintf("“%s” %s, which no layer may do", phrase, does)
		p.report(d)
	}
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
