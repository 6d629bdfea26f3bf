package check

import (
	"fmt"
	"slices"
	"strings"

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
	openings := map[string]bool{}
	for _, c := range atlas.Conclusions() {
		example := conclusionExamples[c.Key]
		drawn := compile(c.Phrases)
		for first := range drawn {
			openings[first] = true
		}
		out = append(out, Rule{
			Name: "conclusion/" + c.Key, Severity: Error, run: conclusionRule(c, drawn, openings),
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

// conclusionRule looks for the phrases of one conclusion. Since few words open
// any phrase at all, a pass looks for such words once and every conclusion
// only there.
func conclusionRule(c atlas.Conclusion, drawn phrases, openings map[string]bool) func(*pass) {
	return func(p *pass) {
		for _, o := range p.openings(openings) {
			for _, n := range asserted(o.text, o.words, drawn) {
				if t := o.text; t.Layer != atlas.Profile && t.Layer != atlas.BuilderMode || !p.isDeclaredLabel(t, n) {
					p.reportConclusion(c, t, n)
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

func (p *pass) openings(first map[string]bool) []opening {
	if p.opened != nil {
		return p.opened
	}
	p.opened = []opening{}
	for t := range p.claims(atlas.Layers()) {
		var words []int
		for i, w := range t.Words {
			if first[w.Key] || w.Form == trace.Number {
				words = append(words, i)
			}
		}
		if len(words) > 0 {
			p.opened = append(p.opened, opening{t, words})
		}
	}
	return p.opened
}

func (p *pass) reportConclusion(c atlas.Conclusion, t *trace.Text, n trace.Name) {
	d := Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(n.First, n.Last)),
		Message: fmt.Sprintf("“%s” %s, which no layer may do", t.Written(n.First, n.Last), c.Does)}
	if t.Layer == atlas.Evidence && isAttributed(t, n) {
		d.Message = fmt.Sprintf("“%s” %s; it is attributed, so it stands as what was stated and no more", t.Written(n.First, n.Last), c.Does)
		p.reportAs(Info, d)
		return
	}
	if c.Fields {
		d.Message += " except as a declared field of metadata.md"
	}
	p.report(d)
}

func interpretationRule() func(*pass) {
	drawn := compile(atlas.InterpretationPhrases())
	return func(p *pass) {
		for t := range p.claims([]atlas.Layer{atlas.Evidence}) {
			for _, n := range asserted(t, everyWord(t), drawn) {
				p.report(Diagnostic{File: t.Layer.File(), Span: t.Source(t.Span(n.First, n.Last)),
					Message: fmt.Sprintf("“%s” draws a conclusion: evidence.md says what was published, and the layers below say what it signals", t.Written(n.First, n.Last))})
			}
		}
	}
}

// asserted finds the phrases, beginning at one of the words, that a statement
// itself asserts: not those that it denies, quotes or has in a name.
func asserted(t *trace.Text, words []int, drawn phrases) []trace.Name {
	var out []trace.Name
	end := -1
	for _, i := range words {
		last, ok := drawn.find(t.Words, i)
		if !ok || i <= end {
			continue
		}
		n := trace.Name{First: i, Last: last}
		if !t.Denied[last] && !t.Quoted[n.First] && !isNamed(t, n) {
			out = append(out, n)
		}
		end = last
	}
	return out
}

func everyWord(t *trace.Text) []int {
	all := make([]int, len(t.Words))
	for i := range all {
		all[i] = i
	}
	return all
}

// isNamed says whether the phrase lies in a proper name ("Rating Agency").
func isNamed(t *trace.Text, n trace.Name) bool {
	for _, name := range t.Names {
		if name.First <= n.First && n.Last <= name.Last && name.Last > name.First {
			return true
		}
	}
	return false
}

// isAttributed says whether the statement names somebody's word before the
// phrase: "X states that …", "by its own account …".
func isAttributed(t *trace.Text, n trace.Name) bool {
	return slices.ContainsFunc(t.Words[:n.First], func(w trace.Word) bool { return attributions[w.Key] })
}

var attributions = keySet(atlas.AttributionWords())

func keySet(words []string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[key(w)] = true
	}
	return m
}

// isDeclaredLabel says whether metadata.md declares the phrase: profile and
// builder mode may repeat that.
func (p *pass) isDeclaredLabel(t *trace.Text, n trace.Name) bool {
	phrase := keysOf(t, n)
	length := n.Last - n.First
	for i := range p.graph.Layers[atlas.Metadata] {
		m := &p.graph.Layers[atlas.Metadata][i]
		for first := 0; first+length < len(m.Words); first++ {
			if !m.Denied[first] && keysOf(m, trace.Name{First: first, Last: first + length}) == phrase {
				return true
			}
		}
	}
	return false
}

func keysOf(t *trace.Text, n trace.Name) string {
	keys := make([]string, 0, n.Last-n.First+1)
	for _, w := range t.Words[n.First : n.Last+1] {
		keys = append(keys, w.Key)
	}
	return strings.Join(keys, " ")
}
