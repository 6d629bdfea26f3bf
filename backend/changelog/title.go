package changelog

import (
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/statement"
)

// topic is a kind of change that a title or a subject line speaks of, in the
// order of weight.
type topic int

const (
	figureChanged topic = iota
	nameChanged
	constraintRemoved
	constraintAdded
	constraintChanged
	statementChanged
	statementAdded
	statementRemoved
	sourceChanged
	fieldChanged
	layerAdded
	layerRemoved
	layerUnreadable
	statementMoved
	statementReworded
	headingChanged
	orderChanged
	layoutChanged
	topics
)

// topicWords are what is counted and what became of it; a topic without a
// count is told as it is.
var topicWords = [topics]struct{ noun, verb string }{
	figureChanged: {"figure", "changed"}, nameChanged: {"name", "changed"},
	constraintRemoved: {"constraint", "removed"}, constraintAdded: {"constraint", "added"}, constraintChanged: {"constraint", "changed"},
	statementChanged: {"statement", "changed"}, statementAdded: {"statement", "added"}, statementRemoved: {"statement", "removed"},
	sourceChanged: {"", "sources changed"}, fieldChanged: {"field", "changed"},
	layerAdded: {"layer", "added"}, layerRemoved: {"layer", "removed"}, layerUnreadable: {"", "not readable as text"},
	statementMoved: {"statement", "moved"}, statementReworded: {"statement", "reworded"},
	headingChanged: {"heading", "changed"}, orderChanged: {"", "order changed"}, layoutChanged: {"", "layout only"},
}

// tally counts what changed, topic by topic. Figures and names that changed
// alike in several places count once.
type tally struct {
	counts  [topics]int
	figures []Exchange
	names   []Exchange
	fields  []Attribute
	known   map[Exchange]bool // folded
}

func (c *Changes) tally() tally {
	t := tally{known: map[Exchange]bool{}}
	for i := range c.Layers {
		t.layer(&c.Layers[i])
	}
	t.counts[figureChanged], t.counts[nameChanged] = len(t.figures), len(t.names)
	return t
}

func (t *tally) layer(l *LayerChange) {
	switch l.State {
	case Created:
		t.counts[layerAdded]++
	case Deleted:
		t.counts[layerRemoved]++
	case Unreadable:
		t.counts[layerUnreadable]++
	}
	if l.Reordered {
		t.counts[orderChanged]++
	}
	if l.IsLayout() {
		t.counts[layoutChanged]++
	}
	for i := range l.Statements {
		t.statement(&l.Statements[i])
	}
	for _, a := range l.Attributes {
		if a.Kind == Field {
			t.counts[fieldChanged]++
			t.fields = append(t.fields, a)
		} else {
			t.counts[headingOrConstraint(a.Kind)]++
		}
	}
}

func headingOrConstraint(k AttributeKind) topic {
	if k == DerivationConstraint {
		return constraintChanged
	}
	return headingChanged
}

func (t *tally) statement(c *Change) {
	about := topicOf(c)
	switch about {
	case figureChanged:
		t.figures = t.distinct(t.figures, c.Figures)
	case nameChanged:
		t.names = t.distinct(t.names, c.Names)
	default:
		t.counts[about]++
	}
}

// distinct adds the exchanges that are not known yet.
func (t *tally) distinct(known, more []Exchange) []Exchange {
	for _, e := range more {
		folded := Exchange{statement.Fold(e.Was), statement.Fold(e.Is)}
		if !t.known[folded] {
			t.known[folded] = true
			known = append(known, e)
		}
	}
	return known
}

// topicOf is the weightiest thing to say of a statement.
func topicOf(c *Change) topic {
	switch {
	case c.Text().Kind == statement.Source:
		return sourceChanged
	case c.Kind == Added && c.Constraint:
		return constraintAdded
	case c.Kind == Added:
		return statementAdded
	case c.Kind == Removed && c.Constraint:
		return constraintRemoved
	case c.Kind == Removed:
		return statementRemoved
	case len(c.Figures) > 0:
		return figureChanged
	case len(c.Names) > 0:
		return nameChanged
	case c.Denial == DenialLost:
		return constraintRemoved
	case c.Denial == DenialGained:
		return constraintAdded
	case c.Denial == DenialTurned:
		return constraintChanged
	case len(c.Terms) > 0:
		return statementChanged
	case c.Kind == Moved:
		return statementMoved
	}
	return statementReworded
}

