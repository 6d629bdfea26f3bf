package trace

import (
	"strings"

	"atlasdesk/backend/lexicon"
)

// ability is what a word can do in a statement, as far as that shows in the
// word alone. It is found once for each spelling, so that most words need not
// be looked up in list after list.
type ability uint8

const (
	canCue   ability = 1 << iota // stand where cueAt finds a cue
	canGap                       // say that something is not there, see namesGaps
	canTurn                      // end a clause, see clauseEnd
	canName                      // be part of a name
	canCount                     // begin a figure, or be a number or a month in words
	canTell                      // say what a figure is about
)

// abilities are those that a word owes to its key.
var abilities = abilityTable()

func abilityTable() map[string]ability {
	m := map[string]ability{}
	for can, lists := range map[ability][]map[string]bool{
		canCue: {negations, failing, predicates, hedges, hedgingPredicates, denyingWords, depending, firsts(denyingPairs), firsts(hedgingPairs),
			lexicon.Set("no yet remain remains")},
		canGap:  {gapNouns},
		canTurn: {turns, connects, relatives},
	} {
		for _, list := range lists {
			for key := range list {
				m[key] |= can
			}
		}
	}
	return m
}

// firsts are the words that pairs begin with.
func firsts(pairs map[string]bool) map[string]bool {
	m := map[string]bool{}
	for pair := range pairs {
		first, _, _ := strings.Cut(pair, " ")
		m[first] = true
	}
	return m
}

func abilityOf(w Word, written string) ability {
	can := abilities[w.Key]
	if isUndone(w.Key) {
		can |= canCue
	}
	if inName(w, written) {
		can |= canName
	}
	if beginsFigure(w) {
		can |= canCount
	}
	if isTerm(&w) && !datingWords[w.Key] {
		can |= canTell
	}
	return can
}

// anyCan says whether one of the words has one of the abilities.
func anyCan(words []Word, can ability) bool {
	for i := range words {
		if words[i].can&can != 0 {
			return true
		}
	}
	return false
}

// inName says whether a word may be part of a name.
func inName(w Word, written string) bool {
	switch w.Form {
	case Capital:
		return len(written) > 1 && !functionWords[w.Key]
	case Acronym:
		return !functionWords[w.Key] || w.Key == "us" || w.Key == "it" // NOT and ALL are emphasis
	case Mixed:
		return true
	case Dotted:
		return !strings.HasSuffix(w.Key, ".md") // a file of the package
	}
	return false
}

func beginsFigure(w Word) bool {
	switch w.Form {
	case Number, Ordinal:
		return true
	case Mixed:
		return strings.ContainsAny(w.Key, "0123456789")
	}
	return numerals[w.Key] != 0 || rankings[w.Key] != 0 || multipliers[w.Key] != 0 || monthOf(w) != 0
}
