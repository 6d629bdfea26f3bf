package trace

import (
	"strings"

	"atlasdesk/backend/lexicon"
)

// cue is what a word or two do to the polarity of their clause.
type cue int

const (
	noCue       cue = iota
	wholeClause     // "is not documented": the clause denies, its subject included
	following       // "without": what follows is denied, up to the end of the clause
	hedging         // "only partially", "depends on": the clause asserts with a limit
	affirming       // "not without": two denials that leave none
	excepting       // within a denial, "beyond the port": what follows stands
)

// cueAt reads a cue at words[i] and how many words it takes. The lists that it
// asks for the first word are those of [canCue].
func cueAt(words []Word, i int) (length int, kind cue) {
	if words[i].can&canCue == 0 {
		return 0, noCue
	}
	key := words[i].Key
	next := keyAt(words, i+1)
	switch {
	case negations[key]:
		return negation(words, i)
	case key == "no" && (i+1 < len(words) && words[i+1].Form == Number || comparatives[next] && keyAt(words, i+2) == "than"):
		return 0, noCue // "No 43/2011", "no later than"
	case key == "no" && next == "longer":
		return 2, wholeClause
	case key == "yet" && next == "to", key == "remain" && next == "to", key == "remains" && next == "to", failing[key] && next == "to":
		return 2, wholeClause
	case denyingPairs[key+" "+next]:
		return 2, following
	case isNegative(key) && isPredicate(words, i):
		return 1, wholeClause
	case hedges[key], dependsOn(words, i), hedgingPairs[key+" "+next], hedgingPredicates[key] && (i == 0 && !ambiguous[key] || isPredicate(words, i)):
		return 1, hedging
	case denyingWords[key]:
		return 1, following
	}
	return 0, noCue
}

// isNegative says whether an adjective says that something is not so: "absent",
// "unpublished".
func isNegative(key string) bool { return predicates[key] || isUndone(key) }

// isUndone says whether a word is a participle with "un-" before it.
func isUndone(key string) bool {
	rest, ok := strings.CutPrefix(key, "un")
	return ok && len(rest) > 4 && strings.HasSuffix(rest, "ed") && !reversals[key] && !strings.HasPrefix(rest, "der") && lexicon.Has(rest)
}

// undone is the stem of what isUndone says has not been done.
func undone(key string) string { return wordOf(strings.TrimPrefix(key, "un")).Stem }

// dependsOn says whether words[i] is a verb or adjective of dependence: "depends
// in part on".
func dependsOn(words []Word, i int) bool {
	if !depending[words[i].Key] {
		return false
	}
	for n := i + 1; n < min(len(words), i+4) && words[n].Gap < Comma; n++ {
		if words[n].Key == "on" || words[n].Key == "upon" {
			return true
		}
	}
	return false
}

// isPredicate says whether words[i] stands behind a form of "be".
func isPredicate(words []Word, i int) bool {
	for i--; i >= 0 && isAdverb(words[i]) && !linking[words[i].Key]; i-- {
	}
	return i >= 0 && linking[words[i].Key]
}

// negation reads "not" and its like with the word that it bears on: "not only"
// and "not least" deny nothing, nor does a denial of a denial.
func negation(words []Word, i int) (length int, kind cue) {
	switch next := keyAt(words, i+1); {
	case emphases[next]:
		return 0, noCue
	case wholes[next]:
		return 2, hedging // "not all of the ports": some of them
	}
	verb := afterAdverbs(words, i+1)
	switch key := keyAt(words, verb); {
	case contraries[key], key == "free" && keyAt(words, verb+1) == "of", key == "limited", key == "confined", key == "restricted":
		return verb - i + 1, affirming
	}
	return 1, wholeClause
}

func keyAt(words []Word, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	return words[i].Key
}

// afterAdverbs is the index of the first word from i on that is no adverb.
func afterAdverbs(words []Word, i int) int {
	for i < len(words) && isAdverb(words[i]) {
		i++
	}
	return i
}

func isAdverb(w Word) bool {
	n := len(w.Key)
	return adverbs[w.Key] || n > 4 && w.Form == Lower && w.Key[n-2:] == "ly"
}

var (
	negations    = keySet("not never cannot isn't doesn't don't didn't wasn't weren't aren't won't can't couldn't hasn't haven't undocumented unevidenced unestablished")
	emphases     = keySet("only just merely solely simply least")
	wholes       = keySet("all every each both everyone everything")
	comparatives = keySet("later fewer less more sooner earlier other")
	contraries   = keySet("exclude preclude prevent prohibit lack omit forbid rule without absent unavailable incomplete undocumented excluded precluded omitted unlike")
	adverbs      = keySet("yet also itself themselves ever otherwise still so far here currently well quite been be being")
	failing      = keySet("fail fails failed failure")

	reversals = keySet("united unified unveiled unlocked unfolded unloaded unpacked uncovered unlimited unwanted unprecedented")

	denyingWords = keySet(`ban bans prohibition no none neither nor nothing nowhere without beyond absence absent lack lacking lacks exclude excludes excluded excluding avoid avoids avoided
 avoiding omit omits omitted omitting unavailable unsupported prohibit prohibits prohibited refuse refuses decline declines non-existence`)
	denyingPairs = pairSet(`rather than, instead of, remain outside, remains outside, left out, leaves out, leave out, free of, short of, stop short, stay outside, stays outside, lie outside, lies outside, fall outside, falls outside, falling outside, stay off, stays off, keep off, keeps off, kept off, remain off, remains off, keep out, keeps out, kept out, away from, remaining outside, opposed to, far from, place of`)
	// A predicate denies its whole clause behind a form of "be" and the like:
	// "readiness tiers are excluded".
	predicates = keySet(`excluded refused rejected barred banned absent outside withheld omitted missing unavailable incomplete prohibited forbidden lacking undocumented unevidenced
 unestablished unconfirmed unresolved unpublished unverified unspecified unsupported unclear unknown unretrieved irretrievable inaccessible unreadable`)
	linking = keySet("is are was were be been remain remains lie lies stay stays stand stands left being")

	// What hedges leaves its clause neither denied nor plainly asserted.
	hedges       = keySet("partially partly partial incomplete limitation dependence dependency reliance await awaits awaiting")
	depending    = keySet("depend depends depended depending dependent reliant rely relies relied relying hinge hinges contingent conditional")
	hedgingPairs = pairSet(`subject to, bound by, bounded by, limited to, limited by, constrained by, restricted to,
 confined to, only partially, only partly, only in`)
	hedgingPredicates = keySet("limited partial constrained narrow bounded preliminary restricted sparse open pending outstanding unfinished offline suspended paused provisional")
	ambiguous         = keySet("open outstanding pending bounded restricted") // before a noun: "open data"
	exceptions        = keySet("beyond except besides unless")
)

// keySet holds the keys of words, as Word.Key has them.
func keySet(words string) map[string]bool {
	m := lexicon.Set(words)
	for w := range lexicon.Set(words) {
		m[singular(w)] = true
	}
	return m
}

// pairSet holds the keys of pairs of words that commas part.
func pairSet(pairs string) map[string]bool {
	m := map[string]bool{}
	for pair := range strings.SplitSeq(pairs, ",") {
		first, second, _ := strings.Cut(strings.TrimSpace(pair), " ")
		m[singular(first)+" "+singular(second)] = true
	}
	return m
}
