package pdf

import "context"

// The measures of a table, in points.
const (
	padX    = 5.0
	padY    = 3.0
	least   = 30.0 // of a column
	mostLow = 90.0 // a column need not be wider than this for its longest word
)

// grid is a table with its words, and the widths of its columns.
type grid struct {
	rows   [][][]word
	head   [][]line // the first row, where it is repeated on every page
	widths []float64
	x      float64
}

// table draws a table. One with more columns than fit stands as lines of text,
// row by row.
func (f *flow) table(ctx context.Context, b *block) {
	g := grid{x: f.x(b)}
	columns := 0
	for _, row := range b.rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	if float64(columns)*least > f.width(b) {
		f.unrolled(ctx, b)
		return
	}
	for _, row := range b.rows {
		words := make([][]word, columns)
		for i, c := range row {
			words[i] = f.fonts.words(append(c.runs, c.marks...))
		}
		g.rows = append(g.rows, words)
	}
	g.widths = widths(g.rows, columns, f.width(b))
	first := f.cells(&g, 0)
	headed := len(b.rows[0]) > 0 && b.rows[0][0].head
	if headed && highest(first) < (bottom-top)/3 {
		g.head = first
	}
	f.row(&g, first, headed)
	for i := 1; i < len(g.rows) && ctx.Err() == nil; i++ {
		f.row(&g, f.cells(&g, i), false)
	}
	f.rule(g.x, f.y, sum(g.widths), hair)
}

// unrolled draws the rows of a table as paragraphs.
func (f *flow) unrolled(ctx context.Context, b *block) {
	for _, row := range b.rows {
		if ctx.Err() != nil {
			return
		}
		p := block{indent: b.indent, bars: b.bars}
		var marks []run
		for i, c := range row {
			if i > 0 && len(c.runs) > 0 {
				p.runs = append(p.runs, run{text: " | ", look: look{face: upright, size: size, ink: muted}})
			}
			p.runs, marks = append(p.runs, c.runs...), append(marks, c.marks...)
		}
		p.runs = append(p.runs, marks...)
		f.text(&p)
		f.y += apartTight
	}
}

// widths shares a width among columns: each has what it needs for one line, or
// where that is too much, what it needs for its longest words and of the rest
// according to its text.
func widths(rows [][][]word, columns int, whole float64) []float64 {
	narrow, wide := make([]float64, columns), make([]float64, columns)
	for _, row := range rows {
		for i, words := range row {
			line := 2*padX + 0.1
			for _, w := range words {
				line += w.space + w.width
				narrow[i] = max(narrow[i], min(w.width+2*padX+0.1, mostLow))
			}
			wide[i] = max(wide[i], least, min(line, whole))
			narrow[i] = max(narrow[i], least)
		}
	}
	if sum(wide) <= whole {
		return wide
	}
	if over := sum(narrow) / whole; over > 1 {
		return shared(narrow, whole-float64(columns)*least, least)
	}
	rest := make([]float64, columns)
	for i := range rest {
		rest[i] = wide[i] - narrow[i]
	}
	share := (whole - sum(narrow)) / max(sum(rest), 1)
	for i := range rest {
		narrow[i] += rest[i] * share
	}
	return narrow
}

// shared gives each column a base, and of what is left according to its need.
func shared(needs []float64, left, base float64) []float64 {
	total := sum(needs)
	out := make([]float64, len(needs))
	for i, n := range needs {
		out[i] = base + left*n/total
	}
	return out
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}

// row draws the cells of a row, over as many pages as they need.
func (f *flow) row(g *grid, cells [][]line, head bool) {
	part, rest := fitting(cells, bottom-f.y-2*padY)
	short := highest(cells) < (bottom-top)/3
	if highest(rest) > 0 && !f.fresh() && (short || highest(part) == 0) {
		f.turn()
		f.repeat(g, head)
		part, rest = fitting(cells, bottom-f.y-2*padY)
	}
	for f.band(g, part, head); highest(rest) > 0; f.band(g, part, head) {
		f.turn()
		f.repeat(g, head)
		part, rest = fitting(rest, bottom-f.y-2*padY)
	}
}

// repeat draws the head of a table again, on a new page.
func (f *flow) repeat(g *grid, head bool) {
	if !head && g.head != nil {
		f.band(g, g.head, true)
	}
}

func (f *flow) cells(g *grid, n int) [][]line {
	cells := make([][]line, len(g.widths))
	for i, words := range g.rows[n] {
		cells[i] = f.fonts.broken(words, g.widths[i]-2*padX)
	}
	return cells
}

// band draws the lines of cells beside one another.
func (f *flow) band(g *grid, cells [][]line, head bool) {
	high := highest(cells) + 2*padY
	f.rule(g.x, f.y, sum(g.widths), hair)
	if head {
		f.fill(g.x, f.y, sum(g.widths), high, tint)
	}
	x := g.x
	for i, lines := range cells {
		y := f.y + padY
		for _, l := range lines {
			f.line(l, x+padX, y)
			y += l.size * leading
		}
		x += g.widths[i]
	}
	f.y += high
}

// fitting parts cells in what fits into a height, and the rest.
func fitting(cells [][]line, height float64) (part, rest [][]line) {
	part, rest = make([][]line, len(cells)), make([][]line, len(cells))
	for i, lines := range cells {
		n, y := 0, 0.0
		for n < len(lines) && y+lines[n].size*leading <= height {
			y += lines[n].size * leading
			n++
		}
		part[i], rest[i] = lines[:n], lines[n:]
	}
	return part, rest
}

func highest(cells [][]line) (high float64) {
	for _, lines := range cells {
		y := 0.0
		for _, l := range lines {
			y += l.size * leading
		}
		high = max(high, y)
	}
	return high
}
