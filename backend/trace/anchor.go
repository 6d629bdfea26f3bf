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
// statement alone and is kept with its file; [NewGraph] joins the files of a
// package and is built whole, in a few milliseconds, since what one statement
// rests on may change with any other.
package trace

import (
	"regexp"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

// Text is a statement with what it claims. It is immutable.
type Text struct {
	statement.Statement
	Words   []Word
	Denied  []bool // per word: the statement denies it
	Names   []Name
	Figures []Figure
}

// Read takes the anchors of a statement. bounding says that it stands in a
// section that lists what is not there.
func Read(s statement.Statement, bounding bool) Text {
	words := Words(s.Text)
	t := Text{Statement: s, Words: words}
	t.Denied = denied(words, s.Text, bounding || deniesList(s.LeadIn))
	t.Names = names(words)
	t.Figures = figures(words, s.Text)
	return t
}

// ReadAll reads the statements of one file; sections gives their headings.
func ReadAll(statements []statement.Statement, headings []string) []Text {
	bounding := make([]bool, len(headings))
	for i, h := range headings {
		bounding[i] = boundingSection.MatchString(h)
	}
	out := make([]Text, len(statements))
	for i, s := range statements {
		out[i] = Read(s, bounding[s.Section])
	}
	return out
}

var boundingSection = regexp.MustCompile(`(?i)\b(exclusions?|evidence gaps?|claims left out|not documented)\b`)

// deniesList says whether a lead-in ("It does not:") denies its bullets.
func deniesList(leadIn string) bool {
	words := Words(leadIn)
	d := denied(words, leadIn, false)
	return len(d) > 0 && d[len(d)-1]
}

// Span is the place of words[first:last+1] in the statement's text.
func (t *Text) Span(first, last int) text.Span {
	return text.Span{Start: t.Words[first].Span.Start, End: t.Words[last].Span.End}
}

// Written is words[first:last+1] as the author wrote them.
func (t *Text) Written(first, last int) string { return t.Span(first, last).In(t.Text) }

// isUpstream says whether t may support a statement of layer.
func (t *Text) isUpstream(layer atlas.Layer) bool { return t.Layer < layer }

// IsClaim says whether t is a statement that is checked, not merely upstream
// text.
func (t *Text) IsClaim() bool { return t.Kind == statement.Claim }
