package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

const evidence = "# Ruritania - Evidence Layer\n\n## Registers\n\nThe Registry Office states that it keeps 17 registers here.\n"

// checked is a package of the given layers, as a check leaves it.
func checked(layers map[atlas.Layer]string) *workspace.Checked {
	var read workspace.Layers
	for l, source := range layers {
		read[l] = workspace.ReadLayer(l, source, nil, nil)
	}
	return workspace.Check(workspace.Source{ID: "ruritania", Slug: "ruritania", Layers: read, Others: []string{"notes.md"}}, workspace.NewOptions(check.Rules()))
}

func runOf(signals string) *Run {
	c := checked(map[atlas.Layer]string{atlas.Evidence: evidence, atlas.Signals: "# Ruritania - Signals Layer\n\n" + signals})
	return &Run{Packages: []Package{Of("all/ruritania", c)}, Rules: check.Rules(), Version: "v1.2.3", Dir: filepath.FromSlash("/work")}
}

// fixed is a run with everything that a finding can have.
func fixed() *Run {
	at := func(line, from, to int) text.Range {
		return text.Range{Start: text.Position{Line: line, Column: from}, End: text.Position{Line: line, Column: to}}
	}
	d := Diagnostic{Rule: "trace/untraced-name", Severity: "error", level: check.Error, File: "signals.md", placed: true, Range: at(7, 10, 22),
		Message: "“19 registers”: evidence.md says 17 registers", fingerprint: "0:1",
		Related: []Related{{"evidence.md", at(5, 1, 60), "17 registers"}},
		Fixes:   []Fix{{"Use 17", []Edit{{"signals.md", at(7, 10, 12), "17"}, {"evidence.md", at(5, 1, 1), ""}, {"signals.md", at(9, 1, 2), "x"}}}},
		excerpt: excerpt{"  – é –😀 – ", "19 registers", " signal continuity. "}}
	whole := Diagnostic{Rule: "package/title", Severity: "info", level: check.Info, Message: "of the package", fingerprint: "1:1"}
	return &Run{Packages: []Package{{Path: "all/ruritania", Slug: "ruritania", Name: "Ruritania", Status: "draft",
		Statements: map[string]int{"signals": 3}, Diagnostics: []Diagnostic{whole, d}}}, Rules: check.Rules(), Version: "v1.2.3", Dir: filepath.FromSlash("/work")}
}

