package evaluation

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
	"atlasdesk/backend/workspace"
)

// clean is a package without any edit.
type clean struct {
	name   string
	layers workspace.Layers
	texts  trace.Layers
	found  []check.Diagnostic // warnings and errors
	cases  []labelled
	rules  []check.Rule

	committed trace.Layers // what an edit is held against: texts, or nothing
}

// alone returns the package as one that was never committed.
func (p *clean) alone() *clean {
	never := *p
	never.committed = trace.Layers{}
	never.found = never.check(p.layers)
	return &never
}

func readPackage(t *testing.T, half, name string) *clean {
	p := &clean{name: name, rules: check.Rules()}
	read := func(file string) string {
		content, err := os.ReadFile(filepath.Join("testdata", half, name, file))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	for _, l := range atlas.Layers() {
		p.layers[l] = workspace.ReadLayer(l, read(l.File()), nil, nil)
		p.texts[l] = p.layers[l].Texts
	}
	cases, err := parseCases(read("cases.txt"))
	if err != nil {
		t.Fatalf("%s/%s/cases.txt: %v", half, name, err)
	}
	p.cases, p.committed = cases, p.texts
	p.found = p.check(p.layers)
	return p
}

// check runs the rules.
func (p *clean) check(layers workspace.Layers) []check.Diagnostic {
	var files []*pack.File
	var texts trace.Layers
	for i, l := range layers {
		files = append(files, l.File)
		texts[i] = l.Texts
	}
	read := pack.New(p.name, files, nil)
	found := check.Run(read, trace.NewGraph(texts, read.Name, nil), p.committed, p.rules)
	return slices.DeleteFunc(found, func(d check.Diagnostic) bool { return d.Severity < check.Warning })
}

// outcome is what the engine says of an edit.
type outcome struct {
	raised []check.Diagnostic // which the clean package has not
	found  bool               // whether one of them is expected, and in its place
}

func (p *clean) try(c labelled) (outcome, error) {
	source := p.layers[c.layer].File.Text
	edited, lines, err := c.apply(source)
	if err != nil {
		return outcome{}, err
	}
	layers := p.layers
	layers[c.layer] = workspace.ReadLayer(c.layer, edited, nil, p.layers[c.layer])
	o := outcome{raised: added(p.found, p.check(layers))}
	o.found = slices.ContainsFunc(o.raised, func(d check.Diagnostic) bool {
		return slices.Contains(c.rules, d.Rule) && slices.ContainsFunc(places(d), func(at place) bool { return c.expectedAt(layers, lines, at) })
	})
	return o, nil
}

// added lists the findings of after that before lacks. Places do not count,
// for an edit moves them.
func added(before, after []check.Diagnostic) (out []check.Diagnostic) {
	type key struct{ rule, file, message string }
	had := map[key]int{}
	for _, d := range before {
		had[key{d.Rule, d.File, d.Message}]++
	}
	for _, d := range after {
		k := key{d.Rule, d.File, d.Message}
		if had[k]--; had[k] < 0 {
			out = append(out, d)
		}
	}
	return out
}

// place is a part of a file.
type place struct {
	file string
	span text.Span
}

// places are where a finding stands and what it is related to.
func places(d check.Diagnostic) []place {
	out := []place{{d.File, d.Span}}
	for _, r := range d.Related {
		out = append(out, place{r.File, r.Span})
	}
	return out
}

// expectedAt says whether a finding on the case may stand there: on an edited
// line; anywhere in the file where a constraint was dropped; on a line that
// rests on the anchor where the evidence was edited.
func (c *labelled) expectedAt(layers workspace.Layers, lines []int, at place) bool {
	l, ok := layerOf(at.file)
	if !ok {
		return false
	}
	line := layers[l].Index.Position(at.span.Start).Line
	switch {
	case len(c.anchor) > 0:
		written := strings.ToLower(strings.Split(layers[l].File.Text, "\n")[line-1])
		return l > c.layer && slices.ContainsFunc(c.anchor, func(a string) bool { return strings.Contains(written, a) })
	case c.class == "dropped":
		return l == c.layer
	}
	return l == c.layer && slices.Contains(lines, line)
}

func layerOf(file string) (atlas.Layer, bool) {
	l, ok := atlas.LayerOf(file)
	return l, ok && l.File() == file
}
