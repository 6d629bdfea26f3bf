// Package pack reads the files of a jurisdiction package: their titles,
// sections, fields and derivation constraints, in every form that published
// packages use.
package pack

import (
	"regexp"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/text"
)

// File is one layer as read. It depends on the layer and its text alone, and
// is immutable.
type File struct {
	Layer      atlas.Layer
	Text       string // decoded, see text.Decode
	Fault      error  // why the file could not be read as text; Text is then empty
	Title      Heading
	Sections   []Section // the first one holds what stands before any section heading
	Fields     []Field
	Constraint text.Span // the derivation constraint's paragraph; empty without one
	Conflicts  []Conflict
}

// Heading is a heading's text and place.
type Heading struct {
	Text string
	Span text.Span
}

// Section is a heading below the title and what stands under it, up to the
// next heading of any level.
type Section struct {
	Heading
	Level  int // 2 to 6; 0 before the first heading
	Blocks []Block
}

// Block is a block of a section with what a reader sees of it.
type Block struct {
	markdown.Block
	Seen markdown.Visible
	Role Role
}

// Role is what a block is to the format.
type Role int

// The roles. Only Body holds statements.
const (
	Body       Role = iota
	FieldBlock      // an identity or classification field
	SourceList      // an entry of a source list, or its lead-in
	Constraint      // the derivation constraint
	Aside           // code and HTML
)

// Field is one "key: value" of a file, in whatever form it was written.
type Field struct {
	Key    string // as written
	Value  string // several values of a list are joined by "; "
	Span   text.Span
	Values []text.Span
}

// Parse reads the text of a layer.
func Parse(layer atlas.Layer, source string) *File {
	f := &File{Layer: layer, Text: source, Sections: []Section{{}}, Conflicts: conflicts(source)}
	source = withoutMarks(source, f.Conflicts)
	for _, b := range markdown.Parse(source) {
		seen := markdown.See(source, b.Lines)
		if b.Kind != markdown.Heading {
			last := &f.Sections[len(f.Sections)-1]
			last.Blocks = append(last.Blocks, Block{Block: b, Seen: seen})
			continue
		}
		h := Heading{strings.TrimSpace(seen.Text), b.Span}
		if b.Level == 1 && f.Title.Text == "" {
			f.Title = h
			continue
		}
		f.Sections = append(f.Sections, Section{Heading: h, Level: b.Level})
	}
	f.assignRoles()
	f.Fields = fields(f)
	return f
}

// Unreadable is a layer whose bytes are no text.
func Unreadable(layer atlas.Layer, fault error) *File {
	return &File{Layer: layer, Fault: fault, Sections: []Section{{}}}
}

// Outline is the file without what stands under its headings, nearly all of
// what a parsed file takes besides its text.
func (f *File) Outline() *File {
	out := *f
	out.Sections = slices.Clone(f.Sections)
	for i := range out.Sections {
		out.Sections[i].Blocks = nil
	}
	return &out
}

// Empty says whether the file says nothing yet: it has headings, comments and
// a derivation constraint at the most.
func (f *File) Empty() bool {
	for _, s := range f.Sections {
		for _, b := range s.Blocks {
			if b.Role != Aside && b.Role != Constraint {
				return false
			}
		}
	}
	return true
}

// Field returns the first field with one of the keys, see atlas.FieldKey.
func (f *File) Field(keys ...string) (Field, bool) {
	for _, field := range f.Fields {
		for _, key := range keys {
			if atlas.FieldKey(field.Key) == key {
				return field, true
			}
		}
	}
	return Field{}, false
}

var (
	constraint = regexp.MustCompile(`(?i)derivation constraint\b|\b(derives?|derived|constructed|drawn|built) ((strictly|only|exclusively|solely) )+from\b|` +
		`\b(derives?|derived|constructed|drawn|built) from \S+\.md\b|\busing only\b.*\.md\b`)
)

// assignRoles finds out what each block is. The derivation constraint stands
// in the first sections: the first paragraph that reads as one.
func (f *File) assignRoles() {
	for i := range f.Sections {
		s := &f.Sections[i]
		inSources := atlas.IsSourceHeading(s.Text)
		for j := range s.Blocks {
			b := &s.Blocks[j]
			switch {
			case b.Kind == markdown.Code || b.Kind == markdown.HTML:
				b.Role = Aside
			case atlas.IsSourceHeading(b.Seen.Text):
				b.Role, inSources = SourceList, true
			case inSources && (b.Kind == markdown.Item || atlas.IsSourceHeading(s.Text)):
				b.Role = SourceList
			case f.opensConstraint(i, b):
				b.Role, f.Constraint = Constraint, b.Span
			default:
				inSources = false
			}
		}
	}
}

// constraintSections is how far down a derivation constraint may stand.
const constraintSections = 3

func (f *File) opensConstraint(section int, b *Block) bool {
	return f.Layer.IsDerived() && f.Constraint.Len() == 0 && section < constraintSections &&
		b.Kind == markdown.Paragraph && constraint.MatchString(b.Seen.Text)
}

// Headings lists the sections' headings, one for each section.
func (f *File) Headings() []string {
	out := make([]string, len(f.Sections))
	for i, s := range f.Sections {
		out[i] = s.Text
	}
	return out
}
