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
	upstream := g.figured[t.Layer]
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
	if f.Kind == Quantity && g.countsList(t, f) {
		return Found{Verdict: Traced}
	}
	if found, ok := g.disagreeing(t, f, upstream, func(o Figure) bool { return alike(f, o) && sameThing(f, o) }); ok {
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

// withFigures lists the statements above each layer that may carry figures.
func withFigures(x *index) (above [atlas.ChangeLog + 1][]*Text) {
	var out []*Text
	for _, l := range atlas.Layers() {
		above[l] = out[:len(out):len(out)]
		for _, t := range x.texts[x.firstOf[l]:x.firstOf[l+1]] {
			if carriesClaims(t) && len(t.Figures) > 0 {
				out = append(out, t)
			}
		}
	}
	return above
}

// date looks for a year or date: a shorter date is carried by a longer one.
// A date that stands upstream only with another matter, while this matter has
// another date there, disagrees.
func (g *Graph) date(t *Text, f Figure, upstream []*Text) Found {
	same, other := 0, 0
	found := Found{Verdict: Untraced}
	for _, up := range upstream {
		for _, o := range up.Figures {
			if o.Year() == "" {
				continue
			}
			s := likeness(f, o)
			if strings.HasPrefix(o.Value, f.Value) {
				same = max(same, 1+s)
			} else if s > other {
				other, found.At, found.Other = s, up, o
			}
		}
	}
	switch {
	case same > 0 && (same > 1 || other < clearly) && other < clearly*same:
		return Found{Verdict: Traced}
	case found.At != nil && g.related(t, found.At):
		found.Verdict = Disagrees
	case same > 0:
		return Found{Verdict: Traced}
	}
	return found
}

// clearly is how many times more another date's surroundings must be like
// those of a date before they are taken to be the same matter.
const clearly = 3

// likeness counts the terms that stand around both of two figures.
func likeness(a, b Figure) int { return common(a.around, b.around) }

// common counts what two sorted lists share.
func common(a, b []string) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			a, b, n = a[1:], b[1:], n+1
		}
	}
	return n
}

// disagreeing picks, among the upstream figures that fit, the one whose
// statement shares most with t and whose neighbourhood is most like f's.
func (g *Graph) disagreeing(t *Text, f Figure, upstream []*Text, fits func(Figure) bool) (Found, bool) {
	best, score := Found{}, 0
	for _, up := range upstream {
		for _, other := range up.Figures {
			if !fits(other) {
				continue
			}
			if s := 1 + g.overlap(t, up) + 2*likeness(f, other); s > score {
				best, score = Found{Disagrees, up, other}, s
			}
		}
	}
	return best, score > 0
}

// related says whether two statements speak of the same thing: they share two
// terms.
func (g *Graph) related(a, b *Text) bool { return g.overlap(a, b) >= 2 }

func (g *Graph) overlap(a, b *Text) int { return common(a.features, b.features) }

// countsList says whether f counts the items of a list in one upstream
// statement: all of them, or, behind "additional", those that t does not name.
func (g *Graph) countsList(t *Text, f Figure) bool {
	n := atoi(f.Value)
	if n < 2 {
		return false
	}
	named := 0
	if f.Last+1 < len(t.Words) && furthers[t.Words[f.Last+1].Key] {
		named = itemsBefore(t, f.First)
	}
	for _, up := range g.index.texts[:g.index.upstream(t.Layer)] {
		if carriesClaims(up) && (named > 0 || g.overlap(t, up) > 0) && slices.Contains(listLengths(up), n+named) {
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
