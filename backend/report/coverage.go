package report

import (
	"bufio"
	"fmt"
	"io"

	"atlasdesk/backend/check"
	"atlasdesk/backend/coverage"
)

// Coverage is what of a package's evidence is used, and where.
type Coverage struct {
	Path   string // of the package, as it was named
	Matrix *coverage.Matrix
	Screen Screen
}

// CSV writes the matrix for a spreadsheet.
func (c *Coverage) CSV(w io.Writer) error { return c.Matrix.CSV(w) }

// Text writes the matrix for people: a line for each row of it, its columns
// named by letters, which are explained below.
func (c *Coverage) Text(w io.Writer) error {
	p := &page{bufio.NewWriter(w), c.Screen}
	m := c.Matrix
	p.line(p.paint(bold, Line(c.Path)), "  ", Line(m.Total.String()))
	if len(m.Rows) > 0 && len(m.Columns) > 0 {
		p.line()
		c.rows(p)
	}
	p.line()
	for i := range m.Columns {
		col := &m.Columns[i]
		p.hanging("", letters(i)+"  ", fmt.Sprintf("%s: %s", Line(col.Title), col.Summary()))
	}
	return p.Flush()
}

// rows writes the table.
func (c *Coverage) rows(p *page) {
	widths := make([]int, len(c.Matrix.Columns))
	head, line := "", 4
	for i := range c.Matrix.Rows {
		line = max(line, len(fmt.Sprint(c.Matrix.Rows[i].Line)))
		for j, cell := range c.Matrix.Rows[i].Cells {
			widths[j] = max(widths[j], len(letters(j)), len([]rune(number(cell))))
		}
	}
	for j, width := range widths {
		head += fmt.Sprintf("  %*s", width, letters(j))
	}
	p.line(p.paint(dim, fmt.Sprintf("%*s%s", line, "line", head)))
	for i := range c.Matrix.Rows {
		r := &c.Matrix.Rows[i]
		place, numbers := fmt.Sprintf("%*d", line, r.Line), ""
		for j, cell := range r.Cells {
			numbers += p.paint(paintOf(cell), fmt.Sprintf("  %*s", widths[j], number(cell)))
		}
		room := quoteWidth
		if p.Width > 0 {
			room = p.room(len(place) + len(head) + 2)
		}
		p.line(p.paint(dim, place), numbers, "  ", keepHead(Line(r.Title()), room))
	}
}

// number is a cell in text: a sign behind it tells of findings.
func number(c coverage.Cell) string {
	switch {
	case c.Count() == 0:
		return "·"
	case c.Worst >= check.Warning:
		return fmt.Sprint(c.Count()) + "!"
	}
	return fmt.Sprint(c.Count())
}

func paintOf(c coverage.Cell) style {
	switch {
	case c.Count() == 0:
		return dim
	case c.Worst >= check.Warning:
		return paints[c.Worst]
	}
	return ""
}

// letters name a column as a spreadsheet does: A to Z, then AA.
func letters(column int) string {
	name := string(rune('A' + column%26))
	if column < 26 {
		return name
	}
	return letters(column/26-1) + name
}

// coverageRow is a row of the matrix in JSON.
type coverageRow struct {
	Line       int            `json:"line"`
	Section    string         `json:"section"`
	Text       string         `json:"text,omitempty"`
	Statements int            `json:"statements"`
	Records    int            `json:"records"`
	Used       int            `json:"used"`
	Use        string         `json:"use"`
	Cells      []coverageCell `json:"cells"`
}

type coverageCell struct {
	Direct  int    `json:"direct"`
	Through int    `json:"through"`
	Worst   string `json:"worst,omitempty"`
}

type coverageColumn struct {
	Layer      string `json:"layer"`
	Title      string `json:"title"`
	Present    bool   `json:"present"`
	Statements int    `json:"statements"`
	Resting    int    `json:"resting"`
	Strength   string `json:"strength"`
}

// JSON writes the matrix in the schema "atlas-desk/coverage/1".
func (c *Coverage) JSON(w io.Writer) error {
	m := c.Matrix
	columns, rows := make([]coverageColumn, len(m.Columns)), make([]coverageRow, len(m.Rows))
	for i, col := range m.Columns {
		columns[i] = coverageColumn{col.Layer.Key(), col.Title, col.Present, col.Statements, col.Resting, string(col.Strength)}
	}
	for i := range m.Rows {
		r := &m.Rows[i]
		rows[i] = coverageRow{r.Line, r.Section, r.Text, r.Statements, r.Records, r.Used, string(r.Use()), make([]coverageCell, len(r.Cells))}
		for j, cell := range r.Cells {
			rows[i].Cells[j] = coverageCell{Direct: cell.Direct, Through: cell.Through}
			if cell.Worst != check.Off {
				rows[i].Cells[j].Worst = cell.Worst.String()
			}
		}
	}
	return encode(w, struct {
		Schema  string           `json:"schema"`
		Path    string           `json:"path"`
		Records int              `json:"records"`
		Used    int              `json:"used"`
		Columns []coverageColumn `json:"columns"`
		Rows    []coverageRow    `json:"rows"`
	}{"atlas-desk/coverage/1", c.Path, m.Total.Records, m.Total.Used, columns, rows})
}
