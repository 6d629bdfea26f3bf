package changelog

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
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
	was, is := reading{Text: before, proper: proper}, reading{Text: after, proper: proper}
	was.covered, is.covered = make([]bool, len(before.Words)), make([]bool, len(after.Words))
	out := Alteration{Denial: denial(before, after)}
	out.Figures = exchangeFigures(was.figuresNotIn(&is), is.figuresNotIn(&was))
	out.Names = exchange(was.namesNotIn(&is), is.namesNotIn(&was))
	out.Terms = exchange(was.termsNotIn(&is), is.termsNotIn(&was))
	return out
}

// exchange pairs what is gone with what is new where there is one of each for
// each.
func exchange(gone, fresh []string) []Exchange {
	var out []Exchange
	for i := range max(len(gone), len(fresh)) {
		switch {
		case len(gone) == len(fresh):
			out = append(out, Exchange{gone[i], fresh[i]})
		case i < len(gone):
			out = append(out, Exchange{Was: gone[i]})
		}
	}
	if len(gone) != len(fresh) {
		for _, f := range fresh {
			out = append(out, Exchange{Is: f})
		}
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

// figuresNotIn lists the figures that other lacks, each as often as it does.
// Of several equal figures, those that count the same thing belong together.
func (r *reading) figuresNotIn(other *reading) []figure {
	left := slices.Clone(other.Figures)
	rest := slices.Clone(r.Figures)
	for _, equal := range []func(a, b *trace.Figure) bool{equalCount, equalValue} {
		rest = slices.DeleteFunc(rest, func(f trace.Figure) bool {
			at := slices.IndexFunc(left, func(o trace.Figure) bool { return equal(&f, &o) })
			if at >= 0 {
				left = slices.Delete(left, at, at+1)
			}
			return at >= 0
		})
	}
	for _, f := range r.Figures {
		r.cover(f.First, f.Last)
	}
	var out []figure
	for _, f := range rest {
		first := f.First
		if f.Through == f.Last && len(f.Of) > 0 {
			first-- // "Phase 2": what it counts stands before it
		}
		out = append(out, figure{f, r.Written(first, f.Through)})
	}
	return out
}

func equalValue(a, b *trace.Figure) bool { return a.Kind == b.Kind && a.Value == b.Value }

func equalCount(a, b *trace.Figure) bool { return equalValue(a, b) && countSame(a, b) }

type figure struct {
	trace.Figure
	written string
}

// exchangeFigures pairs figures that count the same thing, then those of one
// kind, in order.
func exchangeFigures(gone, fresh []figure) []Exchange {
	partner := slices.Repeat([]int{-1}, len(gone))
	taken := make([]bool, len(fresh))
	for _, fits := range []func(a, b *trace.Figure) bool{countSame, sameKind} {
		for i := range gone {
			for j := range fresh {
				if partner[i] < 0 && !taken[j] && fits(&gone[i].Figure, &fresh[j].Figure) {
					partner[i], taken[j] = j, true
				}
			}
		}
	}
	var out []Exchange
	for i, j := range partner {
		e := Exchange{Was: gone[i].written}
		if j >= 0 {
			e.Is = fresh[j].written
		}
		out = append(out, e)
	}
	for j := range fresh {
		if !taken[j] {
			out = append(out, Exchange{Is: fresh[j].written})
		}
	}
	return out
}

func countSame(a, b *trace.Figure) bool {
	return a.Kind == b.Kind && slices.ContainsFunc(a.Of, func(s string) bool { return slices.Contains(b.Of, s) })
}

func sameKind(a, b *trace.Figure) bool {
	return a.Kind == b.Kind || a.Year() != "" && b.Year() != ""
}

// namesNotIn lists the names that other does not have in any spelling that is
// the same name.
func (r *reading) namesNotIn(other *reading) []string {
	var out []string
	for _, n := range r.Names {
		if !slices.Contains(r.covered[n.First:n.Last+1], false) {
			continue // the month of a date
		}
		if other.hasInRow(r.Words[n.First : n.Last+1]) {
			continue
		}
		first := r.afterOpening(n)
		name := r.Words[first : n.Last+1]
		if len(name) == 0 || other.hasInRow(name) {
			continue // what differs is the word that opens the sentence: a term
		}
		r.cover(first, n.Last)
		if !other.hasInitials(name) && !other.spells(name) {
			out = append(out, r.Written(first, n.Last))
		}
	}
	return out
}

// afterOpening is the first word of a name, without one whose capital is owed
// to the beginning of a sentence alone.
func (r *reading) afterOpening(n trace.Name) int {
	first := n.First
	if w := r.Words[first]; w.Form != trace.Capital || w.Gap != trace.Break || r.proper[w.Key] {
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
var qualifiers = wordSet(`only unless except until if may might could must shall should will would
 partial partially partly limited mainly primarily some several most all`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

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

var negations = wordSet("no not never none nor neither cannot without absent absence lack lacking isn't doesn't don't aren't wasn't")

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
