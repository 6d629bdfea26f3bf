package trace

import "strings"

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
		if !isNameWord(words[i]) && !isInitial(words, i) {
			i++
			continue
		}
		last := i
		for next := i + 1; next < min(len(words), i+maxName); {
			if words[next].Gap > Hyphen {
				break
			}
			if isNameWord(words[next]) || isInitial(words, next-1) {
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

// isInitial says whether words[i] is a single capital that a hyphen joins to
// the word behind it, as in X-tee.
func isInitial(words []Word, i int) bool {
	return words[i].Form == Capital && words[i].Span.Len() == 1 && i+1 < len(words) && words[i+1].Gap == Hyphen &&
		(i > 0 || words[i+1].Form != Lower)
}

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

var joiners = wordSet("of for and the de la du da del di on in & und")

// isNameWord says whether a word may be part of a name.
func isNameWord(w Word) bool {
	switch w.Form {
	case Capital:
		return w.Span.Len() > 1 && !functionWords[w.Key]
	case Acronym, Mixed:
		return true
	case Dotted:
		return !strings.HasSuffix(w.Key, ".md") // a file of the package
	}
	return false
}

// opensSentence says whether the capital of words[i] may be owed to its place
// alone: it is the first word of its statement.
func opensSentence(words []Word, i int) bool { return i == 0 && words[i].Form == Capital }
