package changelog

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// standsFrom is the share of a statement's content that another one carries
// from which on the first stands on the second. Support that is shown to an
// author may be weaker.
const standsFrom = 0.2

// due finds the statements that stand on what changed structurally: on the
// earlier version of it or on the later. A statement that was itself changed
// is not due: its author had it in hand.
func (c *comparison) due(changes []LayerChange) []Due {
	now := map[*trace.Text]bool{} // unchanged statements, later version
	for _, t := range c.unchanged {
		now[t] = true
	}
	found := map[*trace.Text]bool{}
	for i := range changes {
		was, is := c.touched(&changes[i])
		for _, t := range standing(c.before, changes[i].Layer, was) {
			if later, ok := c.unchanged[t]; ok {
				found[later] = true
			}
		}
		for _, t := range standing(c.after, changes[i].Layer, is) {
			if now[t] {
				found[t] = true
			}
		}
		for _, t := range c.onFields(&changes[i]) {
			if now[t] {
				found[t] = true
			}
		}
	}
	return c.collect(found)
}

func (c *comparison) collect(found map[*trace.Text]bool) []Due {
	var out []Due
	for _, l := range atlas.Derived() {
		d := Due{Layer: l}
		for i, texts := 0, c.after.texts(l); i < len(texts); i++ {
			if found[&texts[i]] {
				d.Statements = append(d.Statements, &texts[i])
			}
		}
		if len(d.Statements) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// touched lists the statements of a layer that changed structurally, as they
// were and as they are.
func (c *comparison) touched(l *LayerChange) (was, is []*trace.Text) {
	switch {
	case l.State == Deleted:
		return every(c.before.texts(l.Layer)), nil
	case l.State == Created && l.Layer == atlas.Evidence:
		return nil, every(c.after.texts(l.Layer))
	}
	for i := range l.Statements {
		s := &l.Statements[i]
		if s.Class != Structural {
			continue
		}
		if s.Before != nil {
			was = append(was, s.Before)
		}
		if s.After != nil {
			is = append(is, s.After)
		}
	}
	return was, is
}

func every(texts []trace.Text) []*trace.Text {
	out := make([]*trace.Text, len(texts))
	for i := range texts {
		out[i] = &texts[i]
	}
	return out
}

// standing lists what stands on some statements of a layer.
func standing(v Version, l atlas.Layer, on []*trace.Text) []*trace.Text {
	if len(on) == 0 || len(l.Downstream()) == 0 {
		return nil
	}
	g := v.Graph
	if l != atlas.Evidence {
		g = below(v, l)
	}
	var out []*trace.Text
	for _, t := range on {
		for _, link := range g.Dependents(t) {
			if link.Score >= standsFrom && link.To.Layer.IsDerived() {
				out = append(out, link.To)
			}
		}
	}
	return out
}

// below joins the layers below l to l, as a package's are joined to its
// evidence: a graph with l in the place of the evidence.
func below(v Version, l atlas.Layer) *trace.Graph {
	var layers [atlas.ChangeLog + 1][]trace.Text
	layers[atlas.Evidence] = v.Graph.Layers[l]
	for _, down := range l.Downstream() {
		layers[down] = v.Graph.Layers[down]
	}
	return trace.NewGraph(layers, v.Package.Name, nil)
}

// onFields lists the statements that repeat the value that a field had. The
// lifecycle status is repeated by nobody who is not due for more than that.
func (c *comparison) onFields(l *LayerChange) []*trace.Text {
	var out []*trace.Text
	for _, a := range l.Attributes {
		if a.Kind != Field || a.Class != Structural || a.Was == "" || slices.Contains(atlas.StatusFields(), atlas.FieldKey(a.Key)) {
			continue
		}
		for value := range strings.SplitSeq(statement.Fold(a.Was), "; ") {
			if value != "" {
				out = append(out, c.repeating(l.Layer, value)...)
			}
		}
	}
	return out
}

func (c *comparison) repeating(l atlas.Layer, value string) []*trace.Text {
	var out []*trace.Text
	for _, down := range l.Downstream() {
		for i, texts := 0, c.after.texts(down); i < len(texts); i++ {
			if texts[i].IsClaim() && strings.Contains(statement.Fold(texts[i].Text), value) {
				out = append(out, &texts[i])
			}
		}
	}
	return out
}
