package settings

import (
	"slices"

	"atlasdesk/backend/merge"
)

// MergeWaivers joins two files of waivers that come from a third one, as sets:
// what either side added is there, what either side took back is gone. Comments
// are those of ours. Where the two did different things to one waiver, or a
// file is wrong, the merge is one of lines, with what has to be decided.
func MergeWaivers(base, ours, theirs string) merge.Result {
	if merged, ok := joinWaivers(base, ours, theirs); ok {
		return merge.Result{Hunks: []merge.Hunk{{Text: merged}}}
	}
	return merge.Lines(base, ours, theirs)
}

func joinWaivers(base, ours, theirs string) (merged string, ok bool) {
	was, err := ParseWaivers(WaiversFile, base)
	if err != nil {
		return "", false
	}
	mine, err := ParseWaivers(WaiversFile, ours)
	if err != nil {
		return "", false
	}
	others, err := ParseWaivers(WaiversFile, theirs)
	if err != nil {
		return "", false
	}
	merged = ours
	for _, w := range slices.Concat(was.all, others.all) {
		before, now, here := was.about(&w), others.about(&w), mine.about(&w)
		switch {
		case equalWaivers(now, before), equalWaivers(now, here): // they left it, or did as we did
			continue
		case !equalWaivers(here, before):
			return "", false
		case now == nil:
			edit, err := RemoveWaiver(WaiversFile, merged, *here)
			if err != nil {
				return "", false
			}
			merged = edit.Apply(merged)
		default:
			edit, err := AddWaiver(WaiversFile, merged, *now)
			if err != nil {
				return "", false
			}
			merged = edit.Apply(merged)
		}
		if mine, err = ParseWaivers(WaiversFile, merged); err != nil {
			return "", false
		}
	}
	return merged, true
}

// about is the waiver of the file about the same as one; nil where there is
// none.
func (w *Waivers) about(one *PackageWaiver) *PackageWaiver {
	i := slices.IndexFunc(w.all, func(o PackageWaiver) bool { return same(&o, one) })
	if i < 0 {
		return nil
	}
	return &w.all[i]
}

func equalWaivers(a, b *PackageWaiver) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
