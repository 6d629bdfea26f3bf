package changelog

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/trace"
)

// Alteration is how the meaning of a statement differs between two versions.
// The zero Alteration says that it does not: figures, names, terms and
// denials are the same, and only the wording may differ.
type Alteration struct {
	Figures []Exchange
	Names   []Exchange
	Terms   []Exchange
	Denial  Denial
}

// Exchange is an anchor before and after, as written: "17 data centers" and
// "19 data centers". One of them is empty where the anchor is new or gone.
type Exchange struct{ Was, Is string }

// Denial is what became of what a statement denies.
type Denial int

// The denials. With DenialTurned the statement denied before and denies now,
// but not the same.
const (
	DenialSame Denial = iota
	DenialGained
	DenialLost
	DenialTurned
)

// None says that the meaning is the same.
func (a Alteration) None() bool {
	return len(a.Figures) == 0 && len(a.Names) == 0 && len(a.Terms) == 0 && a.Denial == DenialSame
}

// alter compares the anchors of two versions of a statement. proper holds the
// keys of words that surely belong to names, see properWords.
func alter(before, after *trace.Text, proper map[string]bool) Alteration {
	if len(before.Words)+len(after.Words) > longest {
		return alterLong(before, after)
	}
	was, is := reading{Text: before, proper: proper}, reading{Text: after, proper: proper}
	was.covered, is.covered = make([]bool, len(before.Words)), make([]bool, len(after.Words))
	out := Alteration{Denial: denial(before, after)}
	out.Figures = exchangeFigures(was.figuresNotIn(&is), is.figuresNotIn(&was))
	out.Names = exchange(was.namesNotIn(&is), is.namesNotIn(&was))
	out.Terms = exchange(was.termsNotIn(&is), is.termsNotIn(&was))
	return out
}

// longest is how many words two versions may have together to be compared
// anchor by anchor, which takes time by the square. Statements have thirty.
const longest = 4000

func alterLong(before, after *trace.Text) Alteration {
	if before.Text == after.Text {
		return Alteration{}
	}
	return Alteration{Terms: []Exchange{{firstWords(before.Text), firstWords(after.Text)}}}
}

// exchange pairs what is gone with what is new, in order, where there is one
// of each for each.
func exchange(gone, fresh []string) []Exchange {
	var out []Exchange
	if len(gone) == len(fresh) {
		for i := range gone {
			out = append(out, Exchange{gone[i], fresh[i]})
		}
		return out
	}
	for _, was := range gone {
		out = append(out, Exchange{Was: was})
	}
	for _, is := range fresh {
		out = append(out, Exchange{Is: is})
	}
	return out
}

// reading is a statement while it is compared; covered marks the words whose
// difference is settled as part of a figure or a name.
type reading struct {
	*trace.Text
	proper  map[string]bool
	covered []bool
}

func (r *reading) cover(first, last int) {
	for i := first; i <= last; i++ {
		r.covered[i] = true
	}
}

// namesNotIn lists the names that other does not have in any spelling that is
// the same name. Of several names joined by "and" it lists those missing.
func (r *reading) namesNotIn(other *reading) []string {
	var out []string
	for _, n := range r.Names {
		if !slices.Contains(r.covered[n.First:n.Last+1], false) {
			continue // the month of a date
		}
		n.First = r.afterOpening(n, other)
		if r.nameIn(n, other) {
			continue
		}
		parts := r.parts(n)
		missing := slices.DeleteFunc(slices.Clone(parts), func(p trace.Name) bool { return r.nameIn(p, other) })
		if len(missing) == len(parts) {
			missing = []trace.Name{n}
		}
		for _, m := range missing {
			r.cover(m.First, m.Last)
			out = append(out, r.Written(m.First, m.Last))
		}
	}
	return out
}

// nameIn says whether other has a name; an empty name is had by all.
func (r *reading) nameIn(n trace.Name, other *reading) bool {
	if n.First > n.Last {
		return true
	}
	words := r.Words[n.First : n.Last+1]
	if other.hasInRow(words) {
		return true
	}
	if other.hasInitials(words) || other.spells(words) {
		r.cover(n.First, n.Last)
		return true
	}
	return false
}

// parts splits a name at "and".
func (r *reading) parts(n trace.Name) []trace.Name {
	var out []trace.Name
	first := n.First
	for i := n.First; i <= n.Last; i++ {
		if w := r.Words[i]; w.Key == "and" && w.Form == trace.Lower {
			out, first = append(out, trace.Name{First: first, Last: i - 1}), i+1
		}
	}
	return append(out, trace.Name{First: first, Last: n.Last})
}

