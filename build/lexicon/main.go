// Command lexicon makes the lists of backend/lexicon out of the word lists of
// SCOWL and the database of WordNet 3.0 (Debian packages scowl and
// wordnet-base):
//
//	go run ./build/lexicon
//
// Each line of english.txt is a word of two or more letters, and, where WordNet has it, its
// family and its kind. A family holds what WordNet derives from one another
// (own, owner, ownership) and goes by its shortest word; a kind is the letter
// of the word's first sense, see [kinds], a small one where the word is among
// SCOWL's most common, its size 10. senses.txt says what the nouns of a family
// mean, see [net.senses].
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	scowl := flag.String("scowl", "/usr/share/dict/scowl", "folder of SCOWL's lists")
	wordnet := flag.String("wordnet", "/usr/share/wordnet", "folder of WordNet's database")
	into := flag.String("into", "backend/lexicon", "folder that the lists go to")
	flag.Parse()
	words, err := readWords(*scowl, 10, 20, 35, 40, 50, 55, 60, 70)
	if err != nil {
		log.Fatal(err)
	}
	common, err := readWords(*scowl, 10)
	if err != nil {
		log.Fatal(err)
	}
	net, err := readNet(*wordnet)
	if err != nil {
		log.Fatal(err)
	}
	families := net.families(words)
	if err := write(filepath.Join(*into, "senses.txt"), net.senses(words, families)); err != nil {
		log.Fatal(err)
	}
	var lines []string
	for _, w := range words {
		line := w
		if l, ok := net.lemma(w); ok {
			kind := net.kind(w, l)
			if _, found := slices.BinarySearch(common, w); found {
				kind = strings.ToLower(kind)
			}
			line += " " + families.of(l.word) + " " + kind
		}
		lines = append(lines, line)
	}
	if err := write(filepath.Join(*into, "english.txt"), lines); err != nil {
		log.Fatal(err)
	}
}

func write(file string, lines []string) error {
	return os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644)
}

var plain = regexp.MustCompile(`^[a-z]{2,}$`)

// readWords reads the lists of the given sizes, sorted by byte value.
func readWords(folder string, sizes ...int) (words []string, err error) {
	for _, list := range []string{"english", "american", "british"} {
		for _, size := range sizes {
			err = eachLine(filepath.Join(folder, fmt.Sprintf("%s-words.%d", list, size)), func(line string) {
				if plain.MatchString(line) {
					words = append(words, line)
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(words)
	return slices.Compact(words), nil
}

func eachLine(file string, do func(string)) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("make the lexicon: %w; install scowl and wordnet-base, or give their folders", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		do(lines.Text())
	}
	return lines.Err()
}
