package changelog

import "slices"

// stretch is a run of equal items: before[b:b+n] and after[a:a+n].
type stretch struct{ b, a, n int }

// anchored finds what two lists have in common, in order: the longest common
// subsequence of the items that occur once in each (Szymanski, 1975), every
// one of them widened as far as its neighbors are equal. It is the diff that
// Go's own tools use, which takes O(n log n) time whatever the lists hold,
// and it does not take blank lines or common words for what was kept.
//
// The last stretch has no length and stands at the ends of both lists.
func anchored(before, after []string) []stretch {
	var out []stretch
	doneB, doneA := 0, 0
	for _, m := range append(append([]stretch{{}}, anchors(before, after)...), stretch{len(before), len(after), 0}) {
		if m.b < doneB || m.a < doneA {
			continue // within the stretch before
		}
		b, a := m.b, m.a
		for b > doneB && a > doneA && before[b-1] == after[a-1] {
			b, a = b-1, a-1
		}
		endB, endA := m.b, m.a
		for endB < len(before) && endA < len(after) && before[endB] == after[endA] {
			endB, endA = endB+1, endA+1
		}
		if endB > b {
			out = append(out, stretch{b, a, endB - b})
			doneB, doneA = endB, endA
		}
	}
	return append(out, stretch{len(before), len(after), 0})
}

// anchors lists the items that occur once in each list and, among them, the
// longest run that has the same order in both.
func anchors(before, after []string) []stretch {
	type places struct{ countB, countA, b, a int }
	seen := make(map[string]places, len(before))
	for i, s := range before {
		p := seen[s]
		p.countB, p.b = p.countB+1, i
		seen[s] = p
	}
	for i, s := range after {
		p := seen[s]
		p.countA, p.a = p.countA+1, i
		seen[s] = p
	}
	var unique []stretch // in the order of before
	for _, s := range before {
		if p := seen[s]; p.countB == 1 && p.countA == 1 {
			unique = append(unique, stretch{p.b, p.a, 1})
		}
	}
	return increasing(unique)
}

// increasing picks the longest run of stretches whose places in after ascend,
// by the ends of the best runs of each length.
func increasing(unique []stretch) []stretch {
	var ends []int // ends[n]: index of the stretch that ends the best run of length n+1
	previous := make([]int, len(unique))
	for i, s := range unique {
		n, _ := slices.BinarySearchFunc(ends, s.a, func(end, a int) int { return unique[end].a - a })
		previous[i] = -1
		if n > 0 {
			previous[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	out := make([]stretch, len(ends))
	if len(ends) == 0 {
		return out
	}
	for n, i := len(ends)-1, ends[len(ends)-1]; n >= 0; n, i = n-1, previous[i] {
		out[n] = unique[i]
	}
	return out
}
