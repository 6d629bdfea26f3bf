// Package trace finds out what a statement claims, and which statements of
// the layers above carry it.
//
// A statement's anchors are its names, its figures and its terms. Two anchors
// are the same when tracing.md, section 1, says so: hyphens, plurals,
// possessives, British and American spelling, defined acronyms and short
// forms do not matter, while a letter of an acronym and a digit of a figure
// do.
//
// The work is cut so that an edit costs little: [Read] depends on one
// file, and of that on the changed statements alone; [Graph.Next] joins the files
// of a package and takes over from the graph before what an edit cannot change:
// the numbers of the other statements' words, and what those rest on that share
// nothing with what changed.
package trace

import (
	"regexp"
	"strings"

	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

// Text is a statement with what it claims. It is immutable.
type Text struct {
	statement.Statement
	Claims
	section
	nth int // which of the texts of its layer it is
}

// section is what the heading of a section says of the statements there.
type section struct {
	bounding bool // it lists what is not there
	limiting bool // it is one of constraints
}

// Claims are what a statement's words say, wherever it stands.
type Claims struct {
	Words   []Word
	Denied  []bool // per word: the statement denies it
	Quoted  []bool // per word: it stands between quotation marks
	Names   []Name
	Figures []Figure

	terms    []string // the distinct stems, sorted
	features []string // the distinct stems and figures, sorted
	lists    []int    // how many items each of its enumerations has
	callings callings
	limits   []Limit  // what it says is not there, not whole, or depended on
	asserts  []bool   // per word: the statement asserts it without a limit
	said     []string // the distinct stems that it asserts so, sorted
	unlisted bool     // its place denies it: it stands where is listed what is not there
}

// Read takes the anchors of the statements of one file with the vocabulary of
// the format alone; see [Reader.Read].
func Read(statements []statement.Statement, headings []string, before []Text) []Text {
	var plain *Vocabulary
	return plain.NewReader().Read(statements, headings, before)
}

// Reader reads file after file with one vocabulary. It keeps each word as
// read by its spelling, without a place: most words of a text occur more than
// once, and most of a language in the next file, too. It is not for several
// goroutines at a time.
type Reader struct {
	*Vocabulary
	spellings map[string]Word
	sections  map[string]section // by their headings
	// scratch holds the words of one text while it is read.
	scratch []Word
	// room is for the words of the texts to come, of which so many are expected.
	room     []Word
	expected int
	// leadIn is the one read last, and denying whether it denies its bullets.
	leadIn  string
	denying bool
}

// NewReader returns a Reader that has not read anything yet.
func (v *Vocabulary) NewReader() *Reader {
	return &Reader{Vocabulary: v, spellings: map[string]Word{}, sections: map[string]section{}}
}

// Read takes the anchors of the statements of one file; headings are those of
// its sections. What the file read before with the same vocabulary, if given,
// had already is not read again.
func (r *Reader) Read(statements []statement.Statement, headings []string, before []Text) []Text {
	sections := make([]section, len(headings))
	for i, h := range headings {
		sections[i] = r.section(h)
	}
	out := make([]Text, len(statements))
	for i := range statements {
		t := &out[i]
		t.Statement, t.nth = statements[i], i
		t.section = sections[t.Section]
		t.unlisted = t.bounding || r.deniesList(t.LeadIn)
	}
	r.leadIn, r.denying = "", false // and the text of the file let go
	changed, known := same(out, before)
	for i := range changed {
		r.expected += len(changed[i].Text) / bytesToWord
	}
	for i := range changed {
		t := &changed[i]
		if claims := known[t.source()]; claims != nil {
			t.Claims = *claims
		} else {
			t.Claims = r.read(t.Text, t.unlisted)
		}
		r.expected -= len(t.Text) / bytesToWord
	}
	r.room = nil
	return out
}

// Bounds of what a Reader keeps, so that no text makes it grow for ever.
const (
	maxKept    = 1 << 14 // spellings, and sections
	maxKey     = 96      // bytes of one
	maxScratch = 1 << 13 // words
	maxRoom    = 1 << 9  // words
)

// bytesToWord is how many bytes of a text there are to a word, or a little less.
const bytesToWord = 6

// keep keeps what was read of a text, apart from the file that it is of.
func keep[V any](kept map[string]V, of string, v V) {
	if len(of) > maxKey {
		return
	}
	if len(kept) == maxKept {
		clear(kept)
	}
	kept[strings.Clone(of)] = v
}

func (r *Reader) section(heading string) section {
	s, known := r.sections[heading]
	if !known {
		s = section{boundingSection.MatchString(heading), limitingSection.MatchString(heading)}
		keep(r.sections, heading, s)
	}
	return s
}

// same takes over what texts have in common with those before at their
// beginning and their end, as they mostly have all but one. It returns the
// others, and what is known from before of the place where they stand.
func same(texts, before []Text) (changed []Text, known map[source]*Claims) {
	for len(texts) > 0 && len(before) > 0 && texts[0].source() == before[0].source() {
		texts[0].Claims = before[0].Claims
		texts, before = texts[1:], before[1:]
	}
	for t, b := len(texts)-1, len(before)-1; t >= 0 && b >= 0 && texts[t].source() == before[b].source(); t, b = t-1, b-1 {
		texts[t].Claims = before[b].Claims
		texts, before = texts[:t], before[:b]
	}
	known = make(map[source]*Claims, len(before))
	for i := range before {
		known[before[i].source()] = &before[i].Claims
	}
	return texts, known
}

// source is all that Claims depend on.
type source struct {
	text     string
	unlisted bool
}

func (t *Text) source() source { return source{t.Statement.Text, t.unlisted} }

// read takes the anchors of one statement.
func (r *Reader) read(s string, unlisted bool) Claims {
	words := r.words(s)
	c := Claims{Words: words, Figures: figures(words, s), unlisted: unlisted}
	c.Names = names(words, c.Figures)
	c.callings = callingsOf(words, c.Names, s)
	n := len(words)
	marks := make([]bool, 3*n) // at once for all that is said word by word
	c.Denied, c.Quoted, c.asserts = marks[:n:n], marks[n:2*n:2*n], marks[2*n:]
	found := denials(words, s, unlisted)
	markDenied(c.Denied, found)
	markQuoted(c.Quoted, words, s)
	c.terms = terms(words)
	c.features = features(c.terms, c.Figures)
	c.lists = listLengths(words)
	c.limits = limits(words, found)
	markPlainly(c.asserts, words, c.Denied, hedged(words, found))
	c.said = plainTerms(c.terms, words, c.asserts)
	return c
}

var boundingSection = regexp.MustCompile(`(?i)\b(exclusions?|evidence gaps?|claims left out|not (documented|covered|evidenced|established|retrieved))\b`)

var limitingSection = regexp.MustCompile(`(?i)\b(exclusions?|gaps?|constraints?|limitations?|limits|boundar(y|ies)|left out|caveats?|unresolved|unknowns?|not (documented|covered|evidenced|established|retrieved))\b`)

// deniesList says whether a lead-in ("It does not:") denies its bullets.
func (r *Reader) deniesList(leadIn string) bool {
	if leadIn != r.leadIn {
		r.leadIn, r.denying = leadIn, cues(r.words(leadIn), leadIn)
	}
	return r.denying
}

// Span is the place of words[first:last+1] in the statement's text.
func (t *Text) Span(first, last int) text.Span {
	return text.Span{Start: t.Words[first].Span.Start, End: t.Words[last].Span.End}
}

// Written is words[first:last+1] as the author wrote them.
func (t *Text) Written(first, last int) string { return t.Span(first, last).In(t.Text) }

// IsClaim says whether t is a statement that is checked, not merely upstream
// text.
func (t *Text) IsClaim() bool { return t.Kind == statement.Claim }
