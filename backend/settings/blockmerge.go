package settings

import "atlasdesk/backend/merge"

// merge joins two files that come from a third one, as sets: what either side
// added is there, what either side took back is gone. Comments are those of
// ours. Where the two did different things to one block, or a file is wrong,
// the merge is one of lines, with what has to be decided.
func (f *format[T]) merge(base, ours, theirs string) merge.Result {
	if merged, ok := f.join(base, ours, theirs); ok {
		return merge.Result{Hunks: []merge.Hunk{{Text: merged}}}
	}
	return merge.Lines(base, ours, theirs)
}

func (f *format[T]) join(base, ours, theirs string) (merged string, ok bool) {
	was, mine, others := f.read(base), f.read(ours), f.read(theirs)
	if len(was.faults)+len(mine.faults)+len(others.faults) > 0 {
		return "", false
	}
	var drop, add []T
	for key := range others.changed(was) {
		before, now, here := was.at(key), others.at(key), mine.at(key)
		switch {
		case f.equal(now, here): // they did as we did
		case !f.equal(here, before):
			return "", false
		case now == nil:
			drop = append(drop, *here)
		default:
			add = append(add, *now)
		}
	}
	merged = ours
	if len(drop)+len(add) > 0 {
		var err error
		if merged, _, err = f.change(f.list, ours, drop, add); err != nil {
			return "", false
		}
	}
	return merged, true
}

// changed are the keys of blocks that are not as they were before.
func (b *blocks[T]) changed(before *blocks[T]) map[string]bool {
	keys := map[string]bool{}
	for _, some := range []*blocks[T]{b, before} {
		for key := range some.about {
			if !b.equal(b.at(key), before.at(key)) {
				keys[key] = true
			}
		}
	}
	return keys
}

// at is the block about a key; nil where there is none.
func (b *blocks[T]) at(key string) *T {
	if i, there := b.about[key]; there {
		return &b.found[i].is
	}
	return nil
}
