package exchange

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

var (
	fileName    = regexp.MustCompile("(?:" + fileNames() + ")")
	quotedName  = regexp.MustCompile("`(" + fileNames() + ")`")
	openingName = regexp.MustCompile("^`?(?:" + fileNames() + ")")
)

func fileNames() string {
	var names []string
	for _, l := range atlas.Layers() {
		names = append(names, regexp.QuoteMeta(l.File()))
	}
	return strings.Join(names, "|")
}

func startsWithFile(s string) bool { return openingName.MatchString(s) }

// codes finds the names of layer files in s. A name inside a path or a longer
// file name is another file.
func codes(s string) []text.Span {
	var out []text.Span
	for _, m := range fileName.FindAllStringIndex(s, -1) {
		before, _ := utf8.DecodeLastRuneInString(s[:m[0]])
		after, _ := utf8.DecodeRuneInString(s[m[1]:])
		if !strings.ContainsRune(`/\_-.`, before) && !strings.ContainsRune(`/\_`, after) {
			out = append(out, text.Span{Start: m[0], End: m[1]})
		}
	}
	return out
}

// separateCode puts spaces between the names of layer files and what they are
// glued to: "in evidence.mdsignal" is "in evidence.md signal".
func separateCode(s string) string {
	s = quotedName.ReplaceAllString(s, "$1")
	var out strings.Builder
	at := 0
	for _, c := range codes(s) {
		out.WriteString(s[at:c.Start])
		if r, _ := utf8.DecodeLastRuneInString(s[:c.Start]); isGlue(r) || r == ')' || r == ',' {
			out.WriteByte(' ')
		}
		out.WriteString(c.In(s))
		if r, _ := utf8.DecodeRuneInString(s[c.End:]); isGlue(r) || r == '(' {
			out.WriteByte(' ')
		}
		at = c.End
	}
	return out.String() + s[at:]
}

func isGlue(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// partItems parts items that run together on one line: at a dash before which
// a sentence ends. Other dashes are part of their sentence.
func partItems(s string) []string {
	const dash = " - "
	pieces := strings.Split(s, dash)
	ends := map[int]bool{}
	joined := strings.Join(pieces, " ")
	for _, sentence := range statement.Sentences(joined) {
		ends[sentence.End] = true
	}
	var out []string
	start, at, inJoined := 0, 0, 0
	for _, piece := range pieces {
		at, inJoined = at+len(piece), inJoined+len(piece)
		if at == len(s) || ends[inJoined] {
			out = append(out, s[start:at])
			start = at + len(dash)
		}
		at, inJoined = at+len(dash), inJoined+len(" ")
	}
	return out
}
