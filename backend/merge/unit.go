package merge

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/statement"
)

// unit is a way to take texts apart for merging.
type unit struct {
	// split parts a text into pieces that make it up again, byte by byte.
	split func(string) []string
	// align matches the pieces of two texts, see [alignment].
	align func(base, side []int32) alignment
	// beside says whether edits that touch, one of each side, may both stand.
	beside bool
}

var (
	lineUnit      = unit{split: lines, align: consensus}
	statementUnit = unit{split: sentences, align: alignSentences, beside: true}
)

// lines parts a text behind each "\n".
func lines(s string) []string {
	if s == "" {
		return nil
	}
	out := strings.SplitAfter(s, "\n")
	if out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// sentences parts a text into sentences and the gaps around them: a gap, a
// sentence, a gap, and so on up to a last gap. Gaps are white space, and the
// first may begin with a byte order mark; only the first and last may be
// empty. A sentence may run over several lines of a paragraph.
//
// Since gaps and sentences take turns in every version, they do so in what is
// merged from them: two sentences never run together.
func sentences(s string) []string {
	var out []string
	rest := 0 // up to which s is parted
	for start, end := range paragraphs(s) {
		for _, span := range statement.Sentences(s[start:end]) {
			out = append(out, s[rest:start+span.Start], s[start+span.Start:start+span.End])
			rest = start + span.End
		}
	}
	return append(out, s[rest:])
}

// paragraphs yields where the stretches of text are in which a sentence may
// run over the end of a line.
func paragraphs(s string) func(yield func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		start, end := 0, 0
		for at := markLen(s); at < len(s); {
			next := lineEnd(s, at)
			line := s[at:next]
			if end == 0 || strings.TrimSpace(line) == "" || opens(line) || breaks(s[start:end]) {
				if end > start && !yield(start, end) {
					return
				}
				start = at
			}
			at, end = next, next
		}
		if end > start {
			yield(start, end)
		}
	}
}

const byteOrderMark = "\ufeff"

func markLen(s string) int {
	if strings.HasPrefix(s, byteOrderMark) {
		return utf8.RuneLen('\ufeff')
	}
	return 0
}

// lineEnd is behind the ending of the line at s[at:]: "\n", "\r\n" or "\r".
func lineEnd(s string, at int) int {
	n := strings.IndexAny(s[at:], "\r\n")
	switch {
	case n < 0:
		return len(s)
	case strings.HasPrefix(s[at+n:], "\r\n"):
		return at + n + 2
	}
	return at + n + 1
}

// opening is a line that goes on no sentence of the line above: a list item, a
// heading, a quote, a row, a fence, or "Key: value".
var opening = regexp.MustCompile("^[ \t]*(?:[-*+#>|]|\\d{1,9}[.)]\\s|```|~~~|[A-Za-z][\\w/-]*(?: [\\w/&-]+){0,4}:\\s)")

func opens(line string) bool { return opening.MatchString(line) }

// breaks says whether the last line of a paragraph ends in a break, or is none
// that a sentence could run out of.
func breaks(paragraph string) bool {
	body := strings.TrimRight(paragraph, "\r\n")
	return strings.HasSuffix(body, "  ") || strings.HasSuffix(body, `\`) || lastLine(body) == "" || isHeading(lastLine(body))
}

func lastLine(s string) string { return strings.TrimSpace(s[strings.LastIndexAny(s, "\r\n")+1:]) }

func isHeading(line string) bool { return strings.HasPrefix(line, "#") }
