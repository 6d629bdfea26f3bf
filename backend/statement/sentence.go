package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/text"
)

// Sentences parts a paragraph, as a reader sees it, into sentences. It is one
// pass over the words, so that its time is linear in the length.
//
// A sentence ends at ".", "!" or "?" before a space, unless the stop belongs
// to an abbreviation, the words stand in parentheses or quotation marks that
// are still open, or what follows cannot begin a sentence.
func Sentences(paragraph string) []text.Span {
	var out []text.Span
	open := enclosed(paragraph)
	start, first := skipSpace(paragraph, 0), true
	for at := start; at < len(paragraph); {
		end := wordEnd(paragraph, at)
		next := skipSpace(paragraph, end)
		word := paragraph[at:end]
		if next < len(paragraph) && mayEnd(word) && !open.covers(end) && ends(word, paragraph[next:wordEnd(paragraph, next)], first) {
			out = append(out, text.Span{Start: start, End: end})
			start, first = next, true
		} else {
			first = first && labels[word]
		}
		at = next
	}
	if start < len(paragraph) {
		out = append(out, text.Span{Start: start, End: len(strings.TrimRightFunc(paragraph, unicode.IsSpace))})
	}
	return out
}

// mayEnd says whether a word has a stop or a closing mark at its end, as few
// have.
func mayEnd(word string) bool {
	last := word[len(word)-1]
	return last >= utf8.RuneSelf || strings.IndexByte(".!?"+closing, last) >= 0
}

const (
	openers = `"'([{“‘«„`
	closing = `"')]}”’»`
)

// ends says whether a sentence ends between two words. A word that is the
// first of its sentence and only a number or a letter is an enumerator.
func ends(word, next string, first bool) bool {
	body := strings.TrimRight(word, closing)
	stop := strings.TrimRight(body, ".!?…")
	if stop == body || stop == "" || !begins(next) {
		return false
	}
	if strings.ContainsAny(body[len(stop):], "!?") {
		return true
	}
	stop = strings.TrimLeft(stop, openers)
	if first && isEnumerator(stop) {
		return false
	}
	return abbreviations.allowsEnd(stop, strings.TrimLeft(next, openers))
}

// labels are words before the number of a part: "Section 3.1." opens a
// sentence as "3.1." does.
var labels = lexicon.Set("Section Article Chapter Part Annex Schedule §")

// begins says whether a word can begin a sentence: it starts with a capital,
// a digit or a letter without case, or is a name that starts small (eGov,
// evidence.md).
func begins(word string) bool {
	word = strings.TrimLeft(word, openers+"`-–—")
	r, size := utf8.DecodeRuneInString(word)
	if !unicode.IsLower(r) {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '$' || r == '€'
	}
	rest := strings.TrimRight(word[size:], closing+".,;:!?")
	return strings.IndexFunc(rest, unicode.IsUpper) >= 0 || strings.Contains(rest, ".")
}

func isEnumerator(s string) bool {
	if utf8.RuneCountInString(s) == 1 {
		return true
	}
	return s != "" && strings.Trim(s, "0123456789.") == ""
}

// abbreviation says when a stop behind a word belongs to the word.
type abbreviation int

const (
	always       abbreviation = iota // "Dr.": a name follows
	beforeNumber                     // "No.": only where a number follows
	unlessNew                        // "Inc.": unless a word follows that opens sentences
)

type abbreviationTable map[string]abbreviation

// abbreviations are those of institutional English; keys are lower case
// without the last stop.
var abbreviations = table(map[abbreviation]string{
	always:       "st dr mr mrs ms prof gen lt col sgt capt hon rev e.g i.e eg ie cf vs viz messrs mt ft",
	beforeNumber: "no nos art arts sec secs fig figs vol ch para paras pp p reg regs eq ver v",
	unlessNew:    "inc ltd corp co jsc llc llp plc bros u.s u.k u.n e.u d.c a.m p.m etc jr sr approx est dept ed al jan feb mar apr jun jul aug sept oct nov dec",
})

