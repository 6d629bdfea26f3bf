package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
)

// Limit is one thing that a statement says is not there, is not whole, or is
// depended on: words[First:Last+1]. A list is one Limit for each of its items.
type Limit struct {
	Kind        LimitKind
	First, Last int
	// Framework says that it speaks of what the file will not do ("assigns no
	// readiness tier") and not of the jurisdiction.
	Framework bool

	depends bool     // it is a dependence
	how     bool     // only how something is, not what
	partly  bool     // what is denied is that it is so in full: "not fully mapped"
	plain   bool     // the thing itself is put in the framework's own words
	reading bool     // what is denied is that something signals it
	subject bool     // context is the subject of the negated verb
	thing   []string // the stems of what is denied, sorted
	whole   string   // key of "all" or "other" in it: of those alone it is denied
	named   []string // those of them that are part of a name, sorted
	context []string // the stems of whom it is denied of, sorted
}

// Bounds of what is read, so that the time for a statement grows with its
// length.
const (
	maxLimits     = 64 // of a statement
	maxThing      = 48 // words
	maxAdjectives = 4  // words of a list that may belong to the thing that follows
)

// LimitKind says how a Limit bounds what it speaks of.
type LimitKind int

// The kinds.
const (
	Absent   LimitKind = iota // "no port is documented"
	Contrast                  // "rather than a port"
	Bounded                   // "only partially", "depends on"
)

// Limits lists what the statement says is not there, not whole, or depended
// on, in the order of its words.
func (t *Text) Limits() []Limit { return t.limits }

// limits reads the things out of the denials of a statement.
func limits(words []Word, found []denial) []Limit {
	var out []Limit
	bounded := -1 // the clause of the last hedge
	for i, d := range found {
		first := len(out)
		switch {
		case d.kind == hedging:
			if d.start != bounded {
				out = appendLimit(out, words, Limit{Kind: Bounded, depends: d.depends(words), First: d.start, Last: hedgeEnd(d, found[i+1:]) - 1})
			}
			bounded = d.start
		case d.from == d.cue && d.to == d.cue+1 && isUndone(words[d.cue].Key):
			out = appendUndone(out, words, d)
		case d.contrasts(words):
			out = appendItems(out, words, d.from, d.to, Limit{Kind: Contrast})
		case d.kind == following:
			out = appendItems(out, words, d.from, deniedEnd(words, d), Limit{context: stemsOf(words, max(d.start, d.cue-maxThing), d.cue)})
		default:
			from, to, context := thing(words, d)
			out = appendItems(out, words, from, to, Limit{context: context, subject: true,
				Framework: len(context) == 0 && verbOf(words, d, disclaiming), reading: isReading(words, d, context), partly: isPartly(words, d)})
			leaveOut(out[first:], words)
		}
	}
	return out
}

// appendUndone adds what a word such as "unlicensed" denies of its clause.
func appendUndone(out []Limit, words []Word, d denial) []Limit {
	if qualifies(words[:d.end], d.cue) {
		return out // unlicensed ferries are ferries
	}
	stem := undone(words[d.cue].Key)
	around := stemsOf(words, max(d.start, d.cue-maxThing), min(d.end, d.cue+maxThing))
	context := slices.DeleteFunc(around, func(s string) bool { return s == words[d.cue].Stem })
	if stem == "" || len(context) == 0 || len(out) == maxLimits {
		return out
	}
	return append(out, Limit{First: d.cue, Last: d.cue, thing: []string{stem}, context: context, subject: true, partly: true})
}

// leaveOut takes a whole list for one of things not written about if one of
// them is nothing else.
func leaveOut(list []Limit, words []Word) {
	if slices.ContainsFunc(list, func(l Limit) bool { return isEditorial(words[l.First : l.Last+1]) }) {
		for i := range list {
			list[i].Framework = true
		}
	}
}