// afterOpening is the first word of a name, without one whose capital may be
// owed to the beginning of a sentence: what differs is then a term.
func (r *reading) afterOpening(n trace.Name, other *reading) int {
	first := n.First
	w := r.Words[first]
	if w.Form != trace.Capital || w.Gap != trace.Break || r.proper[w.Key] || other.hasInRow(r.Words[first:n.Last+1]) {
		return first
	}
	for first++; first <= n.Last && r.Words[first].Form == trace.Lower; {
		first++
	}
	return first
}

// hasInRow says whether the words stand together in r.
func (r *reading) hasInRow(words []trace.Word) bool {
	for at := 0; at+len(words) <= len(r.Words); at++ {
		if slices.EqualFunc(r.Words[at:at+len(words)], words, func(a, b trace.Word) bool { return a.Key == b.Key }) {
			return true
		}
	}
	return false
}

// hasInitials says whether r abbreviates a name: NPC for National Payment
// Company.
func (r *reading) hasInitials(name []trace.Word) bool {
	short := initials(name)
	return len(short) > 1 && slices.ContainsFunc(r.Words, func(w trace.Word) bool { return w.Form == trace.Acronym && w.Key == short })
}

// spells says whether r spells an acronym out.
func (r *reading) spells(name []trace.Word) bool {
	return len(name) == 1 && name[0].Form == trace.Acronym && slices.ContainsFunc(r.Names, func(n trace.Name) bool {
		words := r.Words[n.First : n.Last+1]
		for i := range words {
			if initials(words[i:]) == name[0].Key {
				return true
			}
		}
		return false
	})
}

func initials(name []trace.Word) string {
	var out strings.Builder
	for _, w := range name {
		if w.Form == trace.Capital {
			out.WriteByte(w.Key[0])
		}
	}
	return out.String()
}

// termsNotIn lists the words of content, those that qualify, and numbers that
// are no figures, which other does not have in any form.
func (r *reading) termsNotIn(other *reading) []string {
	has := map[string]bool{}
	for _, w := range other.Words {
		has[w.Key] = true
		if w.Stem != "" {
			has[w.Stem] = true
		}
	}
	var out []string
	for i, w := range r.Words {
		carries := w.Stem != "" && !w.Voice || qualifiers[w.Key] || w.Form == trace.Number || w.Form == trace.Ordinal
		if !carries || r.covered[i] || has[w.Key] || w.Stem != "" && has[w.Stem] {
			continue
		}
		has[w.Key] = true
		out = append(out, r.Written(i, i))
	}
	return out
}

// qualifiers are words that are no terms and yet bound what a statement says.
var qualifiers = lexicon.Set(`only unless except until if may might could must shall should will would
 partial partially partly limited mainly primarily some several most all`)

// denial compares what two versions deny: whether they do, whether they say so
// in words or by where they stand, and of which of the words that both have.
func denial(before, after *trace.Text) Denial {
	denied, denies := slices.Contains(before.Denied, true), slices.Contains(after.Denied, true)
	switch {
	case !denied && !denies:
		return DenialSame
	case !denied:
		return DenialGained
	case !denies:
		return DenialLost
	case negates(before) != negates(after):
		return DenialTurned
	}
	was, is := asserted(before), asserted(after)
	for stem, asserted := range was {
		if now, ok := is[stem]; ok && now != asserted {
			return DenialTurned
		}
	}
	return DenialSame
}

func negates(t *trace.Text) bool {
	return slices.ContainsFunc(t.Words, func(w trace.Word) bool { return negations[w.Key] })
}

var negations = lexicon.Set("no not never none nor neither cannot without absent absence lack lacking isn't doesn't don't aren't wasn't")

// asserted says of each term whether a statement asserts it anywhere.
func asserted(t *trace.Text) map[string]bool {
	out := map[string]bool{}
	for i, w := range t.Words {
		if w.Stem != "" && !w.Voice {
			out[w.Stem] = out[w.Stem] || !t.Denied[i]
		}
	}
	return out
}

// properWords collects the words that stand capitalized where no sentence
// begins, so that one that opens a sentence can be known for a name.
func properWords(versions ...Version) map[string]bool {
	out := map[string]bool{}
	for _, v := range versions {
		for _, l := range atlas.Layers() {
			for i, texts := 0, v.texts(l); i < len(texts); i++ {
				t := &texts[i]
				for _, n := range t.Names {
					for _, w := range t.Words[n.First : n.Last+1] {
						if w.Gap != trace.Break || w.Form != trace.Capital {
							out[w.Key] = true
						}
					}
				}
			}
		}
	}
	return out
}
