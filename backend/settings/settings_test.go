package settings

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"atlasdesk/backend/check"
	"atlasdesk/backend/trace"

	"github.com/google/go-cmp/cmp"
)

const name = ".atlas-desk/config.yaml"

func TestParse(t *testing.T) {
	s, err := Parse(name, `# what we agreed on
severities:
  conclusion: warning
  conclusion/ranking: error
  package/title: off
aliases:
  National Payment Company: [NPC, "Payment: Company"]
  X-Road:
    - X-tee
voice-words: [posture, Résumé]
leave-out:
  - archive
  - '*/notes.md'
`)
	if err != nil {
		t.Fatal(err)
	}
	want := []trace.Alias{{Name: "National Payment Company", Also: []string{"NPC", "Payment: Company"}}, {Name: "X-Road", Also: []string{"X-tee"}}}
	if d := cmp.Diff(want, s.Aliases); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"posture", "Résumé"}, s.VoiceWords); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(map[string]check.Severity{"conclusion": check.Warning, "conclusion/ranking": check.Error, "package/title": check.Off}, s.severities); d != "" {
		t.Error(d)
	}
}

func TestNothingSaid(t *testing.T) {
	for _, source := range []string{"", "\n", "# only a comment\n", "---\n", "aliases:\nseverities:\n  # trace: off\nleave-out: []\nvoice-words: ~\n", "{}"} {
		s, err := Parse(name, source)
		if err != nil || len(s.facts()) > 0 {
			t.Errorf("%q: %v, %v", source, s, err)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"severites:\n  trace: off\n", "1:1: “severites” is no setting; did you mean “severities”?"},
		{"# ä\nfoo: 1\n", "2:1: “foo” is no setting; there are severities, aliases, voice-words and leave-out"},
		{"- a\n", "1:1: the settings are keys with values"},
		{"text\n", "1:1: the settings are keys with values"},
		{"severities:\n  trace/untraced-nam: off\n", "2:3: “trace/untraced-nam” is no rule and no family of rules; did you mean “trace/untraced-name”?"},
		{"severities:\n  layout/long-line: off\n", "2:3: “layout/long-line” is no rule and no family of rules; `atlas-desk rules` lists them"},
		{"severities:\n  trace: loud\n", "2:10: the severity of trace is one of error, warning, info and off"},
		{"severities:\n  trace: [off]\n", "2:10: the severity of trace"},
		{"severities:\n  trace:\n", "2:9: the severity of trace"},
		{"severities: off\n", "1:13: severities are rules or families"},
		{"severities:\n  trace: off\n  trace: info\n", "3:3: “trace” stands in line 2 already"},
		{"aliases:\n  A: [b]\naliases:\n  C: [d]\n", "3:1: “aliases” stands in line 1 already"},
		{"aliases: [A]\n", "1:10: aliases are a name with a list"},
		{"aliases:\n  Älpha: B\n", "2:10: aliases are a name with a list"},
		{"aliases:\n  A: [B]\n  C: [b]\n", "3:7: “b” stands in line 2 already, for “A”; put all that means the same under one name"},
		{"aliases:\n  A: [B]\n  B: [A]\n", "3:3: “B” stands in line 2 already, for “A”"},
		{"aliases:\n  A: [A]\n", "2:7: “A” stands in line 2 already; capitals make no difference"},
		{"aliases:\n  A: ['–']\n", "2:7: “–” is no name"},
		{"aliases:\n  A: [[b]]\n", "2:7: aliases are a name with a list"},
		{"aliases:\n  ? [a]\n  : [b]\n", "2:5: a key is a word"},
		{"voice-words: posture\n", "1:14: voice words are a list"},
		{"voice-words: [two words]\n", "1:15: “two words” is not one word"},
		{"voice-words: [17]\n", "1:15: “17” is not one word"},
		{"leave-out: ['a[']\n", "1:13: “a[”: this is no pattern"},
		{"leave-out: [../other]\n", "1:13: “../other”: this is no pattern"},
		{"leave-out: [/abs]\n", "1:13: “/abs”: this is no pattern"},
		{"leave-out: ['a\\b']\n", `1:13: “a\b”: this is no pattern`},
		{"leave-out: [a**]\n", "1:13: “a**”: this is no pattern"},
		{"leave-out: {a: b}\n", "1:12: what to leave out is a list"},
		{"aliases: &a {}\nleave-out: *a\n", "1:10: anchors (&) and aliases (*) of YAML are not read here"},
		{"voice-words: !!set {a}\n", "1:14: tags (!) of YAML are not read here"},
		{"aliases: {}\n---\nb: 2\n", "2:1: a second document begins here"},
		{"aliases: [\n", "this is not YAML: did not find expected"},
		{"a: b: c\n", "1:5: this is not YAML: mapping values are not allowed"},
		{"\ta: b\n", "1:1: this is not YAML"},
		{strings.Repeat("# long\n", Limit/7+1), "1:1: the settings are larger than 64 KB"},
		{strings.Repeat("[", 20_000), "this is not YAML"},
	} {
		_, err := Parse(name, c.source)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), name+":") {
			t.Errorf("%.60q: got %v, want %s", c.source, err, c.want)
		}
	}
}

