package changelog

import "strings"

// Withdraw takes what [Insert] added to a change log out again: the entries of
// after that before does not have, by their marks. Where nothing else differs
// the result is before itself; else every other line stays as it is. taken is
// how many entries that were.
func Withdraw(before, after, jurisdiction string) (rest string, taken int) {
	known := map[string]bool{}
	for _, e := range Entries(before) {
		known[e.ID] = true
	}
	rest, again := after, before
	added := Entries(after)
	for i := len(added) - 1; i >= 0; i-- {
		e := added[i]
		if e.ID == "" || known[e.ID] {
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
