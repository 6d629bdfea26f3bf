package changelog

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// Compare finds out what changed from one version of a package to another.
// The same versions give the same changes.
func Compare(before, after Version) Changes {
	c := comparison{before: before, after: after, proper: properWords(before, after), unchanged: map[*trace.Text]*trace.Text{}}
	out := Changes{Name: nameOf(before, after)}
	switch {
	case before.Package == nil && after.Package != nil:
		out.State = Created
	case before.Package != nil && after.Package == nil:
		out.State = Deleted
	}
	for _, l := range atlas.Layers() {
		if change, ok := c.layer(l); ok {
			out.Layers = append(out.Layers, change)
		}
	}
	if out.State == Edited {
		out.Due = c.due(out.Layers)
	}
	return out
}

func nameOf(before, after Version) string {
	for _, v := range []Version{after, before} {
		if v.Package != nil {
			return v.Package.Name
		}
	}
	return ""
}

type comparison struct {
	before, after Version
	proper        map[string]bool             // keys of words that surely belong to names
	unchanged     map[*trace.Text]*trace.Text // statements of before → the same in after
}

func (c *comparison) layer(l atlas.Layer) (LayerChange, bool) {
	was, is := c.before.file(l), c.after.file(l)
	change := LayerChange{Layer: l, Count: claims(c.after.texts(l))}
	switch {
	case was == nil && is == nil:
		return change, false
	case was == nil:
		change.State = Created
	case is == nil:
		change.State, change.Count = Deleted, claims(c.before.texts(l))
	case was.Fault != nil && is.Fault != nil:
		return change, false
	case was.Fault != nil || is.Fault != nil:
		change.State = Unreadable
	case withoutEntries(was) == withoutEntries(is):
		c.keepAll(l)
		return change, false
	default:
		c.edited(&change, was, is)
	}
	return change, true
}

func claims(texts []trace.Text) (n int) {
	for i := range texts {
		if texts[i].IsClaim() {
			n++
		}
	}
	return n
}

// keepAll notes that every statement of a layer is as it was.
func (c *comparison) keepAll(l atlas.Layer) {
	was, is := c.before.texts(l), c.after.texts(l)
	for i := range min(len(was), len(is)) {
		c.unchanged[&was[i]] = &is[i]
	}
}

func (c *comparison) edited(out *LayerChange, was, is *pack.File) {
	m := match(Reading{was, c.before.texts(out.Layer)}, Reading{is, c.after.texts(out.Layer)}, recorded())
	out.Attributes = c.attributes(was, is, m.renamed)
	out.Reordered = m.reordered()
	for _, p := range m.pairs() {
		if p.same {
			c.unchanged[p.before] = p.after
		}
		if change, ok := c.change(p, was, is); ok {
			out.Statements = append(out.Statements, change)
		}
	}
}

// change judges a pair; ok is false where both stand in the same place and
// read the same.
func (c *comparison) change(p pair, was, is *pack.File) (Change, bool) {
	out := Change{Before: p.before, After: p.after}
	switch {
	case p.before == nil:
		out.Kind, out.Section = Added, is.Sections[p.after.Section].Text
	case p.after == nil:
		out.Kind, out.Section = Removed, was.Sections[p.before.Section].Text
	default:
		out.Section = is.Sections[p.after.Section].Text
		out.Alteration = alter(p.before, p.after, c.proper)
		if p.moved {
			out.Kind, out.From = Moved, was.Sections[p.before.Section].Text
		} else if p.same && out.Alteration.None() {
			return out, false
		}
	}
	out.Constraint = isConstraint(out.Text(), out.Section)
	out.Class = classOf(&out, p.repeated)
	return out, true
}

// classOf follows package-format.md, section 7. A statement that repeats
// another one of its layer adds nothing, and takes nothing away.
func classOf(c *Change, repeated bool) Class {
	t := c.Text()
	switch {
	case t.Layer == atlas.ChangeLog || repeated:
		return Observational
	case c.Kind == Added || c.Kind == Removed:
		if t.Layer == atlas.Evidence || claimsSomething(t) {
			return Structural
		}
		return Observational
	case c.Alteration.None():
		return Observational
	}
	return Structural
}

