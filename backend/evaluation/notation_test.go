package evaluation

import (
	"fmt"
	"strings"
	"testing"
)

const sample = `# Ruritania - Signals

## Ports

- Alba has 3 ports.
- Brod has 4 ports.

## Roads

- Corin has a road.
`

func TestEditsAreMade(t *testing.T) {
	for edits, want := range map[string]string{
		"- 3 ports\n+ 5 ports":              strings.Replace(sample, "3 ports", "5 ports", 1) + " 5",
		"- - Alba has 3 ports.":             strings.Replace(sample, "- Alba has 3 ports.\n", "", 1) + " 4,5",
		"- Alba has 3 ports":                strings.Replace(sample, "Alba has 3 ports", "", 1) + " 5",
		"= Corin\n+ - Dena.\n+ - Esk.":      sample + "- Dena.\n- Esk.\n" + " 11,12",
		"~ Alba has\n~ Brod has":            strings.Replace(sample, "- Alba has 3 ports.\n- Brod has 4 ports.", "- Brod has 4 ports.\n- Alba has 3 ports.", 1) + " 5,6",
		"- Alba\n+ Dena\n- Corin\n+ Alba":   strings.NewReplacer("Alba", "Dena", "Corin", "Alba").Replace(sample) + " 5,10",
		"~ ## Ports\n~ ## Roads":            "# Ruritania - Signals\n\n## Roads\n\n- Corin has a road.\n## Ports\n\n- Alba has 3 ports.\n- Brod has 4 ports.\n\n 3,4,5,6,7,8,9,10",
		"- Brod\n+ Esk\n- # Ruritania\n+ #": strings.NewReplacer("Brod", "Esk", "# Ruritania", "#").Replace(sample) + " 6,1",
	} {
		cases, err := parseCases("[figure] signals.md\n" + edits)
		if err != nil || len(cases) != 1 {
			t.Errorf("%s: %v", edits, err)
			continue
		}
		edited, lines, err := cases[0].apply(sample)
		got := edited + " " + strings.ReplaceAll(strings.Trim(fmt.Sprint(lines), "[]"), " ", ",")
		if err != nil || got != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", edits, err, got, want)
		}
	}
}

func TestEditsThatCannotBeMade(t *testing.T) {
	for _, edits := range []string{"- ports\n+ docks", "- Esk\n+ Alba", "~ Alba\n~ Alba has"} {
		cases, err := parseCases("[figure] signals.md\n" + edits)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := cases[0].apply(sample); err == nil {
			t.Errorf("%s: made", edits)
		}
	}
}

func TestCasesThatCannotBeRead(t *testing.T) {
	for _, source := range []string{
		"- text before any case", "[figure] signals", "[figure] signals.txt", "[nonsense] signals.md", "[figure]signals.md",
		"[conclusion] signals.md", "[voice] signals.md: trace/untraced-term", "[figure] signals.md\n+ nothing", "[figure] signals.md\nplain text",
	} {
		if cases, err := parseCases(source); err == nil {
			t.Errorf("%q is read as %v", source, cases)
		}
	}
}
