package app

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/coverage"
	"atlasdesk/backend/workspace"
)

// Coverage is bound to the page: what of the evidence is used, and where.
type Coverage struct{ desk *desk }

// CoverageMatrix tells of each part of the evidence what rests on it.
type CoverageMatrix struct {
	Package string           `json:"package"`
	Summary string           `json:"summary"` // as a sentence
	Records int              `json:"records"` // evidence statements that a layer should use
	Used    int              `json:"used"`
	Columns []CoverageColumn `json:"columns"`
	Rows    []CoverageRow    `json:"rows"`
}

// CoverageColumn is a layer below the evidence, or a section of one.
type CoverageColumn struct {
	Key        string `json:"key"` // stays while the layer, or the section's heading, does
	Title      string `json:"title"`
	Statements int    `json:"statements"`
	Resting    int    `json:"resting"`  // of them, on any evidence
	Summary    string `json:"summary"`  // the same in words
	Strength   string `json:"strength"` // "sound", "thin", "none" or "blank"
}

// CoverageRow is an evidence statement, or a section of them.
type CoverageRow struct {
	Key     string         `json:"key"` // stays while the statement, or the section's heading, does
	Section string         `json:"section"`
	Text    string         `json:"text"` // of the statement; empty for a section
	Line    int            `json:"line"`
	From    int            `json:"from"`
	To      int            `json:"to"`
	Records int            `json:"records"` // statements that a layer should use
	Used    int            `json:"used"`
	Use     string         `json:"use"`   // "used", "partly used", "unused" or "frames"
	Cells   []CoverageCell `json:"cells"` // those that are not empty
}

// CoverageCell counts the derived statements of a column that rest on a row.
type CoverageCell struct {
	Column   int    `json:"column"` // counted from 0
	Direct   int    `json:"direct"`
	Through  int    `json:"through"` // only through another derived statement
	Findings int    `json:"findings"`
	Worst    string `json:"worst"` // the severity of the weightiest finding; empty without one
}

// CoveragePassage is a derived statement that rests on a row.
type CoveragePassage struct {
	Layer    string            `json:"layer"`
	ID       string            `json:"id"`
	From     int               `json:"from"`
	To       int               `json:"to"`
	Line     int               `json:"line"`
	Section  string            `json:"section"`
	Text     string            `json:"text"`
	Carriers []CoverageCarrier `json:"carriers"` // statements of the row, the best first
	Findings []Finding         `json:"findings"`
}

// CoverageCarrier is an evidence statement that a passage rests on.
type CoverageCarrier struct {
	ID      string  `json:"id"`
	Line    int     `json:"line"`
	Text    string  `json:"text"`
	Score   float64 `json:"score"`   // 0 to 1
	Through string  `json:"through"` // the derived statement between the two; empty for none
}

// CoverageShape says what the rows and columns are.
type CoverageShape struct {
	Rows    string `json:"rows"`    // "statements" or "sections" of the evidence
	Columns string `json:"columns"` // a layer's key, for its sections; empty for the layers themselves
}

// Matrix counts a package as it stands, unsaved text included.
func (c *Coverage) Matrix(pkg string, shape CoverageShape) (CoverageMatrix, error) {
	checked, m, err := c.of(pkg, shape)
	if err != nil {
		return CoverageMatrix{}, err
	}
	x := crossing{checked}
	out := CoverageMatrix{pkg, m.Total.String(), m.Total.Records, m.Total.Used, make([]CoverageColumn, len(m.Columns)), make([]CoverageRow, len(m.Rows))}
	for i := range m.Columns {
		col := &m.Columns[i]
		out.Columns[i] = CoverageColumn{col.Key, col.Title, col.Statements, col.Resting, col.Summary(), string(col.Strength)}
	}
	for i := range m.Rows {
		out.Rows[i] = x.coverageRow(&m.Rows[i])
	}
	return out, nil
}

