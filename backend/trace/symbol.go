package trace

import (
	"iter"
	"maps"
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

// newPostings lists which items have a symbol, from the symbols of each item,
// by counting; it goes through them twice.
func newPostings(symbols int, items iter.Seq2[int, []int32]) postings {
	p := postings{starts: make([]int32, symbols+2)}
	for _, having := range items {
		for _, s := range having {
			p.starts[s+2]++
		}
	}
	p.reserve()
	for item, having := range items {
		for _, s := range having {
			p.items[p.starts[s+1]] = int32(item)
			p.starts[s+1]++
		}
	}
	return p
}

// newPlaces lists where the symbols of a list stand; none has no place.
func newPlaces(symbols int, list []int32) postings {
	p := postings{starts: make([]int32, symbols+2)}
	for _, s := range list {
		if s != none {
			p.starts[s+2]++
		}
	}
	p.reserve()
	for at, s := range list {
		if s != none {
			p.items[p.starts[s+1]] = int32(at)
			p.starts[s+1]++
		}
	}
	return p
}

// reserve makes room for the items that were counted, each two symbols on.
func (p *postings) reserve() {
	for s := range p.starts[1:] {
		p.starts[s+1] += p.starts[s]
	}
	p.items = make([]int32, p.starts[len(p.starts)-1])
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
