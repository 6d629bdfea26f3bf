package atlas

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every line of conclusions.txt parses, or the program would not start: here
// each section that is used must be there, and no phrase may stand twice.
func TestPhrasesOfConclusions(t *testing.T) {
	sections, err := PhraseSections(phraseNotation)
	if err != nil {
		t.Fatal(err)
	}
	used := []string{"interpretation", "disclaimer before", "disclaimer after", "harmless", "framing"}
	for _, c := range Conclusions() {
		used = append(used, c.Key)
	}
	for _, key := range used {
		if len(sections[key]) == 0 {
			t.Errorf("no phrases in [%s]", key)
		}
	}
	if len(sections) != len(used) {
		t.Errorf("%d sections, of which %d are used", len(sections), len(used))
	}
	lines := map[string]bool{}
	for line := range strings.Lines(phraseNotation) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			clear(lines)
		}
		if lines[line] && line != "" && line != "#" {
			t.Errorf("“%s” stands twice", line)
		}
		lines[line] = true
	}
}

func TestPhraseNotation(t *testing.T) {
	got, err := PhraseSections("# head\n@area = world region\n\n# first\n[one]\nlead~|first ... @area|asia\nscore #|#/10\nbetter than ^\n")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]Phrase{"one": {
		{{Words: []string{"lead", "leads", "leaded", "leading", "first"}}, {Gap: true}, {Words: []string{"world", "region", "asia"}}},
		{{Words: []string{"score"}}, {Words: []string{"#", "#/10"}}},
		{{Words: []string{"better"}}, {Words: []string{"than"}}, {Name: true}},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestInflections(t *testing.T) {
	for word, want := range map[string]string{
		"rank": "rank ranks ranked ranking", "rate": "rate rates rated rating", "qualify": "qualify qualifys qualifies qualified qualifying",
		"top": "top tops topped topping toped toping", "match": "match matchs matches matched matching", "play": "play plays played playing",
	} {
		if got := strings.Join(Inflections(word), " "); got != want {
			t.Errorf("%s: %s", word, got)
		}
	}
}

func TestPhraseNotationErrors(t *testing.T) {
	for notation, want := range map[string]string{
		"lead":              "before the first [section]",
		"[a]\n... region":   "a gap must follow a word",
		"[a]\nx ... ... y":  "a gap must follow a word",
		"[a]\nahead ...":    "does not end in a gap",
		"[a]\n^ leads":      "begins with a word of its own",
		"[a]\nahead @place": "not defined above",
		"[a]\nAhead":        "no word of the notation",
		"[a]\na||b":         "no word of the notation",
	} {
		if _, err := PhraseSections(notation); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", notation, err)
		}
	}
}
