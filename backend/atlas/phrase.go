package atlas

import (
	_ "embed"
	"fmt"
	"strings"
)

// Phrase is a run of words that a statement may hold, place by place.
type Phrase []Place

// Place is one place of a phrase: any of some words, or a gap.
type Place struct {
	Words []string // in any letter case, singular or plural; "#" is a number
	Name  bool     // any word with a capital
	Own   bool     // the jurisdiction's name
	Gap   bool     // up to three words of any kind
}

// PhraseSections reads phrases by section from the notation that the head of
// conclusions.txt describes.
func PhraseSections(notation string) (map[string][]Phrase, error) {
	out := map[string][]Phrase{}
	classes := map[string][]string{}
	section := ""
	number := 0
	for line := range strings.Lines(notation) {
		number++
		line = strings.TrimSpace(line)
		name, words, isClass := strings.Cut(line, " = ")
		switch {
		case line == "", line == "#", strings.HasPrefix(line, "# "):
		case isClass && strings.HasPrefix(name, "@"):
			classes[name] = append(classes[name], strings.Fields(words)...)
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = line[1 : len(line)-1]
		default:
			phrase, err := parsePhrase(line, classes)
			if err != nil {
				return nil, fmt.Errorf("line %d, “%s”: %w", number, line, err)
			}
			if section == "" {
				return nil, fmt.Errorf("line %d, “%s” stands before the first [section]", number, line)
			}
			out[section] = append(out[section], phrase)
		}
	}
	return out, nil
}

func parsePhrase(line string, classes map[string][]string) (Phrase, error) {
	var out Phrase
	for field := range strings.FieldsSeq(line) {
		p, err := parsePlace(field, classes)
		if err != nil {
			return nil, err
		}
		if p.Gap && (len(out) == 0 || out[len(out)-1].Gap) {
			return nil, fmt.Errorf("a gap must follow a word")
		}
		out = append(out, p)
	}
	if first, last := out[0], out[len(out)-1]; first.Name || last.Gap {
		return nil, fmt.Errorf("a phrase begins with a word of its own and does not end in a gap")
	}
	return out, nil
}

func parsePlace(field string, classes map[string][]string) (p Place, err error) {
	if field == "..." {
		return Place{Gap: true}, nil
	}
	for word := range strings.SplitSeq(field, "|") {
		members, isClass := classes[word]
		switch {
		case strings.HasPrefix(word, "@") && !isClass:
			return Place{}, fmt.Errorf("%s is not defined above", word)
		case !isClass:
			members = []string{word}
		}
		for _, m := range members {
			if err := p.add(m); err != nil {
				return Place{}, err
			}
		}
	}
	return p, nil
}

func (p *Place) add(word string) error {
	stem, inflected := strings.CutSuffix(word, "~")
	switch {
	case word == "^":
		p.Name = true
	case word == "%":
		p.Own = true
	case len(stem) < 2 && inflected || stem == "" || strings.ToLower(stem) != stem || strings.ContainsAny(stem, "~@^[]."):
		return fmt.Errorf("“%s” is no word of the notation", word)
	case inflected:
		p.Words = append(p.Words, Inflections(stem)...)
	default:
		p.Words = append(p.Words, word)
	}
	return nil
}

// Inflections are the regular forms of a word: rank, ranks, ranked, ranking.
// Of a final consonant that may be doubled both spellings are given.
func Inflections(word string) []string {
	out := []string{word, word + "s"}
	last := word[len(word)-1]
	switch {
	case last == 'e':
		return append(out, word+"d", word[:len(word)-1]+"ing")
	case last == 'y' && !isVowel(word[len(word)-2]):
		return append(out, word[:len(word)-1]+"ies", word[:len(word)-1]+"ied", word+"ing")
	case len(word) > 2 && !isVowel(last) && strings.IndexByte("wxy", last) < 0 && isVowel(word[len(word)-2]) && !isVowel(word[len(word)-3]):
		out = append(out, word+string(last)+"ed", word+string(last)+"ing")
	case strings.HasSuffix(word, "s"), strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"), strings.HasSuffix(word, "sh"):
		out = append(out, word+"es")
	}
	return append(out, word+"ed", word+"ing")
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

//go:embed conclusions.txt
var phraseNotation string

// phrases are those of conclusions.txt by section.
var phrases = mustPhrases(phraseNotation)

func mustPhrases(notation string) map[string][]Phrase {
	sections, err := PhraseSections(notation)
	if err != nil {
		panic("conclusions.txt: " + err.Error()) // it is part of the program, and a test reads it
	}
	return sections
}
