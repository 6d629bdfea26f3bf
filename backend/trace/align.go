package trace

import (
	"slices"
	"strings"
)

// token is a name, or one word, of a statement; articles and "and" are none.
type token struct {
	Name
	key    string
	entity bool
}

// maxAligned is how many tokens a statement may have to be held against another
// one by one.
const maxAligned = 256

// tokens reads a statement; the parts of a name that "and" joins are one each.
func (g *Graph) tokens(t *Text) []token {
	out := make([]token, 0, len(t.Words))
	names := t.Names
	for i := 0; i < len(t.Words); i++ {
		if len(names) > 0 && names[0].First == i {
			n := names[0]
			names = names[1:]
			if g.names(t, n) {
				out = appendParts(out, t, n)
				i = n.Last
				continue
			}
		}
		if w := &t.Words[i]; !isArticle(*w) && !conjunctions[w.Key] {
			out = append(out, token{Name{i, i}, w.Key, false})
		}
	}
	return out
}

func appendParts(out []token, t *Text, n Name) []token {
	first := n.First
	for part := range partsOf(t.Words[n.First : n.Last+1]) {
		if len(part) > 0 {
			out = append(out, token{Name{first, first + len(part) - 1}, joined(part), true})
		}
		first += len(part) + 1
	}
	return out
}

// names says whether n names something, and is no word that merely opens the
// sentence: another statement has it as a name.
func (g *Graph) names(t *Text, n Name) bool {
	return isEntity(t, n) || t.Words[n.First].Gap != Hyphen && g.index.standsBefore(g.index.names, t.Words[n.First].Key, len(g.index.texts))
}

// How well two tokens fit each other.
const (
	noFit   = 0
	nameFit = 3 // another name in its place
	sameFit = 4
)

func fit(a, b *token) int {
	switch {
	case a.key == b.key:
		return sameFit
	case a.entity && b.entity:
		return nameFit
	}
	return noFit
}

// align pairs two lists of tokens, each with an end of its own, so that they fit
// best in their order (Needleman and Wunsch, 1970, without a price for gaps).
func align(a, b []token) (pairs [][2]int) {
	width := len(b) + 1
	best := make([]int32, (len(a)+1)*width) // of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			at := i*width + j
			best[at] = max(best[at+width], best[at+1])
			if f := fit(&a[i], &b[j]); f != noFit {
				best[at] = max(best[at], best[at+width+1]+int32(f))
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		at := i*width + j
		switch f := fit(&a[i], &b[j]); {
		case f != noFit && best[at] == best[at+width+1]+int32(f):
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[at] == best[at+width]:
			i++
		default:
			j++
		}
	}
	return append(pairs, [2]int{len(a), len(b)})
}

// replacement is a run of words of a statement where another run stood in the
// statement before.
type replacement struct {
	text, old     *Text
	now, was      Name
	with, instead string // what the two are
	entity        bool   // both are names
}

// replacements lists the names of t that stand where others stood in old, and
// the other words that do, from one end of what the two have in common to the
// next.
func (g *Graph) replacements(t, old *Text) (out []replacement) {
	a, b := g.tokens(t), g.tokens(old)
	if len(a) > maxAligned || len(b) > maxAligned {
		return nil
	}
	pairs := align(a, b)
	last := [2]int{-1, -1}
	for n, p := range pairs {
		before, run := p[0]-last[0] > 1, p[1]-last[1] > 1
		if before && run {
			out = appendReplacement(out, t, old, a[last[0]+1:p[0]], b[last[1]+1:p[1]])
		}
		if n+1 < len(pairs) && before == run && (pairs[n+1][0]-p[0] > 1) == (pairs[n+1][1]-p[1] > 1) {
			out = appendReplacement(out, t, old, a[p[0]:p[0]+1], b[p[1]:p[1]+1])
		}
		last = p
	}
	return out
}

// maxReplaced is how many words one run may have.
const maxReplaced = 8

// appendReplacement takes in two runs that differ, both of one name or both
// without any.
func appendReplacement(out []replacement, t, old *Text, a, b []token) []replacement {
	r := replacement{text: t, old: old, now: runOf(a), was: runOf(b), with: keyOf(a), instead: keyOf(b), entity: len(a) == 1 && a[0].entity && b[0].entity}
	isEntity := func(t token) bool { return t.entity }
	if r.with == r.instead || max(len(a), len(b)) > maxReplaced || !r.entity && (slices.ContainsFunc(a, isEntity) || slices.ContainsFunc(b, isEntity)) {
		return out
	}
	return append(out, r)
}

func runOf(run []token) Name { return Name{run[0].First, run[len(run)-1].Last} }

func keyOf(run []token) string {
	keys := make([]string, len(run))
	for i := range run {
		keys[i] = run[i].key
	}
	return strings.Join(keys, " ")
}
