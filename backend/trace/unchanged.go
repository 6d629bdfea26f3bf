package trace

// Unchanged says whether the texts of a layer are the very same as before, and
// otherwise where each of them stood then; -1 for one that is new.
func Unchanged(now, before []Text) (same bool, was []int) {
	if len(now) == len(before) && (len(now) == 0 || &now[0] == &before[0]) {
		return true, nil
	}
	was = make([]int, len(now))
	first, end := 0, len(now)
	for ; first < end && first < len(before) && now[first].isLike(&before[first]); first++ {
		was[first] = first
	}
	moved := len(before) - len(now)
	for ; first < end && first < end+moved && now[end-1].isLike(&before[end-1+moved]); end-- {
		was[end-1] = end - 1 + moved
	}
	at := map[*Word]int{}
	for i := first; i < end+moved; i++ {
		if words := before[i].Words; len(words) > 0 {
			at[&words[0]] = i
		}
	}
	for i := first; i < end; i++ {
		was[i] = -1
		if words := now[i].Words; len(words) > 0 {
			if old, ok := at[&words[0]]; ok && before[old].Kind == now[i].Kind {
				was[i] = old
			}
		}
	}
	return false, was
}

// isLike says whether t has the very same claims as another text.
func (t *Text) isLike(o *Text) bool {
	return len(t.Words) > 0 && len(o.Words) > 0 && &t.Words[0] == &o.Words[0] && t.Kind == o.Kind
}