// attributes compares all of a file but its statements.
func (c *comparison) attributes(was, is *pack.File, renamed []headings) []Attribute {
	var out []Attribute
	add := func(a Attribute) {
		if statement.Fold(a.Was) != statement.Fold(a.Is) {
			out = append(out, a)
		}
	}
	add(Attribute{Kind: Title, Was: was.Title.Text, Is: is.Title.Text, Class: titleClass(was.Title.Text, is.Title.Text)})
	a := Attribute{Kind: DerivationConstraint, Was: constraintText(was), Is: constraintText(is)}
	if !alter(words(a.Was), words(a.Is), c.proper).None() {
		a.Class = Structural
	}
	add(a)
	for _, r := range renamed {
		add(Attribute{Kind: SectionHeading, Was: r.was, Is: r.is})
	}
	for _, f := range fieldChanges(was.Fields, is.Fields) {
		add(f)
	}
	return out
}

// titleClass: a title that names another jurisdiction changes a name.
func titleClass(was, is string) Class {
	a, _, _ := pack.SplitTitle(was)
	b, _, _ := pack.SplitTitle(is)
	if statement.Fold(a) != statement.Fold(b) {
		return Structural
	}
	return Observational
}

// constraintText is the derivation constraint as a reader sees it.
func constraintText(f *pack.File) string {
	for _, s := range f.Sections {
		for _, b := range s.Blocks {
			if b.Role == pack.Constraint {
				return b.Seen.Text
			}
		}
	}
	return ""
}

// words reads a text that is no statement, for its anchors.
func words(s string) *trace.Text {
	return &trace.Read([]statement.Statement{{Text: s}}, []string{""}, nil)[0]
}

// upkeep is the one field that says nothing of the jurisdiction.
const upkeep = "last updated"

// fieldChanges pairs the fields of two files by name; a name that occurs
// several times is paired in order.
func fieldChanges(was, is []pack.Field) []Attribute {
	old := map[string][]pack.Field{}
	for _, f := range was {
		key := atlas.FieldKey(f.Key)
		old[key] = append(old[key], f)
	}
	var out []Attribute
	for _, f := range is {
		key := atlas.FieldKey(f.Key)
		a := Attribute{Kind: Field, Key: f.Key, Is: f.Value, Class: fieldClass(key)}
		if len(old[key]) > 0 {
			a.Was, old[key] = old[key][0].Value, old[key][1:]
		}
		out = append(out, a)
	}
	for _, f := range was {
		key := atlas.FieldKey(f.Key)
		if len(old[key]) > 0 && old[key][0].Span == f.Span {
			old[key] = old[key][1:]
			out = append(out, Attribute{Kind: Field, Key: f.Key, Was: f.Value, Class: fieldClass(key)})
		}
	}
	return out
}

func fieldClass(key string) Class {
	if key == upkeep {
		return Observational
	}
	return Structural
}

// isConstraint says whether a statement denies something or stands in a
// section for what is not there.
func isConstraint(t *trace.Text, heading string) bool {
	if t.Kind != statement.Claim || t.Layer == atlas.ChangeLog {
		return false
	}
	return slices.Contains(t.Denied, true) || slices.ContainsFunc(atlas.Parts(), func(p atlas.Part) bool {
		return p.Name != summary && slices.Contains(p.Layers, t.Layer) && p.Headings.MatchString(heading)
	})
}

// summary is the one of atlas.Parts that holds no constraints.
const summary = "summary statement"

// claimsSomething says whether a statement has any name, figure, term or
// denial, and not only words in which layers speak.
func claimsSomething(t *trace.Text) bool {
	return len(t.Figures) > 0 || slices.Contains(t.Denied, true) ||
		slices.ContainsFunc(t.Words, func(w trace.Word) bool { return w.Stem != "" && !w.Voice })
}
