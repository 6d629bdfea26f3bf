package check

import (
	"cmp"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// asserted finds the phrases, beginning at one of the words, that a statement
// itself asserts: not those that it denies, disclaims, quotes or has in a name.
func (p *pass) asserted(t *trace.Text, words []int, drawn phrases) []trace.Name {
	var out []trace.Name
	end := -1
	in := p.passage(t)
	for _, i := range words {
		if i <= end {
			continue
		}
		last, ok := drawn.find(in, i)
		if !ok {
			continue
		}
		n := trace.Name{First: i, Last: last}
		if !deniedFrom(t, n) && !t.Quoted[i] && !isNamed(t, n) && !in.isDisclaimed(n) && !in.isHarmless(n) {
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

var denying = keySet([]string{"no", "none", "beyond"})

// isNamed says whether the phrase is part of a proper name ("Rating Agency"),
// or begins in the middle of one.
func isNamed(t *trace.Text, n trace.Name) bool {
	i, _ := slices.BinarySearchFunc(t.Names, n.First, func(name trace.Name, word int) int { return cmp.Compare(name.Last, word) })
	if i == len(t.Names) || t.Names[i].First > n.First {
		return false
	}
	name := t.Names[i]
	if name.Last < n.Last {
		return name.First < n.First && t.Words[name.Last+1].Gap == trace.Space // "Island Transit states"
	}
	return name.Last-name.First > n.Last-n.First
}

var (
	disclaimedBefore = compile(atlas.DisclaimersBefore())
	disclaimedAfter  = compile(atlas.DisclaimersAfter())
	harmless         = compile(atlas.HarmlessPhrases())
)

// isDisclaimed says whether the clause around the phrase says that it is not
// concluded: "whether … is left to readers", "… is excluded".
func (in passage) isDisclaimed(n trace.Name) bool {
	first, end := in.clause(n)
	return in.holds(disclaimedBefore, first, n.First) || in.holds(disclaimedAfter, n.Last+1, end)
}

// maxClause is how far from a phrase a disclaimer may stand. It bounds what a
// line without marks can cost.
const maxClause = 40

// clause is the stretch of words around n between marks stronger than a comma
// and words that turn the sentence.
func (in passage) clause(n trace.Name) (first, end int) {
	first, end = n.First, n.Last+1
	for first > max(0, n.First-maxClause) && in.words[first].Gap < trace.Break && !turning[in.words[first].Key] {
		first--
	}
	for end < min(len(in.words), n.Last+maxClause) && in.words[end].Gap < trace.Break && !turning[in.words[end].Key] {
		end++
	}
	return first, end
}

var turning = keySet([]string{"but", "while", "whereas", "although", "though", "however", "yet", "nevertheless"})

// holds says whether one of the phrases stands in words[first:end].
func (in passage) holds(of phrases, first, end int) bool {
	in.words = in.words[:end]
	for i := first; i < end; i++ {
		if _, ok := of.find(in, i); ok {
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
func (in passage) isHarmless(n trace.Name) bool {
	for i := max(0, n.First-nearby); i <= n.Last; i++ {
		if last, ok := harmless.find(in, i); ok && last >= n.First {
			return true
		}
	}
	return false
}
