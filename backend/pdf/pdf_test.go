package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/pdf"
	"atlasdesk/backend/preview"
	"atlasdesk/backend/trace"
	"atlasdesk/backend/workspace"

	"github.com/google/go-cmp/cmp"
	reader "github.com/ledongthuc/pdf"
)

// shown is a text as the preview shows it.
func shown(markdown string) preview.Page {
	read := workspace.ReadLayer(atlas.Evidence, markdown, nil, nil)
	p := pack.New("ruritania", []*pack.File{read.File}, nil)
	var texts trace.Layers
	texts[atlas.Evidence] = read.Texts
	s := preview.Source{Package: p, Graph: trace.NewGraph(texts, p.Name, nil)}
	return preview.Layer(s, atlas.Evidence, preview.Options{Standalone: true})
}

func drawn(t testing.TB, d pdf.Document) (pdf.Drawn, *reader.Reader) {
	t.Helper()
	made, err := pdf.Draw(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.NewReader(bytes.NewReader(made.Raw), int64(len(made.Raw)))
	if err != nil {
		t.Fatal(err)
	}
	if r.NumPage() != made.Pages {
		t.Errorf("there are %d pages, and %d were drawn", r.NumPage(), made.Pages)
	}
	return made, r
}

// A piece is text with its place, from the lower left corner of the page.
type piece struct {
	x, y float64
	text string
}

// pieces are the texts of a page in the order in which they were drawn. In the
// fonts of a PDF of ours the code of a letter is its UTF-16.
func pieces(page reader.Page) (found []piece) {
	var at piece
	reader.Interpret(page.V.Key("Contents"), func(stack *reader.Stack, op string) {
		var args []reader.Value
		for stack.Len() > 0 {
			args = append([]reader.Value{stack.Pop()}, args...)
		}
		switch op {
		case "Td":
			at = piece{x: args[0].Float64(), y: args[1].Float64()}
		case "Tj":
			raw := args[0].RawString()
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			at.text = string(utf16.Decode(units))
			found = append(found, at)
		}
	})
	return found
}

// rows are the lines of a page from top to bottom.
func rows(page reader.Page) (lines []string) {
	last := math.Inf(1)
	for _, p := range pieces(page) {
		if math.Abs(p.y-last) > 6 { // a note stands higher than its line
			lines = append(lines, "")
			last = p.y
		}
		lines[len(lines)-1] += p.text
	}
	return lines
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		markdown string
		want     []string
	}{
		{"# A *title* here\n\nOne.\nTwo  \nthree.", []string{"A title here", "One. Two", "three."}},
		{"Қазақстан әғқңөұүһі. Ελληνική “§ 12” – ≥ → ✓ … €", []string{"Қазақстан әғқңөұүһі. Ελληνική “§ 12” – ≥ → ✓ … €"}},
		{"**a**b *c* ~~d~~ `e  f`", []string{"ab c d e f"}},
		{"- one\n- two\n  1. three\n  2. four\n- \n", []string{"one•", "two•", "three1.", "four2.", "•"}},
		{"> quoted\n\n    code\n      more", []string{"quoted", "code", "  more"}},
		{"| a | b |\n|-|-|\n| c | d e |", []string{"ab", "cd e"}},
		{"x\u00a0y\u200bz\u00ad. \x01", []string{"x yz. �"}},
		{"ab שלום עולם cd", []string{"ab םלוע םולש cd"}},
		{"e\u0301", []string{"é"}},
		{"<script>no</script>\n\n[to](javascript:no)", []string{"A block of HTML is not shown.", "to javascript:no"}},
	} {
		_, r := drawn(t, pdf.Document{HTML: shown(c.markdown).HTML})
		got := rows(r.Page(1))
		if diff := cmp.Diff(append(c.want, "Page 1 of 1"), got); diff != "" {
			t.Errorf("%q:\n%s", c.markdown, diff)
		}
	}
}

// The marker of a list stands at the left of its text, and what is nested
// further in.
func TestPlaces(t *testing.T) {
	_, r := drawn(t, pdf.Document{HTML: shown("Text\n\n- one\n  - two\n\n> three").HTML})
	x := map[string]float64{}
	for _, p := range pieces(r.Page(1)) {
		x[p.text] = p.x
	}
	if !(x["Text"] < x["•"] && x["•"] < x["one"] && x["one"] < x["◦"] && x["◦"] < x["two"] && x["Text"] < x["three"]) {
		t.Errorf("the texts stand at %v", x)
	}
}

