package trace

import (
	"slices"

	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/text"
)

// UntracedNames returns the names that t asserts and no layer above t has.
// What t denies is not looked for.
func (g *Graph) UntracedNames(t *Text) []Name { return g.untraced(t, g.index.upstream(t.Layer)) }

func (g *Graph) untraced(t *Text, limit int) []Name {
	var out []Name
	for _, n := range t.Names {
		if t.Denied[n.First] || g.index.find(t.Words[n.First:n.Last+1], limit) >= 0 {
			continue
		}
		if n = g.withoutOpening(t, n, limit); n.First <= n.Last && !t.Denied[n.First] && !isEmphasis(t.Words[n.First:n.Last+1]) && !g.isLabel(t, n, limit) {
			out = g.unresolved(t, n, limit, out)
		}
	}
	return out
}

// unresolved adds to out the parts of a name that nothing upstream has.
func (g *Graph) unresolved(t *Text, n Name, limit int, out []Name) []Name {
	words := t.Words[n.First : n.Last+1]
	if g.resolves(words, limit) {
		return out
	}
	first := n.First
	for part := range partsOf(words) {
		if len(part) == len(words) {
			return append(out, n)
		}
		if len(part) > 0 && !g.resolvesPart(part, limit) {
			out = append(out, Name{first, first + len(part) - 1})
		}
		first += len(part) + 1
	}
	return out
}

// resolvesPart is resolves for what stands before or behind "and".
func (g *Graph) resolvesPart(words []Word, limit int) bool {
	if hasPreposition(words) {
		return g.index.findWhole(words, limit) >= 0 || g.otherwise(words, limit)
	}
	return g.resolves(words, limit)
}

// resolves says whether the words, as one name or as several known names in a
// row, stand upstream.
func (g *Graph) resolves(words []Word, limit int) bool {
	return g.known(words, limit) || len(words) > 1 && (g.isRow(words, limit) || g.isExtended(words, limit))
}

// isExtended says whether the words are known names and one ordinary word
// behind them that is merely capitalized: "EstLink Interconnection" is no
// other name where upstream speaks of interconnection, as "EstLink Board"
// would be.
func (g *Graph) isExtended(words []Word, limit int) bool {
	last := len(words) - 1
	w, rest := words[last], words[:last]
	if !w.English || bodies[w.Key] || joiners[rest[last-1].Key] || !isEmphasis(words[last:]) &&
		!(g.isHeard(w, limit) && (w.Kind == lexicon.Deed || w.Kind == lexicon.Abstract)) {
		return false
	}
	return g.isFramework(rest) || g.isDistinct(rest) && (len(rest) == 1 && g.known(rest, limit) || g.otherwise(rest, limit) || g.isRow(rest, limit))
}

// bodies are words that make a name that of another body or thing.
var bodies = lexicon.Set(`academy administration agency alliance association authority bank board bureau center chamber commission committee company
 corporation council court department directorate exchange federation force foundation forum fund government group hub institute institution
 laboratory league ministry network office organization partnership platform program project registry secretariat service society system team
 tribunal trust union university act code law decree regulation rule strategy plan framework initiative index standard`)

// known says whether the words stand together upstream, or name something
// there that is written otherwise.
func (g *Graph) known(words []Word, limit int) bool {
	return g.index.find(words, limit) >= 0 || g.otherwise(words, limit)
}

// otherwise says whether upstream has the name as a compound, by its short or
// long form, by an alias, or without the jurisdiction's name.
func (g *Graph) otherwise(words []Word, limit int) bool {
	x, key := g.index, joined(words)
	if x.standsBefore(x.names, key, limit) || g.isFramework(words) {
		return true
	}
	if g.anyOf(g.declared[key], limit) || g.anyOf(everybody[key], limit) || g.anyOf(x.longOf[key], limit) || g.isDefined(key, limit) {
		return true
	}
	if len(words) == 1 {
		return x.standsBefore(x.compounds, key, limit) || words[0].Form == Acronym && g.abbreviates(key, limit)
	}
	return x.has(key, limit) || g.isSpeltOut(words, limit) || g.isLocal(words, limit)
}

// otherForms lists what else a name is called in the package: its short or
// long forms, its aliases, its initials.
func (g *Graph) otherForms(words []Word) [][]Word {
	key := joined(words)
	out := slices.Concat(g.declared[key], everybody[key], g.index.longOf[key], g.index.shortOf[key])
	if initials := initialsOf(words); len(initials) >= minInitials && len(out) == 0 {
		out = append(out, []Word{{Key: initials}})
	}
	return out
}

