package trace

import "iter"

// numbering gives the words of a package their numbers, keys, stems and the
// values of figures alike, so that they are counted and compared as numbers.
type numbering map[string]int32

// none is the number of no word.
const none = -1

// add numbers a word that may be new.
func (s numbering) add(word string) int32 {
	n, known := s[word]
	if !known {
		n = int32(len(s))
		s[word] = n
	}
	return n
}

// of is the number of a word, none where no text has it.
func (s numbering) of(word string) int32 {
	if n, known := s[word]; known {
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
type lists struct{ starts, items []int32 }

func newLists(n, items int) lists {
	return lists{append(make([]int32, 0, n+1), 0), make([]int32, 0, items)}
}

// end ends the list that is being added to.
func (l *lists) end() { l.starts = append(l.starts, int32(len(l.items))) }

func (l *lists) add(item int32) { l.items = append(l.items, item) }

// of is list number n.
func (l *lists) of(n int32) []int32 { return l.items[l.starts[n]:l.starts[n+1]] }
