package review

import "slices"

// threads are the comments of a package.
type threads struct {
	all  []*foundThread
	byID map[string]*foundThread
}

type foundThread struct {
	Thread
	found bool // its statement is there
}

// threadsOf joins comments and what was said to them. What answers a comment
// that is not there stands for itself.
func threadsOf(records []Record) *threads {
	t := &threads{byID: map[string]*foundThread{}}
	begin := func(r *Record) {
		one := &foundThread{Thread: Thread{First: r}}
		t.all, t.byID[r.ID] = append(t.all, one), one
	}
	byTime := make([]*Record, len(records))
	for i := range records {
		byTime[i] = &records[i]
	}
	slices.SortStableFunc(byTime, func(a, b *Record) int { return later(b, a) })
	for _, r := range byTime {
		if r.Kind == Comment && r.To == "" {
			begin(r)
		}
	}
	for _, r := range byTime {
		one := t.byID[r.To]
		switch {
		case one == nil && r.Kind == Comment && r.To != "":
			begin(r)
		case one == nil:
		case r.Kind == Comment:
			one.Replies = append(one.Replies, r)
		case r.Kind == Resolved:
			one.Resolved = r
		case r.Kind == Reopened:
			one.Resolved = nil
		}
	}
	return t
}

// take are the threads about a statement: about its text, and about the one
// that it came from.
func (t *threads) take(about ...*saying) (out []Thread) {
	for _, s := range about {
		if s == nil {
			continue
		}
		for _, r := range s.said {
			if one := t.byID[r.ID]; one != nil { // it is no answer
				one.found = true
				out = append(out, one.Thread)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Thread) int { return later(b.First, a.First) })
	return out
}