func (g *Graph) anyOf(names [][]Word, limit int) bool {
	return slices.ContainsFunc(names, func(name []Word) bool { return g.index.find(name, limit) >= 0 })
}

// isDefined says whether a long form is that of an acronym upstream. Where
// upstream has another long form for it, a definition further down is none.
func (g *Graph) isDefined(long string, limit int) bool {
	return slices.ContainsFunc(g.index.shortOf[long], func(short []Word) bool {
		return g.index.has(short[0].Key, limit) && !g.anyOf(g.index.longOf[short[0].Key], limit)
	})
}

// abbreviates says whether an acronym that nobody defines has the initials of
// a name upstream. An acronym that differs by one letter from one upstream is
// not taken for another.
func (g *Graph) abbreviates(acronym string, limit int) bool {
	if !g.index.standsBefore(g.index.initials, acronym, limit) {
		return false
	}
	for _, r := range g.index.rows[:limit] {
		for _, other := range r.shortForms {
			if text.Distance(other, acronym, 2) == 1 {
				return false
			}
		}
	}
	return true
}

// isSpeltOut says whether a name has the letters of an acronym upstream for
// which the layers there have no other long form.
func (g *Graph) isSpeltOut(words []Word, limit int) bool {
	initials := initialsOf(words)
	return len(initials) >= minInitials && g.index.standsBefore(g.index.acronyms, initials, limit) &&
		!g.index.standsBefore(g.index.initials, initials, limit) && len(g.index.longOf[initials]) == 0
}

// isFramework says whether the words are the jurisdiction's own name or belong
// to the vocabulary of the format.
func (g *Graph) isFramework(words []Word) bool {
	return frameworkNames[joined(words)] || g.isJurisdiction(words)
}

// isJurisdiction says whether the words are the jurisdiction's name, perhaps
// with its form of state.
func (g *Graph) isJurisdiction(words []Word) bool {
	words = withoutArticles(words)
	for len(words) > 0 && (stateForms[words[0].Key] || words[0].Key == "of") {
		words = words[1:]
	}
	return len(g.jurisdiction) > 0 && slices.EqualFunc(words, g.jurisdiction, func(a, b Word) bool { return a.Key == b.Key })
}

var stateForms = lexicon.Set("republic kingdom state commonwealth federation principality")

// isLocal says whether upstream has the name without the jurisdiction's, as
// in "National Bank of Ruritania" or "Ruritania National Bank".
func (g *Graph) isLocal(words []Word, limit int) bool {
	rest := words[:0]
	for i := range words {
		switch {
		case words[i].Key == "of" && g.isJurisdiction(words[i+1:]):
			rest = words[:i]
		case i > 0 && i+1 < len(words) && words[i].Form != Lower && g.isJurisdiction(words[:i]):
			rest = words[i:]
		}
	}
	return g.isDistinct(rest) && (g.index.find(rest, limit) >= 0 || g.index.standsBefore(g.index.names, joined(rest), limit))
}

// isDistinct says whether words name something by themselves: several do, and
// one that is no ordinary word.
func (g *Graph) isDistinct(words []Word) bool {
	return len(words) > 1 || len(words) == 1 && !words[0].English
}

// isRow says whether the words are known names one behind another, perhaps
// joined: "National Bank Digital Tenge", "Finnish-Estonian". No part of a row
// is an ordinary word alone, since names made of the same few words denote
// different bodies.
func (g *Graph) isRow(words []Word, limit int) bool {
	var room [maxName + 1]bool
	covered := room[:len(words)+1] // the first i words are such a row
	covered[0] = true
	for end := 1; end <= len(words); end++ {
		if rowJoiners[words[end-1].Key] && end > 1 && end < len(words) {
			covered[end] = covered[end-1]
			continue
		}
		for start := 0; start < end && !covered[end]; start++ {
			covered[end] = covered[start] && g.isRowPart(words[start:end], limit)
		}
	}
	return covered[len(words)]
}

var rowJoiners = lexicon.Set("and for in on und")

func (g *Graph) isRowPart(words []Word, limit int) bool {
	if len(words) > 1 {
		return words[0].Form >= Capital && words[len(words)-1].Form >= Capital && g.otherwise(words, limit)
	}
	switch w := words[0]; {
	case isPlace(w) || w.Form > Capital:
		return g.known(words, limit)
	case w.Form == Capital && !w.English:
		return g.otherwise(words, limit)
	}
	return false
}

func isPlace(w Word) bool {
	_, ok := countries[w.Key]
	return ok && w.Form == Capital
}

// NameKey is the same for the spellings of one name.
func (t *Text) NameKey(n Name) string { return joined(t.Words[n.First : n.Last+1]) }