// deniedEnd is where that ends which "no" denies: where its verb only says that
// something is known of, before the verb; else what it says belongs to it, too
// ("no port is connected to the grid").
func deniedEnd(words []Word, d denial) int {
	end := predicate(words, d.from, d.to)
	verb := afterAdverbs(words, end+1)
	if words[d.cue].Key != "no" || verb >= d.to || attesting[words[verb].Stem] || attesting[words[verb].Key] {
		return end
	}
	return d.to
}

// hedgeEnd is where what a hedge bears on ends: at the end of its clause or
// before the next denial.
func hedgeEnd(d denial, later []denial) int {
	for _, l := range later {
		if l.cue >= d.end {
			break
		}
		if l.denies() {
			return l.cue
		}
	}
	return d.end
}

// thing is what the negation of a verb denies. Where the verb only says that
// something is documented, that is its subject ("X is not documented") or its
// object ("the evidence does not document X"); else it is the predicate, of
// the subject.
func thing(words []Word, d denial) (from, to int, context []string) {
	if !ofTheFile(words, d.cue) {
		context = stemsOf(words, max(d.from, d.cue-maxThing), d.cue)
	}
	verb := afterAdverbs(words, d.behind)
	attests := verb >= d.to || attesting[words[verb].Stem] || attesting[words[verb].Key]
	passive := predicates[words[d.cue].Key]
	for i := max(d.from, d.cue-2); i < min(verb, d.to); i++ {
		passive = passive || linking[words[i].Key] || linkingContracted[words[i].Key]
	}
	switch {
	case passive && attests && d.spare < d.rest:
		return d.from, d.spare, nil
	case passive && attests:
		return d.from, d.cue, stemsOf(words, verb, min(d.to, verb+maxThing))
	case attests:
		return verb + 1, d.to, context
	}
	return verb, d.to, context
}

// ofTheFile says whether the subject of the verb that words[cue] negates is the
// file itself, or the evidence.
func ofTheFile(words []Word, cue int) bool {
	for i := cue - 1; i >= max(0, cue-3); i-- {
		if !auxiliaries[words[i].Key] && !isAdverb(words[i]) {
			return fileWords[words[i].Key]
		}
	}
	return false
}

// appendItems adds each item of the list words[from:to]. A single word without
// article may be one of several adjectives and goes with what follows.
func appendItems(out []Limit, words []Word, from, to int, l Limit) []Limit {
	first := from
	for i := from; i <= to; i++ {
		if i < to && !(i > from && partsItems(words, i)) {
			continue
		}
		if i < to && i-first <= maxAdjectives && len(stemsOf(words, first, i)) == 1 && !words[i-1].Many && !determiners[words[first].Key] && words[i].Key != "and" {
			continue
		}
		l.First, l.Last = first, i-1
		out = appendLimit(out, words, l)
		first = i
	}
	return out
}

func partsItems(words []Word, i int) bool {
	return words[i].Gap >= Comma || words[i].Key == "or" || words[i].Key == "nor" || words[i].Key == "and" && keyAt(words, i+1) == "no"
}

// appendLimit adds a Limit if it has content.
func appendLimit(out []Limit, words []Word, l Limit) []Limit {
	for l.First <= l.Last && (words[l.First].Stem == "" || denyingWords[words[l.First].Key]) {
		l.First++
	}
	for l.First <= l.Last && words[l.Last].Stem == "" {
		l.Last--
	}
	l.Last = min(l.Last, l.First+maxThing)
	if l.First > l.Last || len(out) == maxLimits {
		return out
	}
	l.thing = stemsOf(words, l.First, l.Last+1)
	if len(l.thing) == 0 {
		return out
	}
	if len(l.context) > 0 && !slices.ContainsFunc(l.thing, func(s string) bool { return !attesting[s] }) {
		l.thing, l.context = l.context, nil // "is neither confirmed nor excluded"
	}
	if l.Kind == Bounded && slices.ContainsFunc(l.thing, func(s string) bool { return !hedgeStems[s] }) {
		l.thing = slices.DeleteFunc(slices.Clone(l.thing), func(s string) bool { return hedgeStems[s] })
	}
	l.whole = wholeOf(words[l.First : l.Last+1])
	l.named = namedStems(words[l.First : l.Last+1])
	l.plain = isFrameworkThing(l.thing) || isEditorial(words[l.First:l.Last+1])
	l.how = len(l.thing) == 1 && tellsHow(words[l.First:l.Last+1])
	l.Framework = l.Framework || l.plain
	return append(out, l)
}