func printed(t testing.TB, print func(*bytes.Buffer) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := print(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func fingerprintsOf(r *Run) (out []string) {
	for _, d := range r.Packages[0].Diagnostics {
		out = append(out, d.fingerprint)
	}
	slices.Sort(out)
	return out
}

func TestFingerprints(t *testing.T) {
	const a, b = "The 19 registers signal continuity.\n\n", "- The Harbour Board and a best-ranked register signal reach.\n\n"
	before := fingerprintsOf(runOf("## Registers\n\n" + a + b))
	if len(before) != len(slices.Compact(slices.Clone(before))) {
		t.Fatalf("two findings share a fingerprint: %v", before)
	}
	for name, signals := range map[string]string{
		"lines above":   "\n\nThe register signals continuity.\n\n## Registers\n\n" + a + b,
		"order":         "## Registers\n\n" + b + a,
		"wrapped":       "## Registers\n\nThe 19\nregisters signal continuity.\n\n" + b,
		"words beside":  "## Registers\n\nToday, the 19 registers signal continuity and reach.\n\n" + b,
		"heading alone": "## Other registers\n\n" + a + b,
	} {
		if got := fingerprintsOf(runOf(signals)); !slices.Equal(got, before) {
			t.Errorf("%s: %v, before %v", name, got, before)
		}
	}
	for name, signals := range map[string]string{
		"another figure": "## Registers\n\n" + strings.Replace(a, "19", "18", 1) + b,
		"one finding":    "## Registers\n\n" + a,
	} {
		if got := fingerprintsOf(runOf(signals)); slices.Equal(got, before) {
			t.Errorf("%s: the fingerprints are the same", name)
		}
	}
}

func TestText(t *testing.T) {
	const plain = `all/ruritania  Ruritania, draft, 3 statements

    info     of the package  package/title

  signals.md
    7:10  error    “19 registers”: evidence.md says 17 registers  trace/untraced-name
          | – é –😀 – 19 registers signal continuity.
          |           ^^^^^^^^^^^^
          see evidence.md:5:1  17 registers
          fix Use 17

2 findings in 1 package, 3 statements: 1 error, 0 warnings, 1 info
`
	const narrow = `all/ruritania  Ruritania, draft, 3 statements

    info     of the package
             package/title

  signals.md
    7:10  error    “19 registers”:
                   evidence.md says 17
                   registers
                   trace/untraced-name
          | … – 19 registers …
          |     ^^^^^^^^^^^^
          see evidence.md:5:1 17
              registers
          fix Use 17

2 findings in 1 package, 3 statements: 1 error, 0 warnings, 1 info
`
	for _, c := range []struct {
		screen Screen
		want   string
	}{{Screen{}, plain}, {Screen{Width: 36}, narrow}} {
		r := fixed()
		r.Screen = c.screen
		if got := printed(t, func(b *bytes.Buffer) error { return r.Text(b) }); got != c.want {
			t.Errorf("%+v:\n%s\nwant:\n%s", c.screen, got, c.want)
		}
	}
	r := fixed()
	r.Screen.Color = true
	got := printed(t, func(b *bytes.Buffer) error { return r.Text(b) })
	if !strings.Contains(got, "\x1b[1;31merror    \x1b[0m“19") || stripped(got) != plain {
		t.Errorf("in colour:\n%q", got)
	}
}

// stripped is a text without what paint puts in.
func stripped(s string) string {
	for _, as := range []style{bold, dim, underline, red, yellow, blue, "0"} {
		s = strings.ReplaceAll(s, fmt.Sprintf("\x1b[%sm", as), "")
	}
	return s
}

func TestCleanPackagesAreCounted(t *testing.T) {
	r := fixed()
	r.Packages[0].Diagnostics = nil
	if got, want := printed(t, func(b *bytes.Buffer) error { return r.Text(b) }), "No findings in 1 package, 3 statements\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("word ", 1000)
	for _, c := range []struct {
		name, source, anchor string
		width                int
		want                 [3]string
	}{
		{"whole", "a\n  one two three  \nb", "two", 40, [3]string{"one ", "two", " three"}},
		{"cut on both sides", long + "HERE " + long, "HERE", 20, [3]string{"… word ", "HERE", " word …"}},
		{"cut behind", "HERE " + long, "HERE", 20, [3]string{"", "HERE", " word word …"}},
		{"cut before", long + "HERE", "HERE", 20, [3]string{"… word word ", "HERE", ""}},
		{"long anchor", "x " + strings.Repeat("é", 900), strings.Repeat("é", 900), 5, [3]string{"", "éééé…", ""}},
		{"several lines", "one\ntwo\nthree", "two\nthree", 40, [3]string{"", "two", ""}},
		{"controls", "a\x1b[31m\rb\u009b c\u202e", "b\u009b", 40, [3]string{"a␛[31m ", "b\ufffd", " c\ufffd"}},
	} {
		start := strings.Index(c.source, c.anchor)
		got := excerptOf(c.source, text.Span{Start: start, End: start + len(c.anchor)}).fit(c.width)
		if want := (excerpt{c.want[0], c.want[1], c.want[2]}); got != want {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
	}
}

func TestHarmlessLines(t *testing.T) {
	for _, c := range []struct{ in, line, lines string }{
		{"plain – é 😀 日本", "plain – é 😀 日本", "plain – é 😀 日本"},
		{"a\nb\tc\r", "a b c ", "a\nb\tc␍"},
		{"\x1b]0;title\a\x7f\u0085\u009b\u2028", "␛]0;title␇␡ \ufffd ", "␛]0;title␇␡\ufffd\ufffd\u2028"},
		{"\u202eabc\u2066", "\ufffdabc\ufffd", "\ufffdabc\ufffd"},
		{"a\xffb", "a\ufffdb", "a\ufffdb"},
	} {
		if got := Line(c.in); got != c.line {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.line)
		}
		if got := Lines(c.in); got != c.lines {
			t.Errorf("Lines(%q) = %q, want %q", c.in, got, c.lines)
		}
	}
}

// Whatever a package holds, no format lets it command the terminal, and the
// formats for scripts remain JSON.
func FuzzPrinting(f *testing.F) {
	f.Add("The Harbour\x1b]0;x\a Board\u009b2J and the 19 registers\u202e signal.\n", 40)
	f.Add("\x1b[2J\r\n- \x7f Zamunda Office 8/10\n\n\u2028# \x00", 0)
	f.Fuzz(func(t *testing.T, signals string, width int) {
		source, _, err := text.Decode([]byte(signals))
		if err != nil {
			return
		}
		r := runOf(source)
		r.Packages[0].Path += signals
		r.Screen.Width = width % 200
		for name, print := range map[string]func(*bytes.Buffer) error{
			"text": func(b *bytes.Buffer) error { return r.Text(b) }, "json": func(b *bytes.Buffer) error { return r.JSON(b) },
			"sarif": func(b *bytes.Buffer) error { return r.SARIF(b) }} {
			out := printed(t, print)
			if i := strings.IndexFunc(strings.ReplaceAll(out, "\n", ""), commands); i >= 0 {
				t.Fatalf("%s lets a command through: %q", name, out)
			}
			if name != "text" && (!json.Valid([]byte(out)) || strings.Count(out, "\n") != 1) {
				t.Fatalf("%s is no line of JSON: %q", name, out)
			}
		}
	})
}

// A file that cannot be read has no place to show.
func TestUnreadable(t *testing.T) {
	var read workspace.Layers
	read[atlas.Evidence] = &workspace.Layer{File: pack.Unreadable(atlas.Evidence, text.ErrBinary), Index: text.NewIndex("")}
	p := Of("ruritania", workspace.Check(workspace.Source{ID: "ruritania", Slug: "ruritania", Layers: read}, workspace.NewOptions(check.Rules())))
	out := printed(t, func(b *bytes.Buffer) error { return (&Run{Packages: []Package{p}}).Text(b) })
	if !strings.Contains(out, "  evidence.md\n      error    evidence.md cannot be read") {
		t.Errorf("got\n%s", out)
	}
}
