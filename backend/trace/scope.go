package trace

// scoped is what a cue such as "without" denies. Where nothing but a word of
// the format follows, it is what stands before ("the port remains outside the
// evidence").
func scoped(clause []Word, d denial) denial {
	d.from = d.behind
	d.to = scopeEnd(clause, d.from, absences[clause[d.cue].Key])
	if bans[clause[d.cue].Key] {
		d.to = min(d.to, aside(clause, d.from))
	}
	d.to = except(clause[:d.to], d.from)
	if (d.behind-d.cue == 2 && !contrasting[clause[d.cue].Key] || clause[d.cue].Key == "no") && len(stemsOf(clause, d.from, d.to)) == 0 {
		d.kind, d.from = wholeClause, d.start
	}
	return d
}

// except is where an exception begins within a denied scope: "no map beyond
// the coast". What a comma parts from the scope is no exception of it.
func except(words []Word, from int) int {
	for i := from + 1; i < len(words); i++ {
		if exceptions[words[i].Key] || words[i].Key == "other" && keyAt(words, i+1) == "than" || words[i].Key == "apart" && keyAt(words, i+1) == "from" {
			return i
		}
	}
	return len(words)
}

// scopeEnd is where the scope of "without" and its like ends within a clause:
// before a comma that a preposition follows, and, where a noun is the cue
// ("the absence of a port signals …"), before the verb.
func scopeEnd(words []Word, from int, noun bool) int {
	for i := from + 1; i < len(words); i++ {
		if words[i].Gap == Comma && resumes[words[i].Key] || noun && i > from+1 && (auxiliaries[words[i].Key] || voices[words[i].Key]) {
			return i
		}
	}
	return len(words)
}

// aside is the end of what stands between two commas from words[i] on.
func aside(words []Word, i int) int {
	for end := i + 1; end < len(words); end++ {
		if words[end].Gap == Comma {
			return end
		}
	}
	return len(words)
}

// isState says whether words[i] stands behind the noun that it bears on and
// ends what is said of it.
func isState(clause []Word, start, i int) bool {
	if i <= start || clause[i].Gap != Space || clause[i-1].Stem == "" {
		return false
	}
	return i+1 == len(clause) || clause[i+1].Gap >= Comma || connects[clause[i+1].Key] || resumes[clause[i+1].Key] || prepositions[clause[i+1].Key]
}

// stateOf is where that begins of which words[i] tells the state.
func stateOf(clause []Word, start, i int) int {
	for from := i; from > start; from-- {
		if clause[from].Gap >= Comma || leavesSo[clause[from-1].Key] {
			return from
		}
	}
	return start
}

// qualifies says whether words[i] stands before the noun that it bears on.
func qualifies(clause []Word, i int) bool {
	return i+1 < len(clause) && clause[i].Key != "outside" && clause[i+1].Gap == Space && clause[i+1].Stem != "" && !isPredicate(clause, i)
}

// phraseEnd is where the noun phrase ends that goes on at words[i].
func phraseEnd(clause []Word, i int) int {
	for i++; i < len(clause); i++ {
		if w := clause[i]; w.Gap >= Comma || connects[w.Key] || auxiliaries[w.Key] || voices[w.Key] || resumes[w.Key] || w.Stem == "" && w.Form == Lower && !determiners[w.Key] && w.Key != "of" {
			return i
		}
	}
	return len(clause)
}