func TestHeadAndFoot(t *testing.T) {
	page := shown("# One\n\n## Two\n\n#### Four\n\n" + strings.Repeat("Words of a page. ", 900) + "\n\n## Three\n\n# Last")
	_, r := drawn(t, pdf.Document{Title: "Ruritania – Қ", HTML: page.HTML, Language: "en", Foot: "Ruritania · Evidence · 1234567", Draft: "3 errors are open."})
	if n := r.NumPage(); n < 3 {
		t.Fatalf("there are %d pages", n)
	}
	for i := 1; i <= r.NumPage(); i++ {
		got := strings.Join(rows(r.Page(i)), "\n")
		for _, want := range []string{fmt.Sprintf("Page %d of %d", i, r.NumPage()), "Ruritania · Evidence · 1234567", "Draft: 3 errors are open.", "\nDraft"} {
			if !strings.Contains(got, want) {
				t.Errorf("page %d lacks %q:\n%s", i, want, got)
			}
		}
	}
	root := r.Trailer().Key("Root")
	if lang, title := root.Key("Lang").RawString(), r.Trailer().Key("Info").Key("Title").Text(); lang != "en" || title != "Ruritania – Қ" {
		t.Errorf("language %q, title %q", lang, title)
	}
	if diff := cmp.Diff("One(Two(Four())Three())Last()", outlined(r.Outline())); diff != "" {
		t.Errorf("the outline: %s", diff)
	}
	_, r = drawn(t, pdf.Document{HTML: page.HTML})
	if got := strings.Join(rows(r.Page(1)), "\n"); strings.Contains(got, "Draft") {
		t.Error("a release is a draft")
	}
}

func outlined(o reader.Outline) (s string) {
	for _, c := range o.Child {
		s += c.Title + "(" + outlined(c) + ")"
	}
	return s
}

// Links lead to the web, to mailboxes and to other places of the document.
func TestLinks(t *testing.T) {
	html := shown("[a](https://a.example/ü?q=(1)) [b](javascript:c) <d@a.example> [e](file:///f)").HTML +
		`<p>x<sup><a href="#evidence-1">1</a></sup> <a href="data:text/html,g">g</a></p>` + strings.Repeat("<p>y</p>", 60) +
		`<section class="footnotes"><ol><li id="evidence-1">z</li></ol></section>`
	_, r := drawn(t, pdf.Document{HTML: html})
	var got []string
	annotations := r.Page(1).V.Key("Annots")
	for i := range annotations.Len() {
		a := annotations.Index(i)
		if uri := a.Key("A").Key("URI"); !uri.IsNull() {
			got = append(got, uri.RawString())
		} else {
			got = append(got, fmt.Sprint(a.Key("Dest").Len()))
		}
		if kind := a.Key("A").Key("S"); !kind.IsNull() && kind.Name() != "URI" {
			t.Errorf("there is an action %v", kind)
		}
	}
	if diff := cmp.Diff([]string{"https://a.example/%C3%BC?q=(1)", "mailto:d@a.example", "5"}, got); diff != "" {
		t.Error(diff)
	}
}

// The head of a table stands on each of its pages, and no row is lost.
func TestTablesOverPages(t *testing.T) {
	var b strings.Builder
	b.WriteString("| Number | What it says |\n|-|-|\n")
	for i := range 200 {
		fmt.Fprintf(&b, "| row-%d | %s |\n", i, strings.Repeat("words of it ", i%30))
	}
	fmt.Fprintf(&b, "| tall | %s end |\n", strings.Repeat("tall ", 3000))
	_, r := drawn(t, pdf.Document{HTML: shown(b.String()).HTML})
	tall, next := 0, 0
	for i := 1; i <= r.NumPage(); i++ {
		if first := rows(r.Page(i))[0]; first != "NumberWhat it says" {
			t.Errorf("page %d begins with %q", i, first)
		}
		for _, p := range pieces(r.Page(i)) {
			tall += strings.Count(p.text, "tall")
			if p.text == fmt.Sprintf("row-%d", next) {
				next++
			}
			if p.y < 28 {
				t.Errorf("page %d: %q stands at %v", i, p.text, p.y)
			}
		}
	}
	if tall != 3001 || next != 200 {
		t.Errorf("%d words of the tall row and %d rows are there", tall, next)
	}
}

// Wherever a page ends, no heading is the last on it, and no line of a paragraph
// is alone.
func TestNoOrphans(t *testing.T) {
	for above := 15; above < 45; above++ {
		text := strings.Repeat("x\n\n", above) + "It keeps:\n\n- one\n\n## Head\n\n### Below\n\n" + strings.Repeat("words of it ", 60)
		_, r := drawn(t, pdf.Document{HTML: shown(text).HTML})
		for i := 1; i < r.NumPage(); i++ {
			lines := rows(r.Page(i))
			last := lines[len(lines)-2] // before the number of the page
			if last == "It keeps:" || last == "Head" || last == "Below" || strings.HasPrefix(last, "words") && lines[len(lines)-3] == "Below" {
				t.Errorf("with %d above, page %d ends with %q", above, i, lines[len(lines)-4:])
			}
			next := rows(r.Page(i + 1))
			if strings.HasPrefix(next[0], "words") && !strings.HasPrefix(next[1], "words") {
				t.Errorf("with %d above, page %d begins with %q", above, i+1, next[:2])
			}
		}
	}
}

