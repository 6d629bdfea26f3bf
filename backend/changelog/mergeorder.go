package changelog

import (
	"cmp"
	"slices"
)

// order lists the keys of the blocks that at least one side has. Those of both
// sides stand as the side has them that moved any; those of one side stand
// before the block that follows them there, by date.
func order(base, ours, theirs []block) []string {
	b, o, t := byKey(base), byKey(ours), byKey(theirs)
	shared := func(x block) bool { return o[x.key] != nil && t[x.key] != nil }
	old := func(x block) bool { return shared(x) && b[x.key] != nil }
	fixed := keys(ours, shared)
	if slices.Equal(keys(base, old), keys(ours, old)) {
		fixed = keys(theirs, shared)
	}
	byOurs, byTheirs := ahead(ours, shared), ahead(theirs, shared)
	newestFirst := !ascends(base)
	var out []string
	for _, key := range append(fixed, "") {
		out = append(out, byDate(byOurs[key], byTheirs[key], newestFirst)...)
		if key != "" {
			out = append(out, key)
		}
	}
	return out
}

func keys(blocks []block, of func(block) bool) []string {
	var out []string
	for _, b := range blocks {
		if of(b) {
			out = append(out, b.key)
		}
	}
	return out
}

// ahead groups the blocks that are not shared by the key of the shared one
// that follows, "" for those at the end.
func ahead(blocks []block, shared func(block) bool) map[string][]block {
	out := map[string][]block{}
	next := ""
	for _, b := range slices.Backward(blocks) {
		if shared(b) {
			next = b.key
		} else {
			out[next] = append(out[next], b)
		}
	}
	for _, group := range out {
		slices.Reverse(group)
	}
	return out
}

// byDate merges two lists of blocks, and keeps the order of each.
func byDate(a, b []block, newestFirst bool) []string {
	var out []string
	for len(a) > 0 || len(b) > 0 {
		if len(a) == 0 || len(b) > 0 && compareBlocks(b[0], a[0], newestFirst) < 0 {
			a, b = b, a
		}
		out, a = append(out, a[0].key), a[1:]
	}
	return out
}

// compareBlocks orders blocks by date, those without one first, and blocks of
// one date by their text, so that both authors get the same order.
func compareBlocks(a, b block, newestFirst bool) int {
	dates := cmp.Compare(a.date, b.date)
	if newestFirst && a.date != "" && b.date != "" {
		dates = -dates
	}
	return cmp.Or(dates, cmp.Compare(a.body, b.body))
}

// ascends says whether the oldest entry stands first.
func ascends(blocks []block) bool {
	var dates []string
	for _, b := range blocks {
		if b.date != "" {
			dates = append(dates, b.date)
		}
	}
	return len(dates) > 1 && dates[0] < dates[len(dates)-1]
}
