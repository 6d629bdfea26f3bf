package trace

import (
	"slices"
	"strings"
)

// Polarity is judged clause by clause, see tracing.md, section 2. A verb's
// negation ("is not documented", "does not assign") denies its whole clause;
// "without", "rather than" and their like deny what follows, up to the end of
// the clause.

// denial is what one cue denies, or hedges, of a statement: words[from:to].
// The cue itself is words[cue:behind].
type denial struct {
	kind        cue
	cue, behind int
	from, to    int
	start, end  int // its clause
	spare, rest int // words[spare:rest] are an exception within from and to
}

// denials finds what a statement denies. all says that the place where it
// stands denies it, so that only what denies nothing by itself is denied as a
// whole.
func denials(words []Word, text string, all bool) []denial {
	if !all && !anyCan(words, canCue|canGap) {
		return nil
	}
	var out []denial
	items := all && !isSentence(words) // parted by semicolons
	before, part, first := 0, 0, 0
	for start := 0; start < len(words); {
		end := clauseEnd(words, text, start)
		found := clauseDenials(words, start, end)
		if len(found) > 0 && found[0].cue <= start+1 && (found[0].kind == wholeClause || end == start+1) && isLabel(words, text, start) && !isSentence(words[before:start]) &&
			(len(out) == 0 || out[len(out)-1].end <= before) {
			found = append(found, denial{kind: following, cue: before, behind: before, from: before, to: start, start: before, end: start})
		}
		if d, ok := leftOut(words, before, start, found); ok {
			found = append(found, d)
		}
		out = append(out, found...)
		if isLabel(words, text, start) && namesGaps(words[before:start]) {
			all, items, part, first = true, true, start, len(out)-len(found)
		}
		if all && (end == len(words) || partsItem(words, text, end, items)) {
			if words := words[:end]; deniesNone(words, out[first:], part) && !relatives[words[part].Key] && !isSentence(words[part:]) && !strings.HasSuffix(text, ":") {
				out = append(out, denial{kind: following, cue: part, behind: part, from: part, to: except(words, part), start: part, end: end})
			}
			part, first = end, len(out)
		}
		before, start = start, end
	}
	if isStatus(words, text) {
		return slices.DeleteFunc(out, func(d denial) bool { return d.kind == hedging || d.behind == d.cue })
	}
	return out
}

// leftOut denies the subject of the clause before where this one leaves it out:
// "the report was announced but could not be found".
func leftOut(words []Word, before, start int, found []denial) (denial, bool) {
	if len(found) == 0 || found[0].kind != wholeClause || before == start || !turns[words[start].Key] && !connects[words[start].Key] {
		return denial{}, false
	}
	d := found[0]
	verb := afterAdverbs(words[:d.end], d.behind)
	if len(stemsOf(words, start, d.cue)) > 0 || verb < d.end && !attesting[words[verb].Stem] && !attesting[words[verb].Key] {
		return denial{}, false
	}
	end := predicate(words, before, start)
	return denial{kind: following, cue: before, behind: before, from: before, to: end, start: before, end: end}, end > before && end < start
}

// deniesNone says whether words from part on have no denial of their own but
// such as "beyond the port".
func deniesNone(words []Word, found []denial, part int) bool {
	return part < len(words) && !slices.ContainsFunc(found, func(d denial) bool { return !d.contrasts(words) })
}

// partsItem says whether two things that a section denies meet before words[i],
// or a sentence or a relative clause begins there.
func partsItem(words []Word, text string, i int, items bool) bool {
	return relatives[words[i].Key] || beginsSentence(words, i) || items && strings.Contains(text[words[i-1].Span.End:words[i].Span.Start], ";")
}

// isStatus says whether a statement declares a status of its file: "Evidence
// completeness status: preliminary".
func isStatus(words []Word, text string) bool {
	for i := 1; i < min(len(words), maxSubject); i++ {
		if words[i].Gap == Break && isLabel(words, text, i) {
			return words[i-1].Key == "status"
		}
	}
	return false
}

func (d denial) denies() bool { return d.kind == wholeClause || d.kind == following }

// contrasts says whether a thing is denied only beside another: "rather than".
func (d denial) contrasts(words []Word) bool {
	return d.kind == following && d.behind > d.cue && contrasting[words[d.cue].Key]
}

