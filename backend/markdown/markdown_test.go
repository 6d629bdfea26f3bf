package markdown

import (
	"fmt"
	"html"
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

// What nests deeper than anyone writes is text, and nothing of it is lost.
func TestDeep(t *testing.T) {
	for _, mark := range []string{"> ", "1. ", "+ "} {
		for _, b := range Parse(strings.Repeat(mark, 20) + "word") {
			if want := map[bool]int{true: 0, false: 20}[mark == "> "]; b.Level != want {
				t.Errorf("%q nests %d levels, want %d", mark, b.Level, want)
			}
		}
		source := strings.Repeat(mark, 1000) + "word"
		found := Parse(source)
		if len(found) != 1 || found[0].Span.End != len(source) || found[0].Span.Len() < len(mark)*(1000-deepest) {
			t.Errorf("%q, a thousand times, is %+v", mark, found)
		}
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
		{"a <!-- not seen --> b", "a  \u2063b"},
		{"a <!-- not closed", "a <!-- not closed"},
		{"see <https://x.example> now", "see \u2063 now"},
		{"a<b and 3 < 4", "a<b and 3 < 4"},
		{`\*literal\*`, "*literal*"},
		{"~~gone~~ é “q”", "gone é “q”"},
		{"two\nlines", "two lines"},
		{"a <!-- one\ntwo --> b", "a   \u2063b"},

		// Addresses say nothing, but keep their place.
		{"at https://a.example/b_c?d=1&amp;e=2. Then", "at \u2063. Then"},
		{"HTTP://A.example/x, www.b.example; http:// and www. stay", ", \u2063; http:// and www. stay"},
		{"(www.a.example/b_(c)) and https://a.example/(b", "(\u2063) and \u2063(b"},
		{"**https://a.example/x**: _https://b.example/y_", ": \u2063"},
		{"write to info@board.example, _a.b@c.example_ or mailto:d@e.example.", "write to \u2063, \u2063 or \u2063."},
		{"a@b and @handle stay", "a@b and @handle stay"},
		{"https://a.example", ""},
		{"First. https://a.example Second.", "First.  Second."},
		{"Website: https://a.example", "Website: \u2063"},
		{"`https://a.example`", ""},
		{"xhttps://a.example", "xhttps://a.example"},

		// Links.
		{"[a](https://b.example/c_(d)_e) f", "a f"},
		{"[a](b (c) d", "a(b (c) d"},
		{`[a](b\)c) d`, "a d"},
		{"[https://a.example/x](https://a.example/x) y", " y"},
		{"[Zamunda][1] Two [a][] [b][c", "Zamunda Two a b[c"},
		{"![alt](x(y).png) z", "alt z"},
		{"[ref]: https://a.example \"Title\"\n[b]: <c>\ntext", "  text"},
		{"text\n[ref]: https://a.example", "text ref: \u2063"},
		{"[Note]: no definition", "Note: no definition"},
		{"Zamunda[^1] Two [^long-label].", "Zamunda Two ."},
		{"[^1]: The text", " The text"},
		{"[^no label] and [^", "^no label and [^"},

		// A comment parts words and nothing else.
		{"Zamunda <!-- c --> Two", "Zamunda  \u2063Two"},
		{"Za<!-- c -->munda", "Za\u2063munda"},
		{"One. <!-- c --> Two", "One.  Two"},
		{"Status: <!-- c --> Active <!-- d -->", "Status:  Active "},
		{"<!-- c --> One <!-- d -->, two", " One , two"},
		{"a <!--> b", "a <!--> b"},

		{"R&amp;D&nbsp;x &#8211; &#x41;&lt;b>", "R&D\u00a0x – A<b>"},
		{"AT&T; &nosuch; &ampere; &#0 &#10; &&lt;", "AT&T; &nosuch; &ampere; &#0 &#10; &<"},
		{`\&amp; \[a\]`, "&amp; [a]"},
	} {
		if got := See(c.source, whole(c.source)); got.Text != c.want {
			t.Errorf("See(%q) = %q, want %q", c.source, got.Text, c.want)
		}
	}
}

func TestSourceOfVisible(t *testing.T) {
	const source = "**17** data [centers](x)\nin `a`\nR&amp;D&#32;x \\*y https://b.example/c z <!-- d --> E"
	v := See(source, whole(source))
	for _, c := range []struct{ plain, want string }{
		{"17", "17"}, {"17 data", "17** data"}, {"centers", "centers"}, {"centers in", "centers](x)\nin"}, {"in a R", "in `a`\nR"},
		{"R", "R"}, {"&", "&amp;"}, {"&D", "&amp;D"}, {"D x", "D&#32;x"}, {"x *y", `x \*y`}, {"*", `\*`},
		{"y \u2063", "y https://b.example/c"}, {" z", " z"}, {"z  \u2063E", "z <!-- d --> E"}, {"\u2063E", "E"},
	} {
		at := strings.Index(v.Text, c.plain)
		if at < 0 {
			t.Fatalf("%q is not in %q", c.plain, v.Text)
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
	f.Add("R&amp;D &#32; \\* see https://a.example/(b), <c@d.example> [e][f] [^g] h <!-- i --> j\n\n[k]: l\n")
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) {
			return
		}
		for _, b := range Parse(source) {
			v := See(source, b.Lines)
			last := text.Span{}
			for i := range len(v.Text) {
				s := v.Source(text.Span{Start: i, End: i + 1})
				if s.Start < 0 || s.End > len(source) || s.Len() == 0 {
					t.Fatalf("%q: %v is outside", source, s)
				}
				if s.Start < last.Start || s.End < last.End {
					t.Fatalf("%q at %d: %v stands before %v", v.Text, i, s, last)
				}
				last = s
				if c := s.In(source); !standsOn(v.Text, i, c) {
					t.Fatalf("%q at %d: stands on %q", v.Text, i, c)
				}
			}
		}
	})
}

