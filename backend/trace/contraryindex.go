package trace

import (
	"iter"
	"slices"
)

// contraryIndex answers which statements deny a thing and which assert it.
type contraryIndex struct {
	symbols   *numbering
	limits    []limitPlace
	denying   postings // stem → limits that have it, ascending
	things    postings // stem → limits that a statement can flip whose thing has it, ascending
	asserting postings // stem of some limit → texts that assert it, ascending

	forms forms

	// Scratch, kept between calls and zero there: per text and per limit.
	share, score []float64
}

// limitPlace is a Limit with the index of its text and the weight of its
// thing.
type limitPlace struct {
	*Limit
	symbols symbolizedLimit
	text    int32
	weight  float64
}

// symbolizedLimit are the symbols of what a limit is about.
type symbolizedLimit struct{ thing, denied, flippable []int32 }

func newContraryIndex(index *index, evidence *evidenceTable) *contraryIndex {
	x := &contraryIndex{symbols: index.symbols, share: make([]float64, len(index.texts))}
	for n, t := range index.texts {
		if !t.IsClaim() {
			continue
		}
		for i, l := range index.rows[n].limits {
			x.limits = append(x.limits, limitPlace{&t.limits[i], l, int32(n), evidence.sum(l.thing)})
		}
	}
	x.denying = newPostings(index.symbols.len(), x.each(func(l *limitPlace) []int32 { return l.symbols.denied }))
	x.things = newPostings(index.symbols.len(), x.each(func(l *limitPlace) []int32 { return l.symbols.flippable }))
	x.asserting = newPostings(index.symbols.len(), slices.All(x.asserted(index)))
	x.score = make([]float64, len(x.limits))
	return x
}

// each yields the symbols of every limit that are asked for.
func (x *contraryIndex) each(of func(*limitPlace) []int32) iter.Seq2[int, []int32] {
	return func(yield func(limit int, symbols []int32) bool) {
		for n := range x.limits {
			if !yield(n, of(&x.limits[n])) {
				return
			}
		}
	}
}

// asserted lists, for each claim and field, the stems of limits that it
// asserts.
func (x *contraryIndex) asserted(index *index) [][]int32 {
	out := make([][]int32, len(index.texts))
	var all []int32
	for n, said := range index.each(func(r *row) []int32 { return r.said }) {
		if t := index.texts[n]; t.limiting && !isSentence(t.Words) {
			continue // an item of a list of constraints bounds and does not assert
		}
		start := len(all)
		for _, s := range said {
			if len(x.denying.of(s)) > 0 {
				all = append(all, s)
			}
		}
		out[n] = all[start:len(all):len(all)]
	}
	return out
}

// denied are the stems of what is denied, and of whom where that is the
// subject of the verb.
func (l *Limit) denied() []string {
	if !l.subject {
		return l.thing
	}
	return union(l.thing, l.context)
}

// flippable are the stems of what a statement contradicts that asserts it.
func (l *Limit) flippable() []string {
	if l.Kind == Bounded || l.plain || l.how {
		return nil
	}
	return l.thing
}

// denies lists the limits that have a stem, but where too many have it.
func (x *contraryIndex) denies(stem string) []int32 { return first(x.denying.of(x.symbols.of(stem))) }

// asserts lists the texts that assert a stem.
func (x *contraryIndex) asserts(stem string) []int32 { return x.asserting.of(x.symbols.of(stem)) }
