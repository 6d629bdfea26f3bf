package trace

import (
	"cmp"
	"slices"
	"strings"

	"atlasdesk/backend/lexicon"
)

// weighed is a stem by how much it says of what it stands by.
type weighed struct {
	stem   string
	weight float64
}

// Limits of a figure's surroundings.
const (
	reach = 9    // content words on each side
	fade  = 0.88 // what each step of distance leaves of the weight
)

// surround finds what each figure of a statement is about: the words of its
// clause on the side that it belongs to. "in 2021" belongs to what stands
// before it, or to what follows where it opens the clause; "the 2021 pilot"
// to what follows. A figure that is alone in its clause belongs to both sides.
func (r *figureReader) surround(figures []Figure) {
	for k := range figures {
		from, to := r.room(figures, k)
		f := &figures[k]
		if r.contents(from, f.First)+r.contents(f.Last+1, to) == 0 { // alone between marks
			from, to = r.widened(figures, k)
		}
		left, right := true, true
		if shared := k > 0 && figures[k-1].Last+1 >= from || k+1 < len(figures) && figures[k+1].First <= to; shared {
			left, right = r.sides(f, from)
			if left && r.contents(from, f.First) == 0 || right && r.contents(f.Last+1, to) == 0 {
				left, right = true, true
			}
		}
		f.near = r.weigh(f, from, to, left, right)
	}
}

// room is the clause of figure k, up to its neighbours: words[from:to].
func (r *figureReader) room(figures []Figure, k int) (from, to int) {
	f := &figures[k]
	low, high := 0, len(r.words)
	if k > 0 {
		low = figures[k-1].Last + 1
	}
	if k+1 < len(figures) {
		high = figures[k+1].First
	}
	for from = f.First; from > low && r.words[from].Gap < Break; from-- {
	}
	for to = f.Last + 1; to < high && r.words[to].Gap < Break; to++ {
	}
	return max(from, low), to
}

// widened is the room of figure k across marks.
func (r *figureReader) widened(figures []Figure, k int) (from, to int) {
	to = len(r.words)
	if k > 0 {
		from = figures[k-1].Last + 1
	}
	if k+1 < len(figures) {
		to = figures[k+1].First
	}
	return from, to
}

func (r *figureReader) contents(from, to int) (n int) {
	for i := from; i < to; i++ {
		if tells(r.words[i]) {
			n++
		}
	}
	return n
}

// tells says whether a word says what a figure is about.
func tells(w Word) bool { return w.Stem != "" && !w.Voice && !datingWords[w.Key] }

// identity is how far a word tells one matter from another: a verb or a deed
// (launch) less than what it is done to.
func identity(w Word) float64 {
	switch {
	case w.Form >= Capital:
		return 1
	case w.Kind == lexicon.Verb, w.Kind == lexicon.Deed, w.Kind == lexicon.Adverb:
		return 0.6
	}
	return 1
}

// datingWords stand around dates of every matter.
var datingWords = wordSet("date dated dating year month day effective annual start started begin began begun beginning")

// sides says to which side a figure belongs that shares its clause.
func (r *figureReader) sides(f *Figure, from int) (left, right bool) {
	if !f.IsDate() {
		return false, true
	}
	next := r.at(f.Last + 1)
	if datingPrepositions[r.at(f.First-1).Key] {
		opens := f.First-1 <= from && (from == 0 || r.words[from].Gap >= Comma)
		return !opens, opens
	}
	if next.Gap <= Hyphen && (tells(next) || next.Voice && !next.Many) {
		return false, true
	}
	return true, false
}

var datingPrepositions = wordSet("in on since by until till from during before after dated of to through and")

func (r *figureReader) weigh(f *Figure, from, to int, left, right bool) []weighed {
	var out []weighed
	take := func(i int, weight float64) float64 {
		if !tells(r.words[i]) || r.words[i].Form == Number {
			return weight
		}
		out = append(out, weighed{r.words[i].Stem, weight * identity(r.words[i])})
		return weight * fade
	}
	least := 1.0
	for range reach {
		least *= fade
	}
	for i, weight := f.First-1, 1.0; left && i >= from && weight > least; i-- {
		weight = take(i, weight)
	}
	for i, weight := f.Last+1, 1.0; right && i < to && weight > least; i++ {
		weight = take(i, weight)
	}
	slices.SortFunc(out, func(a, b weighed) int {
		return cmp.Or(strings.Compare(a.stem, b.stem), cmp.Compare(b.weight, a.weight))
	})
	return slices.CompactFunc(out, func(a, b weighed) bool { return a.stem == b.stem })
}
