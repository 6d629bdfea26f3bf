package check

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

func changeLogRules() []Rule {
	return []Rule{{
		Name: "changelog/new-evidence", Severity: Error, run: newEvidence,
		Summary: "The change log names or counts what no layer has, or had when it was committed last.",
		Why:     "The change log records what became of the package. A fact that stands there alone has no source and no layer.",
		Fires: Example{
			atlas.Evidence:  office,
			atlas.ChangeLog: "The change log records that the Harbour Board joined the register.",
		},
		Silent: Example{
			atlas.Evidence:  office,
			atlas.ChangeLog: "The change log records 3 files, the register, and that “Harbour Board” was a slip.",
		},
	}}
}

// newEvidence holds the change log against all layers. Layers that cannot be
// read might have anything.
func newEvidence(p *pass) {
	if len(p.judged()) < len(atlas.Derived()) {
		return
	}
	known := p.anchors()
	for t := range p.claims([]atlas.Layer{atlas.ChangeLog}) {
		for _, n := range p.graph.UntracedNames(t) {
			if !t.Quoted[n.First] && !isTitle(t, n) && !p.hadName(t, n) {
				p.reportNew(known, t, n, t.NameKey(n))
			}
		}
		for _, f := range t.Figures {
			if counts(t, f) && p.graph.Figure(t, f).Verdict != trace.Traced && !p.hadFigure(t, f) {
				p.reportNew(known, t, trace.Name{First: f.First, Last: f.Through}, f.Value)
			}
		}
	}
}

// isTitle says whether ordinary words in title case lead an entry in, up to a
// colon.
func isTitle(t *trace.Text, n trace.Name) bool {
	words := t.Words[n.First : n.Last+1]
	return strings.HasPrefix(t.Text[words[len(words)-1].Span.End:], ":") &&
		!slices.ContainsFunc(words, func(w trace.Word) bool { return w.Form > trace.Capital || w.Form == trace.Capital && !w.English })
}

func (p *pass) reportNew(known anchors, t *trace.Text, n trace.Name, key string) {
	place := t.Source(t.Span(n.First, n.Last))
	if known.again(key, t.Layer, place) {
		return
	}
	p.report(Diagnostic{File: t.Layer.File(), Span: place,
		Message: fmt.Sprintf("“%s” is in no layer and was in none at the last commit: %s", t.Written(n.First, n.Last), lookedIn(t.Layer))})
}

func (p *pass) hadName(t *trace.Text, n trace.Name) bool {
	if past, ok := p.pastLayers(); ok {
		return past.HasName(t, n)
	}
	return corrects(t)
}

func (p *pass) hadFigure(t *trace.Text, f trace.Figure) bool {
	if past, ok := p.pastLayers(); ok {
		return past.HasFigure(f)
	}
	return corrects(t)
}

// pastLayers is the last committed version, if there is one.
func (p *pass) pastLayers() (trace.Past, bool) {
	if !slices.ContainsFunc(p.committed[:], func(texts []trace.Text) bool { return len(texts) > 0 }) {
		return trace.Past{}, false
	}
	if p.now.past == nil {
		p.now.past = p.pastBefore()
	}
	if p.now.past == nil {
		past := p.graph.Past(p.committed)
		p.now.past = &past
	}
	return *p.now.past, true
}

// pastBefore is what the run before made of the same committed version, nil
// where it made nothing of it.
func (p *pass) pastBefore() *trace.Past {
	if p.before == nil || p.before.name != p.pkg.Name {
		return nil
	}
	for l := range p.committed {
		if same, _ := trace.Unchanged(p.committed[l], p.before.committed[l]); !same {
			return nil
		}
	}
	return p.before.past
}

// corrects says whether a statement tells of what was there before: with no
// committed version to look at, its names and figures may be those.
func corrects(t *trace.Text) bool {
	return slices.ContainsFunc(t.Words, func(w trace.Word) bool { return corrections[w.Stem] })
}

var corrections = stemSet("replaced renamed corrected removed dropped deleted former previous previously instead fixed formerly narrowed superseded")

// counts says whether a figure of the change log counts something of the
// jurisdiction, and not entries, files, dates or versions of the package.
func counts(t *trace.Text, f trace.Figure) bool {
	if f.Kind != trace.Quantity && f.Kind != trace.Percent || f.Spelled || t.Denied[f.First] || t.Quoted[f.First] {
		return false
	}
	own := func(stem string) bool { return ownThings[stem] }
	return len(f.Of) > 0 && !slices.ContainsFunc(f.Of, own) && (f.First == 0 || !introducesOwn[t.Words[f.First-1].Key])
}

// ownThings are what a change log counts of its own package.
var ownThings = stemSet(`file section layer statement claim sentence bullet entry heading paragraph line word page item field label
 figure name term constraint exclusion gap signal dimension source link version revision commit change correction edit finding
 warning error package pass review iteration round step stage day week month time character byte list table block duplicate draft`)

// introducesOwn are words before a number that is a version, a step or a value
// of before.
var introducesOwn = keySet([]string{"version", "revision", "pass", "phase", "step", "stage", "round", "from", "no", "item", "section", "entry", "issue"})

func stemSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range trace.Words(words) {
		if w.Stem != "" {
			m[w.Stem] = true
		}
	}
	return m
}
