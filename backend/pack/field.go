package pack

import (
	"regexp"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/text"
)

// keyValue reads "Key: value": a key of at most five words that starts with a
// capital or is snake_case, and a value behind a space.
var keyValue = regexp.MustCompile(`^((?:[A-Z][\w/-]*(?: [\w/&-]+){0,4})|(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)*)):(?: +(\S.*))?$`)

// fields reads the fields of metadata.md, where they identify and classify
// the jurisdiction; elsewhere only the lifecycle status is a field. Five forms
// are in use: "Key: value" lines, the same as bullets, a heading with the
// value beneath it, a block of YAML, and the rows of a table.
func fields(f *File) []Field {
	var out []Field
	for i := range f.Sections {
		s := &f.Sections[i]
		if field, ok := headingField(f.Text, s); ok && f.Layer == atlas.Metadata {
			out = append(out, field)
			continue
		}
		for j := 0; j < len(s.Blocks); j++ {
			b := &s.Blocks[j]
			switch {
			case b.Kind == markdown.Code && strings.HasPrefix(b.Info, "y"):
				out = append(out, yamlFields(f, b)...)
			case b.Role != Body:
			case b.Kind == markdown.Paragraph && isTable(f.Text, b):
				out = append(out, tableFields(f, b)...)
			case b.Kind == markdown.Paragraph || b.Kind == markdown.Item:
				found := lineFields(f, b)
				if len(found) == 1 && found[0].Value == "" {
					j += listField(s.Blocks[j+1:], &found[0])
				}
				out = append(out, found...)
			}
		}
	}
	return out
}

// lineFields reads a block whose every line is "Key: value". A block with any
// other line is prose.
func lineFields(f *File, b *Block) []Field {
	var out []Field
	for _, line := range b.Lines {
		if line.Len() == 0 {
			continue
		}
		if !strings.Contains(line.In(f.Text), ":") {
			return nil
		}
		field, ok := fieldOf(f.Text, line)
		if !ok || !isField(f.Layer, field) {
			return nil
		}
		out = append(out, field)
	}
	b.Role = FieldBlock
	return out
}

// yamlFields reads the top level of a YAML block: "key: value" lines, and
// lists of scalars under "key:". Anything else is left alone.
func yamlFields(f *File, b *Block) []Field {
	var out []Field
	listing := false // the last field has its values in the lines that follow
	for _, line := range b.Lines {
		written := line.In(f.Text)
		if item, ok := strings.CutPrefix(strings.TrimSpace(written), "- "); ok && listing {
			last := &out[len(out)-1]
			last.Value = strings.TrimPrefix(last.Value+"; "+strings.Trim(item, `"'`), "; ")
			last.Values = append(last.Values, line)
			continue
		}
		if field, ok := fieldOf(f.Text, line); ok && (isField(f.Layer, field) || f.Layer == atlas.Metadata) {
			out = append(out, field)
			listing = field.Value == ""
		}
	}
	return out
}

// isTable says whether a paragraph is a table: every line has bars.
func isTable(source string, b *Block) bool {
	return !slices.ContainsFunc(b.Lines, func(line text.Span) bool { return strings.Count(line.In(source), "|") < 2 })
}

// tableFields reads the rows of a table of two columns. The head and the rule
// under it are no fields.
func tableFields(f *File, b *Block) []Field {
	var out []Field
	for i, line := range b.Lines {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line.In(f.Text)), "|"), "|")
		if len(cells) != 2 || strings.Trim(cells[1], " :-") == "" || i == 0 && isRule(f.Text, b) {
			continue
		}
		seen := markdown.See(f.Text, []text.Span{line})
		key, value, _ := strings.Cut(strings.Trim(strings.TrimSpace(seen.Text), "|"), "|")
		field := Field{Key: strings.TrimSpace(key), Value: strings.TrimSpace(value), Span: line, Values: []text.Span{line}}
		if isField(f.Layer, field) {
			out = append(out, field)
		}
	}
	if len(out) > 0 {
		b.Role = FieldBlock
	}
	return out
}

// isRule says whether the second line of a table rules off its head.
func isRule(source string, b *Block) bool {
	return len(b.Lines) > 1 && strings.Trim(b.Lines[1].In(source), " |:-") == ""
}

func fieldOf(source string, line text.Span) (Field, bool) {
	seen := markdown.See(source, []text.Span{line})
	m := keyValue.FindStringSubmatchIndex(seen.Text)
	if m == nil {
		return Field{}, false
	}
	field := Field{Key: seen.Text[m[2]:m[3]], Span: line}
	if m[4] >= 0 {
		field.Value = strings.Trim(strings.TrimSpace(seen.Text[m[4]:m[5]]), `"'`)
		field.Values = []text.Span{seen.Source(text.Span{Start: m[4], End: m[5]})}
	}
	return field, true
}

// isField tells a field from a lead-in such as "It does not:". In metadata.md
// any key with a value is a field, elsewhere only the lifecycle status.
func isField(layer atlas.Layer, field Field) bool {
	if layer == atlas.Metadata {
		return field.Value != "" || atlas.IsField(field.Key)
	}
	return slices.Contains(atlas.StatusFields(), atlas.FieldKey(field.Key))
}

// listField takes the bullets after a "Key:" line as its values and returns
// how many blocks it took.
func listField(rest []Block, field *Field) (taken int) {
	var values []string
	for taken < len(rest) && rest[taken].Kind == markdown.Item && rest[taken].Role == Body {
		b := &rest[taken]
		b.Role = FieldBlock
		values = append(values, b.Seen.Text)
		field.Values = append(field.Values, b.Span)
		taken++
	}
	field.Value = strings.Join(values, "; ")
	return taken
}

// headingField reads a heading whose text is a known field, with the value in
// the first block beneath it.
func headingField(source string, s *Section) (Field, bool) {
	if len(s.Blocks) == 0 || !atlas.IsField(s.Text) {
		return Field{}, false
	}
	b := &s.Blocks[0]
	if b.Kind != markdown.Paragraph && b.Kind != markdown.Item {
		return Field{}, false
	}
	b.Role = FieldBlock
	first := b.Lines[0]
	value := markdown.See(source, []text.Span{first}).Text
	return Field{Key: s.Text, Value: value, Span: first, Values: []text.Span{first}}, true
}