// Nothing stands beyond the margins, however long a word is.
func TestLongWordsWrap(t *testing.T) {
	_, r := drawn(t, pdf.Document{HTML: shown(strings.Repeat("abcdefghij", 500) + "\n\n- " + strings.Repeat("é", 3000) + "\n\n```\n" + strings.Repeat("0", 999) + "\n```\n").HTML})
	letters := 0
	for i := 1; i <= r.NumPage(); i++ {
		for _, p := range pieces(r.Page(i)) {
			if len(p.text) > 240 {
				t.Errorf("a line has %d bytes", len(p.text))
			}
			letters += strings.Count(p.text, "j") + strings.Count(p.text, "é") + strings.Count(p.text, "0")
		}
	}
	if want := 500 + 3000 + 999; letters != want {
		t.Errorf("%d letters of %d are there", letters, want)
	}
}

func TestMissing(t *testing.T) {
	made, _ := drawn(t, pdf.Document{HTML: shown("# 漢\n\n漢 字 \U0001F600 a\ufffd").HTML})
	if got := string(made.Missing); got != "字漢\U0001F600" {
		t.Errorf("missing are %q", got)
	}
}

func TestSameBytes(t *testing.T) {
	d := pdf.Document{Title: "T", HTML: shown("# A ✓ é Ж `b` **c** [d](https://a.example)\n\n| e |\n|-|\n| f |").HTML, Made: time.Unix(1e9, 0)}
	first, _ := drawn(t, d)
	t.Run("at once", func(t *testing.T) {
		for i := range 5 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				if next, _ := drawn(t, d); !bytes.Equal(first.Raw, next.Raw) {
					t.Error("the same document gives other bytes")
				}
			})
		}
	})
	d.Made = d.Made.Add(time.Hour)
	if next, _ := drawn(t, d); bytes.Equal(first.Raw, next.Raw) {
		t.Error("the date makes no difference")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pdf.Draw(ctx, pdf.Document{HTML: "<p>x</p>"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// hostile are texts that no author writes.
var hostile = map[string]string{
	"deep":    strings.Repeat("> ", 10_000) + "x",
	"lists":   nested(200) + strings.Repeat("- ", 10_000) + "x",
	"wide":    "|" + strings.Repeat("a|", 400) + "\n|" + strings.Repeat("-|", 400) + "\n|" + strings.Repeat("b|", 400),
	"rows":    "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 10_000),
	"control": "a\x00b\x01\x1b[2J\u202e\u2028\u2029\x7f\u009b",
	"invalid": "a\xff\xfe\xed\xa0\x80b # \xc0",
	"rtl":     strings.Repeat("العربية עברית 12 (x) ", 200),
	"heads":   strings.Repeat("# x\n\n", 3000),
	"empty":   "",
	"marks":   strings.Repeat("\u0301", 3000) + strings.Repeat("*", 3000),
	"mixed":   strings.Repeat("a✓", 5000),
}

func nested(deep int) string {
	var b strings.Builder
	for i := range deep {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String() + "\n\n"
}

func TestHostile(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			drawn(t, pdf.Document{Title: text, HTML: shown(text).HTML, Foot: text, Draft: text})
		})
	}
}

// FuzzDraw draws any text, and reads the PDF again.
func FuzzDraw(f *testing.F) {
	for _, text := range []string{"# A\n\n- b **c**\n\n| d |\n|-|\n| e |", "> 1. `f`\n\n---\n\n    g", "漢 \xff ש", "a  \nb [c](https://d.example)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, r := drawn(t, pdf.Document{Title: text, HTML: shown(text).HTML, Foot: text, Draft: text})
		for i := 1; i <= r.NumPage(); i++ {
			for _, p := range pieces(r.Page(i)) {
				if p.x < 0 || p.x > 595 || p.y < 20 || p.y > 842 {
					t.Errorf("%q stands at %v, %v", p.text, p.x, p.y)
				}
			}
		}
	})
}

// The time that a page takes grows as its length does.
func BenchmarkDraw(b *testing.B) {
	for _, size := range []int{30_000, 300_000} {
		html := shown(strings.Repeat("## Head\n\nThe Registry Office states that it keeps **17** registers of land and ships.\n\n- One\n- Two\n\n", size/100)).HTML
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				if _, err := pdf.Draw(b.Context(), pdf.Document{HTML: html}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
