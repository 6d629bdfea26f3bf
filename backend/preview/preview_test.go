package preview

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/workspace"

	"github.com/google/go-cmp/cmp"
)

func sourceOf(texts map[atlas.Layer]string) Source {
	var layers workspace.Layers
	for l, t := range texts {
		layers[l] = workspace.ReadLayer(l, t, nil, nil)
	}
	c := workspace.Check(workspace.Source{ID: "ruritania", Slug: "ruritania", Layers: layers}, workspace.NewOptions(check.Rules()))
	return Source{c.Package, c.Graph, c.Findings}
}

// shown is a layer as HTML, with the statements as [n] … and the line ends left
// out.
func shown(markdown string) string {
	p := Layer(sourceOf(map[atlas.Layer]string{atlas.Evidence: markdown}), atlas.Evidence, Options{})
	return strings.NewReplacer(`<span class="statement" data-place="`, "[", `">`, "]", "</span>", "]", "\n", "").Replace(p.HTML)
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ markdown, want string }{
		{"One. Two *goes. On* here.", "<p>[0]One.] [1]Two <em>goes.</em>]<em> </em>[2]<em>On</em> here.]</p>"},
		{"**A b. C d** e. F", "<p>[0]<strong>A b.</strong>]<strong> </strong>[1]<strong>C d</strong> e.] [2]F]</p>"},
		{"***x y*** ~~z~~", "<p>[0]<em><strong>x y</strong></em> <del>z</del>]</p>"},
		{"Key: a  \nOther: b", "<p>[0]Key: a<br>Other: b]</p>"},
		{"a &amp; b \\* <c> `d & <e>` & &lt;f>", "<p>[0]a &amp; b *  <code>d &amp; &lt;e&gt;</code> &amp; &lt;f&gt;]</p>"},
		{"- one\n- two\n\n  more\n\n3. c\n4. d", "<ul><li><p>[0]one]</p></li><li><p>[1]two]</p><p>[2]more]</p></li></ul><ol start=\"3]<li>[3]c]</li><li>[4]d]</li></ol>"},
		{"> quoted\n\n---\n\n```yaml\na: <b>\n```", "<blockquote><p>[0]quoted]</p></blockquote><hr><pre><code>a: &lt;b&gt;</code></pre>"},
		{"| a | b |\n| - | - |\n| One. Two | c |", "<table><tr><th>[0]a]</th><th>[1]b]</th></tr><tr><td>[2]One.] [3]Two]</td><td>[4]c]</td></tr></table>"},
		{"<script>alert(1)</script>\n\nA<img src=x onerror=alert(1)>b<!-- c -->", `<p class="note]A block of HTML is not shown.</p><p>[0]Ab]</p>`},
		{"<!-- c -->\n\nText", "<p>[0]Text]</p>"},
	} {
		got := shown(c.markdown)
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%q is shown as\n%s, want\n%s", c.markdown, got, c.want)
		}
	}
}

// An address is shown, and can be followed to the web or a mailbox alone.
func TestAddresses(t *testing.T) {
	for _, c := range []struct{ markdown, want string }{
		{"See [the plan](https://a.example/p?q=1&r=\"2\").", `the plan <span class="address" data-address="https://a.example/p?q=1&amp;r=&#34;2&#34;]https://a.example/p?q=1&amp;r=&#34;2&#34;].]`},
		{"[https://a.example](https://a.example)", `<span class="address" data-address="https://a.example]https://a.example]`},
		{"Ask <office@board.example>.", `<span class="address" data-address="mailto:office@board.example]office@board.example]`},
		{"[x](javascript:alert(1))", `x <span class="address]javascript:alert(1)]`},
		{"[x](JaVaScript:alert(1)) [y](data:text/html,z) [z](//a.example)", `<span class="address]JaVaScript:alert(1)]`},
		{"[x](https://a.example/\\\\b)", `<span class="address]https://a.example/\\b]`},
		{"![A map](https://a.example/map.png \"t\")", `[Image: [0]A map] <span class="address]https://a.example/map.png]`},
		{"[x][y]\n\n[y]: https://a.example", `x <span class="address" data-address="https://a.example]`},
	} {
		if got := shown(c.markdown); !strings.Contains(got, c.want) {
			t.Errorf("%q is shown as\n%s, want\n%s", c.markdown, got, c.want)
		}
	}
	p := Layer(sourceOf(map[atlas.Layer]string{atlas.Evidence: "[a](https://a.example) [b](javascript:c)"}), atlas.Evidence, Options{Standalone: true})
	if strings.Count(p.HTML, "<a ") != 1 || strings.Contains(p.HTML, "data-") {
		t.Errorf("a document links so: %s", p.HTML)
	}
}

var ruritania = map[atlas.Layer]string{
	atlas.Evidence: "# Ruritania - Evidence Layer\n\n## Registers\n\nThe Registry Office states that it keeps 17 registers. The Tolar Bank clears interbank transfers nightly.\n",
	atlas.Signals:  "# Ruritania - Signals Layer\n\n## Register signals\n\nThe 19 registers of the Registry Office signal continuity. The Tolar Bank's interbank clearing signals continuity.\n",
	atlas.Profile:  "# Ruritania - Profile\n\n## Method\n\nHow this is made.\n\n## Jurisdiction *overview*\n\nThe Registry Office keeps registers.\n\n## Registers\n\nMore is there.\n",
}

