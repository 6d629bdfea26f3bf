package scaffold

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"

	"github.com/google/go-cmp/cmp"
)

// settled is the section that a text makes, without its heading and sources.
func settled(t *testing.T, raw string) string {
	t.Helper()
	s, err := Source{Title: "Harbour Act", Text: raw}.Settle()
	if err != nil {
		t.Fatal(err)
	}
	body := strings.TrimPrefix(s.section, "\n## Harbour Act\n\n")
	for _, lead := range []string{"\n\nSources:\n\n- Harbour Act\n", "\n\n### Sources\n\n- Harbour Act\n"} {
		body = strings.TrimSuffix(body, lead)
	}
	return body
}

func TestTextStaysInItsSection(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"plain":                      {"The Board keeps 19 registers.", "The Board keeps 19 registers."},
		"line ends and a mark":       {"\ufeffOne.\r\nTwo.\rThree.", "One.\nTwo.\nThree."},
		"pages":                      {"One.\fTwo.", "One.\n\nTwo."},
		"headings":                   {"Before.\n\n# A\n\n## B ##\n\n### C", "Before.\n\n### A\n\n#### B ##\n\n##### C"},
		"headings below two":         {"Before.\n\n#### A\n\n##### B", "Before.\n\n#### A\n\n##### B"},
		"underlined":                 {"Before.\n\nA\n===\nOne.\n\nB\nC#\n---\nTwo.", "Before.\n\n### A\nOne.\n\n#### B C\\#\nTwo."},
		"in a list and a quotation":  {"- # A\n- b\n\n> ## B\n> c", "- ### A\n- b\n\n> #### B\n> c"},
		"an open fence":              {"One.\n\n````go\n## not\n```", "One.\n\n````go\n## not\n```\n````"},
		"an open fence of waves":     {"~~~\ncode", "~~~\ncode\n~~~"},
		"an open comment":            {"One.\n\n<!-- note", "One.\n\n<!-- note\n-->"},
		"an open tag":                {"<script>\nx", "<script>\nx\n</script>"},
		"a fence in a list":          {"- ```\n  code", "- ```\n  code"},
		"the title as it is":         {"# Harbour Act\n\nOne.", "One."},
		"another title":              {"# Other\n\nOne.", "### Other\n\nOne."},
		"front matter":               {"---\ntitle: Other\n---\nOne.", "One."},
		"no front matter":            {"---\n\nOne.\n\n---", "---\n\nOne.\n\n---"},
		"front matter without end":   {"---\ntitle: Other", "---\ntitle: Other"},
		"sources of its own":         {"One.\n\nSources:\n- Two", "One.\n\nSources:\n- Two"},
		"white space around":         {"\n \n  One.\n \n", "  One."},
		"nothing":                    {" \n", "<!-- What this source states: name the institution in every sentence, with dates and figures as published. -->"},
		"deeper headings than there": {"# A\n\n## B\n\n###### F", "### A\n\n#### B\n\n###### F"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, settled(t, test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSourceTellsWhatTheFieldsDoNot(t *testing.T) {
	front := "---\ntitle: \"Harbour Act\"\npublisher: Harbour Board\ndate: 2019-04-01\nurl: https://example.org/act\nlang: en\ntags:\n  - sea\n---\n# Harbour Act\n\nThe Board keeps 19 registers."
	for name, test := range map[string]struct {
		source Source
		entry  string
		notes  int
	}{
		"front matter":   {Source{Text: front}, `- Harbour Board, "Harbour Act", 2019-04-01, https://example.org/act`, 2},
		"what was typed": {Source{Text: front, Title: "The Act", Institution: "Board"}, `- Board, "The Act", 2019-04-01, https://example.org/act`, 3},
		"a heading":      {Source{Text: "Tide *tables*\n===\n\nThe Board keeps 19."}, "- Tide tables", 0},
		"a file":         {Source{File: "act-2019.md", Text: "The Board keeps 19."}, "- act-2019", 0},
		"marks":          {Source{Title: "1. *Act* on “C#” [draft]", Institution: "A_B & <i>", Text: "x"}, `- A_B & \<i>, 1. \*Act\* on “C\#” \[draft\]`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := test.source.Settle()
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(strings.TrimSpace(s.section), "\n")
			if got := lines[len(lines)-1]; got != test.entry || len(s.Notes) != test.notes {
				t.Errorf("%s, %q; want %s", got, s.Notes, test.entry)
			}
		})
	}
}

func TestSourceIsRefused(t *testing.T) {
	for field, sources := range map[string][]Source{
		"title":   {{Text: "x"}, {Title: "a\x07b"}, {Title: "a\xff"}},
		"heading": {{Title: "References"}, {Title: "Act", Heading: "Sources:"}},
		"address": {{Title: "Act", Address: "example.org"}, {Title: "Act", Address: "javascript:x"}, {Title: "Act", Address: "https://example.org/a b"}},
		"text": {{Title: "Act", Text: "a\x00"}, {Title: "Act", Text: "\xff"}, {Title: "Act", Text: "one\ntwo\x1b[31m"}, {Title: "Act", Text: "\u0085"},
			{Title: "Act", Text: strings.Repeat("a", text.Limit+1)}},
	} {
		for _, s := range sources {
			_, err := s.Settle()
			if wrong, ok := errors.AsType[*FieldError](err); !ok || wrong.Field != field {
				t.Errorf("%.40q: %v, want something about the %s", s, err, field)
			}
		}
	}
	_, err := Source{Title: "Act", Text: "one\ntwo\x1b[31m"}.Settle()
	const want = "line 2 of the text holds the control character U+001B, which is no part of a text; take it out"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestNotesOnWhatNothingCanRestOn(t *testing.T) {
	for title, want := range map[string]string{"Harbour Act": "", "Notes on harbours": "Give the section another heading"} {
		s, err := Source{Title: title, Text: "The Board keeps 19 registers. It opens at noon."}.Settle()
		if got := strings.Join(s.Notes, " "); err != nil || s.Statements != 2 || !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%s: %d, %q, %v", title, s.Statements, got, err)
		}
	}
}

func outline(sources ...Source) Outline {
	return Outline{Name: "Ruritania", Slug: "ruritania", Sources: sources, Begun: atlas.Layers()}
}

func TestSourcesStandInTheEvidence(t *testing.T) {
	files, err := outline(Source{Title: "Harbour Act", Text: "# One\n\nThe Board keeps 19 registers.\n\n```\nopen"},
		Source{Title: "Tide tables", Institution: "Observatory", Text: "- Noon\n- Night"}).Files()
	if err != nil {
		t.Fatal(err)
	}
	f := pack.Parse(atlas.Evidence, files[atlas.Evidence])
	want := append([]string{"", "Harbour Act", "One", "Sources", "Tide tables"}, headings(atlas.Evidence)...)
	if diff := cmp.Diff(want, f.Headings()); diff != "" {
		t.Error(diff)
	}
	sources := 0
	for _, s := range statement.Of(f) {
		if s.Kind == statement.Source && !strings.HasSuffix(s.Text, ":") {
			sources++
		}
	}
	if sources != 2 {
		t.Errorf("%d entries of sources", sources)
	}
}

func headings(l atlas.Layer) (out []string) {
	for _, s := range l.Skeleton() {
		out = append(out, s.Heading)
	}
	return out
}

func TestOutlineIsRefused(t *testing.T) {
	half := strings.Repeat("The Board keeps 19 registers. ", text.Limit/50)
	for name, o := range map[string]Outline{
		"no name":         {Slug: "ruritania"},
		"a long name":     {Slug: "ruritania", Name: strings.Repeat("a", 201)},
		"no slug":         {Slug: "Ruritania", Name: "Ruritania"},
		"a layer in air":  {Slug: "ruritania", Name: "Ruritania", Begun: []atlas.Layer{atlas.Profile}},
		"a wrong source":  outline(Source{}),
		"too much of all": outline(Source{Title: "A", Text: half}, Source{Title: "B", Text: half}),
	} {
		if files, err := o.Files(); err == nil || files != nil {
			t.Errorf("%s: %d files, %v", name, len(files), err)
		}
	}
}

func TestOnlyWhatIsBegunIsWritten(t *testing.T) {
	files, err := Outline{Name: "The Isles - North", Slug: "isles", Begun: []atlas.Layer{atlas.Signals}}.Files()
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if p := pack.New("isles", []*pack.File{pack.Parse(atlas.Signals, files[atlas.Signals])}, nil); p.Name != "The Isles - North" {
		t.Errorf("the name is %q", p.Name)
	}
}

// Whatever a source holds, the section behind it is one, its entry is a source,
// and the words of a text without marks come through unchanged.
func FuzzSettle(f *testing.F) {
	for _, seed := range []string{"a\n===", "```\n", "> # x\n- y\n---", "<!--", "---\ntitle: x\n---\n# x\n", "- a\n  b\n  ===\n", "<a\n", "#\n# #\n", "1. ~~~\n", "\t# a\n\f", "[a]: b\n===", "<![CDATA[", "<?", "<pre>"} {
		f.Add(seed, "Act")
	}
	f.Fuzz(func(t *testing.T, raw, title string) {
		s, err := Source{Title: title, Text: raw}.Settle()
		if err != nil {
			if _, ok := errors.AsType[*FieldError](err); !ok {
				t.Fatal(err)
			}
			return
		}
		files, err := outline(s.Source, Source{Title: "Behind"}).Files()
		if err != nil {
			t.Skip(err) // what the text said of itself may be wrong in the second look
		}
		evidence := files[atlas.Evidence]
		if !utf8.ValidString(evidence) {
			t.Fatal("not UTF-8")
		}
		file := pack.Parse(atlas.Evidence, evidence)
		var high []string
		for _, section := range file.Sections[1:] {
			if section.Level < highest {
				high = append(high, section.Text)
			}
		}
		if want := len(headings(atlas.Evidence)) + 2; len(high) != want || high[1] != "Behind" {
			t.Fatalf("%q: sections %q in\n%s", raw, high, evidence)
		}
		entries := 0
		for _, one := range statement.Of(file) {
			if one.Kind == statement.Source && one.Text == "Behind" {
				entries++
			}
		}
		if entries != 1 {
			t.Fatalf("%q: the entry behind it is lost in\n%s", raw, evidence)
		}
	})
}
