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

// Figure looks for a figure of t in the layers above it. An equal figure
// carries it where it counts the same; where it counts something else, another
// figure for the same thing disagrees before kinship of the statements is
// considered.
func (g *Graph) Figure(t *Text, f Figure) Found {
	if f.IsDate() {
		return g.date(t, f)
	}
	sameValue, kin := false, false
	for _, o := range g.figures.withValue(f.Value, t.Layer) {
		if o.Kind != f.Kind {
			continue
		}
		if len(f.Of) == 0 || len(o.Of) == 0 || sharesAny(f.Of, o.Of) {
			return Found{Verdict: Traced}
		}
		sameValue, kin = true, kin || related(t, o.text)
	}
	list := g.countedList(t, f)
	if list == namedList {
		return Found{Verdict: Traced}
	}
	if found, ok := g.otherFigure(t, f); ok {
		return found
	}
	if kin || list == anyList || f.Spelled && !sameValue && atoi(f.Value) < spelledFrom {
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
			if s := 1 + common(t.terms, o.text.terms) + 2*common(f.around, o.around); s > score {
				best, score = Found{Disagrees, o.text, o.Figure}, s
			}
		}
	}
	return best, score > 0
}

// date looks for a date. One that stands upstream only with another matter,
// while this matter has another date there, disagrees. A range must stand
// there as a whole, unless its ends stand there and no other range does.
func (g *Graph) date(t *Text, f Figure) Found {
	same, other := -1.0, 0.0
	found := Found{Verdict: Untraced}
	for _, o := range g.figures.datesAbove(t.Layer) {
		s := g.likeness(f, o.Figure)
		switch {
		case o.carries(f):
			same = max(same, s)
		case s > other && (f.Kind == Range) == (o.Kind == Range):
			other, found.At, found.Other = s, o.text, o.Figure
		}
	}
	switch {
	case same >= 0 && other < clearly+same:
		return Found{Verdict: Traced}
	case found.At != nil && related(t, found.At):
		found.Verdict = Disagrees
	case same >= 0 || f.Kind == Range && g.hasEnds(t, f):
		return Found{Verdict: Traced}
	}
	return found
}

// likeness adds up the terms that stand around both of two figures, each by
// its rarity in the evidence: 1 for one that a single statement has.
func (g *Graph) likeness(a, b Figure) (sum float64) {
	one := g.evidence.rarity(1)
	for _, stem := range a.around {
		if _, shared := slices.BinarySearch(b.around, stem); shared {
			sum += g.evidence.weight(stem) / one
		}
	}
	return sum
}

// hasEnds says whether both ends of a range of years stand upstream.
func (g *Graph) hasEnds(t *Text, f Figure) bool {
	from, to, _ := strings.Cut(f.Value, "–")
	return g.date(t, Figure{Kind: Year, Value: from, around: f.around}).Verdict == Traced &&
		g.date(t, Figure{Kind: Year, Value: to, around: f.around}).Verdict == Traced
}

// clearly is how much more another date's surroundings must be like those of a
// date before they are taken to be the same matter; measured on packages.
const clearly = 1.3

// related says whether two statements speak of the same thing: they share two
// terms.
func related(a, b *Text) bool { return common(a.terms, b.terms) >= 2 }

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

// listKind is how surely a figure counts a list.
type listKind int

const (
	noList    listKind = iota
	anyList            // of a statement that shares a term with the figure's
	namedList          // of a statement that names what is counted, or of items that t names in part
)

// countedList says whether f counts the items of a list in one upstream
// statement: all of them, or, behind "additional", those that t does not name.
func (g *Graph) countedList(t *Text, f Figure) listKind {
	n := atoi(f.Value)
	if n < 2 || f.Kind != Quantity {
		return noList
	}
	named := 0
	if f.Last+1 < len(t.Words) && furthers[t.Words[f.Last+1].Key] {
		named = itemsBefore(t, f.First)
	}
	found := noList
	for _, o := range g.figures.listsOf(n+named, t.Layer) {
		counted := func(x Figure) bool { return sameThing(f, x) && x.Value != f.Value }
		switch {
		case slices.ContainsFunc(o.text.Figures, counted): // it says itself how many
		case named > 0 || sharesAny(f.Of, o.text.terms):
			return namedList
		case common(t.terms, o.text.terms) > 0:
			found = anyList
		}
	}
	return found
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
			if f.IsDate() {
				x.dates = append(x.dates, place{f, t})
				continue
			}
			x.byValue[f.Value] = append(x.byValue[f.Value], place{f, t})
			for _, stem := range f.Of {
				x.byStem[stem] = append(x.byStem[stem], place{f, t})
			}
		}
		for _, n := range t.lists {
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
func listLengths(words []Word) []int {
	var out []int
	items := 1
	for i := 1; i < len(words); i++ {
		switch w := words[i]; {
		case w.Gap == Comma:
			items++
		case w.Gap == Break:
			out, items = append(out, items), 1
		}
	}
	out = append(out, items)
	return slices.DeleteFunc(out, func(n int) bool { return n < 3 })
}
