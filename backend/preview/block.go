package preview

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

// deepest is how deep blocks are shown inside one another.
const deepest = 64

// containers are the elements of blocks that hold other blocks.
var containers = map[ast.NodeKind]string{
	ast.KindBlockquote: "blockquote", ast.KindListItem: "li", extension.KindTable: "table",
	extension.KindTableHeader: "tr", extension.KindTableRow: "tr",
}

// block writes a block and what is in it.
func (w *writer) block(n ast.Node) { w.blockIn(n, 0) }

func (w *writer) blockIn(n ast.Node, depth int) {
	if depth > deepest {
		w.note("What is nested deeper than this is not shown.")
		return
	}
	switch n := n.(type) {
	case *ast.Heading:
		level := min(n.Level+w.shift, 6)
		w.raw(w.opensHeading(level, w.seen(n)))
		w.leaf(n)
		w.raw("</h", strconv.Itoa(level), ">\n")
	case *ast.Paragraph:
		w.raw("<p>")
		w.leaf(n)
		w.raw("</p>\n")
	case *ast.TextBlock:
		w.leaf(n)
		w.raw("\n")
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		w.code(n)
	case *ast.HTMLBlock:
		if !isComment(n, w.bytes) {
			w.note("A block of HTML is not shown.")
		}
	case *ast.ThematicBreak:
		w.raw("<hr>\n")
	case *ast.List:
		w.list(n, depth)
	case *extension.TableCell:
		element := "td"
		if n.Parent().Kind() == extension.KindTableHeader {
			element = "th"
		}
		w.raw("<", element, ">")
		w.leaf(n)
		w.raw("</", element, ">")
	default:
		if element, known := containers[n.Kind()]; known {
			w.raw("<", element, ">")
			w.children(n, depth)
			w.raw("</", element, ">\n")
		}
	}
}

func (w *writer) list(n *ast.List, depth int) {
	element, start := "ul", ""
	if n.IsOrdered() {
		element = "ol"
		if n.Start > 1 {
			start = ` start="` + strconv.Itoa(n.Start) + `"`
		}
	}
	w.raw("<", element, start, ">\n")
	w.children(n, depth)
	w.raw("</", element, ">\n")
}

func (w *writer) children(n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.blockIn(c, depth+1)
	}
}

// leaf writes the inline content of a block.
func (w *writer) leaf(n ast.Node) {
	w.inlines(n, 0)
	w.enter(none)
}

func (w *writer) code(n ast.Node) {
	w.raw("<pre><code>")
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		w.asCode(line.Value(w.bytes))
	}
	w.raw("</code></pre>\n")
}

func isComment(n *ast.HTMLBlock, source []byte) bool {
	if n.Lines().Len() == 0 {
		return true
	}
	first := n.Lines().At(0)
	return strings.HasPrefix(strings.TrimSpace(string(first.Value(source))), "<!--")
}

// startOf is where a block's content begins in the source.
func startOf(n ast.Node) int {
	for depth := 0; n != nil && depth < deepest; n, depth = n.FirstChild(), depth+1 {
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if pos := n.Pos(); pos >= 0 {
			return pos
		}
	}
	return 0
}

// isTitle says whether a block is the layer's title where the page has one of
// its own.
func (w *writer) isTitle(n ast.Node, start int) bool {
	return w.shift > 0 && n.Kind() == ast.KindHeading && w.file.Title.Text != "" && w.file.Title.Span.Start == start
}
