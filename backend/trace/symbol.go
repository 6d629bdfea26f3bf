package trace

import (
	"iter"
	"maps"
	"math"
)

// numbering gives the words of a package their numbers, keys, stems and the
// values of figures alike, so that they are counted and compared as numbers.
type numbering struct {
	known map[string]int32
	fresh map[string]int32 // numbered since known was handed on; nil before
	first *numbering       // of those that share known
}

// maxFresh is how many words an edit may have added one by one before a package
// is numbered anew.
const maxFresh = 256

// none is the number of no word.
const none = -1

// next is the numbering with room for more words. It leaves s as it is.
func (s *numbering) next() *numbering {
	fresh := maps.Clone(s.fresh)
	if fresh == nil {
		fresh = map[string]int32{}
	}
	return &numbering{s.known, fresh, s.first}
}

// isFull says whether next would only make the numbering slower.
func (s *numbering) isFull() bool { return len(s.fresh) > maxFresh }

func (s *numbering) len() int { return len(s.known) + len(s.fresh) }

// add numbers a word that may be new.
func (s *numbering) add(word string) int32 {
	n := s.of(word)
	if n != none {
		return n
	}
	n = int32(s.len())
	if s.fresh != nil {
		s.fresh[word] = n
	} else {
		s.known[word] = n
	}
	return n
}

// of is the number of a word, none where no text has it.
func (s *numbering) of(word string) int32 {
	if n, ok := s.known[word]; ok {
		return n
	}
	if n, ok := s.fresh[word]; ok {
		return n
	}
	return none
}

// postings list, for each symbol, what has it, in the order in which it was
// found.
type postings struct {
	starts []int32 // per symbol: where its list begins in items
	items  []int32
}

// newPostings lists pairs of a symbol and what has it, by counting; it goes
// through them twice.
func newPostings(symbols int, pairs iter.Seq2[int32, int32]) postings {
	p := postings{starts: make([]int32, symbols+2)}
	for s := range pairs {
		p.starts[s+2]++
	}
	for s := range symbols {
		p.starts[s+2] += p.starts[s+1]
	}
	p.items = make([]int32, p.starts[symbols+1])
	for s, item := range pairs {
		p.items[p.starts[s+1]] = item
		p.starts[s+1]++
	}
	return p
}

// pair is a symbol with what has it.
type pair struct{ symbol, item int32 }

func pairs(list []pair) iter.Seq2[int32, int32] {
	return func(yield func(symbol, item int32) bool) {
		for _, p := range list {
			if !yield(p.symbol, p.item) {
				return
			}
		}
	}
}

// of lists what has a symbol.
func (p postings) of(symbol int32) []int32 {
	if symbol < 0 || int(symbol)+2 > len(p.starts) {
		return nil
	}
	return p.items[p.starts[symbol]:p.starts[symbol+1]]
}

// marks is a set of small numbers that is emptied at no cost.
type marks struct {
	at  []int32
	now int32
}

func newMarks(size int) marks { return marks{make([]int32, size), 1} }

func (m *marks) clear()           { m.now++ }
func (m *marks) has(n int32) bool { return m.at[n] == m.now }
func (m *marks) add(n int32) (fresh bool) {
	fresh = m.at[n] != m.now
	m.at[n] = m.now
	return fresh
}

// lists are several lists in one.
type lists struct {
	starts []int32 // of each list, and the end of the last
	items  []int32
}

func newLists(n, items int) lists {
	return lists{append(make([]int32, 0, n+1), 0), make([]int32, 0, items)}
}

// end ends the list that is being added to.
func (l *lists) end() { l.starts = append(l.starts, int32(len(l.items))) }

func (l *lists) add(item int32) { l.items = append(l.items, item) }

// of is list number n.
func (l *lists) of(n int32) []int32 { return l.items[l.starts[n]:l.starts[n+1]] }

// append adds other lists behind these.
func (l *lists) append(more *lists) {
	end := int32(len(l.items))
	for _, start := range more.starts[1:] {
		l.starts = append(l.starts, end+start)
	}
	l.items = append(l.items, more.items...)
}

// firsts finds, for each symbol, the first list that has it; notThere for none.
func (l *lists) firsts(symbols int) []int32 {
	out := make([]int32, symbols)
	for s := range out {
		out[s] = notThere
	}
	for n := len(l.starts) - 2; n >= 0; n-- {
		for _, s := range l.of(int32(n)) {
			out[s] = int32(n)
		}
	}
	return out
}

const notThere = math.MaxInt32
