package check

import (
	"fmt"

	"atlasdesk/backend/atlas"
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
	all := &conclusions{opening: map[string]openings{}}
	ask := question[[]drawn]{kept: func(m *Memory) *kept[[]drawn] { return &m.drawn }, look: all.in, local: true, fields: true}
	for i, c := range atlas.Conclusions() {
		all.add(compiler.compile(c.Phrases))
		example := conclusionExamples[c.Key]
		out = append(out, Rule{
			Name: "conclusion/" + c.Key, Severity: Error, run: conclusionRule(c, i, ask),
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

// conclusions are all of them with their phrases.
type conclusions struct {
	phrases []phrases
	opening map[string]openings
	own     openings // of the jurisdiction's name
}

// openings is a set of conclusions, a bit for each, that have a phrase which
// begins with a word.
type openings uint16

func (c *conclusions) add(drawn phrases) {
	set := openings(1) << len(c.phrases)
	c.phrases = append(c.phrases, drawn)
	for key := range drawn.byKey {
		c.opening[key] |= set
	}
	if len(drawn.own) > 0 {
		c.own |= set
	}
}

// of are the conclusions of which a phrase may begin with w.
func (c *conclusions) of(w *trace.Word, own string) openings {
	set := c.opening[w.Key]
	if w.Form == trace.Number {
		set |= c.opening[numberKey(w)]
	}
	if w.Key == own {
		set |= c.own
	}
	return set
}

// drawn is a phrase of a conclusion, by its index, that a statement asserts.
type drawn struct {
	conclusion int
	phrase     trace.Name
}

// in finds what a statement draws, conclusion by conclusion. Since few words
// open any phrase at all, such words are looked for once and every conclusion
// only there.
func (c *conclusions) in(p *pass, t *trace.Text) (out []drawn) {
	type opener struct {
		word int
		of   openings
	}
	var openers []opener
	all := openings(0)
	for i := range t.Words {
		if set := c.of(&t.Words[i], p.own); set != 0 {
			openers = append(openers, opener{i, set})
			all |= set
		}
	}
	var words []int
	for i, phrases := range c.phrases {
		set := openings(1) << i
		if all&set == 0 {
			continue
		}
		words = words[:0]
		for _, o := range openers {
			if o.of&set != 0 {
				words = append(words, o.word)
			}
		}
		for _, n := range p.asserted(t, words, phrases) {
			out = append(out, drawn{i, n})
		}
	}
	return out
}

// conclusionRule reports the phrases of the conclusion of a number.
func conclusionRule(c atlas.Conclusion, number int, all question[[]drawn]) func(*pass) {
	return func(p *pass) {
		stated := map[string]*trace.Text{} // phrase → the evidence that attributes it
		for _, s := range p.concluding(all) {
			t := s.text
			for _, f := range s.drawn {
				if f.conclusion != number || c.Fields && !t.IsClaim() || p.isDeclared(c, t, f.phrase) {
					continue
				}
				d := drawing{c, t, f.phrase, isAttributed(t, f.phrase.First), nil}
				phrase := keysOf(t.Words[f.phrase.First : f.phrase.Last+1])
				if t.Layer == atlas.Evidence && d.attributed {
					stated[phrase] = t
				}
				d.stated = stated[phrase]
				p.reportConclusion(d)
			}
		}
	}
}

// concluded is a statement or field that draws conclusions.
type concluded struct {
	text  *trace.Text
	drawn []drawn
}

// concluding lists what draws a conclusion: statements, and behind them the
// fields of metadata.md, which may declare a role but neither score nor rank.
func (p *pass) concluding(all question[[]drawn]) []concluded {
	if p.concluded != nil {
		return p.concluded
	}
	p.concluded = []concluded{}
	var fields []concluded
	for t, found := range all.ask(p, atlas.Layers()...) {
		switch {
		case len(found) == 0:
		case t.IsClaim():
			p.concluded = append(p.concluded, concluded{t, found})
		case t.Layer == atlas.Metadata:
			fields = append(fields, concluded{t, found})
		}
	}
	p.concluded = append(p.concluded, fields...)
	return p.concluded
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
	phrases := compile(atlas.InterpretationPhrases())
	interpreted := question[[]trace.Name]{
		kept:  func(m *Memory) *kept[[]trace.Name] { return &m.interpreted },
		look:  func(p *pass, t *trace.Text) []trace.Name { return p.asserted(t, everyWord(t), phrases) },
		local: true,
	}
	return func(p *pass) {
		for t, found := range interpreted.ask(p, atlas.Evidence) {
			for _, n := range found {
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