// clauseDenials reads the cues of the clause words[start:end]. The negation of
// its verb takes in all of it but what is excepted.
func clauseDenials(words []Word, start, end int) (out []denial) {
	clause := words[:end]
	whole := negatedVerb(clause, start)
	for i := start; i < end; i++ {
		length, kind := cueAt(clause, i)
		d := denial{kind: kind, cue: i, behind: i + length, from: start, to: end, start: start, end: end}
		switch {
		case isUndone(clause[i].Key) && !attesting[undone(clause[i].Key)]:
			d.kind, d.from, d.to = following, i, i+1 // the rest stands: "unlicensed ferries"
		case i == whole:
			d.to = except(clause, d.behind)
			if d.spare = except(words[:i], start); d.spare < i {
				d.rest = predicate(words, d.spare, i)
			}
			return append(out, d)
		case kind == affirming:
			i += length - 1
			continue
		case kind == wholeClause: // "X, not Y, does Z"
			d.from, d.to = i, aside(clause, i)
			d.start, d.end = d.from, d.to
			i = d.to - 1
		case kind == following && (whole < i || !exceptions[clause[i].Key]):
			d = scoped(clause, d)
			i = max(d.to-1, i)
		case kind == hedging:
			i = d.behind - 1
		case isNegative(clause[i].Key) && isState(clause, start, i): // "with its topology unresolved"
			d.kind, d.behind = following, i+1
			d.from, d.to = stateOf(clause, start, i), i
		case isNegative(clause[i].Key) && qualifies(clause, i): // "unpublished statistics"
			d.kind, d.behind = following, i+1
			d.from, d.to = i+1, phraseEnd(clause, i+1)
			i = d.to - 1
		default:
			continue
		}
		out = append(out, d)
	}
	return out
}

// negatedVerb is where the verb of a clause is negated, or -1: "X, not Y, does
// Z" negates none.
func negatedVerb(clause []Word, start int) int {
	for i := start; i < len(clause); i++ {
		length, kind := cueAt(clause, i)
		if kind == wholeClause && (!isUndone(clause[i].Key) || attesting[undone(clause[i].Key)]) && (clause[i].Gap != Comma || i == start) {
			return i
		}
		i += max(length-1, 0)
	}
	return -1
}

// predicate is where the verb stands that words[cue] negates, at from or behind
// it.
func predicate(words []Word, from, cue int) int {
	for i := from; i < cue; i++ {
		if auxiliaries[words[i].Key] {
			return i
		}
	}
	return cue
}

// markDenied marks the words that the denials take in.
func markDenied(out []bool, found []denial) {
	for _, d := range found {
		if d.denies() {
			fill(out[d.from:d.to])
			if d.spare < d.rest {
				clear(out[d.spare:d.rest])
			}
		}
	}
}

func fill(out []bool) {
	for i := range out {
		out[i] = true
	}
}

// namesGaps says whether a lead-in announces what is not there: "It inherits the
// gaps of evidence.md:".
func namesGaps(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return gapNouns[w.Key] })
}

// isLabel says whether the clause before words[start] is the label of what
// follows: "routing core: not evidenced".
func isLabel(words []Word, text string, start int) bool {
	return start > 0 && strings.Contains(text[words[start-1].Span.End:words[start].Span.Start], ":")
}

// isSentence says whether the words have a finite verb, as far as that shows
// without a dictionary of verbs.
func isSentence(words []Word) bool {
	relative := false
	for i, w := range words {
		relative = relative || relatives[w.Key]
		if i > 0 && auxiliaries[w.Key] && !relative {
			return true
		}
	}
	return false
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
			found = found || kind == wholeClause || kind == following || predicates[words[i].Key] || gapNouns[words[i].Key]
		}
		start = end
	}
	return found
}

var (
	relatives   = keySet("which who that where whose")
	auxiliaries = keySet("is are was were has have had do does did can could will would must may should remains remain")
	contrasting = keySet("rather instead beyond opposed")
	leavesSo    = keySet("with leave leaves leaving keep keeps keeping")
	gapNouns    = keySet("gap exclusion omission absence")
	bans        = keySet("ban prohibition")
	absences    = keySet("absence lack non-existence ban prohibition")
	voices      = keySet("signal indicate reflect mean suggest support bound leave place keep")
	resumes     = keySet("with through by under in at from on together via as while placing supporting indicating signaling giving so and")
)
