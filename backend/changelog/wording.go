package changelog

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
)

// An entry quotes what it speaks of: quoted words are neither read as claims
// of the change log itself nor held against the evidence. Everything outside
// of quotation marks is wording of this package, in which no name and no
// figure occurs.

// quotedWords is how much of a statement an entry quotes.
const quotedWords = 12

// quote puts text of a layer into quotation marks. Marks within it become
// single ones, and what Markdown would read as a mark is escaped.
func quote(s string) string { return "“" + escape(quotes.Replace(oneLine(s))) + "”" }

var quotes = strings.NewReplacer("“", "‘", "”", "’", "„", "‚", "«", "‹", "»", "›", `"`, "'")

// opening quotes the first words of a statement, without its full stop.
func opening(s string) string { return quote(firstWords(s)) }

func firstWords(s string) string {
	words := strings.Fields(s)
	if len(words) > quotedWords {
		return strings.TrimRight(strings.Join(words[:quotedWords], " "), ",;:–—-") + " …"
	}
	return strings.TrimSuffix(strings.Join(words, " "), ".")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// escape keeps Markdown from reading anything into s.
func escape(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]<>~&") {
		return s
	}
	var out strings.Builder
	for i, r := range s {
		if strings.ContainsRune("\\`*[]<>~&", r) || r == '_' && !withinWord(s, i) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

func withinWord(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at+1:])
	return isAlphanumeric(before) && isAlphanumeric(after)
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// count writes "one statement", "two statements", "41 statements": numbers up
// to twelve in words, as English does.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return number(n) + " " + noun
}

func number(n int) string {
	if n >= 0 && n < len(numbers) {
		return numbers[n]
	}
	return strconv.Itoa(n)
}

var numbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// list writes "a", "a and b", "a, b and c".
func list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}

// file names a layer's file as Markdown.
func file(l atlas.Layer) string { return "`" + l.File() + "`" }

func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
