package trace

import "strings"

// denied finds out, word by word, what a statement denies. It follows
// tracing.md: polarity is judged clause by clause. A verb's negation ("is not
// documented", "does not assign") denies its whole clause; "without", "rather
// than" and their like deny what follows, up to the next clause.
func denied(words []Word, text string, leadIn bool) []bool {
	out := make([]bool, len(words))
	if leadIn {
		fill(out)
		return out
	}
	for start, before := 0, 0; start < len(words); {
		end := clauseEnd(words, text, start)
		denyClause(words[start:end], out[start:end])
		if _, kind := cueAt(words, start); kind != noCue && isLabel(words, text, start) {
			fill(out[before:start])
		}
		before, start = start, end
	}
	return out
}

// clauseEnd is the index behind the clause that starts at word start. A clause
// ends at a strong mark, before a word that turns the sentence, before ", and
// the", and, where it opens with a preposition or conjunction ("Without …,
// the bank"), at the comma before the main clause.
func clauseEnd(words []Word, text string, start int) int {
	opens := leading[words[start].Key] || start+1 < len(words) && denyingPairs[words[start].Key+" "+words[start+1].Key]
	for i := start + 1; i < len(words); i++ {
		w := words[i]
		switch {
		case turns[w.Key] && w.Form == Lower:
			return i
		case w.Gap == Break && endsClause(text[words[i-1].Span.End:w.Span.Start]):
			return i
		case w.Gap == Comma && opens && (beginsClause[w.Key] || w.Form >= Capital):
			return i
		case w.Gap == Comma && connects[w.Key] && i+1 < len(words) && beginsClause[words[i+1].Key]:
			return i
		}
	}
	return len(words)
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

func denyClause(words []Word, out []bool) {
	for i := range words {
		length, kind := cueAt(words, i)
		switch {
		case kind == wholeClause && words[i].Gap == Comma && i > 0: // "X, not Y, does Z"
			fill(out[i:aside(words, i)])
		case kind == wholeClause:
			fill(out)
			return
		case kind == following:
			fill(out[i+length:])
			return
		}
	}
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

func fill(out []bool) {
	for i := range out {
		out[i] = true
	}
}

// isLabel says whether the clause before words[start] is the label of what
// follows: "routing core: not evidenced".
func isLabel(words []Word, text string, start int) bool {
	return start > 0 && strings.Contains(text[words[start-1].Span.End:words[start].Span.Start], ":")
}

type cue int

const (
	noCue cue = iota
	wholeClause
	following
)

// cueAt reads a cue of denial at words[i].
func cueAt(words []Word, i int) (length int, kind cue) {
	next := Word{}
	if i+1 < len(words) {
		next = words[i+1]
	}
	key := words[i].Key
	switch {
	case key == "not" && next.Key == "only", key == "no" && next.Form == Number: // "No 43/2011"
		return 0, noCue
	case denyingPairs[key+" "+next.Key]:
		return 2, following
	case denyingVerbs[key], predicates[key] && i > 0 && linking[words[i-1].Key]:
		return 1, wholeClause
	case denyingWords[key]:
		return 1, following
	}
	return 0, noCue
}

// cues says whether a cue of denial stands in the last clause of a lead-in:
// what it denies are the bullets that follow.
func cues(words []Word, text string) bool {
	found := false
	for start := 0; start < len(words); {
		end := clauseEnd(words, text, start)
		found = false
		for i := start; i < end; i++ {
			_, kind := cueAt(words[:end], i)
			found = found || kind != noCue || predicates[words[i].Key]
		}
		start = end
	}
	return found
}

var (
	turns        = wordSet("but while whereas although though however nevertheless")
	leading      = wordSet("without while whereas although though beyond")
	connects     = wordSet("and so which")
	beginsClause = wordSet("the it this these its they he she there such")
	denyingVerbs = wordSet("not never cannot isn't doesn't don't didn't wasn't weren't aren't won't undocumented unevidenced unestablished")
	denyingWords = wordSet(`no none neither nor nothing without beyond absence absent lack lacking exclude excluded excluding avoid avoided
 avoiding omit omitted incomplete unavailable unsupported prohibit prohibited refuse decline`)
	denyingPairs = map[string]bool{
		"rather than": true, "instead of": true, "remains outside": true, "remain outside": true, "left out": true, "free of": true, "short of": true,
		"stop short": true, "stay outside": true, "stays outside": true, "lie outside": true, "lies outside": true,
	}
	// A predicate denies its whole clause behind a form of "be" and the like:
	// "readiness tiers are excluded".
	predicates = wordSet("excluded absent outside withheld omitted missing unavailable incomplete prohibited forbidden")
	linking    = wordSet("is are was were be been remain remains lie lies stay stays stand stands left")
)
