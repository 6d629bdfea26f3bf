package trace

// clauseEnd is the index behind the clause that starts at word start. A clause
// ends at a strong mark, before a word that turns the sentence, and before
// what has a verb of its own: ", and the bank runs …", "and does not own …",
// ", which …". Where it opens with a preposition or conjunction ("Without …,
// the bank"), it ends at the comma before the main clause.
func clauseEnd(words []Word, text string, start int) int {
	opens := leading[words[start].Key] || words[start].can&canCue != 0 && denyingPairs[words[start].Key+" "+keyAt(words, start+1)]
	relative := relatives[words[start].Key]
	cued, listed := cuedAt(words, start), false
	verb, within := false, freeRelatives[words[start].Key] // of the clause itself; a relative clause within it
	for i := start + 1; i < len(words); i++ {
		w := &words[i]
		turning := w.can&canTurn != 0
		switch {
		case turning && turns[w.Key] && w.Form == Lower && !(w.Key == "yet" && keyAt(words, i+1) == "to"):
			return i
		case w.Gap == Break && endsClause(text[words[i-1].Span.End:w.Span.Start]):
			return i
		case beginsSentence(words, i):
			return i
		case w.Gap == Comma && opens && (beginsClause[w.Key] || w.Form >= Capital):
			return i
		case w.Gap == Comma && verb && !listed && isClause(words, i):
			return i
		case w.Gap == Comma && relative && i > start+2 && !connects[w.Key]:
			return i
		case turning && connects[w.Key] && !listed && parts(words, i, cued):
			return i
		case turning && relatives[w.Key] && !cued && (w.Gap == Comma || words[i-1].Gap == Comma && i > start+1 || deniesSoon(words, i+1)):
			return i
		}
		cued = cued || cuedAt(words, i)
		within = within || relatives[w.Key] || freeRelatives[w.Key]
		verb = verb || !within && auxiliaries[w.Key]
		listed = i == start+1 && opensList[words[start].Key] || listed && !auxiliaries[w.Key]
	}
	return len(words)
}

// beginsSentence says whether words[i] begins a sentence though no mark parts it
// from the one before: an item of a list has no full stop.
func beginsSentence(words []Word, i int) bool {
	w := words[i]
	opens := sentenceOpeners[w.Key] || w.Key == "the" && fileWords[keyAt(words, i+1)]
	return w.Gap == Space && w.Form == Capital && opens && words[i-1].Form == Lower && i+1 < len(words) && words[i+1].Form == Lower
}

// parts says whether "and", "or" or "so" at words[i] joins a clause rather
// than a noun. Before a cue of denial a clause ends where another cue negates
// a verb; behind one, where a verb stands that is not negated.
func parts(words []Word, i int, cued bool) bool {
	if keyAt(words, i+1) == "that" && keyAt(words, i+2) != "of" {
		return true // "states that … and that …"
	}
	if words[i].Gap == Comma && (words[i].Key == "so" || beginsClause[keyAt(words, i+1)] || keyAt(words, i+1) == "no" || keyAt(words, i+1) == "so") {
		return true
	}
	next := keyAt(words, i+1)
	if !cued {
		return negations[next] || next == "lack" || next == "lacks" || auxiliaries[next] && (keyAt(words, i+2) == "not" || keyAt(words, i+2) == "no")
	}
	if auxiliaries[next] || isVerb(words, i+1) || hedgingPairs[next+" "+keyAt(words, i+2)] || i+1 < len(words) && dependsOn(words, i+1) {
		return true
	}
	return words[i].Gap == Comma && words[i].Key != "or" && hasVerb(words, i+1)
}

// isClause says whether what follows a comma, and perhaps "and", has a subject
// and a verb of its own: ", the register was not".
func isClause(words []Word, i int) bool {
	if words[i].Key == "and" {
		i++
	}
	if i >= len(words) || prepositions[words[i].Key] || auxiliaries[words[i].Key] || leading[words[i].Key] {
		return false
	}
	for n := i; n < len(words) && n < i+maxSubject && (n == i || words[n].Gap < Comma); n++ {
		switch {
		case relatives[words[n].Key] || turns[words[n].Key] || words[n].Key == "or":
			return false
		case n > i && auxiliaries[words[n].Key]:
			return true
		}
	}
	return false
}

// hasVerb looks for a finite verb in what follows a comma, up to the next one.
func hasVerb(words []Word, from int) bool {
	for i := from; i < len(words) && i < from+maxSubject; i++ {
		if i > from && words[i].Gap >= Comma {
			return false
		}
		if i > from && (auxiliaries[words[i].Key] || isVerb(words, i)) {
			return true
		}
	}
	return false
}

// isVerb takes a word in -s before an article for a verb in the third person:
// "operates the port".
func isVerb(words []Word, i int) bool {
	return i+1 < len(words) && words[i].Form == Lower && words[i].Many && words[i+1].Gap == Space && determiners[words[i+1].Key]
}

// deniesSoon says whether a cue negates the verb that follows "that".
func deniesSoon(words []Word, from int) bool {
	reach := maxVerb
	if determiners[keyAt(words, from)] {
		reach = maxSubject
	}
	for i := from; i < len(words) && i < from+reach && (i == from || words[i].Gap < Comma); i++ {
		if length, kind := cueAt(words, i); length > 0 && kind != hedging && kind != affirming {
			return true
		}
	}
	return false
}

func cuedAt(words []Word, i int) bool {
	_, kind := cueAt(words, i)
	return kind == wholeClause || kind == following
}

func endsClause(between string) bool {
	for _, r := range between {
		switch r {
		case ';', '.', '?', '!', ':', '—', '–':
			return true
		}
	}
	return false
}

// maxVerb is how many words a negated verb may have before its negation.
const maxVerb = 3

// maxSubject is how many words may stand before a verb.
const maxSubject = 8

var (
	sentenceOpeners = keySet("this these it they there no nothing none neither taken")
	turns           = keySet("but because while whereas although though however nevertheless")
	leading         = keySet("without while whereas although though beyond")
	opensList       = keySet("no neither") // of subjects, up to the verb
	connects        = keySet("and or so")
	beginsClause    = keySet("the it this these its they he she there such")
	freeRelatives   = keySet("what whatever how whether when")
	determiners     = keySet("the a an its their this these those all each any")
)
