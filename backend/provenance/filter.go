package provenance

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
)

// Filter picks edits. The zero Filter picks all.
type Filter struct {
	Layers []atlas.Layer // of which one changed; any where there is none
	Words  string        // of which each stands in the subject, the author's name or the hash, in any case
	Author string        // the name of who made it; anyone's where it is empty
}

// Of lists the edits that the filter picks, in order.
func (f Filter) Of(edits []Edit) []Edit {
	words := strings.Fields(strings.ToLower(f.Words))
	var picked []Edit
	for i := range edits {
		if e := &edits[i]; f.layer(e) && (f.Author == "" || e.Commit.Author.Name == f.Author) && e.has(words) {
			picked = append(picked, *e)
		}
	}
	return picked
}

func (f Filter) layer(e *Edit) bool {
	return len(f.Layers) == 0 || slices.ContainsFunc(f.Layers, func(l atlas.Layer) bool { return slices.Contains(e.Layers, l) })
}

func (e *Edit) has(words []string) bool {
	if len(words) == 0 {
		return true
	}
	told := strings.ToLower(e.Commit.Subject + " " + e.Commit.Author.Name + " " + e.Commit.Hash.String())
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(told, w) })
}

// Authors lists the names of those who made edits, who made most first.
func Authors(edits []Edit) []string {
	count := map[string]int{}
	var names []string
	for i := range edits {
		name := edits[i].Commit.Author.Name
		if count[name]++; count[name] == 1 {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return count[b] - count[a] })
	return names
}
