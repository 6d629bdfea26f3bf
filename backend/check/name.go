package check

import (
	"fmt"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
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
		{
			Name: "trace/upstream-only", Severity: Info, run: upstreamOnly,
			Summary: "A name or figure stands in a derived layer above, but not in evidence.md.",
			Why:     "It entered the package in the layer above without a source. Mending it there mends it here.",
			Fires: Example{
				atlas.Evidence:        office,
				atlas.Signals:         "The Harbour Board signals continuity.",
				atlas.TrustDimensions: "The Harbour Board indicates continuity.",
			},
			Silent: Example{
				atlas.Evidence:        office + " The Harbour Board owns it.",
				atlas.Signals:         "The Harbour Board signals continuity.",
				atlas.TrustDimensions: "The Harbour Board indicates continuity.",
			},
		},
	}
}

// maxSuggested is for how many untraced names of a layer the upstream ones are
// searched for one that is meant: beyond that the layer needs another mend.
const maxSuggested = 40

// anchors reports each anchor of a layer once, its other places related.
type anchors struct {
	pass  *pass
	first map[string]int // key → index of the finding
}

func (p *pass) anchors() anchors { return anchors{p, map[string]int{}} }

// again adds the place to the finding that the anchor has, if it has one.
func (a anchors) again(key string, layer atlas.Layer, place text.Span) bool {
	at, ok := a.first[key]
	if ok {
		a.pass.out[at].Related = append(a.pass.out[at].Related, Related{layer.File(), place, "also here"})
	} else {
		a.first[key] = len(a.pass.out)
	}
	return ok
}

func untracedNames(p *pass) {
	for _, layer := range p.judged() {
		known := p.anchors()
		for t, names := range unsupported.ask(p, layer) {
			for _, u := range names {
				place := t.Source(t.Span(u.First, u.Last))
				if u.Entry != nil || known.again(t.NameKey(u.Name), layer, place) {
					continue
				}
				var near []string
				if len(known.first) <= maxSuggested {
					near = p.graph.Near(t, u.Name)
				}
				p.report(p.untracedName(t, u.Name, place, near))
			}
		}
	}
}

// unsupported asks for the names that evidence.md lacks.
var unsupported = question[[]trace.Unsupported]{
	kept: func(m *Memory) *kept[[]trace.Unsupported] { return &m.unsupported },
	look: func(p *pass, t *trace.Text) []trace.Unsupported { return p.graph.UnsupportedNames(t) },
}

func (p *pass) untracedName(t *trace.Text, n trace.Name, place text.Span, near []string) Diagnostic {
	name := t.Written(n.First, n.Last)
	d := Diagnostic{File: t.Layer.File(), Span: place,
		Message: fmt.Sprintf("“%s” is in no layer above: %s", name, lookedIn(t.Layer))}
	if len(near) == 0 {
		return d
	}
	d.Message += "; did you mean " + quoteList(near) + "?"
	d.Alias = Alias{Name: near[0], Also: name}
	if p.written(t.Layer, place) != name {
		return d // marks stand within the words; replacing them would break the marks
	}
	for _, n := range near {
		d.Fixes = append(d.Fixes, Fix{"Use “" + n + "”", []Edit{{t.Layer.File(), text.Edit{Span: place, New: n}}}})
	}
	return d
}

func upstreamOnly(p *pass) {
	for _, layer := range p.judged() {
		known := p.anchors()
		for t, names := range unsupported.ask(p, layer) {
			for _, u := range names {
				if u.Entry != nil {
					p.reportEntry(known, t, u.First, u.Last, t.NameKey(u.Name), u.Entry)
				}
			}
		}
		if layer == atlas.Signals {
			continue // nothing but evidence.md is above
		}
		for t, figures := range entries.ask(p, layer) {
			for _, e := range figures {
				f := &t.Figures[e.figure]
				p.reportEntry(known, t, f.First, f.Through, f.Value, e.text)
			}
		}
	}
}

// entry is a figure of a statement, by its index, with the derived statement
// above by which it enters the package.
type entry struct {
	figure int
	text   *trace.Text
}

var entries = question[[]entry]{
	kept: func(m *Memory) *kept[[]entry] { return &m.entries },
	look: func(p *pass, t *trace.Text) (out []entry) {
		for i, f := range t.Figures {
			if t.Denied[f.First] {
				continue
			}
			if from := p.graph.FigureEntry(t, f); from != nil {
				out = append(out, entry{i, from})
			}
		}
		return out
	},
}

func (p *pass) reportEntry(known anchors, t *trace.Text, first, last int, key string, entry *trace.Text) {
	place := t.Source(t.Span(first, last))
	if known.again(key, t.Layer, place) {
		return
	}
	p.report(Diagnostic{File: t.Layer.File(), Span: place,
		Message: fmt.Sprintf("“%s” comes from %s and is not in evidence.md: mend it there", t.Written(first, last), entry.Layer.File()),
		Related: []Related{{entry.Layer.File(), entry.Statement.Span, "here it enters the package"}}})
}
