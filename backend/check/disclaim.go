package check

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// asserted finds the phrases, beginning at one of the words, that a statement
// itself asserts: not those that it denies, disclaims, quotes or has in a name.
func asserted(t *trace.Text, words []int, drawn phrases) []trace.Name {
	var out []trace.Name
	end := -1
	for _, i := range words {
		if i <= end {
			continue
		}
		last, ok := drawn.find(t.Text, t.Words, i)
		if !ok {
			continue
		}
		n := trace.Name{First: i, Last: last}
		if !deniedFrom(t, n) && !t.Quoted[i] && !isNamed(t, n) && !isDisclaimed(t, n) && !isHarmless(t, n) {
			out = append(out, n)
			end = last
		}
	}
	return out
}

// deniedFrom says whether the statement denies the phrase. One that denies in
// itself ("no other country …") is denied only with its first word.
func deniedFrom(t *trace.Text, n trace.Name) bool {
	if denying[t.Words[n.First].Key] {
		return t.Denied[n.First]
	}
	return t.Denied[n.Last]
}

var denying = keySet([]string{"no", "none"})

// isNamed says whether the phrase is part of a proper name ("Rating Agency").
func isNamed(t *trace.Text, n trace.Name) bool {
	return slices.ContainsFunc(t.Names, func(name trace.Name) bool {
		return name.First <= n.First && n.Last <= name.Last && name.Last-name.First > n.Last-n.First
	})
}

var (
	disclaimedBefore = compile(atlas.DisclaimersBefore())
	disclaimedAfter  = compile(atlas.DisclaimersAfter())
	harmless         = compile(atlas.HarmlessPhrases())
)

// isDisclaimed says whether the clause around the phrase says that it is not
// concluded: "whether … is left to readers", "… is excluded".
func isDisclaimed(t *trace.Text, n trace.Name) bool {
	first, end := clause(t, n)
	return holds(t, disclaimedBefore, first, n.First) || holds(t, disclaimedAfter, n.Last+1, end)
}

// clause is the stretch of words around n between marks stronger than a comma
// and words that turn the sentence.
func clause(t *trace.Text, n trace.Name) (first, end int) {
	first, end = n.First, n.Last+1
	for first > 0 && t.Words[first].Gap < trace.Break && !turning[t.Words[first].Key] {
		first--
	}
	for end < len(t.Words) && t.Words[end].Gap < trace.Break && !turning[t.Words[end].Key] {
		end++
	}
	return first, end
}

var turning = keySet([]string{"but", "while", "whereas", "although", "though", "however", "yet", "nevertheless"})

// holds says whether one of the phrases stands in words[first:end].
func holds(t *trace.Text, of phrases, first, end int) bool {
	for i := first; i < end; i++ {
		if last, ok := of.find(t.Text, t.Words[:end], i); ok && last < end {
			return true
		}
	}
	return false
}

// nearby is how far before a phrase a harmless one may begin that reaches
// into it.
const nearby = 2 * maxGap

// isHarmless says whether the words of the phrase belong to one that has
// another meaning: "highest court".
func isHarmless(t *trace.Text, n trace.Name) bool {
	for i := max(0, n.First-nearby); i <= n.Last; i++ {
		if last, ok := harmless.find(t.Text, t.Words, i); ok && last >= n.First {
			return true
		}
	}
	return false
}
