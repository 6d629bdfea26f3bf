package check

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

const boundedEvidence = "The Harbour Board states that it runs the docks.\n\n## Structural exclusions\n\n- A submarine-cable landing is not documented here."

func constraintRules() []Rule {
	return []Rule{{
		Name: "trace/dropped-constraint", Severity: Warning, run: droppedConstraints,
		Summary: "A constraint that the last committed version of a layer carried is gone while the layers above still have it, or no derived layer carries it at all. Where one layer never carried it, this is an information.",
		Why:     "What is not documented, not retrieved or depended on bounds every reading of the evidence. A reader of the profile alone must meet it too.",
		Fires: Example{
			atlas.Evidence: boundedEvidence,
			atlas.Signals:  "The Harbour Board signals continuity.",
		},
		Committed: Example{
			atlas.Evidence: boundedEvidence,
			atlas.Signals:  "The Harbour Board signals continuity, without a submarine-cable landing.",
		},
		Silent: Example{
			atlas.Evidence: boundedEvidence,
			atlas.Signals:  "The Harbour Board signals continuity. No landing of a submarine cable is evidenced.",
		},
	}}
}

// droppedConstraints looks for constraints that an edit lost, then for those
// that no layer carries, then for layers that never carried some.
func droppedConstraints(p *pass) {
	layers := slices.DeleteFunc(slices.Clone(p.judged()), func(l atlas.Layer) bool {
		f := p.pkg.Files[l]
		return f == nil || f.Fault != nil || f.Empty()
	})
	for _, l := range layers {
		for _, lost := range p.graph.LostConstraints(l, p.committed) {
			p.report(p.lostConstraint(l, lost))
		}
	}
	if len(layers) == len(atlas.Derived()) { // a layer still to be written may carry it
		p.uncarried(slices.DeleteFunc(layers, func(l atlas.Layer) bool { return l == atlas.Metadata }))
	}
}

func (p *pass) lostConstraint(l atlas.Layer, lost trace.Lost) Diagnostic {
	quote := excerpt(lost.Old, lost.Limit.First, lost.Limit.Last)
	d := Diagnostic{File: l.File(), Span: p.placeOf(l, lost),
		Message: fmt.Sprintf("The constraint on “%s” is gone from %s, which carried it when it was committed last", quote, l.File())}
	carry := lost.Old
	if lost.Up == nil {
		d.Message += "; nothing above has lifted it"
	} else {
		carry = lost.Up
		d.Message += "; " + carry.Layer.File() + " still has it"
		d.Related = []Related{{carry.Layer.File(), carry.Source(text.Span{End: len(carry.Text)}), "it stands here"}}
	}
	d.Fixes = p.carry(l, carry)
	return d
}

// placeOf is where a lost constraint stood: the statement in its place, else
// the heading of the section of constraints, else the title.
func (p *pass) placeOf(l atlas.Layer, lost trace.Lost) text.Span {
	f := p.pkg.Files[l]
	if lost.Near != nil {
		return lost.Near.Source(text.Span{End: len(lost.Near.Text)})
	}
	for _, s := range f.Sections {
		if trace.IsLimiting(s.Text) {
			return s.Span
		}
	}
	return f.Title.Span
}

// carry is the fix that puts a constraint at the end of the layer's section of
// constraints.
func (p *pass) carry(l atlas.Layer, t *trace.Text) []Fix {
	last := (*trace.Text)(nil)
	f := p.pkg.Files[l]
	for i := range p.graph.Layers[l] {
		if s := &p.graph.Layers[l][i]; s.IsClaim() && trace.IsLimiting(f.Sections[s.Section].Text) {
			last = s
		}
	}
	if last == nil {
		return nil
	}
	at := last.Source(text.Span{End: len(last.Text)})
	line := strings.TrimLeft(f.Text[strings.LastIndexByte(f.Text[:at.Start], '\n')+1:at.Start], " ")
	between := "\n\n"
	if strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") {
		between = "\n" + line[:2]
	}
	end := at.End
	for end < len(f.Text) && f.Text[end] != '\n' {
		end++
	}
	return []Fix{{"Carry the constraint", []Edit{{l.File(), text.Edit{Span: text.Span{Start: end, End: end}, New: between + t.Text}}}}}
}

// uncarried reports the constraints of the evidence that no layer carries, at
// the evidence, and, per layer, those that the layer never carried.
func (p *pass) uncarried(layers []atlas.Layer) {
	carrying := make([]*trace.Carrying, len(layers))
	for i, l := range layers {
		carrying[i] = p.carrying(l)
	}
	lacking := make([][]Related, len(layers))
	for _, c := range p.graph.EvidenceConstraints() {
		first := c.Limits[0]
		place := Related{atlas.Evidence.File(), c.Text.Source(c.Text.Span(first.First, first.Last)), "this constraint"}
		if !slices.ContainsFunc(carrying, func(k *trace.Carrying) bool { return k.Touches(c) }) {
			p.report(Diagnostic{File: place.File, Span: place.Span,
				Message: fmt.Sprintf("“%s” bounds the evidence, and no layer below carries it", excerpt(c.Text, first.First, first.Last))})
			continue
		}
		for i, k := range carrying {
			if !k.Touches(c) {
				lacking[i] = append(lacking[i], place)
			}
		}
	}
	for i, l := range layers {
		if n := len(lacking[i]); n > 0 {
			p.reportAs(Info, Diagnostic{File: l.File(), Span: p.pkg.Files[l].Title.Span, Related: lacking[i],
				Message: fmt.Sprintf("%s never carried %s of the evidence, the first being “%s”", l.File(), counted(n, "constraint"), p.written(atlas.Evidence, lacking[i][0].Span))})
		}
	}
}

// carrying reads what a layer limits, unless the run before did.
func (p *pass) carrying(l atlas.Layer) *trace.Carrying {
	k := p.now.carrying[l]
	if k == nil && p.before != nil && p.before.carrying[l] != nil && p.graph.SameLayer(p.before.graph, l) {
		k = p.before.carrying[l].In(p.graph)
	}
	if k == nil {
		k = p.graph.Carrying(p.graph.Layers[l])
	}
	p.now.carrying[l] = k
	return k
}

func counted(n int, noun string) string {
	if n == 1 {
		return "one " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
