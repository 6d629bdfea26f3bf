package changelog

import (
	"strings"

	"atlasdesk/backend/statement"
)

// Meta is what an entry records beside the changes themselves.
type Meta struct {
	ID   string // identity of the entry: letters, digits, ".", "_" and "-"; none is written when empty
	Date string // "2026-11-22"
}

// Entry writes the entry of the change log for some changes: a heading of
// level 3 and what stands under it, without a blank line at either end.
//
// It quotes anchors and the first words of statements and no more, and says
// nothing of its own that a rule could object to.
func Entry(c *Changes, meta Meta) string {
	e := entryWriter{}
	e.line("### " + meta.Date + ": " + c.title())
	if id := safeID(meta.ID); id != "" {
		e.line(markOpen + id + markClose)
	}
	e.gap()
	switch c.State {
	case Created:
		e.created(c)
	case Deleted:
		e.line("All layers of the package were removed.")
	default:
		e.class(c)
		for i := range c.Layers {
			e.layer(&c.Layers[i])
		}
		e.due(c.Due)
	}
	return strings.TrimSpace(e.String())
}

func safeID(id string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (isAlphanumeric(r) || strings.ContainsRune("._-", r)) {
			return r
		}
		return -1
	}, id)
}

type entryWriter struct{ strings.Builder }

func (e *entryWriter) line(s string) { e.WriteString(s + "\n") }

func (e *entryWriter) gap() { e.line("") }

func (e *entryWriter) bullets(items []string) {
	for _, s := range items {
		e.line("- " + s + ".")
	}
	if len(items) > 0 {
		e.gap()
	}
}

func (e *entryWriter) created(c *Changes) {
	e.line("The package was committed for the first time, with these layers:")
	e.gap()
	var layers []string
	for i := range c.Layers {
		l := &c.Layers[i]
		layers = append(layers, file(l.Layer)+": "+count(l.Count, "statement"))
	}
	e.bullets(layers)
}

var classSentences = map[Class]string{
	Observational: "This is an observational change: nothing differs that another layer could stand on.",
	Structural:    "This is a structural change.",
}

func (e *entryWriter) class(c *Changes) {
	e.line(classSentences[c.Class()])
	e.gap()
}

// maxAlike is how many changes of one kind are told one by one in a section.
const maxAlike = 8

// maxBullets is how many changes are told of one layer.
const maxBullets = 60

func (e *entryWriter) layer(l *LayerChange) {
	switch l.State {
	case Created:
		e.line(file(l.Layer) + " was added, with " + count(l.Count, "statement") + ".")
	case Deleted:
		e.line(file(l.Layer) + " was removed. It had " + count(l.Count, "statement") + ".")
	case Unreadable:
		e.line(file(l.Layer) + " was no readable text before, or is none now, so its statements were not compared.")
	default:
		e.line("In " + file(l.Layer) + ":")
		e.gap()
		e.bullets(edits(l))
		return
	}
	e.gap()
}

func edits(l *LayerChange) []string {
	if l.IsLayout() {
		return []string{"only the layout changed, and no statement"}
	}
	var out []string
	for _, a := range l.Attributes {
		out = append(out, attributeBullet(a))
	}
	if l.Reordered {
		out = append(out, "the order of statements changed")
	}
	for rest := l.Statements; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Section == rest[0].Section {
			n++
		}
		out = append(out, sectionBullets(rest[:n])...)
		rest = rest[n:]
	}
	if more := len(out) - maxBullets; more > 0 {
		out = append(out[:maxBullets], "besides, "+count(more, "further change"))
	}
	return out
}

// sectionBullets tells the changes of one section; of many of one kind it
// tells the first ones and counts the others.
func sectionBullets(changes []Change) []string {
	place := ""
	if changes[0].Section != "" {
		place = opening(changes[0].Section) + ": "
	}
	var out []string
	var seen [topics]int
	for i := range changes {
		about := topicOf(&changes[i])
		if seen[about]++; seen[about] <= maxAlike {
			out = append(out, place+statementBullet(&changes[i]))
		}
	}
	for about, n := range seen {
		if n > maxAlike {
			out = append(out, place+"besides, "+wordsFor(topic(about), n-maxAlike))
		}
	}
	return out
}

func attributeBullet(a Attribute) string {
	what := map[AttributeKind]string{Title: "the title", DerivationConstraint: "the derivation constraint", SectionHeading: "the heading"}[a.Kind]
	if a.Kind == Field {
		what = "the field " + quote(a.Key)
	}
	switch {
	case a.Was == "":
		return what + " was added: " + opening(a.Is)
	case a.Is == "":
		return what + " was removed: " + opening(a.Was)
	case a.Kind == DerivationConstraint:
		return what + " changed: " + opening(a.Is)
	}
	return what + " was " + opening(a.Was) + " and is " + opening(a.Is)
}

func statementBullet(c *Change) string {
	quoted := opening(c.Text().Text)
	switch c.Kind {
	case Added:
		return "added " + c.noun() + quoted
	case Removed:
		return "removed " + c.noun() + quoted
	case Moved:
		from := "moved here"
		if c.From != "" {
			from += " from " + opening(c.From)
		}
		if c.None() {
			return from + ": " + quoted
		}
		return from + ", " + c.differences() + ", in " + quoted
	}
	if c.None() {
		return "reworded " + c.noun() + quoted
	}
	return c.differences() + ", in " + c.noun() + quoted
}

func (c *Change) noun() string {
	switch {
	case c.Text().Kind == statement.Source:
		return "the source "
	case c.Constraint:
		return "the constraint "
	}
	return ""
}

var denialWords = map[Denial]string{
	DenialGained: "a denial was added",
	DenialLost:   "the denial was removed",
	DenialTurned: "what is denied changed",
}

// differences tells how the meaning of a statement differs. Where a figure or
// a name tells it, the terms are left out.
func (c *Change) differences() string {
	out := append(became(c.Figures), became(c.Names)...)
	if c.Denial != DenialSame {
		out = append(out, denialWords[c.Denial])
	}
	if len(out) == 0 {
		out = became(c.Terms)
	}
	return strings.Join(out, ", ")
}

// became tells what anchors became of others, and which are gone or new.
func became(exchanges []Exchange) []string {
	var out, gone, fresh []string
	for i, e := range exchanges {
		switch {
		case i == maxAlike:
			return append(told(out, gone, fresh), "and more")
		case e.Was == "":
			fresh = append(fresh, quote(e.Is))
		case e.Is == "":
			gone = append(gone, quote(e.Was))
		default:
			out = append(out, quote(e.Was)+" became "+quote(e.Is))
		}
	}
	return told(out, gone, fresh)
}

func told(out, gone, fresh []string) []string {
	verb := map[bool]string{false: " is ", true: " are "}
	if len(gone) > 0 {
		out = append(out, list(gone)+verb[len(gone) > 1]+"gone")
	}
	if len(fresh) > 0 {
		out = append(out, list(fresh)+verb[len(fresh) > 1]+"new")
	}
	return out
}

func (e *entryWriter) due(due []Due) {
	var layers []string
	for _, d := range due {
		layers = append(layers, file(d.Layer)+" ("+count(len(d.Statements), "statement")+")")
	}
	if len(layers) > 0 {
		e.line("Due for review, since it stands on what changed: " + list(layers) + ".")
		e.gap()
	}
}
