// Package coverage counts what of a package's evidence is used, and where: a
// matrix with a row for each evidence statement or section, and a column for
// each layer below the evidence, or for each section of one of them.
package coverage

import (
	"cmp"
	"strconv"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Shape says what the rows and columns of a matrix are.
type Shape struct {
	Sections bool        // the rows are the sections of evidence.md, and not its statements
	Layer    atlas.Layer // the columns are the sections of this layer; of Evidence: the layers below it
}

// Matrix tells of each part of the evidence what rests on it, by where that
// stands. It is immutable.
type Matrix struct {
	Shape   Shape
	Name    string // the jurisdiction's
	Rows    []Row
	Columns []Column
	Total   Total

	graph   *trace.Graph
	derived map[*trace.Text]derived
}

// Total counts the evidence statements: those that record something, how many of
// them are used, and those that only frame the file.
type Total struct{ Records, Used, Framing int }

// Row is an evidence statement, or a section of them.
type Row struct {
	Key     string // stays the same while the statement, or the section's heading, does
	Section string // its name for people
	Text    string // of the statement; empty for a section
	Span    text.Span
	Line    int // from 1
	// Records and Used count the statements that record what was published, and
	// those of them that something rests on, in any layer. Without a record the
	// row only frames the file, and nothing needs to rest on it.
	Records, Used int
	Statements    int
	Cells         []Cell // one for each column

	heading  string
	evidence []*trace.Text
}

// Use says whether the layers below make use of a row.
type Use string

// The uses of a row.
const (
	Used   Use = "used"
	Partly Use = "partly used" // a section: some of its statements
	Unused Use = "unused"      // no layer uses what it records
	Frames Use = "frames"      // it records nothing that a layer should use
)

// Use is that of the row.
func (r *Row) Use() Use {
	switch {
	case r.Records == 0:
		return Frames
	case r.Used == 0:
		return Unused
	case r.Used < r.Records:
		return Partly
	}
	return Used
}

// Worst is the weightiest finding of what rests on the row in the columns;
// check.Off for none.
func (r *Row) Worst() check.Severity {
	worst := check.Off
	for _, c := range r.Cells {
		worst = max(worst, c.Worst)
	}
	return worst
}

// Cell counts the derived statements of a column that rest on a row: directly,
// or only through a derived statement between the two.
type Cell struct {
	Direct, Through int
	Findings        int            // about those statements
	Worst           check.Severity // of the findings; check.Off without one
}

// Count is how many statements there are.
func (c Cell) Count() int { return c.Direct + c.Through }

// Column is a layer below the evidence, or a section of one.
type Column struct {
	Key     string
	Layer   atlas.Layer
	Title   string // for people
	Present bool   // the layer's file is there
	// Statements counts those of the column, Resting those of them that rest on
	// any evidence.
	Statements, Resting int
	Strength            Strength
}

// Strength is how well a column stands on the evidence.
type Strength string

// The strengths of a column.
const (
	Sound Strength = "sound" // at least half of its statements rest on evidence
	Thin  Strength = "thin"  // fewer do
	None  Strength = "none"  // it says something and none of that does
	Blank Strength = "blank" // it says nothing
)

func strengthOf(statements, resting int) Strength {
	switch {
	case statements == 0:
		return Blank
	case resting == 0:
		return None
	case 2*resting < statements:
		return Thin
	}
	return Sound
}

// derived is what the matrix knows of a statement below the evidence.
type derived struct {
	column int // -1 where it stands in none
	worst  check.Severity
	found  []check.Diagnostic
}

// Of counts a package that was checked: findings are those of the check.
func Of(p *pack.Package, g *trace.Graph, findings []check.Diagnostic, s Shape) *Matrix {
	m := &Matrix{Shape: s, Name: p.Name, graph: g, derived: map[*trace.Text]derived{}}
	for _, l := range atlas.Layers()[atlas.Signals:] {
		m.readLayer(p, l, check.Standing(findings, l, g.Layers[l]))
	}
	if f := p.Files[atlas.Evidence]; f != nil {
		m.readEvidence(f)
	}
	return m
}

// readLayer adds the columns of a layer, and what they count of it: found are
// the findings on each of its texts.
func (m *Matrix) readLayer(p *pack.Package, l atlas.Layer, found [][]check.Diagnostic) {
	f, whole, chosen := p.Files[l], m.Shape.Layer == atlas.Evidence, m.Shape.Layer == l
	if whole {
		m.Columns = append(m.Columns, Column{Key: l.Key(), Layer: l, Title: l.Title(), Present: f != nil})
	}
	keys, of, last := keys{}, -1, -1
	for i := range m.graph.Layers[l] {
		t := &m.graph.Layers[l][i]
		if !t.IsClaim() {
			continue
		}
		if chosen && t.Section != last {
			last, of = t.Section, len(m.Columns)
			heading := f.Sections[t.Section].Text
			m.Columns = append(m.Columns, Column{Key: keys.next(heading), Layer: l, Title: nameOf(heading), Present: true})
		}
		if whole {
			of = len(m.Columns) - 1
		}
		m.derived[t] = derived{of, worst(found[i]), found[i]}
		if of >= 0 {
			m.Columns[of].Statements++
			m.Columns[of].Resting += min(len(m.graph.Support(t)), 1)
		}
	}
	for i := range m.Columns {
		m.Columns[i].Strength = strengthOf(m.Columns[i].Statements, m.Columns[i].Resting)
	}
}

// worst is the weightiest severity of findings; check.Off for none.
func worst(findings []check.Diagnostic) check.Severity {
	out := check.Off
	for _, d := range findings {
		out = max(out, d.Severity)
	}
	return out
}

// readEvidence adds the rows.
func (m *Matrix) readEvidence(f *pack.File) {
	index, keys := text.NewIndex(f.Text), keys{}
	texts := m.graph.Layers[atlas.Evidence]
	for i := range texts {
		t := &texts[i]
		if !t.IsClaim() {
			continue
		}
		if n := len(m.Rows); m.Shape.Sections && n > 0 && m.Rows[n-1].evidence[0].Section == t.Section {
			m.Rows[n-1].evidence = append(m.Rows[n-1].evidence, t)
			continue
		}
		heading := f.Sections[t.Section].Text
		row := Row{Section: nameOf(heading), heading: heading, evidence: []*trace.Text{t}}
		if m.Shape.Sections {
			row.Key, row.Span = keys.next(heading), f.Sections[t.Section].Span
		} else {
			row.Key, row.Text, row.Span = t.ID.String(), t.Text, t.Statement.Span
		}
		if row.Span.Len() == 0 { // what stands before the first heading
			row.Span = t.Statement.Span
		}
		row.Line = index.Line(row.Span.Start)
		m.Rows = append(m.Rows, row)
	}
	for i := range m.Rows {
		m.count(&m.Rows[i])
	}
}

// count fills in what rests on a row.
func (m *Matrix) count(r *Row) {
	r.Cells = make([]Cell, len(m.Columns))
	for i := range r.Cells {
		r.Cells[i].Worst = check.Off
	}
	r.Statements = len(r.evidence)
	for _, t := range r.evidence {
		if check.IsRecord(t, r.heading) {
			r.Records++
			r.Used += min(len(m.graph.Dependents(t)), 1)
		}
	}
	m.Total.Records += r.Records
	m.Total.Used += r.Used
	m.Total.Framing += r.Statements - r.Records
	for _, p := range m.resting(r) {
		known := m.derived[p.Text]
		if known.column < 0 {
			continue
		}
		c := &r.Cells[known.column]
		if p.Direct() {
			c.Direct++
		} else {
			c.Through++
		}
		c.Findings += len(known.found)
		c.Worst = max(c.Worst, known.worst)
	}
}

// keys makes one key for each of several headings that may be equal.
type keys map[string]int

func (k keys) next(heading string) string {
	folded := statement.Fold(heading)
	k[folded]++
	if k[folded] == 1 {
		return folded
	}
	return folded + "\n" + strconv.Itoa(k[folded])
}

// nameOf is what a section of that heading is called.
func nameOf(heading string) string { return cmp.Or(heading, "Before the first heading") }
