package trace

import "slices"

// isAverted says whether words[i] stands closely behind "against".
func isAverted(words []Word, i int) bool {
	return slices.ContainsFunc(words[max(0, i-maxVerb):i], func(w Word) bool { return w.Key == "against" })
}

// markPlainly marks the words of content that a statement says without a limit.
func markPlainly(out []bool, words []Word, denied, hedged []bool) {
	for i := range words {
		out[i] = isTerm(&words[i]) && !denied[i] && keyAt(words, i-1) != "non" && !isAverted(words, i) && (hedged == nil || !hedged[i])
	}
}

// plainTerms are the distinct stems of the words that are marked, sorted; those
// of all words are terms.
func plainTerms(terms []string, words []Word, marked []bool) []string {
	all, n := true, 0
	for i := range words {
		all = all && marked[i] == isTerm(&words[i])
		if marked[i] {
			n++
		}
	}
	if all {
		return terms
	}
	out := make([]string, 0, n)
	for i := range words {
		if marked[i] {
			out = append(out, words[i].Stem)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// isFrameworkThing says whether a thing is put in the framework's own words.
func isFrameworkThing(stems []string) bool {
	return !slices.ContainsFunc(stems, func(s string) bool { return !frameworkStems[s] })
}

// isEditorial says whether words speak of something to write and not of
// something to find: marketing, but not a market.
func isEditorial(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return editorial[w.Key] })
}
