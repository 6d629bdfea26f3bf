package search

import (
	"sort"
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/text"
)

// Excerpt is a match with the words around it, on one line.
type Excerpt struct {
	Text string
	Span text.Span // of the match in Text, as far as it is shown
}

// How much an excerpt shows, in bytes.
const (
	lead = 60  // before the match
	room = 240 // in all
)

const ellipsis = "…"

// excerpt shows a match in its statement, or in its line where it is in none.
func (t Text) excerpt(match text.Span) Excerpt {
	around := t.around(match.Start)
	start, end := around.Start, around.End
	if match.Start-start > lead {
		start = wordStart(t.Source, match.Start-lead, match.Start)
	}
	if end-start > room {
		end = wordEnd(t.Source, min(max(start+room, match.Start+1), end), match.Start)
	}
	before, after := "", ""
	if start > around.Start {
		before = ellipsis
	}
	if end < around.End {
		after = ellipsis
	}
	shown := oneLine(t.Source[start:end])
	from := match.Start - start + len(before)
	return Excerpt{before + shown + after, text.Span{Start: from, End: from + min(match.End, end) - match.Start}}
}

// around is the statement that holds a place, or else its line.
func (t Text) around(at int) text.Span {
	i := sort.Search(len(t.Statements), func(i int) bool { return t.Statements[i].Start > at }) - 1
	if i >= 0 && at < t.Statements[i].End {
		return t.Statements[i]
	}
	line := text.Span{Start: strings.LastIndexByte(t.Source[:at], '\n') + 1, End: len(t.Source)}
	if n := strings.IndexByte(t.Source[at:], '\n'); n > 0 {
		line.End = at + n
	}
	return line
}

// wordStart moves a place on to where a word begins, or else a character, and
// not beyond limit.
func wordStart(source string, at, limit int) int {
	if space := strings.IndexAny(source[at:limit], " \n"); space >= 0 && space < lead/2 {
		return at + space + 1
	}
	for at < limit && !utf8.RuneStart(source[at]) {
		at++
	}
	return at
}

// wordEnd moves a place back to where a word ends, or else a character, and not
// to limit or before.
func wordEnd(source string, at, limit int) int {
	if space := strings.LastIndexAny(source[limit+1:at], " \n"); space > 0 && at-limit-1-space < lead/2 {
		return limit + 1 + space
	}
	for at < len(source) && !utf8.RuneStart(source[at]) {
		at++
	}
	return at
}

// oneLine has a space for each character that would break or indent the line,
// so that places stay where they are.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}