func table(groups map[abbreviation]string) abbreviationTable {
	t := abbreviationTable{}
	for kind, words := range groups {
		for _, w := range strings.Fields(words) {
			t[w] = kind
		}
	}
	return t
}

func (t abbreviationTable) allowsEnd(word, next string) bool {
	key := strings.ToLower(word)
	kind, known := t[key]
	if !known && !isInitials(word) {
		return true
	}
	switch {
	case !known || kind == unlessNew:
		return openings[strings.ToLower(strings.TrimRight(next, closing+",;:"))]
	case kind == beforeNumber:
		return !unicode.IsDigit(firstRune(next))
	}
	return false
}

// isInitials says whether a word is one capital or capitals between stops:
// "J", "A.I", "U.S.A".
func isInitials(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if utf8.RuneCountInString(part) != 1 || !unicode.IsUpper(firstRune(part)) {
			return false
		}
	}
	return true
}

// openings are words that open a sentence far more often than they are part
// of a name.
var openings = lexicon.Set(`the this that these those it its they their there here he she we a an as at in on of by for from to with
 within under since after before during while when where although because together taken both each all no not more however also
 additional official direct if further for`)

// enclosures are the stretches of a paragraph that stand between brackets or
// quotation marks that are closed again, in order: from the first byte of the
// opening mark to the first one of the closing mark.
type enclosures []text.Span

// enclosed pairs the marks with a stack; straight quotes pair in turn.
func enclosed(s string) (out enclosures) {
	var stack []mark
	for i, r := range s {
		if isPlain(r) {
			continue
		}
		if want := closerOf(r); want != 0 && (r != '"' || !isOpen(stack, '"')) {
			stack = append(stack, mark{want, i})
			continue
		}
		if !isOpen(stack, r) {
			continue
		}
		for stack[len(stack)-1].closer != r {
			stack = stack[:len(stack)-1]
		}
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if len(stack) == 0 {
			out = append(out, text.Span{Start: top.at, End: i})
		}
	}
	return out
}

type mark struct {
	closer rune
	at     int
}

// closerOf is the mark that closes what an opening mark opens, 0 for any other
// character.
func closerOf(r rune) rune {
	switch r {
	case '(':
		return ')'
	case '[':
		return ']'
	case '“':
		return '”'
	case '«':
		return '»'
	case '"':
		return '"'
	}
	return 0
}

// isPlain says of the most frequent characters that they are no marks.
func isPlain(r rune) bool { return r == ' ' || 'a' <= r && r <= 'z' }

// maxNesting bounds the search through open marks, so that a line of nothing
// but brackets costs no more than its length.
const maxNesting = 8

func isOpen(stack []mark, closer rune) bool {
	for i := len(stack) - 1; i >= max(0, len(stack)-maxNesting); i-- {
		if stack[i].closer == closer {
			return true
		}
	}
	return false
}

// covers says whether a place stands inside of one; places must ascend from
// call to call.
func (e *enclosures) covers(at int) bool {
	for len(*e) > 0 && (*e)[0].End < at {
		*e = (*e)[1:]
	}
	return len(*e) > 0 && (*e)[0].Start < at
}

func skipSpace(s string, at int) int {
	for at < len(s) {
		size := spaceAt(s, at)
		if size == 0 {
			break
		}
		at += size
	}
	return at
}

func wordEnd(s string, at int) int {
	for ; at < len(s); at++ { // a byte inside of a character is no space by itself
		if c := s[at]; (c <= ' ' || c >= utf8.RuneSelf) && spaceAt(s, at) > 0 {
			break
		}
	}
	return at
}

// spaceAt is the length of the space at s[at:], 0 for none.
func spaceAt(s string, at int) int {
	if c := s[at]; c < utf8.RuneSelf {
		if c == ' ' || '\t' <= c && c <= '\r' {
			return 1
		}
		return 0
	}
	if r, size := utf8.DecodeRuneInString(s[at:]); unicode.IsSpace(r) {
		return size
	}
	return 0
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
