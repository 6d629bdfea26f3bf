package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
)

// listKind is how surely a figure counts a list.
type listKind int

const (
	noList     listKind = iota
	anyList             // of a statement that shares a term with the figure's
	namedList           // of a statement that names what is counted
	restOfList          // of items that t names in part
)

// listCandidate is the upstream list that a figure counts.
type listCandidate struct {
	kind listKind
	text *Text
}

// outweighs says whether the list is nearer to what t says than a figure that
// disagrees is.
func (l listCandidate) outweighs(g *Graph, f *place, other candidate) bool {
	return l.kind == restOfList || l.kind == namedList && (!other.ok || g.likenessOf(f.number, g.index.numberOf(l.text)) > other.like.whole)
}

// countedList finds the list of one upstream statement whose items f counts:
// all of them, or, behind "additional", those that t does not name.
func (g *Graph) countedList(f *place, layer atlas.Layer) (found listCandidate) {
	t, n := f.text, atoi(f.Value)
	if n < 2 || f.Kind != Quantity {
		return found
	}
	named := 0
	if remainder(t, f.Figure) {
		named = itemsBefore(t, f.First)
	}
	for _, o := range g.figures.listsAbove(n+named, layer) {
		counted := func(x Figure) bool { return sameThing(f.Figure, &x) && atoi(x.Value) != n+named }
		switch {
		case slices.ContainsFunc(o.Figures, counted): // it says itself how many
		case named > 0:
			return listCandidate{restOfList, o}
		case sharesAny(f.Of, o.terms):
			return listCandidate{namedList, o}
		case common(t.terms, o.terms) > 0:
			found = listCandidate{anyList, o}
		}
	}
	return found
}

// remainder says whether a figure counts what is left of a list: "Alba, Brod
// and 2 additional cities".
func remainder(t *Text, f *Figure) bool {
	return f.Last+1 < len(t.Words) && furthers[t.Words[f.Last+1].Key] && itemsBefore(t, f.First) > 0
}

var furthers = lexicon.Set("additional further other more others")

// itemsBefore counts the names listed right before a word.
func itemsBefore(t *Text, word int) (n int) {
	i, _ := slices.BinarySearchFunc(t.Names, word, func(n Name, word int) int { return n.Last - word })
	for i--; i >= 0 && itemsMeet(t.Words[t.Names[i].Last+1:word]); i-- {
		n++
		word = t.Names[i].First
	}
	return n
}

// itemsMeet says whether nothing but a conjunction stands between two items.
func itemsMeet(between []Word) bool {
	return len(between) == 0 || len(between) == 1 && (between[0].Key == "and" || between[0].Key == "or")
}

// maxItem is how many words an item of a list may have; what is longer is a
// clause.
const maxItem = 7

// listLengths counts the items of each enumeration in a statement: three or
// more items parted by commas, the last perhaps by "and".
func listLengths(words []Word) []int {
	var out []int
	for i := 0; i < len(words); {
		end := i + 1
		for end < len(words) && words[end].Gap < Break {
			end++
		}
		out = enumerations(out, words[i:end])
		i = end
	}
	return out
}

// enumerations counts the lists of words that no mark but the comma parts. The
// first item may follow, and the last may precede, the rest of the sentence.
func enumerations(out []int, words []Word) []int {
	items, start := 1, 0
	finish := func(end int) {
		joined := slices.IndexFunc(words[start:end], func(w Word) bool { return w.Key == "and" || w.Key == "or" })
		if items > 1 && joined > 0 && joined < maxItem {
			items++
		}
		if items > 2 {
			out = append(out, items)
		}
		items = 1
	}
	for i := 1; i < len(words); i++ {
		if words[i].Gap != Comma {
			continue
		}
		closed := items > 1 && (words[start].Key == "and" || words[start].Key == "or")
		if closed || items > 1 && i-start > maxItem {
			finish(i)
		}
		if start = i; !closed { // behind "…, and Corin," another list may begin
			items++
		}
	}
	if len(words) > 0 {
		finish(len(words))
	}
	return out
}
