package pack

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"atlasdesk/backend/atlas"

	"github.com/google/go-cmp/cmp"
)

func TestFieldForms(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"lines":           {"Country: Ruritania  \nMetadata status: draft  \n", "Country=Ruritania|Metadata status=draft"},
		"bullets":         {"- Country: Ruritania\n- **Classification**: mountain land\n", "Country=Ruritania|Classification=mountain land"},
		"headings":        {"## Corridor group\n\nUpper lake corridor\n\n## Metadata status\n\ndraft\nSurface assignment status: none\n", "Corridor group=Upper lake corridor|Metadata status=draft"},
		"yaml":            {"```yaml\nnormalization_status: draft\ncountry: \"Ruritania\"\n```\n", "normalization_status=draft|country=Ruritania"},
		"yaml list":       {"```yaml\ncorridor_alignment:\n  - Upper lake\n  - \"Lower lake\"\nnormalization_status: draft\n```\n", "corridor_alignment=Upper lake; Lower lake|normalization_status=draft"},
		"bold":            {"**Country:** Ruritania\n\n**Region**: Lakes\n", "Country=Ruritania|Region=Lakes"},
		"a table":         {"| Field | Value |\n| --- | --- |\n| Country | Ruritania |\n| **Metadata status** | draft |\n", "Country=Ruritania|Metadata status=draft"},
		"a list of them":  {"Corridor Alignment:\n\n- Upper lake\n- Lower lake\n\nMore.\n", "Corridor Alignment=Upper lake; Lower lake"},
		"a lead-in":       {"It does not:\n\n- rank\n", ""},
		"a standard":      {"- SS 715:2025 standard\n", ""},
		"prose":           {"One thing: it is prose.\nAnd it goes on.\n", ""},
		"another heading": {"## Lists\n\ndraft\n", ""},
	} {
		f := Parse(atlas.Metadata, "# R - Metadata\n\n"+c.source)
		var got []string
		for _, field := range f.Fields {
			got = append(got, field.Key+"="+field.Value)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestOnlyTheStatusIsAFieldElsewhere(t *testing.T) {
	f := Parse(atlas.ChangeLog, "Country: Ruritania\n\nNormalization status: complete\n")
	if len(f.Fields) != 1 || f.Fields[0].Value != "complete" {
		t.Errorf("fields: %+v", f.Fields)
	}
}

func TestRoles(t *testing.T) {
	const source = "# R — Signals Layer\n\nSignals derive strictly from `evidence.md`.\n\n## Lakes\n\nA body.\n\nSources:\n- Office, list\n- Bank, list\n\nAnother body.\n\n<!-- note -->\n\n## Sources\n\nA publisher.\n"
	f := Parse(atlas.Signals, source)
	var got []string
	for _, s := range f.Sections {
		for _, b := range s.Blocks {
			got = append(got, fmt.Sprintf("%d %s", b.Role, b.Seen.Text))
		}
	}
	want := []string{"3 Signals derive strictly from evidence.md.", "0 A body.", "2 Sources:", "2 Office, list", "2 Bank, list", "0 Another body.", "4 ", "2 A publisher."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := f.Constraint.In(source); got != "Signals derive strictly from `evidence.md`." {
		t.Errorf("constraint: %q", got)
	}
}

func TestEmpty(t *testing.T) {
	for source, want := range map[string]bool{
		"":                          true,
		"# R - Signals\n\n## Lakes": true,
		"# R - Signals\n\nSignal derivation constraint: nothing.\n\n<!-- prompt -->\n": true,
		"# R - Signals\n\nA lake.\n": false,
	} {
		if got := Parse(atlas.Signals, source).Empty(); got != want {
			t.Errorf("Empty(%q) = %v", source, got)
		}
	}
}

func TestSplitTitle(t *testing.T) {
	for title, want := range map[string]string{
		"Ruritania - Evidence Layer": "Ruritania|Evidence Layer", "Upper-Ruritania – Profile": "Upper-Ruritania|Profile",
		"A - B — Signals": "A - B|Signals", "Ruritania": "|", "Ruritania: Signals": "Ruritania|Signals", "Ruritania—Signals": "Ruritania|Signals",
		"New Ruritania: a land — Signals": "New Ruritania: a land|Signals",
	} {
		name, layer, _ := SplitTitle(title)
		if got := name + "|" + layer; got != want {
			t.Errorf("SplitTitle(%q) = %s", title, got)
		}
	}
}

func TestPackage(t *testing.T) {
	p := New("upper-ruritania", []*File{Parse(atlas.Signals, "text\n"), Parse(atlas.Metadata, "Metadata status: Evidence_attached\n")}, []string{"b", "a"})
	if p.Name != "Upper Ruritania" || p.Status != atlas.EvidenceAttached || strings.Join(p.Others, "") != "ab" {
		t.Errorf("%+v", p)
	}
	if got := New("r", []*File{Parse(atlas.Metadata, "Metadata status: nearly\n")}, nil).Status; got != atlas.Undeclared {
		t.Errorf("an unknown status counts as %q", got)
	}
}

// One title that differs does not rename the package.
func TestNameOfMostTitles(t *testing.T) {
	p := New("r", []*File{Parse(atlas.Evidence, "# Zamunda - Evidence\n"), Parse(atlas.Signals, "# Ruritania - Signals\n"), Parse(atlas.Profile, "# Ruritania: Profile\n")}, nil)
	if p.Name != "Ruritania" {
		t.Errorf("the package is called %q", p.Name)
	}
}

func TestIsPackage(t *testing.T) {
	for names, want := range map[string]bool{
		"evidence.md": true, "signals.md profile.md": true, "signals.md": false, "README.md": false, "evidence signals": false, "": false,
	} {
		if got := IsPackage(strings.Fields(names)); got != want {
			t.Errorf("IsPackage(%q) = %v", names, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("# A - Metadata\n\nKey: value  \nOther key: v\n\n- K: v\n\n## Region\n\nLake\n\n```yaml\na_b: c\n```\n")
	f.Add("# A - Signals\n<<<<<<< a\nb\n||||||| c\nd\n=======\ne\n>>>>>>> f\n<<<<<<<\n=======\n>>>>>>>")
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			return
		}
		for _, l := range atlas.Layers() {
			file := Parse(l, source)
			at := 0
			for _, c := range file.Conflicts {
				for _, s := range append(slices.Clone(c.Marks), c.Ours.Span, c.Theirs.Span) {
					if s.Start < 0 || s.End > len(source) || s.Start > s.End {
						t.Fatalf("%q: %+v", source, c)
					}
				}
				if c.Span().Start < at {
					t.Fatalf("%q: conflicts out of order: %+v", source, file.Conflicts)
				}
				at = c.Span().End
			}
			for _, field := range file.Fields {
				for _, s := range append(field.Values, field.Span) {
					if s.Start < 0 || s.End > len(source) || s.Start > s.End {
						t.Fatalf("%q: %v", source, s)
					}
				}
			}
		}
	})
}
