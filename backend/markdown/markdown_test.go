package markdown

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"atlasdesk/backend/text"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	const source = "# T\n\nOne line\nand another.\n\n- item **bold**\n  goes on\n  - inner\n\n> quoted\n\n```yaml\na: 1\n\nb: 2\n```\n\n<div>\nx\n</div>\n\nSet\n---\n## Empty next\n##\n"
	var got []string
	for _, b := range Parse(source) {
		var lines []string
		for _, l := range b.Lines {
			lines = append(lines, l.In(source))
		}
		got = append(got, fmt.Sprintf("%d/%d %s %q", b.Kind, b.Level, b.Info, lines))
	}
	want := []string{
		`0/1  ["T"]`,
		`1/0  ["One line" "and another."]`,
		`2/1  ["item **bold**" "goes on"]`,
		`2/2  ["inner"]`,
		`1/0  ["quoted"]`,
		`3/0 yaml ["a: 1" "" "b: 2"]`,
		`4/0  ["<div>" "x" "</div>"]`,
		`0/2  ["Set"]`,
		`0/2  ["Empty next"]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSee(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"plain", "plain"},
		{"**17** data *centers*", "17 data centers"},
		{"in `evidence.md` only", "in evidence.md only"},
		{"snake_case and _em_", "snake_case and em"},
		{"[eGov](https://egov.example/a_b) portal", "eGov portal"},
		{"an [unclosed bracket", "an [unclosed bracket"},
		{"[ref] (aside)", "ref (aside)"},
		{"a <!-- not seen --> b", "a  b"},
		{"a <!-- not closed", "a <!-- not closed"},
		{"see <https://x.example> now", "see  now"},
		{"a<b and 3 < 4", "a<b and 3 < 4"},
		{`\*literal\*`, "*literal*"},
		{"~~gone~~ é “q”", "gone é “q”"},
		{"two\nlines", "two lines"},
		{"a <!-- one\ntwo --> b", "a   b"},
	} {
		if got := See(c.source, whole(c.source)); got.Text != c.want {
			t.Errorf("See(%q) = %q, want %q", c.source, got.Text, c.want)
		}
	}
}

func TestSourceOfVisible(t *testing.T) {
	const source = "**17** data [centers](x)\nin `a`"
	v := See(source, whole(source))
	for _, c := range []struct{ plain, want string }{
		{"17", "17"}, {"17 data", "17** data"}, {"centers", "centers"}, {"centers in", "centers](x)\nin"}, {"a", "a"},
	} {
		at := strings.Index(v.Text, c.plain)
		if c.plain == "a" {
			at = strings.LastIndex(v.Text, "a")
		}
		if got := v.Source(text.Span{Start: at, End: at + len(c.plain)}).In(source); got != c.want {
			t.Errorf("%q stands on %q, want %q", c.plain, got, c.want)
		}
	}
}

func whole(source string) []text.Span {
	var out []text.Span
	at := 0
	for line := range strings.SplitSeq(source, "\n") {
		out = append(out, text.Span{Start: at, End: at + len(line)})
		at += len(line) + 1
	}
	return out
}

func FuzzParse(f *testing.F) {
	f.Add("# a\n\n- b *c*\n  d\n\n> e `f` [g](h) <!-- i\n--> \n")
	f.Add("*a_ *a_ <<<< ]]]((( ](](](")
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			return
		}
		for _, b := range Parse(source) {
			v := See(source, b.Lines)
			for i := range v.Text {
				s := v.Source(text.Span{Start: i, End: i + 1})
				if s.Start < 0 || s.End > len(source) {
					t.Fatalf("%q: %v is outside", source, s)
				}
				if c := s.In(source); v.Text[i] != ' ' && c[0] != v.Text[i] {
					t.Fatalf("%q at %d: stands on %q", v.Text, i, c)
				}
			}
		}
	})
}

// The benchmark's input is what makes goldmark's own inline parser quadratic.
func BenchmarkHostileEmphasis(b *testing.B) {
	source := strings.Repeat("*a_ ", 50_000)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		for _, block := range Parse(source) {
			See(source, block.Lines)
		}
	}
}
