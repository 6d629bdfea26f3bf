package preview

import (
	"bytes"

	"atlasdesk/backend/markdown"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gm "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// commonMark reads CommonMark with tables and strikethrough, in the blocks that
// statements are found in. It can be used by many at a time.
var commonMark = parser.NewParser(
	parser.WithBlockParsers(markdown.BlockParsers()...),
	parser.WithInlineParsers(parser.DefaultInlineParsers()...),
	parser.WithInlineParsers(
		util.Prioritized(guard{}, 0),
		util.Prioritized(extension.NewStrikethroughParser(), 500)),
	parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
)

func parse(source []byte) ast.Node { return commonMark.Parse(gm.NewReader(source)) }

// guard keeps a page from taking longer than its length: goldmark's inline
// parsers are quadratic in the marks of a block (its issue 555). A block with
// more of them than any author writes is shown as it is written, marks and all.
type guard struct{}

// most bounds the marks of a block times its length in bytes. A paragraph of two
// thousand characters may consist of marks.
const most = 4 << 20

// marks are the bytes that an inline parser begins at.
const marks = "*_`[]!<~"

// guarded remembers what was found out about the block that is read.
type guarded struct {
	block ast.Node
	dense bool
}

var guardedKey = parser.NewContextKey()

// Trigger implements parser.InlineParser.
func (guard) Trigger() []byte { return []byte(marks) }

// Parse implements parser.InlineParser: it takes the rest of a line as text where
// the block is too dense, and leaves everything to the other parsers elsewhere.
func (guard) Parse(parent ast.Node, block gm.Reader, pc parser.Context) ast.Node {
	known, _ := pc.Get(guardedKey).(guarded)
	if known.block != parent {
		known = guarded{parent, isDense(parent, block.Source())}
		pc.Set(guardedKey, known)
	}
	if !known.dense {
		return nil
	}
	line, segment := block.PeekLine()
	n := len(bytes.TrimRight(line, "\r\n"))
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return ast.NewTextSegment(segment.WithStop(segment.Start + n))
}

func isDense(block ast.Node, source []byte) bool {
	size, found := 0, 0
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		size += line.Len()
		for _, b := range line.Value(source) {
			if bytes.IndexByte([]byte(marks), b) >= 0 {
				found++
			}
		}
	}
	return size*found > most
}
