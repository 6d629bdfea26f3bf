package trace

import "iter"

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
	text   int32
	weight float64
}

func newContraryIndex(index *index, evidence *evidenceTable) *contraryIndex {
	x := &contraryIndex{symbols: index.symbols, share: make([]float64, len(index.texts))}
	var denied, things []pair
	for n, t := range index.texts {
		if !t.IsClaim() {
			continue
		}
		for i := range t.limits {
			l := &t.limits[i]
			place := limitPlace{l, int32(n), evidence.weightOf(l.thing)}
			at := int32(len(x.limits))
			for _, s := range l.denied() {
				denied = append(denied, pair{index.symbols.of(s), at})
			}
			for _, s := range l.flippable() {
				things = append(things, pair{index.symbols.of(s), at})
			}
			x.limits = append(x.limits, place)
		}
	}
	x.denying = newPostings(index.symbols.len(), pairs(denied))
	x.things = newPostings(index.symbols.len(), pairs(things))
	x.asserting = newPostings(index.symbols.len(), x.asserted(index))
	x.score = make([]float64, len(x.limits))
	return x
}

// asserted yields the stems of limits with the claims and fields that assert
// them.
func (x *contraryIndex) asserted(index *index) iter.Seq2[int32, int32] {
	items := make([]bool, len(index.texts)) // of a list of constraints: they bound and do not assert
	for n, t := range index.texts {
		items[n] = t.limiting && !isSentence(t.Words)
	}
	return func(yield func(stem, text int32) bool) {
		for s, n := range index.each(&index.said) {
			if len(x.denying.of(s)) > 0 && !items[n] && !yield(s, n) {
				return
			}
		}
	}
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
