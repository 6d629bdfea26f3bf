package app

import (
	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
	"atlasdesk/backend/workspace"
)

// crossing turns the places of one package into what the page counts in.
type crossing struct{ checked *workspace.Checked }

func (x crossing) span(file string, s text.Span) (from, to int) {
	index := x.checked.Index(file)
	return index.UTF16(s.Start), index.UTF16(s.End)
}

func analysisOf(c *workspace.Checked, layer atlas.Layer, version int) Analysis {
	out := Analysis{Package: c.ID, Layer: layer.Key(), Version: version, Sections: []Section{}, Statements: []Statement{}}
	x := crossing{c}
	if l := c.Layers[layer]; l != nil {
		since := news{c, map[atlas.Layer]map[statement.ID]bool{}}
		added := since.of(layer)
		out.Sections = sectionsOf(l)
		for i := range l.Texts {
			if t := &c.Graph.Layers[layer][i]; t.IsClaim() {
				s := x.statement(t, added[t.ID])
				if s.Changed && s.Users > 0 {
					s.Behind = since.behind(t)
				}
				out.Statements = append(out.Statements, s)
			}
		}
	}
	var own []check.Diagnostic
	for _, d := range c.Findings {
		if d.File == layer.File() {
			own = append(own, d)
		}
	}
	out.Findings = x.findings(own)
	return out
}

// news are the statements that the last commit has not, by layer, once they
// were asked for; nil for a layer that it has not.
type news struct {
	checked *workspace.Checked
	known   map[atlas.Layer]map[statement.ID]bool
}

func (n news) of(l atlas.Layer) map[statement.ID]bool {
	if _, ok := n.known[l]; !ok {
		n.known[l] = n.checked.New(l)
	}
	return n.known[l]
}

// behind counts the statements that rest on t and are as the last commit has
// them.
func (n news) behind(t *trace.Text) (count int) {
	for _, l := range n.checked.Graph.Dependents(t) {
		if added := n.of(l.To.Layer); added != nil && !added[l.To.ID] {
			count++
		}
	}
	return count
}

func sectionsOf(l *workspace.Layer) []Section {
	out := []Section{}
	add := func(h pack.Heading, level int) {
		if h.Text != "" {
			out = append(out, Section{h.Text, level, l.Index.UTF16(h.Span.Start), l.Index.UTF16(h.Span.End)})
		}
	}
	add(l.File.Title, 1)
	for _, s := range l.File.Sections {
		add(s.Heading, s.Level)
	}
	return out
}

func (x crossing) statement(t *trace.Text, isNew bool) Statement {
	from, to := x.span(t.Layer.File(), t.Statement.Span)
	s := Statement{ID: t.ID.String(), From: from, To: to, Section: x.section(t), Users: len(x.checked.Graph.Dependents(t)), Changed: isNew}
	if support := x.checked.Graph.Support(t); len(support) > 0 {
		s.Score = support[0].Score
	}
	return s
}

func (x crossing) section(t *trace.Text) string {
	return x.checked.Layers[t.Layer].File.Sections[t.Section].Text
}

func findingsOf(c *workspace.Checked, diagnostics []check.Diagnostic) []Finding {
	return crossing{c}.findings(diagnostics)
}

func (x crossing) findings(diagnostics []check.Diagnostic) []Finding {
	out := make([]Finding, 0, len(diagnostics))
	ids := x.checked.Fingerprints(diagnostics)
	for i, d := range diagnostics {
		f := x.finding(d)
		f.ID = ids[i]
		out = append(out, f)
	}
	return out
}

func (x crossing) finding(d check.Diagnostic) Finding {
	from, to := x.span(d.File, d.Span)
	f := Finding{Rule: d.Rule, Severity: d.Severity.String(), Message: d.Message, Package: x.checked.ID, Layer: layerKey(d.File), File: d.File,
		From: from, To: to, Line: x.checked.Index(d.File).Line(d.Span.Start), Related: []Related{}, Fixes: []Fix{}, Stale: d.Stale != nil}
	for _, r := range d.Related {
		from, to := x.span(r.File, r.Span)
		f.Related = append(f.Related, Related{layerKey(r.File), r.File, from, to, r.Message})
	}
	for _, fix := range d.Fixes {
		edits := []Edit{}
		for _, e := range fix.Edits {
			from, to := x.span(e.File, e.Span)
			edits = append(edits, Edit{layerKey(e.File), from, to, e.New})
		}
		f.Fixes = append(f.Fixes, Fix{Title: fix.Title, Edits: edits})
	}
	if w := d.Waived; w != nil {
		f.Waived = &Waived{w.Reason, w.By, w.Date}
	}
	if a := d.Alias; a != (check.Alias{}) {
		f.Fixes = append(f.Fixes, Fix{Title: a.Title(), Edits: []Edit{}, Alias: &Alias{a.Name, a.Also}})
	}
	return f
}

// layerKey is the key of a layer's file, empty for other files.
func layerKey(file string) string {
	if l, ok := atlas.LayerOf(file); ok {
		return l.Key()
	}
	return ""
}
