// Package search looks for words and patterns in the text of layers, and for
// headings by their words. It knows no files: it is given texts and tells where
// in them something stands.
package search

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/text"
)

// Limit is how long the text of a query may be, in bytes.
const Limit = 1000

// Query is what a person looks for.
type Query struct {
	Text    string
	Case    bool // capitals and small letters differ
	Word    bool // only what no letter, digit or underscore stands beside
	Pattern bool // Text is a regular expression in the syntax of RE2, in which ^ and $ are the ends of a line
}

// Errors of a query, besides the [PatternError].
var (
	ErrEmpty   = errors.New("there is nothing to look for")
	ErrTooLong = fmt.Errorf("what to look for is longer than %d bytes; use a part of it", Limit)
)

// PatternError says what is wrong with a regular expression.
type PatternError struct{ Problem string }

func (e *PatternError) Error() string { return "this is no regular expression: " + e.Problem }

// Matcher looks for one query. It is immutable.
type Matcher struct {
	word bool
	find func(source string, visit func(groups []int)) // never of an empty stretch
	re   *regexp.Regexp                                // nil where the query is no pattern
}

// Compile makes the matcher of a query. It fails with [ErrEmpty], [ErrTooLong]
// or a *[PatternError].
func Compile(q Query) (*Matcher, error) {
	switch {
	case q.Text == "":
		return nil, ErrEmpty
	case len(q.Text) > Limit:
		return nil, ErrTooLong
	case !q.Pattern && q.Case:
		return &Matcher{word: q.Word, find: literal(q.Text)}, nil
	case !q.Pattern:
		return &Matcher{word: q.Word, find: folded(q.Text)}, nil
	}
	re, err := compilePattern(q)
	if err != nil {
		return nil, err
	}
	return &Matcher{q.Word, pattern(re), re}, nil
}

func compilePattern(q Query) (*regexp.Regexp, error) {
	flags := "(?m)"
	if !q.Case {
		flags = "(?mi)"
	}
	re, err := regexp.Compile(flags + q.Text)
	var bad *syntax.Error
	switch {
	case errors.As(err, &bad) && bad.Expr != "" && bad.Expr != flags+q.Text:
		return nil, &PatternError{fmt.Sprintf("%s: %s", bad.Code, bad.Expr)}
	case errors.As(err, &bad):
		return nil, &PatternError{bad.Code.String()}
	case err != nil:
		return nil, &PatternError{err.Error()}
	}
	return re, nil
}

func pattern(re *regexp.Regexp) func(string, func([]int)) {
	return func(source string, visit func([]int)) {
		for _, groups := range re.FindAllStringSubmatchIndex(source, -1) {
			if groups[0] < groups[1] {
				visit(groups)
			}
		}
	}
}

// Text is a text to look through.
type Text struct {
	Source     string
	Statements []text.Span // in the order of the text; a match is shown in the one that holds it
}

// Match is one place where the query was found.
type Match struct {
	Span    text.Span
	Excerpt Excerpt
	New     string // what replaces it, where the search replaces
}

// Found is what one text holds.
type Found struct {
	Matches []Match
	More    int // matches beyond the limit
}

// In looks through a text. It tells of as many matches as the limit says and
// counts the others.
func (m *Matcher) In(t Text, limit int) Found { return m.look(t, limit, nil) }

// Replace is In with what is to replace each match: with itself, and for a
// pattern with $1 or ${name} in it for what a group matched and $$ for a dollar
// sign.
func (m *Matcher) Replace(t Text, with string, limit int) Found { return m.look(t, limit, &with) }

func (m *Matcher) look(t Text, limit int, with *string) (found Found) {
	m.find(t.Source, func(groups []int) {
		span := text.Span{Start: groups[0], End: groups[1]}
		switch {
		case m.word && !standsAlone(t.Source, span):
		case len(found.Matches) >= limit:
			found.More++
		default:
			found.Matches = append(found.Matches, Match{span, t.excerpt(span), m.replacement(t.Source, groups, with)})
		}
	})
	return found
}

func (m *Matcher) replacement(source string, groups []int, with *string) string {
	switch {
	case with == nil:
		return ""
	case m.re == nil:
		return *with
	}
	return string(m.re.ExpandString(nil, *with, source, groups))
}

// standsAlone says whether no character of a word stands beside a stretch
// where that begins and ends with one.
func standsAlone(source string, s text.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(source[:s.Start])
	first, _ := utf8.DecodeRuneInString(source[s.Start:])
	last, _ := utf8.DecodeLastRuneInString(source[:s.End])
	after, _ := utf8.DecodeRuneInString(source[s.End:])
	return !(inWord(before) && inWord(first)) && !(inWord(last) && inWord(after))
}

func inWord(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
