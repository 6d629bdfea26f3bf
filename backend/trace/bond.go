package trace

import (
	"iter"
	"slices"

	"atlasdesk/backend/lexicon"
)

// How closely a word is bound to a name of its statement, from 0 to 1.
const (
	halfWay  = 4.0 // words from a name, at which one is bound half as closely as beside it
	perMark  = 0.9 // what a comma between the two leaves of it; another mark counts twice
	perName  = 0.7 // what another name between the two leaves
	maxBound = 64  // words on each side of a name that are looked at
)

// bound yields the words around a name, and how closely each is bound to it.
// The names that share what is said of it do not stand in between.
func bound(t *Text, n Name, sharing []Name) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		_ = boundOn(t, n, sharing, -1, yield) && boundOn(t, n, sharing, 1, yield)
	}
}

// boundOn yields those on one side, until told to stop.
func boundOn(t *Text, n Name, sharing []Name, side int, yield func(int, float64) bool) bool {
	word, closeness := n.First-1, 1.0
	if side > 0 {
		word = n.Last + 1
	}
	next := t.nameFrom(word, side)
	for d := 0; d < maxBound && 0 <= word && word < len(t.Words); d++ {
		switch t.Words[max(word, word-side)].Gap {
		case Comma:
			closeness *= perMark
		case Break:
			closeness *= perMark * perMark
		}
		if !yield(word, closeness/(1+float64(d)/halfWay)) {
			return false
		}
		if 0 <= next && next < len(t.Names) && t.Names[next].end(side) == word {
			if !slices.Contains(sharing, t.Names[next]) {
				closeness *= perName
			}
			next += side
		}
		word += side
	}
	return true
}

// nameFrom is the first name from a word on, to one side.
func (t *Text) nameFrom(word, side int) int {
	if side > 0 {
		i, _ := slices.BinarySearchFunc(t.Names, word, func(n Name, word int) int { return n.First - word })
		return i
	}
	i, found := slices.BinarySearchFunc(t.Names, word, func(n Name, word int) int { return n.Last - word })
	if !found {
		i--
	}
	return i
}

// end is the last word of a name for one who goes to that side.
func (n Name) end(side int) int {
	if side > 0 {
		return n.Last
	}
	return n.First
}

// nameAt is the name that a word is part of.
func (t *Text) nameAt(word int) (n Name, ok bool) {
	i, _ := slices.BinarySearchFunc(t.Names, word, func(n Name, word int) int { return n.Last - word })
	if i == len(t.Names) || t.Names[i].First > word {
		return Name{}, false
	}
	return t.Names[i], true
}

// symbolAt is the symbol of a word of content, or of the figure that begins
// there; none for others.
func (g *Graph) symbolAt(t *Text, stems []int32, word int) int32 {
	if form := t.Words[word].Form; form != Number && form != Ordinal {
		return stems[word]
	}
	if i := firstFigure(t.Figures, word); i < len(t.Figures) && t.Figures[i].First == word {
		return g.index.symbols.of(t.Figures[i].Value)
	}
	return none
}

// saying is what a statement says of one of its names: the words that are known
// upstream, and where the name stands among them.
type saying struct {
	words []saidWord
	place string // see placeOf
	limit int    // the texts before it are upstream
}

// inPlace is how much it counts that a name stands where it stands upstream:
// behind the same preposition, in the possessive, in a compound.
const inPlace = 0.4

// closeness weighs how closely upstream binds what is said to a name, under
// whatever form of it, and finds the text that binds most. A word that one
// evidence statement has counts at most 1.
func (g *Graph) closeness(name []Word, said saying) (sum float64, at *Text) {
	s := &g.scratch
	s.stems.clear()
	for i, w := range said.words {
		s.stems.add(w.stem)
		s.nth[w.stem] = int32(i)
	}
	most, here := make([]float64, len(said.words)), make([]float64, len(said.words))
	top, takesPlace := 0.0, false
	for _, form := range append(g.otherForms(name), name) {
		for _, number := range g.speaking(form, said.limit) {
			t := g.index.texts[number]
			clear(here)
			for _, n := range spots(t, form) {
				takesPlace = takesPlace || said.place != "" && placeOf(t, n) == said.place
				g.bindAll(number, n, here)
			}
			if all := raise(most, here, said.words); all > top {
				top, at = all, t
			}
		}
	}
	for _, m := range most {
		sum += m
	}
	if takesPlace {
		sum += inPlace
	}
	return sum, at
}

// bindAll raises here to how closely a text binds each word that the scratch
// has to one place of a name.
func (g *Graph) bindAll(number int32, n Name, here []float64) {
	s, t, stems := &g.scratch, g.index.texts[number], g.index.rows[number].stems
	for word, closeness := range bound(t, n, nil) {
		if symbol := g.symbolAt(t, stems, word); symbol != none && s.stems.has(symbol) {
			here[s.nth[symbol]] = max(here[s.nth[symbol]], closeness)
		}
	}
}

// raise raises most to what one text has, by weight, and returns the sum of
// that.
func raise(most, here []float64, words []saidWord) (sum float64) {
	for i, closeness := range here {
		weighed := closeness * words[i].weight
		most[i] = max(most[i], weighed)
		sum += weighed
	}
	return sum
}

// How many texts with a name are looked at, and places of it in one.
const (
	maxSpots   = 64
	maxPerText = 8
)

// speaking lists the claims and fields before limit that have a name.
func (g *Graph) speaking(name []Word, limit int) []int32 {
	texts := slices.DeleteFunc(g.index.mentions(nil, name, limit), func(n int32) bool { return !carriesClaims(g.index.texts[n]) })
	return texts[:min(len(texts), maxSpots)]
}

// spots are the places where a name stands in a text. Articles do not count.
func spots(t *Text, name []Word) (out []Name) {
	name = withoutArticles(name)
	for i := 0; i < len(t.Words) && len(out) < maxPerText; i++ {
		if last, ok := standsAt(t.Words, i, name); ok {
			out = append(out, Name{i, last})
		}
	}
	return out
}

// standsAt says whether a name without articles stands at words[first], and
// where it ends.
func standsAt(words []Word, first int, name []Word) (last int, ok bool) {
	i := first
	for n := range name {
		for n > 0 && i < len(words) && isArticle(words[i]) {
			i++
		}
		if i == len(words) || words[i].Key != name[n].Key {
			return 0, false
		}
		i++
	}
	return i - 1, len(name) > 0
}

// placeOf tells in what place a name stands: the preposition that leads to it,
// or what follows; empty where neither tells.
func placeOf(t *Text, n Name) string {
	if next := n.Last + 1; next < len(t.Words) && t.Words[next].Gap == Possessive {
		return "'s"
	} else if next < len(t.Words) && t.Words[next].Gap == Hyphen {
		return "-"
	}
	i := n.First - 1
	for i >= 0 && isArticle(t.Words[i]) {
		i--
	}
	if i >= 0 && leadsTo[t.Words[i].Key] {
		return t.Words[i].Key
	}
	return ""
}

var leadsTo = lexicon.Set("of by through under in at with for from to within via on over")
