package main

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// lemma is a word in its basic form as one part of speech: n, v, a or r.
type lemma struct{ pos, word string }

// net is what is used of WordNet's database; the files' format is described
// in its manual page wndb(5).
type net struct {
	first   map[lemma]string    // sense number one, as the number of its lexicographer file
	counts  map[lemma]int       // how often WordNet's corpus has it
	except  map[lemma][]string  // irregular form → basic forms
	derived [][2]string         // words that one derives from the other
	nouns   map[string][]string // noun → its senses, the likeliest first
	sense   map[string]synset   // of nouns
}

var files = map[string]string{"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

func readNet(folder string) (*net, error) {
	n := &net{first: map[lemma]string{}, counts: map[lemma]int{}, except: map[lemma][]string{}, nouns: map[string][]string{}, sense: map[string]synset{}}
	synsets := map[string]synset{}
	for pos, name := range files {
		err := eachLine(filepath.Join(folder, "data."+name), func(line string) {
			if !strings.HasPrefix(line, "  ") {
				s := readSynset(line)
				synsets[pos+s.offset] = s
				if pos == "n" {
					n.sense[pos+s.offset] = s
				}
			}
		})
		if err == nil {
			err = eachLine(filepath.Join(folder, name+".exc"), func(line string) {
				f := strings.Fields(line)
				n.except[lemma{pos, f[0]}] = f[1:]
			})
		}
		if err != nil {
			return nil, err
		}
	}
	for pos, name := range files {
		err := eachLine(filepath.Join(folder, "index."+name), func(line string) {
			if f := strings.Fields(line); !strings.HasPrefix(line, "  ") {
				pointers, _ := strconv.Atoi(f[3])
				n.first[lemma{pos, f[0]}] = synsets[pos+f[6+pointers]].file
				if pos == "n" {
					n.nouns[f[0]] = f[6+pointers:]
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	n.derive(synsets)
	return n, n.readCounts(folder)
}

func (n *net) readCounts(folder string) error {
	parts := [...]string{"", "n", "v", "a", "r", "a"}
	return eachLine(filepath.Join(folder, "cntlist.rev"), func(line string) {
		f := strings.Fields(line)
		word, sense, _ := strings.Cut(f[0], "%")
		count, _ := strconv.Atoi(f[2])
		n.counts[lemma{parts[sense[0]-'0'], word}] += count
	})
}

type synset struct {
	offset, file string
	words        []string
	pointers     []pointer
}

// pointer leads from one word of a synset to one of another; 0 is none.
type pointer struct {
	symbol, to string
	from, word int
}

func readSynset(line string) synset {
	line, _, _ = strings.Cut(line, " | ")
	f := strings.Fields(line)
	s := synset{offset: f[0], file: f[1]}
	count, _ := strconv.ParseInt(f[3], 16, 0)
	f = f[4:]
	for range count {
		word, _, _ := strings.Cut(f[0], "(")
		s.words = append(s.words, strings.ToLower(word))
		f = f[2:]
	}
	pointers, _ := strconv.Atoi(f[0])
	f = f[1:]
	for range pointers {
		pos := strings.Replace(f[2], "s", "a", 1)
		from, _ := strconv.ParseInt(f[3][:2], 16, 0)
		word, _ := strconv.ParseInt(f[3][2:], 16, 0)
		s.pointers = append(s.pointers, pointer{f[0], pos + f[1], int(from), int(word)})
		f = f[4:]
	}
	return s
}

// derive collects the pairs of derivationally related forms ("+") and of
// adjectives and adverbs with what they pertain to ("\").
func (n *net) derive(synsets map[string]synset) {
	for _, s := range synsets {
		for _, p := range s.pointers {
			if (p.symbol == "+" || p.symbol == `\`) && p.from > 0 && p.word > 0 {
				n.derived = append(n.derived, [2]string{s.words[p.from-1], synsets[p.to].words[p.word-1]})
			}
		}
	}
}

var endings = map[string][][2]string{
	"n": {{"s", ""}, {"ses", "s"}, {"xes", "x"}, {"zes", "z"}, {"ches", "ch"}, {"shes", "sh"}, {"men", "man"}, {"ies", "y"}},
	"v": {{"s", ""}, {"ies", "y"}, {"es", "e"}, {"es", ""}, {"ed", "e"}, {"ed", ""}, {"ing", "e"}, {"ing", ""}},
	"a": {{"er", ""}, {"est", ""}, {"er", "e"}, {"est", "e"}},
}

// lemmas are the basic forms that a word may be of, by the rules of WordNet's
// morphy(7).
func (n *net) lemmas(word string) (out []lemma) {
	for _, pos := range []string{"n", "v", "a", "r"} {
		if irregular, ok := n.except[lemma{pos, word}]; ok {
			for _, w := range irregular {
				out = n.known(out, lemma{pos, w})
			}
			continue
		}
		out = n.known(out, lemma{pos, word})
		for _, e := range endings[pos] {
			if stem, ok := strings.CutSuffix(word, e[0]); ok {
				out = n.known(out, lemma{pos, stem + e[1]})
			}
		}
	}
	return out
}

func (n *net) known(out []lemma, l lemma) []lemma {
	if _, ok := n.first[l]; ok && !slices.Contains(out, l) {
		return append(out, l)
	}
	return out
}

// lemma is the basic form that WordNet's corpus has most often; among equals
// the word itself, then nouns.
func (n *net) lemma(word string) (best lemma, ok bool) {
	most := -1
	for _, l := range n.lemmas(word) {
		count := 2 * n.counts[l]
		if l.word == word {
			count++
		}
		if count > most {
			best, most = l, count
		}
	}
	return best, most >= 0
}

// kind is the letter of a lemma's first sense. A word that is often enough a
// noun as well (landing, switch) goes by the noun, which says more.
func (n *net) kind(word string, l lemma) string {
	if noun := (lemma{"n", word}); n.first[noun] != "" && (l.word != word || 3*n.counts[noun] >= n.counts[l]) {
		l = noun
	} else if noun := (lemma{"n", l.word}); n.first[noun] != "" && n.counts[noun] >= n.counts[l] {
		l = noun
	}
	for letter, files := range kinds {
		if slices.Contains(strings.Fields(files), n.first[l]) {
			return letter
		}
	}
	return "-"
}

// kinds are WordNet's lexicographer files, see lexnames(5), by how much a
// word of theirs names a thing that is there or is not.
var kinds = map[string]string{
	"T": "05 06 08 13 17 20 27",          // things: animal, artifact, body, food, object, plant, substance
	"P": "14 15 18",                      // people and places: group, location, person
	"D": "04 11 19 22",                   // deeds: act, event, phenomenon, process
	"S": "10 21",                         // communication and possession
	"A": "03 07 09 12 16 23 24 25 26 28", // what is abstract: attribute, cognition, state, time …
	"V": "29 30 31 32 33 34 35 36 37 38 39 40 41 42 43",
	"J": "00 44", // adjectives
	"R": "01",    // adjectives that pertain to a noun
	"B": "02",    // adverbs
}
