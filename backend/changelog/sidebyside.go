package changelog

import (
	"cmp"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Row is a part of a layer in two versions of it, for showing them side by side
// or one in the other.
type Row struct {
	Kind          RowKind
	Part          Part
	Section       string    // heading it stands under, or stood under
	From          string    // heading it stood under before, with RowMoved and RowLeft
	Before, After text.Span // in the sources; empty where there is nothing
	Was, Is       []Run     // how it reads, the changed words marked
}

// RowKind is what became of a part.
type RowKind int

// The kinds of rows. What moved has two: RowMoved where it stands now, and
// RowLeft where it stood; both have both of its texts.
const (
	RowSame RowKind = iota
	RowChanged
	RowAdded
	RowRemoved
	RowMoved
	RowLeft
)

func (k RowKind) String() string {
	return [...]string{"same", "changed", "added", "removed", "moved", "left"}[k]
}

// Part is what a row shows.
type Part int

// The parts of a layer.
const (
	TitlePart Part = iota
	HeadingPart
	ConstraintPart
	StatementPart
	FieldPart
	SourcePart
)

func (p Part) String() string {
	return [...]string{"title", "heading", "constraint", "statement", "field", "source"}[p]
}

// LayerRows is a layer in two versions.
type LayerRows struct {
	Layer  atlas.Layer
	State  State
	Rows   []Row // of all of the layer, in order; none where it is Unreadable
	Layout bool  // the texts differ, and what a reader sees does not
}

// Same says whether both versions of the layer are the same text.
func (l *LayerRows) Same() bool {
	return l.State == Edited && !l.Layout && !slices.ContainsFunc(l.Rows, func(r Row) bool { return r.Kind != RowSame })
}

// Tally counts what became of the parts of a layer.
type Tally struct{ Added, Removed, Changed, Moved int }

// Tally counts the parts that differ. What moved is counted once, also where it
// reads otherwise now.
func (l *LayerRows) Tally() (n Tally) {
	counts := map[RowKind]*int{RowAdded: &n.Added, RowRemoved: &n.Removed, RowChanged: &n.Changed, RowMoved: &n.Moved}
	for i := range l.Rows {
		if count := counts[l.Rows[i].Kind]; count != nil {
			*count++
		}
	}
	return n
}

// SideBySide compares two versions of a package by statement; nil stands for
// none. Layers that are the same text in both are left out.
func SideBySide(before, after *pack.Package) []LayerRows {
	var out []LayerRows
	for _, l := range atlas.Layers() {
		was, is := fileOf(before, l), fileOf(after, l)
		if was == nil && is == nil || was != nil && is != nil && was.Fault == nil && is.Fault == nil && was.Text == is.Text {
			continue
		}
		out = append(out, LayerSideBySide(l, was, is))
	}
	return out
}

func fileOf(p *pack.Package, l atlas.Layer) *pack.File {
	if p == nil {
		return nil
	}
	return p.Files[l]
}

// LayerSideBySide compares two versions of a layer by statement. One of them
// may be nil, where there was none.
func LayerSideBySide(l atlas.Layer, was, is *pack.File) LayerRows {
	out := LayerRows{Layer: l}
	none := pack.Parse(l, "")
	switch {
	case was == nil:
		out.State, was = Created, none
	case is == nil:
		out.State, is = Deleted, none
	}
	if was.Fault != nil || is.Fault != nil {
		out.State = Unreadable
		return out
	}
	out.Rows = rowsOf(ReadLayer(was), ReadLayer(is))
	out.Layout = was.Text != is.Text && out.State == Edited &&
		!slices.ContainsFunc(out.Rows, func(r Row) bool { return r.Kind != RowSame })
	return out
}

// passage is a part of one version.
type passage struct {
	part    Part
	section int
	index   int // of a statement, or of a section whose heading it is
	span    text.Span
	text    string
}

// passages lists the parts of a layer in order.
func passages(r Reading) []passage {
	var out []passage
	f := r.File
	if f.Title.Text != "" {
		out = append(out, passage{part: TitlePart, span: f.Title.Span, text: f.Title.Text})
	}
	if f.Constraint.Len() > 0 {
		out = append(out, passage{part: ConstraintPart, span: f.Constraint, text: constraintText(f)})
	}
	for i, s := range f.Sections {
		if s.Text != "" {
			out = append(out, passage{HeadingPart, i, i, s.Span, s.Text})
		}
	}
	for i := range r.Texts {
		if t := &r.Texts[i]; t.Kind != statement.Heading {
			out = append(out, passage{partOf(t), t.Section, i, t.Statement.Span, t.Text})
		}
	}
	slices.SortStableFunc(out, func(a, b passage) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return out
}

func partOf(t *trace.Text) Part {
	return map[statement.Kind]Part{statement.Claim: StatementPart, statement.Field: FieldPart, statement.Source: SourcePart}[t.Kind]
}

// rows is two versions of a layer while they are put side by side.
type rows struct {
	was, is       Reading
	before, after []passage
	matching      Matching
	now, then     []int // of each passage: its index in the other version, or None
	out           []Row
}

func rowsOf(was, is Reading) []Row {
	r := rows{was: was, is: is, before: passages(was), after: passages(is), matching: Match(was, is)}
	r.pair()
	b, a := 0, 0
	for _, s := range append(r.inOrder(), stretch{len(r.before), len(r.after), 0}) {
		for ; b < s.b; b++ {
			r.gone(b)
		}
		for ; a < s.a; a++ {
			r.came(a)
		}
		if s.n > 0 {
			r.stayed(b, a)
			b, a = b+1, a+1
		}
	}
	return r.out
}

// pair finds the passages that are the same.
func (r *rows) pair() {
	type key struct {
		part  Part
		index int
	}
	r.now, r.then = noneOf(len(r.before)), noneOf(len(r.after))
	at := map[key]int{}
	for i, p := range r.after {
		at[key{min(p.part, StatementPart), p.index}] = i
	}
	for i, p := range r.before {
		index := p.index
		switch {
		case p.part == HeadingPart:
			index = r.matching.Section(p.index)
		case p.part >= StatementPart:
			index = r.matching.After(p.index)
		}
		if j, ok := at[key{min(p.part, StatementPart), index}]; ok && r.then[j] == None {
			r.now[i], r.then[j] = j, i
		}
	}
}

// inOrder picks, of the pairs in the same section, the most that kept their
// order: the others moved.
func (r *rows) inOrder() []stretch {
	var pairs []stretch
	for b, a := range r.now {
		if a != None && !r.crossed(b, a) {
			pairs = append(pairs, stretch{b, a, 1})
		}
	}
	return increasing(pairs)
}

// crossed says whether a passage came to another section.
func (r *rows) crossed(b, a int) bool {
	return r.before[b].part >= StatementPart && r.matching.Section(r.before[b].section) != r.after[a].section
}

func (r *rows) gone(b int) {
	if a := r.now[b]; a != None {
		r.add(r.moved(RowLeft, b, a))
		return
	}
	p := &r.before[b]
	r.add(Row{Kind: RowRemoved, Part: p.part, Section: r.was.heading(p), Before: p.span, Was: whole(p.text)})
}

func (r *rows) came(a int) {
	if b := r.then[a]; b != None {
		r.add(r.moved(RowMoved, b, a))
		return
	}
	p := &r.after[a]
	r.add(Row{Kind: RowAdded, Part: p.part, Section: r.is.heading(p), After: p.span, Is: whole(p.text)})
}

func (r *rows) stayed(b, a int) {
	row := r.moved(RowChanged, b, a)
	row.From = ""
	if r.before[b].text == r.after[a].text {
		row.Kind = RowSame
	}
	r.add(row)
}

func (r *rows) moved(kind RowKind, b, a int) Row {
	p, q := &r.before[b], &r.after[a]
	row := Row{Kind: kind, Part: q.part, Section: r.is.heading(q), From: r.was.heading(p), Before: p.span, After: q.span}
	row.Was, row.Is = Words(p.text, q.text)
	return row
}

func (r *rows) add(row Row) { r.out = append(r.out, row) }

// heading is that of the section of a passage, empty for the title.
func (r Reading) heading(p *passage) string { return r.File.Sections[p.section].Text }
