package check

import (
	"atlasdesk/backend/trace"
)

// isAttributed says whether the statement names somebody's word before
// words[at]: "X states that …", "according to X", "is described by X as".
func isAttributed(t *trace.Text, at int) bool {
	for i := range t.Words[:at] {
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
	case !sayingStems[words[i].Stem]:
		return false
	case passive[before]:
		return after == "by"
	}
	return i > 0 && !beforeNoun[before] && !afterNoun[after]
}

var (
	sayingStems = stemSet([]string{"state", "say", "says", "said", "identify", "describe", "document", "report", "announce", "publish", "declare", "claim", "note",
		"list", "call", "explain", "confirm", "present", "define", "record", "characterize", "frame", "detail", "specify", "cite",
		"mention", "emphasize", "stress", "highlight", "assert", "estimate", "disclose", "acknowledge", "advise", "recommend", "write", "wrote", "put"})
	passive = keySet([]string{"is", "are", "was", "were", "be", "been", "being"})
	// beforeNoun and afterNoun are words beside which a verb of saying is a
	// noun, or says what is to be done.
	beforeNoun = keySet([]string{"the", "a", "an", "its", "their", "his", "her", "our", "this", "these", "those", "that", "of", "in", "for", "with", "by", "between", "several",
		"many", "some", "all", "other", "member", "to", "must", "shall", "should", "can", "may", "will", "would", "could", "and", "or", "no", "any", "each", "every"})
	afterNoun = keySet([]string{"is", "are", "was", "were", "of", "have", "has", "can", "may", "must", "will", "should"})
)