func TestFootnotesAndFindings(t *testing.T) {
	p := Layer(sourceOf(ruritania), atlas.Signals, Options{Footnotes: true, Findings: true})
	for _, want := range []string{
		`signal continuity.</span><sup><a href="#evidence-1" aria-label="evidence 1">1</a></sup> <span class="mark error" role="img" aria-label="Error: “19 registers”: evidence.md says 17 registers"`,
		`<li id="evidence-1"><span class="statement" data-place="3">The Registry Office states that it keeps 17 registers.</span> <span class="section">Registers</span></li>`,
	} {
		if !strings.Contains(p.HTML, want) {
			t.Errorf("%s\nlacks %s", p.HTML, want)
		}
	}
	if got := p.Places[3]; got.Layer != atlas.Evidence || got.Span.In(ruritania[atlas.Evidence]) != "The Registry Office states that it keeps 17 registers." {
		t.Errorf("the footnote leads to %+v", got)
	}
	if bare := Layer(sourceOf(ruritania), atlas.Signals, Options{}); strings.Contains(bare.HTML, "<sup>") || strings.Contains(bare.HTML, "mark") {
		t.Errorf("unasked: %s", bare.HTML)
	}
}

func TestWhole(t *testing.T) {
	p := Whole(sourceOf(ruritania), Options{})
	var outline []string
	for _, h := range p.Outline {
		outline = append(outline, strings.Repeat("#", h.Level)+" "+h.Text)
		if !strings.Contains(p.HTML, `id="`+h.ID+`"`) {
			t.Errorf("no element is %s", h.ID)
		}
	}
	want := []string{"# Ruritania", "## 1. Overview", "## 2. Evidence Layer", "### Registers", "## 3. Signals Layer", "### Register signals",
		"## 4. Trust Dimensions", "## 5. Metadata", "## 6. Profile", "### Method", "### Jurisdiction overview", "### Registers", "## 7. Builder Mode", "## 8. Change Log"}
	if diff := cmp.Diff(want, outline); diff != "" {
		t.Error(diff)
	}
	overview, _, _ := strings.Cut(p.HTML, "2. Evidence")
	if !strings.Contains(overview, "The Registry Office keeps registers.") || strings.Contains(overview, "How this is made") || strings.Contains(overview, "More is there") {
		t.Errorf("the overview is %s", overview)
	}
	for _, missing := range []string{"There is no trust-dimensions.md yet.", "There is no change-log.md yet."} {
		if !strings.Contains(p.HTML, missing) {
			t.Errorf("%q is not said", missing)
		}
	}
	if strings.Count(p.HTML, "Evidence Layer") != 1 {
		t.Error("the layers' own titles are shown, too")
	}
}

// Every statement of a package is on its page, once, at its place.
func TestPlaces(t *testing.T) {
	texts := map[atlas.Layer]string{}
	for l, text := range generate.New(2).Layers {
		texts[atlas.Layer(l)] = text
	}
	s := sourceOf(texts)
	for _, l := range atlas.Layers() {
		on := map[string]int{}
		for _, p := range Layer(s, l, Options{}).Places {
			on[p.ID]++
		}
		for _, t2 := range s.Graph.Layers[l] {
			if on[t2.ID.String()] != 1 {
				t.Errorf("%s: %q is %d times on the page", l, t2.Text, on[t2.ID.String()])
			}
		}
	}
}

func TestDocument(t *testing.T) {
	p := Whole(sourceOf(map[atlas.Layer]string{atlas.Evidence: "# <b>Ruritania</b> & co - Evidence Layer\n\nText."}), Options{Standalone: true})
	d := p.Document()
	for _, want := range []string{"<!doctype html>", "<title>Ruritania &amp; co</title>", "content=\"default-src &#39;none&#39;; style-src", "<main class=\"page\">", ".page h1", "</html>\n"} {
		if !strings.Contains(d, want) {
			t.Errorf("the document lacks %s", want)
		}
	}
}

// A block of nothing but marks is shown as it is written, in no time.
func TestDense(t *testing.T) {
	for _, part := range []string{"*a_ ", "](", "[a](b(", "<a ", "`a ``b ", "![", "~~a *", "_a "} {
		long := strings.Repeat(part, 40_000)
		p := Layer(sourceOf(map[atlas.Layer]string{atlas.Evidence: "Short *one*.\n\n" + long}), atlas.Evidence, Options{})
		if !strings.Contains(p.HTML, "<em>one</em>") || strings.Count(p.HTML, strings.TrimSpace(part[:1])) < 30_000 && part[0] != '<' {
			t.Errorf("%q is shown in %d bytes", part, len(p.HTML))
		}
	}
}

func BenchmarkWhole(b *testing.B) {
	texts, size := map[atlas.Layer]string{}, 0
	for l, text := range generate.New(1).Layers {
		texts[atlas.Layer(l)] = text
		size += len(text)
	}
	s := sourceOf(texts)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		Whole(s, Options{Footnotes: true, Findings: true})
	}
}

// MB/s must not fall as the size grows.
func BenchmarkHostile(b *testing.B) {
	for _, part := range []string{"*a_ ", "](", "[a](b", "<a ", "`a``b", "![", "~~a", "> ", "| a ", "&amp;", "[a]: ", "- "} {
		for _, size := range []int{100_000, 200_000, 400_000} {
			source := []byte(strings.Repeat(part, size/len(part)))
			b.Run(part+"/"+strings.Repeat("I", size/100_000), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					parse(source)
				}
			})
		}
	}
}
