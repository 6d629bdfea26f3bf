package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
)

// Verdict is what became of a figure upstream.
type Verdict int

// The verdicts.
const (
	Traced    Verdict = iota
	Untraced          // nothing upstream has it, or only for something else
	Disagrees         // upstream has another figure for the same thing
)

// Found is where a figure was looked for and what stood there.
type Found struct {
	Verdict Verdict
	At      *Text  // with Disagrees: the statement that has the other figure
	Other   Figure // with Disagrees: that figure
}

// smallest figure in words that is held against the evidence; below it "two
// layers" and "three steps" are the sentence's own counting.
const spelledFrom = 13

// Figure looks for a figure of t in the layers above it.
func (g *Graph) Figure(t *Text, f Figure) Found {
	upstream := g.claimsAbove(t.Layer)
	if f.Kind == Year || f.Kind == Date {
		return g.date(t, f, upstream)
	}
	sameValue := false
	for _, up := range upstream {
		for _, other := range up.Figures {
			if other.Value != f.Value || !alike(f, other) {
				continue
			}
			if len(f.Of) == 0 || len(other.Of) == 0 || sharesAny(f.Of, other.Of) || g.related(t, up) {
				return Found{Verdict: Traced}
			}
			sameValue = true
		}
	}
	if f.Kind == Quantity && g.countsList(t, f, upstream) {
		return Found{Verdict: Traced}
	}
	if found, ok := g.disagreeing(t, upstream, func(o Figure) bool { return alike(f, o) && sameThing(f, o) }); ok {
		return found
	}
	if f.Spelled && !sameValue && atoi(f.Value) < spelledFrom {
		return Found{Verdict: Traced}
	}
	return Found{Verdict: Untraced}
}

// alike says whether two figures could be equal at all.
func alike(a, b Figure) bool { return a.Kind == b.Kind }

func sharesAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// claimsAbove lists the statements that may carry figures of a layer.
func (g *Graph) claimsAbove(layer atlas.Layer) []*Text {
	var out []*Text
	for _, t := range g.index.texts[:g.index.upstream(layer)] {
		if carriesClaims(t) && len(t.Words) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// date looks for a year or date: a shorter date is carried by a longer one.
func (g *Graph) date(t *Text, f Figure, upstream []*Text) Found {
	for _, up := range upstream {
		for _, other := range up.Figures {
			if other.Year() != "" && strings.HasPrefix(other.Value, f.Value) {
				return Found{Verdict: Traced}
			}
		}
	}
	if found, ok := g.disagreeing(t, upstream, func(o Figure) bool { return o.Year() != "" }); ok && g.related(t, found.At) {
		return found
	}
	return Found{Verdict: Untraced}
}

// disagreeing picks, among the upstream figures that fit, the one whose
// statement shares most with t and whose neighbourhood is most like f's.
func (g *Graph) disagreeing(t *Text, upstream []*Text, fits func(Figure) bool) (Found, bool) {
	best, score := Found{}, 0
	for _, up := range upstream {
		for _, other := range up.Figures {
			if !fits(other) {
				continue
			}
			if s := 1 + g.overlap(t, up) + 2*nearby(t, up, other); s > score {
				best, score = Found{Disagrees, up, other}, s
			}
		}
	}
	return best, score > 0
}

// related says whether two statements speak of the same thing: they share a
// name, or two terms.
func (g *Graph) related(a, b *Text) bool { return g.overlap(a, b) >= 2 }

func (g *Graph) overlap(a, b *Text) (shared int) {
	seen := map[string]bool{}
	for _, w := range b.Words {
		if w.Stem != "" && !w.Voice {
			seen[w.Stem] = true
		}
	}
	for _, w := range a.Words {
		if seen[w.Stem] {
			delete(seen, w.Stem)
			shared++
			if w.Form >= Acronym {
				shared++
			}
		}
	}
	return shared
}

// window is how many words around a figure say what it is about.
const window = 4

// nearby counts the terms around an upstream figure that t has too.
func nearby(t, up *Text, f Figure) (shared int) {
	for i := max(0, f.First-window); i <= min(len(up.Words)-1, f.Last+window); i++ {
		w := up.Words[i]
		if w.Stem != "" && !w.Voice && slices.ContainsFunc(t.Words, func(o Word) bool { return o.Stem == w.Stem }) {
			shared++
		}
	}
	return shared
}

// countsList says whether f counts the items of a list in one upstream
// statement: all of them, or, behind "additional", those that t does not name.
func (g *Graph) countsList(t *Text, f Figure, upstream []*Text) bool {
	n := atoi(f.Value)
	if n < 2 {
		return false
	}
	named := 0
	if f.Last+1 < len(t.Words) && furthers[t.Words[f.Last+1].Key] {
		named = itemsBefore(t, f.First)
	}
	for _, up := range upstream {
		if slices.Contains(listLengths(up), n+named) && (named > 0 || g.overlap(t, up) > 0) {
			return true
		}
	}
	return false
}

var furthers = wordSet("additional further other more others")

// listLengths counts the items of each enumeration in a statement: three or
// more items parted by commas, the last perhaps by "and".
func listLengths(t *Text) []int {
	var out []int
	items := 1
	for i := 1; i < len(t.Words); i++ {
		switch w := t.Words[i]; {
		case w.Gap == Comma:
			items++
		case w.Gap == Break:
			out, items = append(out, items), 1
		}
	}
	out = append(out, items)
	return slices.DeleteFunc(out, func(n int) bool { return n < 3 })
}

// itemsBefore counts the names listed right before a word.
func itemsBefore(t *Text, word int) (n int) {
	for i := len(t.Names) - 1; i >= 0; i-- {
		if t.Names[i].Last < word && word-t.Names[i].Last <= 3 {
			n++
			word = t.Names[i].First
		}
	}
	return n
}
