package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// What is taken of a noun's senses.
const (
	maxSenses = 3   // of one noun, the likeliest
	levels    = 2   // of more general senses above each
	tooBroad  = 400 // senses below one that says nothing any more: "artifact"
)

// senses says for each family of nouns what its words mean, and what is more
// general than that: one line "family own,own;general,general", with numbers
// in base 36.
func (n *net) senses(words []string, f *families) []string {
	own, general := map[string]map[string]bool{}, map[string]map[string]bool{}
	below := n.below()
	for _, w := range words {
		if n.nouns[w] == nil {
			continue
		}
		family := f.of(w)
		if own[family] == nil {
			own[family], general[family] = map[string]bool{}, map[string]bool{}
		}
		for _, sense := range n.nouns[w][:min(len(n.nouns[w]), maxSenses)] {
			own[family][sense] = true
			n.above(sense, levels, below, general[family])
		}
	}
	numbers := map[string]int{}
	for _, family := range slices.Sorted(maps.Keys(own)) {
		for _, sense := range slices.Sorted(maps.Keys(own[family])) {
			if _, ok := numbers[sense]; !ok {
				numbers[sense] = len(numbers)
			}
		}
	}
	var out []string
	for _, family := range slices.Sorted(maps.Keys(own)) {
		out = append(out, fmt.Sprintf("%s %s;%s", family, list(own[family], numbers), list(general[family], numbers)))
	}
	return out
}

// list writes the numbers of senses; one that no word of ours has is left out.
func list(senses map[string]bool, numbers map[string]int) string {
	var out []string
	for _, s := range slices.Sorted(maps.Keys(senses)) {
		if number, ok := numbers[s]; ok {
			out = append(out, strconv.FormatInt(int64(number), 36))
		}
	}
	return strings.Join(out, ",")
}

// above adds the senses that are more general than one.
func (n *net) above(sense string, levels int, below map[string]int, into map[string]bool) {
	if levels == 0 {
		return
	}
	for _, p := range n.sense["n"+sense].pointers {
		if up := p.to[1:]; (p.symbol == "@" || p.symbol == "@i") && below[up] < tooBroad {
			into[up] = true
			n.above(up, levels-1, below, into)
		}
	}
}

// below counts the senses below each.
func (n *net) below() map[string]int {
	count := map[string]int{}
	for _, s := range n.sense {
		seen := map[string]bool{}
		up := []string{s.offset}
		for len(up) > 0 {
			at := up[0]
			up = up[1:]
			for _, p := range n.sense["n"+at].pointers {
				if to := p.to[1:]; (p.symbol == "@" || p.symbol == "@i") && !seen[to] {
					seen[to] = true
					count[to]++
					up = append(up, to)
				}
			}
		}
	}
	return count
}
