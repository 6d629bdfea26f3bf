package preview

import (
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
	"atlasdesk/backend/workspace"

	"golang.org/x/net/html"
)

// What may be on a page; the window lets nothing else in either.
var (
	elements = strings.Fields("html head body section h1 h2 h3 h4 h5 h6 p br hr ul ol li blockquote pre code em strong del sup table tbody tr th td span a")
	allowed  = strings.Fields("id class data-place data-address start role aria-label title href rel")
)

// FuzzSafe holds pages of any text against what may be on a page: nothing that
// runs and nothing that is fetched.
func FuzzSafe(f *testing.F) {
	for _, s := range []string{
		"<script>x</script>\n\n<img src=x onerror=y> <a href=javascript:z>",
		"[a](javascript:b) [c](data:d) ![e](https://a.example/f.png) <https://a.example/\"onclick=\"g>",
		"# <b>*T*</b> - Evidence Layer\n\n| a | <i> |\n|-|-|\n| [b](c\"d) | `e` |\n\n> 1. *f. g* **h\n\n```\n</code><script>\n",
		"[a](<https://x\" onmouseover=\"y>) [k]: l\n\n[k]: <java&#115;cript:x> \"t\"",
		"&lt;script&gt; &#60;img src=x&#62; \\<svg onload=x> <!-- --> <style>",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, above, below string) {
		s := unchecked(map[atlas.Layer]string{atlas.Evidence: above, atlas.Signals: below, atlas.Profile: below})
		s.Findings = []check.Diagnostic{{File: atlas.Signals.File(), Span: text.Span{End: len(below)}, Message: above}}
		for _, o := range []Options{{}, {Footnotes: true, Findings: true}, {Footnotes: true, Findings: true, Places: true, Standalone: true}} {
			whole := Whole(s, o)
			for _, p := range []Page{whole, Layer(s, atlas.Signals, o)} {
				examine(t, p.HTML)
			}
			if o.Standalone && strings.Count(strings.ToLower(whole.Document()), "<script") > 0 {
				t.Error("a document runs something")
			}
		}
	})
}

// unchecked is a package that no rule has looked at.
func unchecked(layers map[atlas.Layer]string) Source {
	var files []*pack.File
	var texts trace.Layers
	for l, written := range layers {
		read := workspace.ReadLayer(l, written, nil, nil)
		files, texts[l] = append(files, read.File), read.Texts
	}
	p := pack.New("ruritania", files, nil)
	return Source{Package: p, Graph: trace.NewGraph(texts, p.Name, nil)}
}

func examine(t *testing.T, page string) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			if n.Type == html.CommentNode {
				t.Errorf("there is a comment %q in %q", n.Data, page)
			}
			continue
		}
		if !slices.Contains(elements, n.Data) {
			t.Errorf("there is a <%s> in %q", n.Data, page)
		}
		for _, a := range n.Attr {
			if !slices.Contains(allowed, a.Key) {
				t.Errorf("there is an attribute %s=%q in %q", a.Key, a.Val, page)
			}
			if (a.Key == "href" || a.Key == "data-address") && !strings.HasPrefix(a.Val, "#evidence-") && !IsFollowed(a.Val) {
				t.Errorf("there is an address %q in %q", a.Val, page)
			}
		}
	}
}
