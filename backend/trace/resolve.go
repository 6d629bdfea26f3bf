package trace

import (
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/text"
)

// UntracedNames returns the names that t asserts and no layer above t has.
// What t denies is not looked for.
func (g *Graph) UntracedNames(t *Text) []Name {
	var out []Name
	limit := g.index.upstream(t.Layer)
	for _, n := range t.Names {
		n.First = g.afterOpening(t, n, limit)
		if n.First > n.Last || t.Denied[n.First] {
			continue
		}
		out = g.unresolved(t, n, limit, out)
	}
	return out
}

// afterOpening skips the first word of a name where its capital is owed to
// the beginning of the sentence alone.
func (g *Graph) afterOpening(t *Text, n Name, limit int) int {
	words := t.Words[n.First : n.Last+1]
	if !opensSentence(t.Words, n.First) || g.resolves(words, limit) {
		return n.First
	}
	if !words[0].Voice && !isEnglish(strings.ToLower(t.Written(n.First, n.First))) {
		return n.First
	}
	next := n.First + 1
	for next <= n.Last && joiners[t.Words[next].Key] {
		next++
	}
	return next
}

// unresolved adds to out the parts of a name that nothing upstream has.
func (g *Graph) unresolved(t *Text, n Name, limit int, out []Name) []Name {
	words := t.Words[n.First : n.Last+1]
	if g.resolves(words, limit) {
		return out
	}
	parts := splitAt(words, conjunctions)
	if len(parts) == 1 {
		return append(out, n)
	}
	first := n.First
	for _, part := range parts {
		if len(part) > 0 && !g.resolvesPart(part, limit) {
			out = append(out, Name{first, first + len(part) - 1})
		}
		first += len(part) + 1
	}
	return out
}

// resolvesPart is stricter than resolves for what stands before or behind
// "and": "Agency for Protection" is no body where the only such agency is for
// protection and something else.
func (g *Graph) resolvesPart(words []Word, limit int) bool {
	if hasPreposition(words) {
		at, known := g.index.names[joinKeys(words)]
		return known && at < limit
	}
	return g.resolves(words, limit)
}

// resolves says whether the words, as one name or as several known names in a
// row, stand upstream.
func (g *Graph) resolves(words []Word, limit int) bool {
	if g.known(words, limit) {
		return true
	}
	// covered[i]: the first i words are a row of known names.
	covered := make([]bool, len(words)+1)
	covered[0] = true
	for end := 1; end <= len(words); end++ {
		for start := range end {
			if covered[start] && g.knownWhole(words[start:end], limit) {
				covered[end] = true
				break
			}
		}
	}
	return covered[len(words)]
}

// known says whether the words stand together upstream, or name something
// there by its initials or its long form.
func (g *Graph) known(words []Word, limit int) bool {
	if g.index.find(words, limit) >= 0 || g.isFramework(words) || g.knownAlias(words, limit) {
		return true
	}
	if len(words) == 1 {
		at, ok := g.index.acronyms[words[0].Key]
		return ok && at < limit && words[0].Form == Acronym
	}
	initials := initialsOf(words)
	return len(initials) > 2 && g.defined[initials+" "+joinKeys(words)] && g.index.find([]Word{{Key: initials}}, limit) >= 0
}

// knownWhole asks for a name that upstream uses as a whole.
func (g *Graph) knownWhole(words []Word, limit int) bool {
	if at, ok := g.index.names[joinKeys(words)]; ok && at < limit {
		return true
	}
	return g.isFramework(words) || g.knownAlias(words, limit) || len(words) == 1 && words[0].Form == Acronym && g.known(words, limit)
}

// isFramework says whether the words are the jurisdiction's own name or
// belong to the vocabulary of the format.
func (g *Graph) isFramework(words []Word) bool {
	key := joinKeys(words)
	return key == g.jurisdiction || frameworkNames[key]
}

// initialsOf are the first letters of a name in lower case; empty where a word
// of it is no plain capitalized word.
func initialsOf(words []Word) string {
	var b strings.Builder
	for _, w := range words {
		switch {
		case w.Form == Capital:
			first, _ := utf8.DecodeRuneInString(w.Key)
			b.WriteRune(first)
		case !joiners[w.Key]:
			return ""
		}
	}
	return b.String()
}

// definitions collects every "Long Form (LF)" of a package, as "lf long form".
func definitions(texts []*Text) map[string]bool {
	out := map[string]bool{}
	for _, t := range texts {
		for _, n := range t.Names {
			next := n.Last + 1
			if next >= len(t.Words) || t.Words[next].Form != Acronym || t.Text[t.Words[next].Span.Start-1] != '(' {
				continue
			}
			for first := n.First; first < n.Last; first++ {
				words := t.Words[first : n.Last+1]
				if initialsOf(words) == t.Words[next].Key {
					out[t.Words[next].Key+" "+joinKeys(words)] = true
				}
			}
		}
	}
	return out
}

// Near returns up to three names upstream that are spelled like the words of
// n, nearest first.
func (g *Graph) Near(t *Text, n Name) []string {
	want := t.Written(n.First, n.Last)
	limit := g.index.upstream(t.Layer)
	var best [3]string
	var distance [3]int
	for i := range distance {
		distance[i] = 1 + len(want)/4
	}
	for _, up := range g.index.texts[:limit] {
		for _, name := range up.Names {
			candidate := up.Written(name.First, name.Last)
			insertNear(best[:], distance[:], candidate, text.Distance(strings.ToLower(want), strings.ToLower(candidate), distance[2]))
		}
	}
	out := make([]string, 0, 3)
	for _, b := range best {
		if b != "" {
			out = append(out, b)
		}
	}
	return out
}

func insertNear(best []string, distance []int, candidate string, d int) {
	for i := range best {
		if best[i] == candidate {
			return
		}
		if d < distance[i] {
			copy(best[i+1:], best[i:])
			copy(distance[i+1:], distance[i:])
			best[i], distance[i] = candidate, d
			return
		}
	}
}
