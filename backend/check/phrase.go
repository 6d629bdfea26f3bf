package check

import (
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// phrases is a set of phrases, keyed by first word so that a statement is read
// once, whatever their number.
type phrases struct {
	byKey map[string][]phrase
	own   []phrase // those that may begin with the jurisdiction's name
}

type phrase []place

// place is one place of a phrase, in the forms in which trace keeps words.
type place struct {
	keys           map[string]bool
	name, own, gap bool
}

// passage is what phrases are looked for in.
type passage struct {
	text  string
	words []trace.Word
	own   string // key of the last word of the jurisdiction's name
}

// passage is the statement to look for phrases in.
func (p *pass) passage(t *trace.Text) passage { return passage{t.Text, t.Words, p.own} }

// ownKey is how a jurisdiction's name is recognized: by its last word.
func ownKey(jurisdiction string) string {
	words := trace.Words(jurisdiction)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1].Key
}

// maxGap is how many words a gap stands for at the most.
const maxGap = 3

// maxReach is how far the next word of a phrase may stand, articles included.
const maxReach = 3 * maxGap

const numberMark = "#"

func compile(of []atlas.Phrase) phrases { return compiler{}.compile(of) }

func (c compiler) compile(of []atlas.Phrase) phrases {
	p := phrases{byKey: map[string][]phrase{}}
	for _, written := range of {
		ph := make(phrase, len(written))
		for i, w := range written {
			ph[i] = place{c.set(w.Words), w.Name, w.Own, w.Gap}
		}
		if ph[0].own {
			p.own = append(p.own, ph)
		}
		for key := range ph[0].keys {
			p.byKey[key] = append(p.byKey[key], ph)
		}
	}
	return p
}

// compiler builds each set of words once: phrases
// share their classes.
type compiler map[string]map[string]bool

func (c compiler) set(words []string) map[string]bool {
	if len(words) == 0 {
		return nil
	}
	name := strings.Join(words, " ")
	if set, ok := c[name]; ok {
		return set
	}
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[trace.Key(w)] = true
	}
	c[name] = set
	return set
}

// keySet is the words as compile reads them.
func keySet(words []string) map[string]bool { return compiler{}.set(words) }

// inflectedSet is the words in all their regular forms.
func inflectedSet(words []string) map[string]bool {
	var all []string
	for _, w := range words {
		all = append(all, atlas.Inflections(w)...)
	}
	return keySet(all)
}

// find returns the first phrase that begins at a word, as the index of its
// last word.
func (p phrases) find(in passage, at int) (last int, ok bool) {
	w := &in.words[at]
	last, ok = in.first(p.byKey[w.Key], at)
	if !ok && w.Form == trace.Number {
		last, ok = in.first(p.byKey[numberKey(w)], at)
	}
	if !ok && w.Key == in.own {
		last, ok = in.first(p.own, at)
	}
	return last, ok
}

// first finds the first of some phrases that goes on behind words[at], where
// they all begin.
func (in passage) first(candidates []phrase, at int) (last int, ok bool) {
	for _, ph := range candidates {
		if last, ok := in.match(ph[1:], at); ok {
			return last, true
		}
	}
	return 0, false
}

// match matches the rest of a phrase behind words[at]. Articles between its
// words do not count.
func (in passage) match(rest phrase, at int) (last int, ok bool) {
	if len(rest) == 0 {
		return at, true
	}
	reach, gap := 1, rest[0].gap
	if gap {
		rest, reach = rest[1:], 1+maxGap
	}
	for next := at + 1; next < min(len(in.words), at+maxReach) && reach > 0; next++ {
		w := &in.words[next]
		if w.Gap >= trace.Comma && (gap || !in.behindColon(next)) {
			break
		}
		if rest[0].has(w, in.own) {
			if last, ok := in.match(rest[1:], next); ok {
				return last, true
			}
		}
		if !isArticle(w) {
			reach--
		}
	}
	return 0, false
}

// behindColon says whether words[i] stands behind a colon: "readiness: high"
// says the same as "readiness high".
func (in passage) behindColon(i int) bool {
	return strings.TrimSpace(in.text[in.words[i-1].Span.End:in.words[i].Span.Start]) == ":"
}

func isArticle(w *trace.Word) bool {
	return w.Form <= trace.Capital && (w.Key == "the" || w.Key == "a" || w.Key == "an")
}

func (e *place) has(w *trace.Word, own string) bool {
	return e.own && w.Key == own || e.keys[w.Key] || e.name && w.Form >= trace.Capital ||
		w.Form == trace.Number && e.keys[numberKey(w)]
}

// numberKey is what stands for a number in the notation: "#", or "#/10" for a
// number of ten.
func numberKey(w *trace.Word) string {
	if _, of, ok := strings.Cut(w.Key, "/"); ok {
		return numberMark + "/" + of
	}
	return numberMark
}