// An alias bomb is refused before anything is copied.
func TestAliasBomb(t *testing.T) {
	bomb := "a: &a [x, x]\n"
	for c := 'b'; c <= 'z'; c++ {
		bomb += string(c) + ": &" + string(c) + " [*" + string(c-1) + ", *" + string(c-1) + "]\n"
	}
	if _, err := Parse(name, bomb); err == nil || !strings.Contains(err.Error(), "anchors") {
		t.Error(err)
	}
}

// All that is wrong is said at once, in the order of the file.
func TestFaultsAreSaidTogether(t *testing.T) {
	_, err := Parse(name, "leave-out: [/a]\nseverites: {}\nvoice-words: 3\n")
	if got := strings.Count(err.Error(), "\n") + 1; got != 3 {
		t.Errorf("%d faults: %v", got, err)
	}
}

func TestLeavesOut(t *testing.T) {
	s, err := Parse(name, "leave-out: [archive, 'drafts/*/old-?', '*/notes.md', 'x/**/y', '**/scratch', 'deep/**']")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"archive": true, "archive/ruritania/signals.md": true, "archived": false, "a/archive": false,
		"drafts/a/old-1": true, "drafts/a/old-12": false, "drafts/old-1": false, "drafts/a/old-1/evidence.md": true,
		"ruritania/notes.md": true, "notes.md": false, "a/b/notes.md": false,
		"x/y": true, "x/a/b/y/c": true, "x/a": false, "scratch": true, "a/b/scratch": true, "a/scratched": false,
		"deep/a": true, "deeper": false, ".": false,
	} {
		if got := s.LeavesOut(name); got != want {
			t.Errorf("LeavesOut(%q) = %v", name, got)
		}
	}
}

func TestAddAlias(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"no file", "", "aliases:\n  Bank of Ruritania: [Central Bank]\n"},
		{"a comment", "# ours", "# ours\naliases:\n  Bank of Ruritania: [Central Bank]\n"},
		{"another section", "voice-words: [a]\n", "voice-words: [a]\naliases:\n  Bank of Ruritania: [Central Bank]\n"},
		{"an empty section", "aliases: # names\nvoice-words: [a]\n", "aliases: # names\n  Bank of Ruritania: [Central Bank]\nvoice-words: [a]\n"},
		{"an empty section at the end", "aliases:", "aliases:\n  Bank of Ruritania: [Central Bank]\n"},
		{"other names", "aliases:\n    # roads\n    X-Road: [X-tee] # old\n", "aliases:\n    Bank of Ruritania: [Central Bank]\n    # roads\n    X-Road: [X-tee] # old\n"},
		{"a mapping in brackets", "aliases: {X-Road: [X-tee]}\n", "aliases: {Bank of Ruritania: [Central Bank], X-Road: [X-tee]}\n"},
		{"an empty mapping", "aliases: {}\n", "aliases: {Bank of Ruritania: [Central Bank]}\n"},
		{"a list in brackets", "aliases:\n  Bank of Ruritania: [BoR] # the\n", "aliases:\n  Bank of Ruritania: [Central Bank, BoR] # the\n"},
		{"an empty list", "aliases:\n  Bank of Ruritania: []\n", "aliases:\n  Bank of Ruritania: [Central Bank]\n"},
		{"no list", "aliases:\n  Bank of Ruritania:\n", "aliases:\n  Bank of Ruritania:\n    - Central Bank\n"},
		{"a list of lines", "aliases:\n  Bank of Ruritania:\n  # first\n  - BoR\n", "aliases:\n  Bank of Ruritania:\n  - Central Bank\n  # first\n  - BoR\n"},
		{"another name of it", "aliases:\n  BoR: [bank of  Ruritania]\n", "aliases:\n  BoR: [Central Bank, bank of  Ruritania]\n"},
	} {
		edit, err := AddAlias(name, c.source, "Bank of Ruritania", "Central Bank")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := cmp.Diff(c.want, edit.Apply(c.source)); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
		d, err := NewDeclarer(name, c.source)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := d.Declare("Bank of Ruritania", "Central Bank"); err != nil || got != edit {
			t.Errorf("%s: the declarer writes %q, %v", c.name, got.New, err)
		}
	}
}

