package trace

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/text"
)

// Whole is the place of a figure in the text of its statement, with its sign
// and with what it counts where that follows it.
func (f *Figure) Whole(t *Text) text.Span {
	return text.Span{Start: f.Span.Start, End: max(f.Span.End, t.Words[f.Through].Span.End)}
}

// Rewrite finds what to put for figure f of t so that it says what other, of
// another statement, says: in words where f is in words, and in the order of
// its date. ok is false where that is not certain.
func Rewrite(t *Text, f *Figure, at *Text, other *Figure) (place text.Span, replacement string, ok bool) {
	switch {
	case f.IsDate():
		replacement, ok = dateLike(t.Written(f.First, f.Last), f, other)
		return t.Span(f.First, f.Last), replacement, ok
	case f.Unit != other.Unit:
		return f.Span, other.Span.In(at.Text), dimension(f.Unit) == "money" && dimension(other.Unit) == "money"
	case dimension(f.Unit) == "measure" && unitWord(t, f) != unitWord(at, other):
		return f.Span, "", false
	}
	place = t.Span(f.First, f.Last)
	replacement = at.Written(other.First, other.Last)
	switch n := atoi(other.Value); {
	case f.Kind == Ranking && f.Spelled != other.Spelled:
		return place, "", false
	case f.Kind == Ranking, f.Spelled == other.Spelled, f.Unit != "":
	case !f.Spelled:
		replacement = other.Value
	case n > 1 && n < 100:
		replacement = spell(n)
	}
	return place, capitalized(replacement, t.Written(f.First, f.First)), true
}

// unitWord is what follows a figure directly: its unit as written.
func unitWord(t *Text, f *Figure) string {
	if f.Last+1 < len(t.Words) && f.Through > f.Last {
		return t.Words[f.Last+1].Key
	}
	return ""
}

// dateLike writes the date other as exactly and in the order in which a date
// is written.
func dateLike(written string, f, other *Figure) (string, bool) {
	value := other.Value
	if f.Kind == Range || other.Kind == Range {
		from, to, both := strings.Cut(value, "–")
		was, end, _ := strings.Cut(f.Value, "–")
		out := strings.Replace(strings.Replace(written, was, from, 1), end, to, 1)
		return out, both && f.Kind == Range && strings.Contains(written, was) && strings.Contains(written, end)
	}
	if len(value) < len(f.Value) || value[0] == '-' || f.Value[0] == '-' || len(f.Value) < len("2024") || strings.ContainsAny(f.Value+value[:min(len(value), len(f.Value))], "QH") {
		return "", false
	}
	value = value[:len(f.Value)]
	year, month, day := value[:4], 0, ""
	if len(value) > 5 {
		month = atoi(value[5:7])
	}
	if len(value) > 8 {
		day = strconv.Itoa(atoi(value[8:]))
	}
	first, _ := utf8.DecodeRuneInString(written)
	switch {
	case month == 0:
		return strings.Replace(written, f.Value, year, 1), strings.Contains(written, f.Value)
	case written == f.Value:
		return value, true
	case !strings.ContainsFunc(written, unicode.IsLetter):
		return "", false
	case day == "":
		return monthTitles[month-1] + " " + year, true
	case unicode.IsLetter(first):
		return monthTitles[month-1] + " " + day + ", " + year, true
	}
	return day + " " + monthTitles[month-1] + " " + year, true
}

var monthTitles = strings.Fields("January February March April May June July August September October November December")

// spell writes a number from 1 to 99 in words.
func spell(n int) string {
	words := strings.Fields(spelledBelowTwenty)
	if n < 20 {
		return words[n-1]
	}
	out := strings.Fields(spelledTens)[n/10-2]
	if n%10 > 0 {
		out += "-" + words[n%10-1]
	}
	return out
}

// capitalized gives a word the capital that another one has.
func capitalized(word, like string) string {
	first, _ := utf8.DecodeRuneInString(like)
	head, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) || !unicode.IsLower(head) {
		return word
	}
	return string(unicode.ToUpper(head)) + word[size:]
}
