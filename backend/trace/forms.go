package trace

import "slices"

// forms knows the short forms that a package defines, by the stems of their
// long forms: what is said of the one is said of the other.
type forms struct {
	long  map[string][]string // stem of the short form → stems of the long one, sorted
	short map[string][]string // first stem of a long form → stems of its short ones
}

func newForms(longOf map[string][][]Word) forms {
	f := forms{make(map[string][]string, len(longOf)), make(map[string][]string, len(longOf))}
	for short, long := range longOf {
		if stems := terms(long[0]); len(stems) > 1 {
			f.long[short] = stems
			f.short[stems[0]] = append(f.short[stems[0]], short)
		}
	}
	return f
}

// both adds to stems, which are sorted, those of the long forms of their short
// ones, and the short ones of the long forms that they have in full.
func (f forms) both(stems []string) []string {
	var more []string
	for _, s := range stems {
		more = append(more, f.long[s]...)
		for _, short := range f.short[s] {
			if long := f.long[short]; common(long, stems) == len(long) {
				more = append(more, short)
			}
		}
	}
	if more == nil {
		return stems
	}
	return union(slices.Clone(stems), more)
}