// standsOn says whether source may be what plain[i] was read from.
func standsOn(plain string, i int, source string) bool {
	if len(source) == 1 && source[0] == plain[i] || strings.ContainsRune(" \t\r\n", rune(source[0])) {
		return true
	}
	if source[0] == '&' && strings.IndexByte(html.UnescapeString(source), plain[i]) >= 0 {
		return true
	}
	if source[0] == '\\' && source[1:] == plain[i:i+1] {
		return true
	}
	from := max(0, i-len(Separator)+1)
	return strings.Contains(plain[from:min(len(plain), i+len(Separator))], Separator)
}

// Each input has made some reader of Markdown quadratic, the first one
// goldmark's own inline parser. MB/s must not fall as the size grows.
func BenchmarkHostile(b *testing.B) {
	for _, part := range []string{
		"*a_ ", "](", "](](]()", "](a(b)", "][", "][a", "[^", "[^a", "[a]: ", "<", "<a", "<!--", "<!-- --> ", "<!-- --> a",
		"http://", "http:// ", "http://a ", "http://a(", "http://a.(b)", "http://a...(", "<http://a", "www.", "www.a",
		"a@", "a.", "a@b.", "a@b.c ", "_a@b.c_", "mailto:", "&", "&amp", "&amp;", "&#", `\`, "~", "![", "> ", "1. ", "+ ", "* - + ",
	} {
		for _, size := range []int{250_000, 500_000, 1_000_000} {
			source := strings.Repeat(part, size/len(part))
			for _, end := range []string{"", ") ] > --> a@b.c http://a"} {
				b.Run(fmt.Sprintf("%q+%d/%d", part, len(end), size), func(b *testing.B) {
					b.SetBytes(int64(size))
					for b.Loop() {
						for _, block := range Parse(source + end) {
							See(source+end, block.Lines)
						}
					}
				})
			}
		}
	}
}

// An ordinary paragraph is read on every keystroke.
func BenchmarkSee(b *testing.B) {
	source := strings.Repeat("The **board** publishes [its plan](https://a.example/plan) each year; see `x` & more. ", 300)
	for name, source := range map[string]string{"links": source, "plain": strings.ReplaceAll(source, "https://", "")} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(source)))
			for b.Loop() {
				See(source, whole(source))
			}
		})
	}
}