// titleTopics is how many topics a title names.
const titleTopics = 2

// summary says what changed in so many topics. shown replaces the words for a
// topic where it has any.
func (t *tally) summary(topics int, shown map[topic]string) string {
	var out []string
	more := false
	for about, n := range t.counts {
		switch {
		case n == 0:
		case len(out) == topics:
			more = true
		case shown[topic(about)] != "":
			out = append(out, shown[topic(about)])
		default:
			out = append(out, wordsFor(topic(about), n))
		}
	}
	if more {
		return strings.Join(out, ", ") + " and more"
	}
	return list(out)
}

func wordsFor(about topic, n int) string {
	w := topicWords[about]
	if w.noun == "" {
		return w.verb
	}
	return count(n, w.noun) + " " + w.verb
}

// title heads an entry: "Evidence and signals, one figure changed".
func (c *Changes) title() string {
	switch c.State {
	case Created:
		return "Package created"
	case Deleted:
		return "Package removed"
	}
	if c.Empty() {
		return upperFirst(onlyEntries)
	}
	t := c.tally()
	return upperFirst(c.where()) + ", " + t.summary(titleTopics, nil)
}

// onlyEntries is what is left where a file differs and nothing changed that
// is compared.
const onlyEntries = "change log, entries only"

// named is how many layers a title names.
const named = 2

// where names the layers that changed.
func (c *Changes) where() string {
	var names []string
	for i := range c.Layers {
		names = append(names, strings.ToLower(c.Layers[i].Layer.Title()))
	}
	if len(names) > named {
		return count(len(names), "layer")
	}
	return list(names)
}

// maxSubject is the length of a subject line in characters that git's own
// tools show whole.
const maxSubject = 72

// Message proposes a commit message, one line of at most 72 characters:
// "Kazakhstan: signals, 17 → 19 data centers".
func Message(c *Changes) string {
	for _, what := range c.subjects() {
		if s := oneLine(c.Name) + ": " + what; utf8.RuneCountInString(s) <= maxSubject {
			return s
		}
	}
	return shorten(oneLine(c.Name), maxSubject-len(": changed")) + ": changed"
}

// subjects are what a subject line could say, the most telling first.
func (c *Changes) subjects() []string {
	if c.State != Edited {
		return []string{strings.ToLower(c.title()) + ", " + count(len(c.Layers), "layer"), strings.ToLower(c.title())}
	}
	if c.Empty() {
		return []string{onlyEntries}
	}
	t := c.tally()
	where, exact, layers := c.where(), t.summary(titleTopics, t.exact()), count(len(c.Layers), "layer")
	if !strings.HasPrefix(exact, where) { // "metadata status draft → complete" says where by itself
		exact = where + ", " + exact
	}
	return []string{exact, where + ", " + t.summary(titleTopics, nil), layers + ", " + t.summary(titleTopics, nil),
		layers + ", " + t.summary(1, nil), layers + " changed"}
}

// exact shows the one figure, name or field that changed.
func (t *tally) exact() map[topic]string {
	out := map[topic]string{}
	if len(t.figures) == 1 {
		out[figureChanged] = arrow(t.figures[0])
	}
	if len(t.names) == 1 {
		out[nameChanged] = arrow(t.names[0])
	}
	if len(t.fields) == 1 {
		f := t.fields[0]
		out[fieldChanged] = oneLine(strings.ToLower(f.Key)) + " " + arrow(Exchange{f.Was, f.Is})
	}
	return out
}

// arrow writes "17 → 19 data centers": where one word differs, the words that
// both end with stand once.
func arrow(e Exchange) string {
	switch {
	case e.Was == "":
		return oneLine(e.Is) + " added"
	case e.Is == "":
		return oneLine(e.Was) + " removed"
	}
	was, is := strings.Fields(e.Was), strings.Fields(e.Is)
	same := 0
	for same < min(len(was), len(is))-1 && was[len(was)-1-same] == is[len(is)-1-same] {
		same++
	}
	if len(was)-same == 1 {
		was = was[:1]
	}
	return strings.Join(was, " ") + " → " + oneLine(e.Is)
}

func shorten(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
}
