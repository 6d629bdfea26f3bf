package report

import (
	"bufio"
	"fmt"
	"io"

	"atlasdesk/backend/changelog"
)

// Difference is two versions of a package.
type Difference struct {
	Layers []changelog.LayerRows
	Screen Screen
}

// Equal says whether no layer differs.
func (d *Difference) Equal() bool {
	for i := range d.Layers {
		if !d.Layers[i].Same() {
			return false
		}
	}
	return true
}

// states say what became of a layer.
var states = map[changelog.State]string{
	changelog.Created: "new", changelog.Deleted: "taken out", changelog.Unreadable: "cannot be compared: one of the versions is no text",
}

// Text writes what differs for people, layer by layer and statement by
// statement: what was behind a minus, and what is behind a plus.
func (d *Difference) Text(w io.Writer) error {
	p := &page{bufio.NewWriter(w), d.Screen}
	for i := range d.Layers {
		if l := &d.Layers[i]; !l.Same() {
			p.layer(l)
		}
	}
	return p.Flush()
}

func (p *page) layer(l *changelog.LayerRows) {
	title := l.Layer.File()
	switch {
	case l.State != changelog.Edited:
		title += ": " + states[l.State]
	case l.Layout:
		title += ": only the layout differs"
	}
	p.line(p.paint(bold, title))
	section := ""
	for i := range l.Rows {
		r := &l.Rows[i]
		if r.Kind == changelog.RowSame || r.Kind == changelog.RowLeft {
			continue
		}
		if r.Section != section && r.Part > changelog.ConstraintPart {
			section = r.Section
			p.line("  ", p.paint(dim, Line(section)))
		}
		p.row(r)
	}
}

func (p *page) row(r *changelog.Row) {
	if r.Kind == changelog.RowMoved {
		p.hanging("  ", "  ", fmt.Sprintf("moved here from “%s”", Line(r.From)))
	}
	if len(r.Was) > 0 {
		p.words("  ", "- ", red, r.Was)
	}
	if len(r.Is) > 0 {
		p.words("  ", "+ ", blue, r.Is)
	}
}

// JSON writes all parts of the layers that differ in the schema
// "atlas-desk/compare/1".
func (d *Difference) JSON(w io.Writer) error {
	layers := []jsonLayer{}
	for i := range d.Layers {
		if l := &d.Layers[i]; !l.Same() {
			layers = append(layers, jsonLayer{l.Layer.Key(), l.State.String(), l.Layout, jsonRows(l.Rows)})
		}
	}
	return encode(w, struct {
		Schema string      `json:"schema"`
		Layers []jsonLayer `json:"layers"`
	}{"atlas-desk/compare/1", layers})
}

type jsonLayer struct {
	Layer  string    `json:"layer"`
	State  string    `json:"state"`
	Layout bool      `json:"layout"`
	Rows   []jsonRow `json:"rows"`
}

type jsonRow struct {
	Kind    string    `json:"kind"`
	Part    string    `json:"part"`
	Section string    `json:"section"`
	From    string    `json:"from,omitempty"`
	Was     []jsonRun `json:"was"`
	Is      []jsonRun `json:"is"`
}

type jsonRun struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed"`
}

func jsonRows(rows []changelog.Row) []jsonRow {
	out := make([]jsonRow, len(rows))
	for i, r := range rows {
		out[i] = jsonRow{r.Kind.String(), r.Part.String(), r.Section, r.From, jsonRuns(r.Was), jsonRuns(r.Is)}
	}
	return out
}

func jsonRuns(runs []changelog.Run) []jsonRun {
	out := make([]jsonRun, len(runs))
	for i, r := range runs {
		out[i] = jsonRun(r)
	}
	return out
}
