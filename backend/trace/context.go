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
		f := &figures[k]
		low, high := r.neighbors(figures, k)
		from, to := r.clause(f, low, high)
		if r.contents(from, f.First)+r.contents(f.Last+1, to) == 0 { // alone between marks
			from, to = low, high
		}
		left, right := true, true
		if low > 0 && low >= from || high < len(r.words) && high <= to { // another one shares the clause
			left, right = r.sides(f, from)
			if left && r.contents(from, f.First) == 0 || right && r.contents(f.Last+1, to) == 0 {
				left, right = true, true
			}
		}
		f.near = r.weigh(f, from, to, left, right)
	}
	for k := range figures {
		figures[k].near = append(figures[k].near, r.measured(figures, k)...)
		if k > 0 && len(figures[k].near) == 0 && figures[k].IsDate() && figures[k-1].IsDate() {
			figures[k].near = figures[k-1].near // landed in 2004 and 2016
		}
		sortNear(&figures[k])
	}
}

// neighbors bounds the words that may tell what figure k is about: up to the
// figures before and behind it. Beside a date, only another date is one.
func (r *figureReader) neighbors(figures []Figure, k int) (low, high int) {
	high = len(r.words)
	for i := k - 1; i >= 0 && low == 0; i-- {
		if figures[i].IsDate() || !figures[k].IsDate() {
			low = figures[i].Last + 1
		}
	}
	for i := k + 1; i < len(figures) && high == len(r.words); i++ {
		if figures[i].IsDate() || !figures[k].IsDate() {
			high = figures[i].First
		}
	}
	return low, high
}

// clause is the clause of a figure between two bounds: words[from:to].
func (r *figureReader) clause(f *Figure, low, high int) (from, to int) {
	for from = f.First; from > low && r.gap(from) < Break; from-- {
	}
	for to = f.Last + 1; to < high && r.gap(to) < Break; to++ {
	}
	return max(from, low), to
}

// closeBy is how many words may stand between a date and what was counted on
// it: "4,317 incidents in 2023".
const closeBy = 3

// closeTogether says whether a date and a count stand together: no comma parts
// them but the one behind a date that opens the statement.
func (r *figureReader) closeTogether(a, b *Figure) bool {
	if b.First-a.Last-1 > closeBy {
		return false
	}
	for i := a.Last + 1; i <= b.First; i++ {
		if r.gap(i) > Comma || r.gap(i) == Comma && !(a.IsDate() && a.First < 2) {
			return false
		}
	}
	return true
}

// countWeight is the weight of such a count: a number is hardly ever the same by
// chance.
const countWeight = 3

// measured are the counts right beside a date, and the dates right beside a
// count.
func (r *figureReader) measured(figures []Figure, k int) (out []weighed) {
	f := &figures[k]
	for _, i := range []int{k - 1, k + 1} {
		if i < 0 || i >= len(figures) || figures[i].IsDate() == f.IsDate() || figures[i].Kind == Code {
			continue
		}
		if r.closeTogether(&figures[min(i, k)], &figures[max(i, k)]) {
			out = append(out, weighed{figures[i].Value, countWeight})
		}
	}
	return out
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
func tells(w Word) bool { return w.can&canTell != 0 }

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
var datingWords = lexicon.Set("date dated dating year month day effective annual start started begin began begun beginning late early mid end half")

// sides says to which side a figure belongs that shares its clause.
func (r *figureReader) sides(f *Figure, from int) (left, right bool) {
	if !f.IsDate() {
		return true, true
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

var datingPrepositions = lexicon.Set("in on since by until till from during before after dated")

func (r *figureReader) weigh(f *Figure, from, to int, left, right bool) []weighed {
	var room [2 * reach]weighed
	out := room[:0]
	take := func(i int, weight float64) float64 {
		if !tells(r.words[i]) || r.words[i].Form == Number || slices.Contains(f.Of, r.words[i].Stem) {
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
	return append([]weighed(nil), out...)
}

// sortNear orders a figure's surroundings, each stem once with its highest
// weight.
func sortNear(f *Figure) {
	near := f.near
	slices.SortFunc(near, func(a, b weighed) int {
		return cmp.Or(strings.Compare(a.stem, b.stem), cmp.Compare(b.weight, a.weight))
	})
	f.near = slices.CompactFunc(near, func(a, b weighed) bool { return a.stem == b.stem })
}