// namedStems are the distinct stems of the words that are written as a name,
// sorted.
func namedStems(words []Word) (out []string) {
	for i, w := range words {
		if w.Stem != "" && !w.Voice && w.Form >= Capital && !(i == 0 && w.English && len(words) > 1 && words[1].Form == Lower) {
			out = append(out, w.Stem)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// verbOf says whether one of the verbs is negated, or stands as the object of
// the negated one: "does not support interpreting …".
func verbOf(words []Word, d denial, verbs map[string]bool) bool {
	verb := afterAdverbs(words, d.behind)
	return verb < d.to && verbs[words[verb].Stem] || verb+1 < d.to && verbs[words[verb+1].Stem]
}

// isReading says whether it is denied that something signals the thing or is
// read as it: "X does not indicate Y", "X is not characterized by Y", "the
// documented trust characteristic is not Y".
func isReading(words []Word, d denial, context []string) bool {
	if verbOf(words, d, signaling) || slices.ContainsFunc(words[d.from:d.cue], func(w Word) bool { return w.Key == "characteristic" }) {
		return true
	}
	if isFrameworkThing(context) {
		return false
	}
	if verbOf(words, d, supporting) {
		return true
	}
	verb := afterAdverbs(words, d.behind)
	return verb < d.to && attesting[words[verb].Stem] && slices.ContainsFunc(words[verb:min(verb+maxSubject, d.to)], func(w Word) bool { return w.Key == "as" || w.Key == "by" })
}

// stemsOf are the distinct stems of words[from:to] that are no voice, sorted.
func stemsOf(words []Word, from, to int) []string {
	if from >= to {
		return nil
	}
	return terms(words[from:to])
}

var (
	frameworkStems    = stemSet(strings.Join(atlas.DisclaimerWords(), " "))
	editorial         = keySet("commentary generalization projection speculation treatment marketing positioning narrative description language interpretation opinion")
	degrees           = keySet("read fully completely entirely wholly always necessarily yet exclusively strictly directly")
	linkingContracted = keySet("isn't aren't wasn't weren't")
	others            = keySet("other another further additional across between among outside")
	// A limit put in other words is the same one.
	hedgeStems = stemSet("depend dependence dependent rely reliance reliant hinge contingent conditional absence absent lack partial limit limited")
	signaling  = stemSet("signal indicate")
	supporting = stemSet("support reflect show demonstrate suggest")
	// A reading is denied, and no fact: "not classified as …".
	disclaiming = stemSet("classify classification characterize characterization interpret interpreting interpretation infer inference")
	fileWords   = keySet("file layer reading package evidence mode signals signal metadata profile source sources set section it this these they")
	// attesting verbs and adjectives say that something is known of.
	attesting = stemSet(`document documented evidence evidenced establish established describe described identify identified show shown record recorded confirm
 confirmed publish published retrieve retrieved retrievable available present include included contain hold name named resolve resolved expose state stated
 signal indicate characterize classify interpret map mapped preserve preserved note noted list listed cover covered found seen visible disclosed reported
 specified verified support supported provide provided give given part here completed complete surfaced public made added accessible readable recoverable
 located obtained collected captured surface traced attested known supply`)
)

func stemSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range lexicon.Set(words) {
		m[w] = true
		if stem := wordOf(w).Stem; stem != "" {
			m[stem] = true
		}
	}
	return m
}
