package exchange

import (
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
)

// Markdown writes a layer of the page: title, sections, paragraphs on one line
// each, and the names of layer files as code.
func (p *Page) Markdown(l atlas.Layer) string {
	var out strings.Builder
	out.WriteString("# " + inline(p.Name) + " - " + l.Heading() + "\n")
	for _, s := range p.Layers[l] {
		if s.Heading != "" {
			out.WriteString("\n## " + inline(s.Heading) + "\n")
		}
		before := Block{Kind: Paragraph}
		for _, b := range s.Blocks {
			if b.Kind == Field && l != atlas.Metadata {
				b.Kind = Paragraph // only metadata.md has groups of fields
			}
			if b.Kind == Paragraph || !b.follows(before) {
				out.WriteByte('\n')
			}
			out.WriteString(b.markdown() + "\n")
			before = b
		}
	}
	return out.String()
}

// follows says whether two blocks are of one list or one group of fields.
func (b Block) follows(before Block) bool {
	return b.Kind == before.Kind && (b.Mark == "-") == (before.Mark == "-")
}

func (b Block) markdown() string {
	text := markdown.EscapeLine(inline(b.Text))
	switch b.Kind {
	case Item:
		return b.Mark + " " + text
	case Field:
		return text + "  " // two spaces break the line where Markdown is shown
	}
	return text
}

// inline writes plain text as Markdown.
func inline(plain string) string {
	var out strings.Builder
	at := 0
	for _, c := range codes(plain) {
		out.WriteString(markdown.Escape(plain[at:c.Start]) + "`" + c.In(plain) + "`")
		at = c.End
	}
	return out.String() + markdown.Escape(plain[at:])
}
