package changelog

import "strings"

// Withdraw takes what [Insert] added to a change log out again: the entries of
// after that before does not have, by their marks, as far as chosen says so.
// Where nothing else differs the result is before itself; else every other line
// stays as it is. taken is how many entries that were.
func Withdraw(before, after, jurisdiction string, chosen func(id, entry string) bool) (rest string, taken int) {
	rest, again := after, before
	added := NewEntries(before, after)
	for i := len(added) - 1; i >= 0; i-- {
		e := added[i]
		if !chosen(e.ID, e.Span.In(after)) {
			continue
		}
		taken++
		again = Insert(again, jurisdiction, e.Span.In(after))
		rest = rest[:e.Span.Start] + strings.TrimLeft(rest[e.Span.End:], "\n")
	}
	if taken > 0 && again == after {
		rest = before
	}
	return rest, taken
}

// NewEntries lists the entries of after, in order, whose marks before does not have.
func NewEntries(before, after string) []EntryRef {
	known := map[string]bool{"": true}
	for _, e := range Entries(before) {
		known[e.ID] = true
	}
	var out []EntryRef
	for _, e := range Entries(after) {
		if !known[e.ID] {
			out = append(out, e)
		}
	}
	return out
}
