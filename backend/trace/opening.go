package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/lexicon"
)

// withoutOpening takes off the first word of a name where its capital is owed
// to the beginning of the sentence alone. What is left is empty where the
// name is that word.
func (g *Graph) withoutOpening(t *Text, n Name, limit int) Name {
	words := t.Words[n.First : n.Last+1]
	if !words[0].English || !opens(t.Words, n.First, t.Text) || g.resolves(words, limit) {
		return n
	}
	rest := 1
	for rest < len(words) && joiners[words[rest].Key] {
		rest++
	}
	if rest == len(words) {
		if g.isBareName(t, n.First, limit) {
			return n
		}
		return Name{n.Last + 1, n.Last}
	}
	alone := g.standsAlone(words[rest:], limit)
	switch {
	case rest > 1 && !conjunctions[words[1].Key]: // "Ministry of …", but "Use of NPCR rails"
		if bodies[words[0].Key] || !alone {
			return n
		}
	case rest > 1 && g.isBareName(t, n.First, limit), !alone && !g.isHeard(words[0], limit) && !isModifier(words[0]):
		return n
	}
	return Name{n.First + rest, n.Last}
}

// isBareName says whether the word that opens a sentence must be a name though
// it is an ordinary word: upstream does not speak of it, and it is a thing that
// can be counted, in the singular and without an article, which no other
// subject is ("Oracle provides …", "Oracle and the office …").
func (g *Graph) isBareName(t *Text, i, limit int) bool {
	w := t.Words[i]
	if g.isHeard(w, limit) || w.Many || numerals[w.Key] != 0 || isIdea[w.Kind] || !lexicon.Has(w.Key+"s") {
		return false
	}
	if i+1 == len(t.Words) {
		return i == 0
	}
	next := t.Words[i+1]
	return next.Gap == Space && next.Form == Lower && (next.Key == "and" || acts(next, t.Text))
}

// isIdea are the kinds of words that may be a subject without an article.
var isIdea = map[lexicon.Kind]bool{lexicon.Verb: true, lexicon.Deed: true, lexicon.Abstract: true, lexicon.Symbol: true}

// acts says whether a word makes the one before it somebody who does
// or says something.
func acts(w Word, text string) bool {
	written := w.Span.In(text)
	return attributing[written] || w.Voice && strings.HasSuffix(written, "s")
}

var attributing = lexicon.Set("says operates announces confirms announced launched owns runs has is was")

// isHeard says whether upstream speaks of a word, or every layer does.
func (g *Graph) isHeard(w Word, limit int) bool {
	return w.Voice || w.Stem == "" || g.index.has(w.Key, limit)
}

// standsAlone says whether words are a name without any word before them.
func (g *Graph) standsAlone(words []Word, limit int) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return w.Form > Capital || w.Form == Capital && !w.English }) ||
		len(words) > 1 && g.index.standsBefore(g.index.names, joined(words), limit)
}

// isModifier says whether a word may open a sentence before a noun:
// "Documented", "Treat", "National".
func isModifier(w Word) bool {
	switch w.Kind {
	case lexicon.Verb, lexicon.Adjective, lexicon.Relating, lexicon.Adverb:
		return true
	}
	return slices.ContainsFunc(modifierEndings, func(e string) bool { return strings.HasSuffix(w.Key, e) })
}

var modifierEndings = []string{"ed", "ing", "al", "ic", "ive", "ous", "able", "ible", "ary", "ly", "ful", "less"}

// isEmphasis says whether a name is one ordinary word that is merely written
// with capitals.
func isEmphasis(name []Word) bool {
	switch w := name[0]; {
	case len(name) > 1:
		return false
	case w.Form == Capital:
		return w.Voice || w.English && (w.Kind == lexicon.Verb || w.Kind == lexicon.Adverb)
	default:
		return w.Form == Acronym && w.Voice && w.Span.Len() > minEmphasis
	}
}

// minEmphasis is how long an ordinary word in capitals must be that is not
// taken for an acronym.
const minEmphasis = 4

// isLabel says whether a name is the label of its statement, of which each
// word is ordinary and stands upstream: "Payment Settlement: the bank …".
func (g *Graph) isLabel(t *Text, n Name, limit int) bool {
	next := n.Last + 1
	if next == len(t.Words) || !strings.Contains(t.Text[t.Words[n.Last].Span.End:t.Words[next].Span.Start], ":") {
		return false
	}
	return !slices.ContainsFunc(t.Words[:next], func(w Word) bool {
		return w.Form > Capital || w.Form == Capital && !(w.English && g.isHeard(w, limit)) || w.Form == Lower && w.Stem != ""
	})
}
