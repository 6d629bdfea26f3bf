package workspace

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/trace"

	"github.com/google/go-cmp/cmp"
)

// TestReplay changes a package at random, thousands of times over, and holds
// what the engine makes of each edit against a check from scratch.
func TestReplay(t *testing.T) {
	original, _ := kazakhstan(t)
	for l := range original {
		original[l] = opening(original[l])
	}
	random := rand.New(rand.NewPCG(3, 1))
	texts, layers, fresh := original, readAll(original), readAll(original)
	var committed trace.Layers
	for l, layer := range fresh {
		committed[l] = layer.Texts
	}
	under := plain.withWaivers(waiversOf(t, Check(Source{ID: "x", Slug: "kazakhstan", Layers: fresh}, plain)), "")
	var checked *Checked
	for range edits {
		l := atlas.Layers()[random.IntN(len(texts))]
		texts[l] = changes[random.IntN(len(changes))](random, texts[l], texts[random.IntN(len(texts))])
		if size := len(texts[l]); size > 12_000 || size < 200 {
			texts[l] = original[l]
		}
		layers[l] = plain.ReadLayer(l, texts[l], nil, layers[l])
		fresh[l] = ReadLayer(l, texts[l], nil, nil)
		checked = Check(Source{ID: "x", Slug: "kazakhstan", Layers: layers, Committed: committed, Before: checked}, under)
		again := Check(Source{ID: "x", Slug: "kazakhstan", Layers: fresh, Committed: committed}, under)
		if !sameSummary(checked, again) {
			t.Fatalf("after an edit of %s:\n%s\n\n%s", l, texts[l], cmp.Diff(summary(again), summary(checked)))
		}
	}
}

// waiversOf accepts all that was found.
func waiversOf(t *testing.T, c *Checked) *settings.Waivers {
	source := ""
	for i := range c.Findings {
		w := c.reading().Waiver(&c.Findings[i])
		w.Reason, w.By, w.Date = "It was looked at.", "A. Reviewer", "2026-02-03"
		edit, err := settings.AddWaiver("waivers.yaml", source, settings.PackageWaiver{Package: c.ID, Waiver: w})
		if err != nil {
			t.Fatal(err)
		}
		source = edit.Apply(source)
	}
	out, err := settings.ParseWaivers("waivers.yaml", source)
	if err != nil || len(out.Of(c.ID)) == 0 {
		t.Fatalf("%d waivers, %v", len(out.Of(c.ID)), err)
	}
	return out
}

// sameSummary says whether two checks say the same in all that the page and the
// commands get to see.
func sameSummary(a, b *Checked) bool {
	if !reflect.DeepEqual(a.Findings, b.Findings) {
		return false
	}
	for _, l := range atlas.Layers() {
		if !slices.EqualFunc(a.Graph.Layers[l], b.Graph.Layers[l], func(t, u trace.Text) bool { return t.ID == u.ID }) {
			return false
		}
		for i := range a.Graph.Layers[l] {
			t, u := &a.Graph.Layers[l][i], &b.Graph.Layers[l][i]
			if !sameLinks(a.Graph.Support(t), b.Graph.Support(u)) || !sameLinks(a.Graph.Dependents(t), b.Graph.Dependents(u)) {
				return false
			}
		}
	}
	return true
}

func sameLinks(a, b []trace.Link) bool {
	return slices.EqualFunc(a, b, func(a, b trace.Link) bool {
		through := a.Through == b.Through || a.Through != nil && b.Through != nil && a.Through.ID == b.Through.ID
		return a.To.ID == b.To.ID && a.To.Statement.Span == b.To.Statement.Span && a.Score == b.Score && through
	})
}

// opening is the first twelfth of a text, to the end of a paragraph.
func opening(s string) string {
	if end := strings.Index(s[len(s)/12:], "\n\n"); end >= 0 {
		return s[:len(s)/12+end+1]
	}
	return s
}

// changes are what a person does to a text; other is another one to take from.
var changes = []func(r *rand.Rand, s, other string) string{
	func(r *rand.Rand, s, _ string) string { // delete a few words
		words := strings.SplitAfter(s, " ")
		at := r.IntN(len(words))
		return strings.Join(append(words[:at:at], words[min(len(words), at+1+r.IntN(4)):]...), "")
	},
	func(r *rand.Rand, s, other string) string { // paste a line from elsewhere
		lines, from := strings.Split(s, "\n"), strings.Split(other, "\n")
		at := r.IntN(len(lines))
		return strings.Join(append(append(lines[:at:at], from[r.IntN(len(from))]), lines[at:]...), "\n")
	},
	func(r *rand.Rand, s, _ string) string { // exchange two lines
		lines := strings.Split(s, "\n")
		a, b := r.IntN(len(lines)), r.IntN(len(lines))
		lines[a], lines[b] = lines[b], lines[a]
		return strings.Join(lines, "\n")
	},
	func(r *rand.Rand, s, _ string) string { // type in the middle of a word
		typed := []string{" not", "7", "**", " without", "X", ":", "\n\n", "- ", "## ", ", and the Harbour Board", "."}
		at := r.IntN(len(s))
		for at > 0 && s[at]&0xC0 == 0x80 {
			at--
		}
		return s[:at] + typed[r.IntN(len(typed))] + s[at:]
	},
}

// summary is everything that the page and the commands get to see.
func summary(c *Checked) string {
	var b strings.Builder
	for _, d := range c.Findings {
		fmt.Fprintf(&b, "%+v\n", d)
	}
	for _, l := range atlas.Layers() {
		for i := range c.Graph.Layers[l] {
			t := &c.Graph.Layers[l][i]
			fmt.Fprintf(&b, "%s %s", l, t.ID)
			for _, link := range append(c.Graph.Support(t), c.Graph.Dependents(t)...) {
				fmt.Fprintf(&b, " %s %v", link.To.ID, link.Score)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}
