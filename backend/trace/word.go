package trace

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/text"
)

// Word is one word or number of a statement.
type Word struct {
	Span  text.Span // in the statement's text
	Key   string    // equal for spellings that are the same name
	Stem  string    // equal for forms of the same term; empty for words without content
	Form  Form
	Gap   Gap  // what stands between the word before and this one
	Many  bool // written as a regular plural
	Voice bool // one of the words in which layers speak, see atlas.VoiceWords
	// English says that a capitalized word is an ordinary one, so that its
	// capital may be owed to its place.
	English bool
	Kind    lexicon.Kind

	common bool // see lexicon.Entry
	can    ability
}

// Form is how a word is written.
type Form uint8

// The forms; from Capital on a word may be a name.
const (
	Lower   Form = iota
	Number       // digits, perhaps grouped: 17, 1,250, 2.5, 24/7
	Ordinal      // 1st
	Capital      // National
	Acronym      // NPCK
	Mixed        // eGov, T2S
	Dotted       // eesti.ee
)

// Gap is what parts two words.
type Gap uint8

// The gaps, from the weakest to the strongest.
const (
	Space Gap = iota
	Hyphen
	Possessive // the word before ends in 's
	Slash
	Comma
	Break // any other mark, and the beginning
)

// Words reads the words of a text in one pass.
func Words(s string) []Word { return (*Vocabulary)(nil).NewReader().words(s) }

func (r *Reader) words(s string) []Word {
	out := r.scratch[:0]
	gap := Break
	for at := 0; at < len(s); {
		if s[at] == ' ' { // Space is the weakest gap
			at++
			continue
		}
		c, size := utf8.DecodeRuneInString(s[at:])
		if c == '&' {
			out = append(out, Word{Span: text.Span{Start: at, End: at + 1}, Gap: gap, Key: "and", can: abilities["and"]})
			gap = Space
			at++
			continue
		}
		if !isWordRune(c) && !opensAddress(s, at) {
			gap = max(gap, gapOf(s, at, c))
			at += size
			continue
		}
		end := endOfWord(s, at+size)
		if dot := forgottenSpace(s[at:end]); dot > 0 {
			end = at + dot
		}
		w := r.word(s, text.Span{Start: at, End: end})
		w.Gap = gap
		out = append(out, w)
		gap = Space
		if w.Span.End < end {
			gap = Possessive
		}
		at = end
	}
	if cap(out) <= maxScratch {
		r.scratch = out
	}
	return r.take(out)
}

// take copies words that are to stay, into what is left of a longer list.
func (r *Reader) take(words []Word) []Word {
	if len(r.room) < len(words) {
		r.room = make([]Word, max(len(words), min(r.expected, maxRoom)))
	}
	out := r.room[:len(words):len(words)]
	r.room = r.room[len(words):]
	copy(out, words)
	return out
}

