package check

import (
	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/trace"
)

// maxAttribution is how far before a phrase its attribution may stand.
const maxAttribution = 60

// isAttributed says whether the statement names somebody's word before
// words[at]: "X states that …", "according to X", "is described by X as".
func isAttributed(t *trace.Text, at int) bool {
	for i := max(0, at-maxAttribution); i < at; i++ {
		if attributes(t.Words, i) {
			return true
		}
	}
	return false
}

// attributes says whether words[i] attributes what follows: "according to", or
// a verb of saying with its subject before it. "The states of the region" and
// "must report" attribute nothing.
func attributes(words []trace.Word, i int) bool {
	before, after := "", ""
	if i > 0 {
		before = words[i-1].Key
	}
	if i+1 < len(words) {
		after = words[i+1].Key
	}
	switch key := words[i].Key; {
	case key == "according" && after == "to", key == "account" && (before == "own" || before == "its" || before == "their"):
		return true
	case !saying[words[i].Key]:
		return false
	case passive[before]:
		return after == "by"
	}
	return i > 0 && !beforeNoun[before] && !afterNoun[after]
}

var (
	saying = inflectedSet([]string{"state", "say", "said", "identify", "describe", "document", "report", "announce", "publish", "declare", "claim", "note",
		"list", "call", "explain", "confirm", "present", "define", "record", "characterize", "frame", "detail", "specify", "cite",
		"mention", "emphasize", "stress", "highlight", "assert", "estimate", "disclose", "acknowledge", "advise", "recommend", "write", "wrote", "put"})
	passive = keySet([]string{"is", "are", "was", "were", "be", "been", "being"})
	// beforeNoun and afterNoun are words beside which a verb of saying is a
	// noun, or says what is to be done.
	beforeNoun = keySet([]string{"the", "a", "an", "its", "their", "his", "her", "our", "this", "these", "those", "that", "of", "in", "for", "with", "by", "between", "several",
		"many", "some", "all", "other", "member", "to", "must", "shall", "should", "can", "may", "will", "would", "could", "and", "or", "no", "any", "each", "every"})
	afterNoun = keySet([]string{"is", "are", "was", "were", "of", "have", "has", "can", "may", "must", "will", "should"})
)

// subject is how many words from its beginning a statement has for its
// subject, where a source may be named.
const subject = 8

// namesSource says whether a statement says whose it is: it attributes, or its
// subject is an institution, a paper or a law with a name.
func namesSource(t *trace.Text, own string) bool {
	if isAttributed(t, min(len(t.Words), maxAttribution)) {
		return true
	}
	for i, w := range t.Words[:min(subject, len(t.Words))] {
		if papers[w.Key] {
			return true
		}
		if w.Form >= trace.Capital && w.Key != own && (i > 0 || isProper(t, w)) {
			return true
		}
	}
	return false
}

// isProper says whether the first word of a statement is a name, not merely
// written with a capital for its place.
func isProper(t *trace.Text, w trace.Word) bool {
	return w.Form > trace.Capital || w.Stem != "" && w.Kind == lexicon.Unknown || len(t.Words) > 1 && t.Words[1].Form >= trace.Capital && t.Words[1].Gap <= trace.Hyphen
}

// continues says whether a statement goes on from the one before: "It also …",
// "The same materials …".
func continues(t *trace.Text) bool {
	for _, w := range t.Words[:min(3, len(t.Words))] {
		if backward[w.Key] {
			return true
		}
	}
	return false
}

var (
	// papers are what an institution publishes.
	papers = keySet(atlas.Papers())
	// backward are words that point to what stands before.
	backward = keySet([]string{"it", "its", "they", "their", "he", "she", "this", "these", "those", "that", "such", "same", "both", "there", "also", "further",
		"additionally", "moreover", "furthermore", "other", "another", "each", "latter", "former", "together", "then", "thereby", "here"})
)
