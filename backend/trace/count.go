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

// spelledFrom is the smallest figure in words that is held against the
// evidence; below it "two layers" and "three steps" are the sentence's own
// counting.
const spelledFrom = 13

// Figure looks for a figure of t in the layers above it.
func (g *Graph) Figure(t *Text, f Figure) Found {
	if f.Year() != "" {
		return g.date(t, f)
	}
	sameValue := false
	for _, o := range g.figures.withValue(f.Value, t.Layer) {
		if o.Kind != f.Kind {
			continue
		}
		if len(f.Of) == 0 || len(o.Of) == 0 || sharesAny(f.Of, o.Of) || related(t, o.text) {
			return Found{Verdict: Traced}
		}
		sameValue = true
	}
	if f.Kind == Quantity && g.countsList(t, f) {
		return Found{Verdict: Traced}
	}
	if found, ok := g.otherFigure(t, f); ok {
		return found
	}
	if f.Spelled && !sameValue && atoi(f.Value) < spelledFrom {
		return Found{Verdict: Traced}
	}
	return Found{Verdict: Untraced}
}

func sharesAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// otherFigure picks, among the upstream figures that count the same thing, the
// one whose statement shares most with t and whose surroundings are most like
// those of f.
func (g *Graph) otherFigure(t *Text, f Figure) (Found, bool) {
	best, score := Found{}, 0
	for _, stem := range f.Of {
		for _, o := range g.figures.counting(stem, t.Layer) {
			if o.Kind != f.Kind || !sameThing(f, o.Figure) {
				continue
			}
			if s := 1 + common(t.features, o.text.features) + 2*common(f.around, o.around); s > score {
				best, score = Found{Disagrees, o.text, o.Figure}, s
			}
		}
	}
	return best, score > 0
}

// date looks for a year or date: a shorter date is carried by a longer one.
// A date that stands upstream only with another matter, while this matter has
// another date there, disagrees.
func (g *Graph) date(t *Text, f Figure) Found {
	same, other := 0, 0
	found := Found{Verdict: Untraced}
	for _, o := range g.figures.datesAbove(t.Layer) {
		s := common(f.around, o.around)
		if strings.HasPrefix(o.Value, f.Value) {
			same = max(same, 1+s)
		} else if s > other {
			other, found.At, found.Other = s, o.text, o.Figure
		}
	}
	switch {
	case same > 0 && other < clearly*same:
		return Found{Verdict: Traced}
	case found.At != nil && related(t, found.At):
		found.Verdict = Disagrees
	case same > 0:
		return Found{Verdict: Traced}
	}
	return found
}

// clearly is how many times more another date's surroundings must be like
// those of a date before they are taken to be the same matter.
const clearly = 3

// related says whether two statements speak of the same thing: they share two
// terms.
func related(a, b *Text) bool { return common(a.features, b.features) >= 2 }

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
	return slices.ContainsFunc(g.figures.listsOf(n+named, t.Layer), func(o place) bool {
		return named > 0 || common(t.features, o.text.features) > 0
	})
}

var furthers = wordSet("additional further other more others")

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

// figureIndex answers which figures of a package have a value, count a thing,
// are dates, or are the length of a list. Every list is in the order of the
// layers.
type figureIndex struct {
	byValue map[string][]place
	byStem  map[string][]place
	dates   []place
	lists   map[int][]place
}

// place is a figure with its statement; the figure of a list is empty.
type place struct {
	Figure
	text *Text
}

// maxPlaces bounds how many places one figure is held against, so that the
// time for a package grows with its size and not with its square.
const maxPlaces = 256

func newFigureIndex(texts []*Text) *figureIndex {
	x := &figureIndex{byValue: map[string][]place{}, byStem: map[string][]place{}, lists: map[int][]place{}}
	for _, t := range texts {
		if !carriesClaims(t) {
			continue
		}
		for _, f := range t.Figures {
			if f.Year() != "" {
				x.dates = append(x.dates, place{f, t})
				continue
			}
			x.byValue[f.Value] = append(x.byValue[f.Value], place{f, t})
			for _, stem := range f.Of {
				x.byStem[stem] = append(x.byStem[stem], place{f, t})
			}
		}
		for _, n := range listLengths(t) {
			x.lists[n] = append(x.lists[n], place{text: t})
		}
	}
	return x
}

func (x *figureIndex) withValue(value string, layer atlas.Layer) []place {
	return above(x.byValue[value], layer)
}
func (x *figureIndex) counting(stem string, layer atlas.Layer) []place {
	return above(x.byStem[stem], layer)
}
func (x *figureIndex) datesAbove(layer atlas.Layer) []place     { return above(x.dates, layer) }
func (x *figureIndex) listsOf(n int, layer atlas.Layer) []place { return above(x.lists[n], layer) }

// above cuts places, which are in the order of the layers, before a layer.
func above(places []place, layer atlas.Layer) []place {
	end, _ := slices.BinarySearchFunc(places, layer, func(p place, l atlas.Layer) int { return int(p.text.Layer) - int(l) })
	return places[:min(end, maxPlaces)]
}

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
