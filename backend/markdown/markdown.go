// Package markdown finds the blocks of a Markdown text and what of them a
// reader sees, with the place of every byte in the source.
//
// Blocks come from goldmark. Inline marks are read here, since goldmark's
// inline parser is quadratic on hostile input (its issue 555) and this runs
// on every keystroke: emphasis, code marks, links, comments and tags are
// taken off in one pass, linear in the length of the text.
package markdown

import (
	"atlasdesk/backend/text"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gm "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Kind is the kind of a block.
type Kind int

// The kinds that the format tells apart.
const (
	Heading Kind = iota
	Paragraph
	Item // one paragraph of a list item
	Code // indented or fenced
	HTML
)

// Block is one block of text. Containers (lists, quotes) are dissolved into
// the blocks that they hold.
type Block struct {
	Kind  Kind
	Level int       // heading level 1-6; nesting depth of a list item from 1
	Span  text.Span // from the first byte of its content to behind the last, without markers
	Info  string    // language of fenced code
	// Lines are the stretches of source that hold the content, one a line,
	// without indentation and line ends.
	Lines []text.Span
}

// blocks reads block structure only: no inline parsers are given.
var blocks = parser.NewParser(parser.WithBlockParsers(BlockParsers()...))

// BlockParsers are the parsers of goldmark that blocks are read with.
func BlockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(shallow{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

// shallow keeps lists and quotes from standing deeper inside one another than
// anyone writes: goldmark takes quadratic time to nest them. What would be
// deeper is text.
type shallow struct{ parser.BlockParser }

// deepest is how many containers may surround a block.
const deepest = 64

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader gm.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > deepest {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// Parse returns the blocks of source in order.
func Parse(source string) []Block {
	raw := []byte(source)
	root := blocks.Parse(gm.NewReader(raw))
	var out []Block
	// Walk cannot fail: the visitor returns no error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		if b, ok := blockOf(n, raw); ok {
			out = append(out, b)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out
}

func blockOf(n ast.Node, source []byte) (Block, bool) {
	b := Block{}
	switch n := n.(type) {
	case *ast.Heading:
		b.Kind, b.Level = Heading, n.Level
	case *ast.Paragraph, *ast.TextBlock:
		b.Kind, b.Level = Paragraph, listDepth(n)
		if b.Level > 0 {
			b.Kind = Item
		}
	case *ast.FencedCodeBlock:
		b.Kind, b.Info = Code, string(n.Language(source))
	case *ast.CodeBlock:
		b.Kind = Code
	case *ast.HTMLBlock:
		b.Kind = HTML
	default:
		return b, false
	}
	b.Lines = lines(n.Lines(), source, b.Kind == Code)
	if len(b.Lines) == 0 {
		return b, false
	}
	b.Span = text.Span{Start: b.Lines[0].Start, End: b.Lines[len(b.Lines)-1].End}
	return b, true
}

func listDepth(n ast.Node) (depth int) {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindListItem {
			depth++
		}
	}
	return depth
}

func lines(segments *gm.Segments, source []byte, keepIndent bool) []text.Span {
	out := make([]text.Span, 0, segments.Len())
	for i := range segments.Len() {
		s := segments.At(i)
		start, end := s.Start, s.Stop
		for end > start && isSpace(source[end-1]) {
			end--
		}
		for !keepIndent && start < end && isSpace(source[start]) {
			start++
		}
		if start < end || keepIndent {
			out = append(out, text.Span{Start: start, End: end})
		}
	}
	return out
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
