package trace

import (
	"cmp"
	"slices"

	"atlasdesk/backend/lexicon"
)

// senses lists which words mean what, by the number of the sense.
type senses []sensed

type sensed struct {
	sense  lexicon.Sense
	symbol int32
}

// newSenses lists the senses of words, and what is more general than those.
func newSenses(words map[string]int32) senses {
	out := make(senses, 0, 8*len(words))
	for word, symbol := range words {
		out = out.add(word, symbol)
	}
	slices.SortFunc(out, func(a, b sensed) int { return cmp.Or(cmp.Compare(a.sense, b.sense), cmp.Compare(a.symbol, b.symbol)) })
	return out
}

func (l senses) add(word string, symbol int32) senses {
	own, general := lexicon.Senses(word)
	for _, list := range [...][]lexicon.Sense{own, general} {
		for _, s := range list {
			l = append(l, sensed{s, symbol})
		}
	}
	return l
}

// with yields the words that have a sense.
func (l senses) with(s lexicon.Sense) senses {
	from, _ := slices.BinarySearchFunc(l, s, func(e sensed, s lexicon.Sense) int { return cmp.Compare(e.sense, s) })
	to := from
	for to < len(l) && l[to].sense == s {
		to++
	}
	return l[from:to]
}

// paraphrases says whether a word means what one before limit means, or
// something more general. What the words there mean is put together when the
// first such word asks, but for the few that were numbered since.
func (g *Graph) paraphrases(stem string, limit int) bool {
	own, _ := lexicon.Senses(stem)
	if len(own) == 0 {
		return false
	}
	symbols := g.index.symbols
	if g.meant == nil {
		g.meant = newSenses(symbols.known)
	}
	stands := func(e sensed) bool { return g.index.hasFeature(e.symbol, limit) }
	if slices.ContainsFunc(own, func(s lexicon.Sense) bool { return slices.ContainsFunc(g.meant.with(s), stands) }) {
		return true
	}
	for word, symbol := range symbols.fresh {
		if slices.ContainsFunc(senses(nil).add(word, symbol), func(e sensed) bool { return slices.Contains(own, e.sense) && stands(e) }) {
			return true
		}
	}
	return false
}
