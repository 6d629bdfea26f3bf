package trace

import "slices"

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
