package check

import (
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// phrases is a set of phrases, keyed by first word so that a statement is read
// once, whatever their number.
type phrases struct {
	byKey, byStem map[string][]phrase
}

type phrase []place

// place is one place of a phrase, in the forms in which trace keeps words.
type place struct {
	keys, stems map[string]bool
	name, gap   bool
}

// maxGap is how many words a gap stands for at the most.
const maxGap = 3

const numberMark = "#"

func compile(of []atlas.Phrase) phrases { return newCompiler().compile(of) }

func (c compiler) compile(of []atlas.Phrase) phrases {
	p := phrases{map[string][]phrase{}, map[string][]phrase{}}
	for _, written := range of {
		ph := make(phrase, len(written))
		for i, w := range written {
			ph[i] = place{c.set(w.Words, keyOf), c.set(w.Inflected, stemOf), w.Name, w.Gap}
		}
		for key := range ph[0].keys {
			p.byKey[key] = append(p.byKey[key], ph)
		}
		for stem := range ph[0].stems {
			p.byStem[stem] = append(p.byStem[stem], ph)
		}
	}
	return p
}

// compiler reads each spelling once and builds each set of words once: phrases
// share their classes.
type compiler struct {
	read map[string]trace.Word
	sets map[string]map[string]bool
}

func newCompiler() compiler {
	return compiler{map[string]trace.Word{}, map[string]map[string]bool{}}
}

func (c compiler) set(words []string, form func(trace.Word) string) map[string]bool {
	if len(words) == 0 {
		return nil
	}
	name := form(trace.Word{Key: "key", Stem: "stem"}) + " " + strings.Join(words, " ")
	if set, ok := c.sets[name]; ok {
		return set
	}
	set := make(map[string]bool, len(words))
	for _, w := range words {
		read, ok := c.read[w]
		if !ok {
			read = readWord(w)
			c.read[w] = read
		}
		set[form(read)] = true
	}
	c.sets[name] = set
	return set
}

func keyOf(w trace.Word) string { return w.Key }

// stemOf is the key where a word has no stem, as function words have none.
func stemOf(w trace.Word) string {
	if w.Stem == "" {
		return w.Key
	}
	return w.Stem
}

// keySet and stemSet are the words as compile reads them.
func keySet(words []string) map[string]bool {
	return newCompiler().set(words, keyOf)
}

func stemSet(words []string) map[string]bool {
	return newCompiler().set(words, stemOf)
}

// readWord brings a word of the notation to the form in which trace keeps it.
func readWord(word string) trace.Word {
	if words := trace.Words(word); len(words) == 1 && !strings.Contains(word, numberMark) {
		return words[0]
	}
	return trace.Word{Key: word}
}

// opens says whether a phrase may begin with w.
func (p phrases) opens(w trace.Word) bool {
	return p.byKey[w.Key] != nil || p.byStem[w.Stem] != nil || w.Form == trace.Number && p.byKey[numberKey(w)] != nil
}

// find returns the first phrase that begins at words[i] of a text, as the
// index of its last word.
func (p phrases) find(text string, words []trace.Word, i int) (last int, ok bool) {
	w := words[i]
	for _, candidates := range [...][]phrase{p.byKey[w.Key], p.byStem[w.Stem], p.ofNumber(w)} {
		for _, ph := range candidates {
			if last, ok := match(ph[1:], text, words, i); ok {
				return last, true
			}
		}
	}
	return 0, false
}

func (p phrases) ofNumber(w trace.Word) []phrase {
	if w.Form != trace.Number {
		return nil
	}
	return p.byKey[numberKey(w)]
}

// match matches the rest of a phrase behind words[at]. Articles between its
// words do not count.
func match(rest phrase, text string, words []trace.Word, at int) (last int, ok bool) {
	if len(rest) == 0 {
		return at, true
	}
	reach, gap := 1, rest[0].gap
	if gap {
		rest, reach = rest[1:], 1+maxGap
	}
	for next := at + 1; next < len(words) && reach > 0; next++ {
		if words[next].Gap >= trace.Comma && (gap || !isLabel(text, words, next)) {
			break
		}
		if rest[0].has(words[next]) {
			if last, ok := match(rest[1:], text, words, next); ok {
				return last, true
			}
		}
		if !isArticle(words[next]) {
			reach--
		}
	}
	return 0, false
}

// isLabel says whether words[i] stands behind a colon: "readiness: high" says
// the same as "readiness high".
func isLabel(text string, words []trace.Word, i int) bool {
	return strings.TrimSpace(text[words[i-1].Span.End:words[i].Span.Start]) == ":"
}

func isArticle(w trace.Word) bool {
	return w.Form <= trace.Capital && (w.Key == "the" || w.Key == "a" || w.Key == "an")
}

func (e place) has(w trace.Word) bool {
	return e.keys[w.Key] || w.Stem != "" && e.stems[w.Stem] || e.name && w.Form >= trace.Capital ||
		w.Form == trace.Number && e.keys[numberKey(w)]
}

// numberKey is what stands for a number in the notation: "#", or "#/10" for a
// number of ten.
func numberKey(w trace.Word) string {
	if _, of, ok := strings.Cut(w.Key, "/"); ok {
		return numberMark + "/" + of
	}
	return numberMark
}
