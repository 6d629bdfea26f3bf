package trace

import (
	"iter"
	"slices"
	"strings"

	"atlasdesk/backend/lexicon"
)

// Name is a run of words that together may name something: words that start
// with a capital, acronyms and mixed forms, joined by spaces, hyphens and
// words such as "of". First and Last are indexes of Text.Words.
type Name struct{ First, Last int }

// maxName is how many words a name may have. It bounds what a line of nothing
// but capitals can cost.
const maxName = 16

// names finds the longest runs. The month of a date is no name.
func names(words []Word, figures []Figure) []Name {
	var out []Name
	for i := 0; i < len(words); {
		for len(figures) > 0 && figures[0].Last < i {
			figures = figures[1:]
		}
		if len(figures) > 0 && figures[0].Kind == Date && figures[0].First <= i {
			i = figures[0].Last + 1
			continue
		}
		if !isNameWord(words[i]) && !isInitial(words, i) || isUnit(words, i) {
			i++
			continue
		}
		last := i
		for next := i + 1; next < min(len(words), i+maxName); {
			if words[next].Gap > Hyphen {
				break
			}
			if isNameWord(words[next]) || isInitial(words, next-1) || isSuffix(words[next]) {
				last = next
				next++
				continue
			}
			joined := connectors(words, next)
			if joined == 0 {
				break
			}
			next += joined
		}
		out = append(out, Name{i, last})
		i = last + 1
	}
	return out
}

// isInitial says whether words[i] is a single letter that a hyphen joins to
// the word behind it, as in X-tee and e-Residency.
func isInitial(words []Word, i int) bool {
	if words[i].Span.Len() != 1 || i+1 >= len(words) || words[i+1].Gap != Hyphen {
		return false
	}
	switch words[i].Form {
	case Capital:
		return i > 0 || words[i+1].Form != Lower || !isEnglish(words[i+1].Key)
	case Lower:
		return isNameWord(words[i+1])
	}
	return false
}

// isUnit says whether words[i] is what the number before it is measured in.
func isUnit(words []Word, i int) bool {
	return i > 0 && words[i-1].Form == Number && words[i].Gap <= Hyphen && (units[words[i].Key].name != "" || units[words[i].Key+"s"].name != "")
}

// isSuffix says whether a word is a single capital that a hyphen joins to the
// word before it, as in T2-S.
func isSuffix(w Word) bool { return w.Gap == Hyphen && w.Form == Capital && w.Span.Len() == 1 }

// connectors counts the joining words at words[i:] that lead to another word
// of a name. At most two stand in a row ("of the").
func connectors(words []Word, i int) int {
	for n := 0; n <= 2 && i+n < len(words) && words[i+n].Gap == Space; n++ {
		if isNameWord(words[i+n]) {
			return n
		}
		if !joiners[words[i+n].Key] || n == 1 && conjunctions[words[i].Key] {
			return 0 // "and the" begins another name
		}
	}
	return 0
}

var (
	joiners      = lexicon.Set("of for and the de la du da del di on in und")
	conjunctions = lexicon.Set("and und on in")
	prepositions = lexicon.Set("of for de du da del di")
)

// isNameWord says whether a word may be part of a name.
func isNameWord(w Word) bool { return w.can&canName != 0 }

// opensSentence says whether the capital of words[i] may be owed to its place
// alone: it is the first word of its statement.
func opensSentence(words []Word, i int) bool { return i == 0 && words[i].Form == Capital }

// opens says the same also of what follows a label ("Access: Digital …").
func opens(words []Word, i int, text string) bool {
	return opensSentence(words, i) || words[i].Form == Capital && words[i].Gap == Break &&
		strings.ContainsRune(text[words[i-1].Span.End:words[i].Span.Start], ':')
}

// callings are what the names of a statement are called: the keys by which the
// layers below may find them.
type callings struct {
	whole     []string // the joined keys of names and of their parts at "and"
	compounds []string // two words as one: KZ-CERT as kzcert, Open API as openapi
	initials  []string // of whole runs of title case
	defined   []definition
}

func callingsOf(words []Word, names []Name, text string) callings {
	c := callings{defined: definitions(words, text)}
	for _, n := range names {
		c.add(words[n.First:n.Last+1], opens(words, n.First, text))
	}
	for i := 1; i < len(words); i++ {
		if words[i].Gap == Hyphen || words[i].Gap == Space && isNameWord(words[i]) && isNameWord(words[i-1]) {
			c.compounds = append(c.compounds, joined(words[i-1:i+1]))
		}
	}
	return c
}

// add takes a name in. The first word of a sentence may be part of it or not.
func (c *callings) add(name []Word, opening bool) {
	if opening && name[0].English {
		rest := name[1:]
		for len(rest) > 0 && joiners[rest[0].Key] {
			rest = rest[1:]
		}
		if len(rest) == 0 {
			return
		}
		c.add(rest, false)
	}
	c.whole = append(c.whole, joined(name))
	if len(name) < 3 || hasPreposition(name) {
		c.abbreviate(name)
		return
	}
	for part := range partsOf(name) {
		if len(part) < len(name) {
			c.whole = append(c.whole, joined(part))
		}
		c.abbreviate(part)
	}
}

// abbreviate takes in the initials of a name, with and without what follows
// its last preposition.
func (c *callings) abbreviate(name []Word) {
	title := title(name)
	for _, words := range [2][]Word{title, headOf(title)} {
		if initials := initialsOf(words); len(initials) >= minInitials {
			c.initials = append(c.initials, initials)
		}
	}
}

func hasPreposition(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return prepositions[w.Key] })
}

// partsOf yields the parts of a name that "and" and its like join.
func partsOf(name []Word) iter.Seq[[]Word] {
	return func(yield func([]Word) bool) {
		start := 0
		for i := range name {
			if w := &name[i]; w.Form == Lower && conjunctions[w.Key] {
				if !yield(name[start:i]) {
					return
				}
				start = i + 1
			}
		}
		yield(name[start:])
	}
}

// joined is the name without its gaps and articles, so that it is the same
// whether a compound is written as one word, with a hyphen or as two words.
func joined(words []Word) string {
	if len(words) == 1 {
		return words[0].Key
	}
	size := 0
	for i := range words {
		size += len(words[i].Key)
	}
	var b strings.Builder
	b.Grow(size)
	for i := range words {
		if !isArticle(words[i]) {
			b.WriteString(words[i].Key)
		}
	}
	return b.String()
}

func isArticle(w Word) bool { return w.Key == "the" || w.Key == "a" || w.Key == "an" }

func withoutArticles(words []Word) []Word {
	if !slices.ContainsFunc(words, isArticle) {
		return words
	}
	return slices.DeleteFunc(slices.Clone(words), isArticle)
}