func TestAddAliasRefuses(t *testing.T) {
	for source, want := range map[string]string{
		"severites: {}":                                 "is no setting",
		"aliases:\n  X: [Central Bank]\n":               "stands in line",
		"{aliases: {}}":                                 "by hand",
		"aliases: {Bank of Ruritania: }\n":              "by hand",
		"voice-words: [a]\n...\n":                       "declare",
		"aliases:\n  Bank of Ruritania: [Central Bank]": "stands in line",
	} {
		_, err := AddAlias(name, source, "Bank of Ruritania", "Central Bank")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", source, err, want)
		}
	}
}

// What is quoted, and how, must not matter to what is declared.
func TestAddAliasQuotes(t *testing.T) {
	for _, also := range []string{"off", "null", "17", "a: b", "a #b", "[a]", "“q”", `a "b" c`, "Yes", "2024-01-01", "No 43/2011", "-a", "A & B", "O'Neill", "ä, ö", "<x>"} {
		source := ""
		for range 2 {
			edit, err := AddAlias(name, source, "off "+also, also)
			if err != nil {
				t.Errorf("%q: %v", also, err)
				break
			}
			source = edit.Apply(source)
			also += "2"
		}
	}
}

// The page of the settings shows settings that can be read, and all of them.
func TestDocumentation(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "settings.md"))
	if err != nil {
		t.Fatal(err)
	}
	page, _, _ := strings.Cut(string(raw), "\n# Waivers\n") // which are another file
	examples := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(page, -1)
	for _, e := range examples {
		if s, err := Parse(name, e[1]); err != nil || len(s.facts()) == 0 {
			t.Errorf("%s\n%v", e[1], err)
		}
	}
	for _, s := range sections() {
		if !strings.Contains(string(raw), "## `"+s.key+"`") {
			t.Errorf("%s is not described", s.key)
		}
	}
	if len(examples) < len(sections()) {
		t.Errorf("%d examples", len(examples))
	}
}

func FuzzParse(f *testing.F) {
	for _, source := range []string{"", "severities: {trace: off}", "aliases:\n  A: [b, c]\n  D:\n  - e\n", "leave-out: ['**/a', b/*]\nvoice-words: [ä]\n", "a: &a [*a]", "? b\n: c\n---\n..."} {
		f.Add(source, "Bank", "Öther: Bank", "a/b/c.md")
	}
	f.Fuzz(func(t *testing.T, source, bank, also, file string) {
		s, err := Parse(name, source)
		if err != nil {
			for _, fault := range err.(*Error).Faults {
				if fault.Line < 1 || fault.Column < 1 || fault.Message == "" {
					t.Errorf("%+v", fault)
				}
			}
			return
		}
		s.LeavesOut(file)
		edit, err := AddAlias(name, source, bank, also)
		if err != nil {
			return
		}
		d, err := NewDeclarer(name, source)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := d.Declare(bank, also); err != nil || again != edit {
			t.Errorf("%q with %q as %q: %q, and as one of many %q, %v", source, also, bank, edit.New, again.New, err)
		}
		after, err := Parse(name, edit.Apply(source))
		if err != nil || len(after.facts()) != len(s.facts())+1 {
			t.Errorf("%q with %q as %q: %q, %v", source, also, name, edit.New, err)
		}
	})
}
