package pdf

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The measures of the text, in points.
const (
	size      = 10.0
	small     = 8.5
	codeSize  = 9.0
	step      = 18.0 // of what stands in a list or a quote
	mostSteps = 10   // deeper than that nothing moves further in
)

// headingSizes are by level, from 1.
var headingSizes = []float64{19, 14, 11.5, 10.5, 10, 10}

// bullets are by the depth of the list.
var bullets = []string{"•", "◦", "▪"}

// reader makes blocks of HTML.
type reader struct {
	blocks []block
	at     place
	inline []run  // of the block that is read
	marks  []run  // what is found in it
	name   string // of the next block
	marker string // of the next block
	tight  bool
	linked string // where what is read leads to
}

// place is where blocks stand.
type place struct {
	steps int
	lists int
	bars  []float64
	look  look
}

// read makes blocks of the HTML of a page.
func read(page string) ([]block, error) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, err
	}
	r := reader{at: place{look: look{size: size, ink: text}}}
	r.children(root)
	r.flush(block{})
	return r.blocks, nil
}

func (r *reader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

func (r *reader) node(n *html.Node) {
	if n.Type == html.TextNode {
		r.inline = append(r.inline, run{text: n.Data, look: r.at.look, link: r.linked})
		return
	}
	if n.Type != html.ElementNode {
		r.children(n)
		return
	}
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Title:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.heading(n)
	case atom.P:
		r.within(r.at, n, block{})
	case atom.Pre:
		r.pre(n)
	case atom.Hr:
		r.flush(block{})
		r.flush(block{kind: ruler})
	case atom.Ul, atom.Ol:
		r.list(n)
	case atom.Blockquote:
		r.quote(n)
	case atom.Table:
		r.table(n)
	case atom.Section:
		r.section(n)
	case atom.Br:
		r.inline = append(r.inline, run{look: r.at.look, end: true})
	default:
		r.inlineElement(n)
	}
}

// within reads a block that stands at a place.
func (r *reader) within(at place, n *html.Node, b block) {
	r.flush(block{})
	before := r.at
	r.at = at
	r.children(n)
	r.flush(b)
	r.at = before
}

// flush ends the block that is read. What is no more than space is none.
func (r *reader) flush(b block) {
	b.runs = append(r.inline, r.marks...)
	r.inline, r.marks = nil, nil
	if b.kind == paragraph && isBlank(b.runs) {
		return
	}
	r.place(b)
}

// place gives a block its place. The first one of a list's item has its marker.
func (r *reader) place(b block) {
	b.indent, b.bars = step*float64(min(r.at.steps, mostSteps)), r.at.bars
	b.marker, b.name, b.tight = r.marker, r.name, r.tight
	r.marker, r.name, r.tight = "", "", false
	r.blocks = append(r.blocks, b)
}

func isBlank(runs []run) bool {
	for _, x := range runs {
		if strings.TrimSpace(x.text) != "" {
			return false
		}
	}
	return true
}

func (r *reader) heading(n *html.Node) {
	level, _ := strconv.Atoi(n.Data[1:])
	at := r.at
	at.look.face, at.look.size = bold, headingSizes[level-1]
	r.within(at, n, block{kind: heading, level: level, title: titleOf(n)})
}

// titleOf is the text of a heading without the notes behind its statements.
func titleOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !isNote(d.Parent) && !isNote(d.Parent.Parent) {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func isNote(n *html.Node) bool {
	class, _, _ := strings.Cut(attribute(n, "class"), " ")
	return n.DataAtom == atom.Sup || class == "mark" || class == "place"
}

func (r *reader) pre(n *html.Node) {
	r.flush(block{})
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	look := r.at.look
	look.face, look.size = mono, codeSize
	r.inline = []run{{text: strings.TrimSuffix(b.String(), "\n"), look: look, kept: true}}
	r.flush(block{kind: code})
}

func (r *reader) list(n *html.Node) {
	r.flush(block{})
	r.alone()
	before := r.at
	r.at.steps++
	r.at.lists++
	number := 1
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil {
		number = start
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			continue
		}
		r.marker, r.tight = bullets[(r.at.lists-1)%len(bullets)], true
		if n.DataAtom == atom.Ol {
			r.marker = strconv.Itoa(number) + "."
		}
		number++
		r.name = attribute(c, "id")
		r.children(c)
		r.flush(block{})
		r.alone()
	}
	r.at = before
}

// alone places the marker of an item that has no text.
func (r *reader) alone() {
	if r.marker != "" {
		r.place(block{})
	}
}

func (r *reader) quote(n *html.Node) {
	at := r.at
	at.bars = append(append([]float64(nil), at.bars...), step*float64(min(at.steps, mostSteps))+4)
	at.steps++
	at.look.ink = muted
	r.within(at, n, block{})
}

// section reads a part of the page; the footnotes are smaller.
func (r *reader) section(n *html.Node) {
	at := r.at
	if attribute(n, "class") == "footnotes" {
		at.look.size = small
	}
	r.within(at, n, block{})
}

func (r *reader) table(n *html.Node) {
	r.flush(block{})
	var rows [][]cell
	for d := range n.Descendants() {
		if d.DataAtom == atom.Tr {
			rows = append(rows, r.row(d))
		}
	}
	if len(rows) > 0 {
		r.place(block{kind: table, rows: rows})
	}
}

func (r *reader) row(n *html.Node) (row []cell) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		look := r.at.look
		r.at.look.size = small + 0.5
		if c.DataAtom == atom.Th {
			r.at.look.face = bold
		}
		r.children(c)
		row = append(row, cell{c.DataAtom == atom.Th, r.inline, r.marks})
		r.inline, r.marks, r.at.look = nil, nil, look
	}
	return row
}
