// Package changelog tells what changed in meaning between two versions of a
// package, and writes it down: as an entry of the change log and as the
// subject of a commit.
//
// The classes of change and what they mean for the layers below are those of
// package-format.md, section 7.
package changelog

import (
	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// Version is a package at one moment. The zero Version stands for none: what
// was there before the first commit.
type Version struct {
	Package *pack.Package
	Graph   *trace.Graph // of the same package
}

// Read takes the statements of a package that nobody has read yet.
func Read(p *pack.Package) Version {
	var texts [atlas.ChangeLog + 1][]trace.Text
	for l, f := range p.Files {
		if f != nil {
			texts[l] = trace.Read(statement.Of(f), f.Headings(), nil)
		}
	}
	return Version{p, trace.NewGraph(texts, p.Name, nil)}
}

func (v Version) file(l atlas.Layer) *pack.File {
	if v.Package == nil {
		return nil
	}
	return v.Package.Files[l]
}

func (v Version) texts(l atlas.Layer) []trace.Text {
	if v.Graph == nil {
		return nil
	}
	return v.Graph.Layers[l]
}

// Class is how far a change reaches.
type Class int

// The classes. Structural: an evidence statement was added, removed or
// altered, or a figure, a name, a term or a constraint changed, so that what
// stands on it is due for review. Observational: wording, typing and order.
const (
	Observational Class = iota
	Structural
)

func (c Class) String() string {
	return [...]string{"observational", "structural"}[c]
}

// Changes is what changed between two versions.
type Changes struct {
	Name   string // the jurisdiction's
	State  State  // of the package as a whole: Created, Deleted or Edited
	Layers []LayerChange
	Due    []Due
}

// Empty says whether nothing changed that an entry could tell. Entries that
// were added to the change log are no change.
func (c *Changes) Empty() bool { return len(c.Layers) == 0 }

// Class is Structural where one change is.
func (c *Changes) Class() Class {
	class := Observational
	for i := range c.Layers {
		class = max(class, c.Layers[i].Class())
	}
	return class
}

// State is what became of a file or of the package.
type State int

// The states. An Unreadable file is one that is no text, before or now, so
// that nothing can be said of its statements.
const (
	Edited State = iota
	Created
	Deleted
	Unreadable
)

func (s State) String() string {
	return [...]string{"edited", "created", "deleted", "unreadable"}[s]
}

// LayerChange is what changed in one layer.
type LayerChange struct {
	Layer      atlas.Layer
	State      State
	Count      int         // statements of the layer: now, or for a Deleted one before
	Statements []Change    // by section, in the order of the file
	Attributes []Attribute // what else changed
	Reordered  bool        // statements stand in another order
}

// IsLayout says whether nothing but layout changed: blank lines, emphasis,
// comments, line breaks.
func (l *LayerChange) IsLayout() bool {
	return l.State == Edited && !l.Reordered && len(l.Statements) == 0 && len(l.Attributes) == 0
}

// Class is Structural where one of the changes is. The change log records and
// carries nothing, so that its own wording is always observational.
func (l *LayerChange) Class() Class {
	if l.Layer == atlas.ChangeLog {
		return Observational
	}
	class := Observational
	if l.State != Edited {
		class = Structural
	}
	for i := range l.Statements {
		class = max(class, l.Statements[i].Class)
	}
	for i := range l.Attributes {
		class = max(class, l.Attributes[i].Class)
	}
	return class
}

// Kind is what became of a statement.
type Kind int

// The kinds. A statement that Moved may differ as well.
const (
	Changed Kind = iota
	Added
	Removed
	Moved
)

// Change is what became of one statement or of one entry of a source list.
type Change struct {
	Kind       Kind
	Class      Class
	Section    string      // heading it stands under, or stood under
	From       string      // with Moved: heading it stood under before
	Before     *trace.Text // nil when Added
	After      *trace.Text // nil when Removed
	Constraint bool        // it says what is not there, or stands where that is said
	Alteration             // with Changed and Moved: how the meaning differs
}

// Text is the statement as it stands now or, when Removed, as it stood.
func (c *Change) Text() *trace.Text {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// AttributeKind is what an Attribute is.
type AttributeKind int

// The kinds of attributes.
const (
	Title AttributeKind = iota
	DerivationConstraint
	Field
	SectionHeading
)

// Attribute is a part of a layer other than its statements. Was or Is is
// empty where there was none or there is none left.
type Attribute struct {
	Kind    AttributeKind
	Key     string // with Field: its name as written
	Was, Is string
	Class   Class
}

// Due is a layer that is due for review: its statements that stand on what
// changed structurally and that are as they were, in order. They are those of
// the later version.
type Due struct {
	Layer      atlas.Layer
	Statements []*trace.Text
}
