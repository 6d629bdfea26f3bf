package coverage

import (
	"cmp"
	"slices"

	"atlasdesk/backend/check"
	"atlasdesk/backend/trace"
)

// Passage is a derived statement that rests on a row.
type Passage struct {
	Text     *trace.Text
	Carriers []Carrier // the best first
	Findings []check.Diagnostic
}

// Carrier is an evidence statement that a derived one rests on.
type Carrier struct {
	Evidence *trace.Text
	Score    float64     // from 0 to 1, see trace.Link
	Through  *trace.Text // the derived statement between the two; nil for none
}

// Direct says whether the passage rests on any statement of the row directly.
func (p *Passage) Direct() bool {
	return slices.ContainsFunc(p.Carriers, func(c Carrier) bool { return c.Through == nil })
}

// Passages lists the statements that a cell counts, in the order of the layers
// and their texts. Rows and columns are counted from 0; a column of -1 is all of
// them, and what stands in no column.
func (m *Matrix) Passages(row, column int) []Passage {
	var out []Passage
	for _, p := range m.resting(&m.Rows[row]) {
		if known := m.derived[p.Text]; column < 0 || known.column == column {
			p.Findings = known.found
			out = append(out, p)
		}
	}
	return out
}

// resting lists what rests on a row.
func (m *Matrix) resting(r *Row) []Passage {
	var out []Passage
	at := map[*trace.Text]int{}
	for _, t := range r.evidence {
		for _, l := range m.graph.Dependents(t) {
			i, known := at[l.To]
			if !known {
				i = len(out)
				at[l.To], out = i, append(out, Passage{Text: l.To})
			}
			out[i].Carriers = append(out[i].Carriers, Carrier{t, l.Score, l.Through})
		}
	}
	slices.SortStableFunc(out, func(a, b Passage) int {
		return cmp.Or(cmp.Compare(a.Text.Layer, b.Text.Layer), cmp.Compare(a.Text.Statement.Span.Start, b.Text.Statement.Span.Start))
	})
	for i := range out {
		slices.SortStableFunc(out[i].Carriers, func(a, b Carrier) int { return cmp.Compare(b.Score, a.Score) })
	}
	return out
}
