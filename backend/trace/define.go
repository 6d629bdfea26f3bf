package trace

import (
	"strings"
	"unicode/utf8"
)

// definition is a short form with the words that it stands for, as a
// statement writes them: "Long Form (LF)" or "LF (Long Form)".
type definition struct {
	short string // key
	long  []Word
	// rest is the last letter of the short form where no word has it: that of
	// the jurisdiction, perhaps ("National Payment Company (NPCR)").
	rest string
}

// definitions reads the definitions in parentheses of one statement.
func definitions(words []Word, text string) []definition {
	var out []definition
	for i := 1; i < len(words); i++ {
		if text[words[i].Span.Start-1] != '(' {
			continue
		}
		end := closing(words, i, text)
		if isShort(words[i]) && end == i {
			if d, ok := spelledBefore(words[max(0, i-maxDefinition):i], words[i].Key); ok {
				out = append(out, d)
			}
		}
		if isShort(words[i-1]) && end > i {
			if d, ok := spelledBefore(words[i:end+1], words[i-1].Key); ok && len(d.long) == end+1-i {
				out = append(out, d)
			}
		}
	}
	return out
}

func isShort(w Word) bool { return w.Form == Acronym || w.Form == Mixed }

// maxDefinition is how many words a long form may have.
const maxDefinition = 16

// closing is the last word of the parenthesis that words[first] opens, or -1
// where it is not closed soon.
func closing(words []Word, first int, text string) int {
	for i := first; i < min(len(words), first+maxDefinition); i++ {
		next := len(text)
		if i+1 < len(words) {
			next = words[i+1].Span.Start
		}
		if strings.HasPrefix(text[words[i].Span.End:next], ")") {
			return i
		}
	}
	return -1
}

// spelledBefore finds the words at the end of words whose first letters spell
// the short form.
func spelledBefore(words []Word, short string) (definition, bool) {
	letters := strings.ReplaceAll(short, "&", "")
	if first, ok := lettered(words, letters); ok {
		return definition{short, words[first:], ""}, true
	}
	if len(letters) < 3 {
		return definition{}, false
	}
	_, size := utf8.DecodeLastRuneInString(letters)
	rest := letters[len(letters)-size:]
	first, ok := lettered(words, letters[:len(letters)-size])
	return definition{short, words[first:], rest}, ok
}

// lettered walks back from the end of words and matches first letters against
// letters, from the last. Small words may be matched or passed over.
func lettered(words []Word, letters string) (first int, ok bool) {
	if letters == "" {
		return len(words), true
	}
	if len(words) == 0 {
		return 0, false
	}
	last := len(words) - 1
	w := words[last]
	r, size := utf8.DecodeLastRuneInString(letters)
	left := letters[:len(letters)-size]
	if initial(w) == r && (left == "" || w.Gap < Break) {
		if first, ok := lettered(words[:last], left); ok {
			return first, true
		}
	}
	if w.Form == Lower && functionWords[w.Key] && w.Gap < Break {
		return lettered(words[:last], letters)
	}
	return 0, false
}

// initial is the first letter of a word as it is written, in lower case: the
// key of an inhabitant is that of the country.
func initial(w Word) rune {
	spelling := w.Stem
	if spelling == "" {
		spelling = w.Key
	}
	r, _ := utf8.DecodeRuneInString(spelling)
	return r
}

// initialsOf are the first letters of a name in lower case, small words left
// out; empty where a word of it is no plain capitalized word.
func initialsOf(words []Word) string {
	var room [maxName * utf8.UTFMax]byte
	out := room[:0]
	for i := range words {
		switch w := &words[i]; {
		case w.Form == Capital:
			out = utf8.AppendRune(out, initial(*w))
		case !joiners[w.Key]:
			return ""
		}
	}
	return string(out)
}

// minInitials is how many letters tell a name that no one defines.
const minInitials = 3

// title is the whole run of title case of a name that may be abbreviated
// without a definition: less the acronyms at its ends.
func title(words []Word) []Word {
	for len(words) > 0 && words[0].Form != Capital {
		words = words[1:]
	}
	for len(words) > 0 && words[len(words)-1].Form != Capital {
		words = words[:len(words)-1]
	}
	return words
}

// headOf is what stands before the last preposition ("of Ruritania") of a
// title, nothing where it has none.
func headOf(title []Word) []Word {
	for i := len(title) - 1; i > 0; i-- {
		if title[i].Form == Lower && prepositions[title[i].Key] {
			return title[:i]
		}
	}
	return nil
}