func (x crossing) coverageRow(r *coverage.Row) CoverageRow {
	from, to := x.span(atlas.Evidence.File(), r.Span)
	out := CoverageRow{r.Key, r.Section, r.Text, r.Line, from, to, r.Records, r.Used, string(r.Use()), []CoverageCell{}}
	for i, c := range r.Cells {
		if c.Count() == 0 {
			continue
		}
		cell := CoverageCell{Column: i, Direct: c.Direct, Through: c.Through, Findings: c.Findings}
		if c.Worst != check.Off {
			cell.Worst = c.Worst.String()
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

// Passages lists what a cell counts, its row and column named by their keys; of
// no column: what rests on the row anywhere. Of a row or column that is there
// no more it lists nothing.
func (c *Coverage) Passages(pkg string, shape CoverageShape, row, column string) ([]CoveragePassage, error) {
	checked, m, err := c.of(pkg, shape)
	if err != nil {
		return nil, err
	}
	x, out := crossing{checked}, []CoveragePassage{}
	at := slices.IndexFunc(m.Rows, func(r coverage.Row) bool { return r.Key == row })
	col := slices.IndexFunc(m.Columns, func(c coverage.Column) bool { return c.Key == column })
	if at < 0 || col < 0 && column != "" {
		return out, nil
	}
	for _, p := range m.Passages(at, col) {
		out = append(out, x.passage(p))
	}
	return out, nil
}

func (x crossing) passage(p coverage.Passage) CoveragePassage {
	file := p.Text.Layer.File()
	from, to := x.span(file, p.Text.Statement.Span)
	out := CoveragePassage{Layer: p.Text.Layer.Key(), ID: p.Text.ID.String(), From: from, To: to, Line: x.checked.Index(file).Line(p.Text.Statement.Span.Start),
		Section: x.section(p.Text), Text: p.Text.Text, Carriers: []CoverageCarrier{}, Findings: x.findings(p.Findings)}
	for _, c := range p.Carriers {
		line := x.checked.Index(atlas.Evidence.File()).Line(c.Evidence.Statement.Span.Start)
		carrier := CoverageCarrier{ID: c.Evidence.ID.String(), Line: line, Text: c.Evidence.Text, Score: c.Score}
		if c.Through != nil {
			carrier.Through = c.Through.Layer.Title() + ": " + c.Through.Text
		}
		out.Carriers = append(out.Carriers, carrier)
	}
	return out
}

// SaveCSV asks for the name of a file and writes the matrix into it, for a
// spreadsheet.
func (c *Coverage) SaveCSV(pkg string, shape CoverageShape) (Exported, error) {
	_, m, err := c.of(pkg, shape)
	if err != nil {
		return Exported{}, err
	}
	raw, err := spreadsheet(m)
	if err != nil {
		return Exported{}, err
	}
	w, err := c.desk.workspace()
	if err != nil {
		return Exported{}, err
	}
	return c.desk.export(csvFile, coverageName(w.Path(pkg)), raw)
}

// coverageName is what the file is called unless the person says otherwise:
// after the folder, also where that is the open one itself.
func coverageName(folder string) string { return filepath.Base(folder) + "-coverage" }

// spreadsheet is the matrix as a file. It begins with a byte order mark, without
// which Excel reads UTF-8 as something else.
func spreadsheet(m *coverage.Matrix) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	err := m.CSV(&out)
	return out.Bytes(), err
}

func (c *Coverage) of(pkg string, shape CoverageShape) (*workspace.Checked, *coverage.Matrix, error) {
	w, err := c.desk.workspace()
	if err != nil {
		return nil, nil, err
	}
	s := coverage.Shape{Sections: shape.Rows == "sections"}
	if !s.Sections && shape.Rows != "statements" {
		return nil, nil, fmt.Errorf("there are no rows “%s”", shape.Rows)
	}
	if shape.Columns != "" {
		if s.Layer, err = layerOf(shape.Columns); err == nil && s.Layer == atlas.Evidence {
			err = errors.New("the evidence stands in the rows")
		}
	}
	if err != nil {
		return nil, nil, err
	}
	checked, err := w.Package(pkg)
	if err != nil {
		return nil, nil, err
	}
	return checked, coverage.Of(checked.Package, checked.Graph, checked.Findings, s), nil
}
