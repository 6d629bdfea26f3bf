package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// Alias declares that a name may also be written in other ways.
type Alias struct {
	Name string
	Also []string
}

// aliases answers which other names a name has. It is the one table for what
// a workspace declares and for the abbreviations that everybody knows.
type aliases map[string][][]Word // joined key → the words of all names that it has

// everybody holds the abbreviations that need no definition.
var everybody = func() aliases {
	known := aliases{}
	for _, a := range atlas.Abbreviations() {
		known.add(Alias{a.Short, a.Long})
	}
	return known
}()

func newAliases(declared []Alias) aliases {
	a := aliases{}
	for _, d := range declared {
		a.add(d)
	}
	return a
}

// add makes every name of an alias equal to every other.
func (a aliases) add(d Alias) {
	group := make([][]Word, 0, 1+len(d.Also))
	for _, name := range append([]string{d.Name}, d.Also...) {
		if words := withoutArticles(Words(name)); len(words) > 0 {
			group = append(group, words)
		}
	}
	group = slices.Clip(group) // shared: a long list costs its length, not its square
	for _, name := range group {
		if key := joined(name); a[key] == nil {
			a[key] = group
		} else {
			a[key] = append(a[key], group...)
		}
	}
}
