package trace

import (
	"slices"
	"strings"
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
		if isAttributing(t, n.Last+1) && !g.isHeard(words[0], limit) {
			return n // "Oracle states that …"
		}
		return Name{n.Last + 1, n.Last}
	}
	if !g.standsAlone(words[rest:], limit) && !g.isHeard(words[0], limit) && !hasModifierEnding(words[0]) {
		return n
	}
	return Name{n.First + rest, n.Last}
}

// isAttributing says whether words[i] makes the word before it somebody who
// says or publishes something.
func isAttributing(t *Text, i int) bool {
	return i > 0 && i < len(t.Words) && t.Words[i].Gap == Space && attributing[t.Words[i].Span.In(t.Text)]
}

var attributing = wordSet("states says publishes operates announces confirms announced launched operates owns runs")

// isHeard says whether upstream speaks of a word, or every layer does.
func (g *Graph) isHeard(w Word, limit int) bool {
	return w.Voice || w.Stem == "" || g.index.has(w.Key, limit)
}

// standsAlone says whether words are a name without any word before them.
func (g *Graph) standsAlone(words []Word, limit int) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return w.Form > Capital || w.Form == Capital && !w.English }) ||
		len(words) > 1 && before(g.index.names, joined(words), limit)
}

// hasModifierEnding says whether a word looks like one that opens a sentence
// before a noun: "Documented", "Operating", "National".
func hasModifierEnding(w Word) bool {
	return slices.ContainsFunc(modifierEndings, func(e string) bool { return strings.HasSuffix(w.Key, e) })
}

var modifierEndings = []string{"ed", "ing", "al", "ic", "ive", "ous", "able", "ible", "ary", "ly", "ful", "less"}

// isLabel says whether a name is the heading of its statement, of which each
// word is ordinary and stands upstream: "Payment Settlement: the bank …", or a
// whole bullet in title case.
func (g *Graph) isLabel(t *Text, n Name, limit int) bool {
	for _, w := range t.Words[n.First : n.Last+1] {
		if w.Form > Capital || w.Form == Capital && !(w.English && g.isHeard(w, limit)) {
			return false
		}
	}
	end := len(t.Words)
	for i := n.Last + 1; i < len(t.Words); i++ {
		if strings.Contains(t.Text[t.Words[i-1].Span.End:t.Words[i].Span.Start], ":") {
			end = i
			break
		}
	}
	return !slices.ContainsFunc(t.Words[:end], func(w Word) bool { return w.Form == Lower && w.Stem != "" })
}