// opensAddress says whether the dot of a domain stands at a place: ".ee".
func opensAddress(s string, at int) bool {
	if s[at] != '.' || at > 0 && s[at-1] != ' ' && s[at-1] != '(' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[at+1:])
	return unicode.IsLetter(next)
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isWordByte[r]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isWordByte says of the characters of ASCII whether they are letters or digits.
var isWordByte = func() (is [utf8.RuneSelf]bool) {
	for c := range is {
		is[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return is
}()

func gapOf(s string, at int, r rune) Gap {
	switch {
	case unicode.IsSpace(r):
		return Space
	case r == '/':
		return Slash
	case r == ',':
		return Comma
	case strings.ContainsRune("-‐‑‒–—", r) && (at == 0 || s[at-1] != ' '):
		return Hyphen
	}
	return Break
}

// endOfWord takes in marks that stand between two characters of a word.
func endOfWord(s string, at int) int {
	for at < len(s) {
		r, size := rune(s[at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[at:])
		}
		if isWordRune(r) {
			at += size
			continue
		}
		if r == ' ' {
			break
		}
		before, next := rune(0), rune(0)
		if at > 0 {
			before, _ = utf8.DecodeLastRuneInString(s[:at])
		}
		if at+size < len(s) {
			next, _ = utf8.DecodeRuneInString(s[at+size:])
		}
		if !joins(r, before, next) {
			break
		}
		at += size
	}
	return at
}

// forgottenSpace finds a full stop that ends a sentence though no space
// follows ("the board.It has"): every part is an English word, which those of
// an address are not. It is 0 without one.
func forgottenSpace(word string) int {
	dot := strings.IndexByte(word, '.')
	if dot < 0 {
		return 0
	}
	for part := range strings.SplitSeq(strings.ToLower(word), ".") {
		if !lexicon.Has(part) {
			return 0
		}
	}
	return dot
}

func joins(r, before, next rune) bool {
	if !isWordRune(next) {
		return false
	}
	digits := unicode.IsDigit(before) && unicode.IsDigit(next)
	switch r {
	case '\'', '’', '.':
		return true
	case ',', '/', ':':
		return digits
	case '&':
		return unicode.IsUpper(before) && unicode.IsUpper(next)
	}
	return false
}

// word reads the form and the keys of a word, once for each spelling. A
// possessive ending is left out of its span.
func (r *Reader) word(s string, span text.Span) Word {
	raw := withoutPossessive(span.In(s))
	w, known := r.spellings[raw]
	if !known {
		w = r.spell(raw)
	}
	w.Span = text.Span{Start: span.Start, End: span.Start + len(raw)}
	return w
}

// spell reads a spelling and keeps it.
func (r *Reader) spell(raw string) Word {
	w := wordOf(strings.Clone(raw)) // whose keys may be parts of it
	if r.adds(raw, w.Key) {
		w.Voice, w.English = true, true
	}
	w.can = abilityOf(w, raw)
	keep(r.spellings, raw, w)
	return w
}

func withoutPossessive(raw string) string {
	if last := raw[len(raw)-1]; last != 's' && last != 'S' {
		return raw
	}
	for _, ending := range []string{"'s", "’s", "'S", "’S"} {
		if cut, ok := strings.CutSuffix(raw, ending); ok && cut != "" {
			return cut
		}
	}
	return raw
}

func wordOf(raw string) Word {
	w := Word{Form: formOf(raw)}
	lower := strings.ToLower(raw)
	w.Voice = voice[lower]
	switch w.Form {
	case Number, Ordinal:
		w.Key = lower
	case Acronym, Dotted:
		w.Key = strings.ReplaceAll(lower, ".", dotOf(w.Form))
		w.Stem = w.Key
	case Mixed:
		w.Key = lower
		if plural, ok := strings.CutSuffix(raw, "s"); ok && formOf(plural) == Acronym {
			w.Key = strings.ToLower(plural)
		}
		w.Stem = w.Key
	default:
		spelled := american(lower)
		w.Key = singular(spelled)
		w.Many = w.Key != spelled
		if !functionWords[lower] {
			known := stemOf(spelled)
			w.Stem, w.Kind, w.common = known.Family, known.Kind, known.Common
		}
		if w.Form == Capital {
			w.Key = country(w.Key)
			w.English = countries[w.Key] == "" && isEnglish(lower)
		}
	}
	return w
}

// dotOf keeps the dots of an address and drops those of initials (A.I.).
func dotOf(f Form) string {
	if f == Dotted {
		return "."
	}
	return ""
}

func formOf(w string) Form {
	var upper, lower, digit, dot int
	first, _ := utf8.DecodeRuneInString(w)
	for _, r := range w {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsDigit(r):
			digit++
		case r == '.':
			dot++
		case unicode.IsLetter(r):
			lower++
		}
	}
	switch {
	case upper+lower == 0:
		return Number
	case unicode.IsDigit(first) && isOrdinal(w):
		return Ordinal
	case digit > 0:
		return Mixed
	case dot > 0 && lower > 0:
		return Dotted
	case upper > 1 && lower == 0:
		return Acronym
	case unicode.IsUpper(first) && upper == 1:
		return Capital
	case upper == 0:
		return Lower
	}
	return Mixed
}

func isOrdinal(w string) bool {
	switch strings.ToLower(strings.TrimLeft(w, "0123456789")) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}
