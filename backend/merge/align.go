package merge

import "slices"

// alignment says for each piece of the base which piece of a side it became,
// in ascending order; none for those that are gone.
type alignment []int

const none = -1

// consensus is what the alignments from the beginning and from the end agree
// on.
func consensus(base, side []int32) alignment {
	forward := align(base, side)
	backward := align(reversed(base), reversed(side))
	for i, j := range forward {
		if j != none && backward[len(base)-1-i] != len(side)-1-j {
			forward[i] = none
		}
	}
	return forward
}

func reversed(s []int32) []int32 {
	s = slices.Clone(s)
	slices.Reverse(s)
	return s
}

// align matches as many pieces as it can. Pieces without an equal one on the
// other side cannot match and are left out first, so that a rewritten text
// costs nothing.
func align(base, side []int32) alignment {
	out := make(alignment, len(base))
	for i := range out {
		out[i] = none
	}
	head := 0
	for head < min(len(base), len(side)) && base[head] == side[head] {
		out[head] = head
		head++
	}
	tail := 0
	for tail < min(len(base), len(side))-head && base[len(base)-1-tail] == side[len(side)-1-tail] {
		out[len(base)-1-tail] = len(side) - 1 - tail
		tail++
	}
	b := shared(base, side, head, tail)
	s := shared(side, base, head, tail)
	for _, m := range myers(b.ids, s.ids) {
		out[b.at[m.base]] = s.at[m.side]
	}
	settle(out, base, side)
	return out
}

// settle moves every match towards the beginning where an equal piece stands
// right behind the match before it, as in a run of equal lines one of which
// was removed. Without it an alignment from the beginning and one from the end
// could agree by chance.
func settle(a alignment, base, side []int32) {
	lastBase, lastSide := -1, -1
	for i, j := range a {
		if j == none {
			continue
		}
		switch {
		case j > lastSide+1 && side[lastSide+1] == base[i]:
			j = lastSide + 1
		case i > lastBase+1 && base[lastBase+1] == side[j]:
			a[i] = none
			i = lastBase + 1
		}
		a[i] = j
		lastBase, lastSide = i, j
	}
}

// picked are pieces out of a text, and where they stand in it.
type picked struct {
	ids []int32
	at  []int
}

// shared picks the pieces of a, without head and tail, that are in b as well.
func shared(a, b []int32, head, tail int) (out picked) {
	known := make(map[int32]bool, len(b)-head-tail)
	for _, id := range b[head : len(b)-tail] {
		known[id] = true
	}
	for i := head; i < len(a)-tail; i++ {
		if known[a[i]] {
			out.ids, out.at = append(out.ids, a[i]), append(out.at, i)
		}
	}
	return out
}

type match struct{ base, side int }

// maxDistance bounds the edit distance that is looked for, so that time and
// memory stay within 2,000 times the length and 16 MB. Beyond it nothing
// matches, and the whole stretch counts as rewritten.
const maxDistance = 2000

// myers finds a longest common subsequence in O(ND) time: E. W. Myers, An
// O(ND) Difference Algorithm and Its Variations, 1986, the greedy form.
func myers(a, b []int32) []match {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	limit := min(len(a)+len(b), maxDistance)
	furthest := make([]int32, 2*limit+3) // x on each diagonal x-y, from -limit-1
	middle := limit + 1
	var rounds [][]int32 // what was furthest before each round, from diagonal -d to d
	for d := 0; d <= limit; d++ {
		rounds = append(rounds, slices.Clone(furthest[middle-d:middle+d+1]))
		for k := -d; k <= d; k += 2 {
			x := int(furthest[middle+k-1]) + 1
			if inserts(furthest[middle-d:], d, k) {
				x = int(furthest[middle+k+1])
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			furthest[middle+k] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return backtrack(rounds, len(a), len(b))
			}
		}
	}
	return nil
}

// inserts says whether the path of d edits to diagonal k goes further by an
// insertion than by a deletion; furthest starts at diagonal -d.
func inserts(furthest []int32, d, k int) bool {
	return k == -d || k != d && furthest[d+k-1] < furthest[d+k+1]
}

// backtrack follows the path back from (x, y), and returns its diagonal steps.
func backtrack(rounds [][]int32, x, y int) []match {
	var out []match
	for d := len(rounds) - 1; d >= 0; d-- {
		var fromX, fromY int // the end of the path of d-1 edits
		after := 0           // x behind the edit that follows it
		if d > 0 {
			k := x - y
			if inserts(rounds[d], d, k) {
				fromX = int(rounds[d][d+k+1])
				fromY, after = fromX-k-1, fromX
			} else {
				fromX = int(rounds[d][d+k-1])
				fromY, after = fromX-k+1, fromX+1
			}
		}
		for x > after {
			x, y = x-1, y-1
			out = append(out, match{x, y})
		}
		x, y = fromX, fromY
	}
	return out
}

// alignSentences aligns the sentences, which are the odd pieces, and after
// them the gaps: a gap is the same where a sentence beside it is the same, and
// no other gap can be meant. Gaps by themselves prove nothing, for they are
// all alike.
func alignSentences(base, side []int32) alignment {
	out := make(alignment, len(base))
	for i := range out {
		out[i] = none
	}
	for i, j := range consensus(odd(base), odd(side)) {
		if j != none {
			out[2*i+1] = 2*j + 1
		}
	}
	alignGaps(out, base, side)
	return out
}

func odd(ids []int32) []int32 {
	out := make([]int32, 0, len(ids)/2)
	for i := 1; i < len(ids); i += 2 {
		out = append(out, ids[i])
	}
	return out
}

// alignGaps completes an alignment of sentences.
func alignGaps(out alignment, base, side []int32) {
	claims := make([]int, len(side)) // how many gaps of the base each may be
	for i := 0; i < len(base); i += 2 {
		for _, j := range gapsFor(out, base, side, i) {
			claims[j]++
		}
	}
	for i := 0; i < len(base); i += 2 {
		if found := gapsFor(out, base, side, i); len(found) == 1 && claims[found[0]] == 1 {
			out[i] = found[0]
		}
	}
}

// gapsFor lists the gaps of the side that a gap of the base may have become:
// the one behind the sentence before it, and the one before that behind it.
func gapsFor(out alignment, base, side []int32, i int) []int {
	behind, before := 0, len(side)-1
	if i > 0 {
		behind = out[i-1] + 1 // 0 for none, which is told below
	}
	if i < len(base)-1 {
		before = out[i+1] - 1
	}
	var found []int
	if (i == 0 || out[i-1] != none) && base[i] == side[behind] {
		found = append(found, behind)
	}
	if (i == len(base)-1 || out[i+1] != none) && base[i] == side[before] && !slices.Contains(found, before) {
		found = append(found, before)
	}
	return found
}
