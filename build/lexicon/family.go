package main

import (
	"regexp"
	"strings"
)

// families joins words that derive from one another: a disjoint-set forest.
type families struct {
	parent   map[string]string
	shortest map[string]string // root → the name of the family
}

// families joins what WordNet derives and what its lists leave out: the
// participles and the regular derivations of [suffixes].
func (n *net) families(words []string) *families {
	f := &families{map[string]string{}, map[string]string{}}
	for _, pair := range n.derived {
		if akin(pair[0], pair[1]) {
			f.join(pair[0], pair[1])
		}
	}
	for l := range n.first {
		for _, s := range suffixes {
			if base, ok := strings.CutSuffix(l.word, s[0]); ok && len(base) >= 4 && n.has(base+s[1]) {
				f.join(l.word, base+s[1])
			}
		}
	}
	for _, w := range words {
		if strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") {
			all := n.lemmas(w)
			for i := range all {
				f.join(all[0].word, all[i].word)
			}
		}
	}
	for w := range f.parent {
		root := f.root(w)
		if s := f.shortest[root]; s == "" || len(w) < len(s) || len(w) == len(s) && w < s {
			f.shortest[root] = w
		}
	}
	return f
}

var suffixes = [][2]string{
	{"able", ""}, {"able", "e"}, {"able", "ate"}, {"ness", ""}, {"ly", ""}, {"ship", ""}, {"ance", "e"}, {"ance", ""}, {"ty", ""},
	{"ize", ""}, {"ise", ""}, {"ise", "ize"}, {"isation", "ization"}, {"our", "or"}, {"tre", "ter"}, {"ment", ""}, {"olment", "ollment"}, {"rar", "ry"},
}

func (n *net) has(word string) bool {
	for pos := range files {
		if _, ok := n.first[lemma{pos, word}]; ok {
			return true
		}
	}
	return false
}

var single = regexp.MustCompile(`^[a-z]+$`)

// akin keeps out pairs that are spelled too differently for a reader to take
// one for the other, and names of several words.
func akin(a, b string) bool {
	if !single.MatchString(a) || !single.MatchString(b) {
		return false
	}
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	return same >= 5 || same >= 3 && 5*same >= 3*min(len(a), len(b))
}

func (f *families) root(w string) string {
	for f.parent[w] != "" && f.parent[w] != w {
		w = f.parent[w]
	}
	return w
}

func (f *families) join(a, b string) {
	for _, w := range []string{a, b} {
		if f.parent[w] == "" {
			f.parent[w] = w
		}
	}
	if a, b := f.root(a), f.root(b); a != b {
		f.parent[a] = b
	}
}

// of is the name of a word's family: its shortest word.
func (f *families) of(word string) string {
	if s := f.shortest[f.root(word)]; s != "" {
		return s
	}
	return word
}
