package workspace

import (
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// every is how many statements are passed by: the race detector is slow.
const every = 1

// TestDefectsAreFound puts one defect at a time into the derived layers of
// the package that the project ships, which has no warning of its own, and
// expects an error on the very words.
func TestDefectsAreFound(t *testing.T) {
	texts, _ := kazakhstan(t)
	layers := readAll(texts)
	clean := Check(Source{ID: "kazakhstan", Slug: "kazakhstan", Layers: layers}, plain)
	for _, d := range clean.Findings {
		if d.Severity > check.Info {
			t.Fatalf("the package has a finding: %v", d)
		}
	}
	for _, defect := range []struct {
		name   string
		places func(*trace.Text) []text.Span
		change func(string) string
		atMost float64 // share that may go unnoticed
	}{
		{"a figure is changed", figurePlaces, nextDigit, 0.03},
		{"a letter of an acronym is changed", acronymPlaces, nextLetter, 0.03},
		{"a foreign name is joined", namePlaces, func(s string) string { return s + " and Harbour Zamunda Board" }, 0},
	} {
		tried, missed := 0, []string{}
		for _, l := range atlas.Derived() {
			for i := 0; i < len(clean.Graph.Layers[l]); i += every {
				x := &clean.Graph.Layers[l][i]
				if !x.IsClaim() {
					continue
				}
				for _, place := range defect.places(x) {
					source := texts[l]
					at := x.Source(place)
					wrong := source[:at.Start] + defect.change(at.In(source)) + source[at.End:]
					edited := layers
					edited[l] = ReadLayer(l, wrong, nil, layers[l])
					tried++
					if !errorAt(Check(Source{ID: "kazakhstan", Slug: "kazakhstan", Layers: edited}, plain), l, at.Start) {
						missed = append(missed, at.In(source)+" in "+x.Text)
					}
				}
			}
		}
		t.Logf("%s: %d of %d found", defect.name, tried-len(missed), tried)
		if float64(len(missed)) > defect.atMost*float64(tried) || tried == 0 {
			t.Errorf("%s: missed %d of %d:\n%s", defect.name, len(missed), tried, strings.Join(missed, "\n"))
		}
	}
}

// errorAt looks for an error on the line of a place.
func errorAt(c *Checked, l atlas.Layer, at int) bool {
	line := c.Index(l.File()).Position(at).Line
	for _, d := range c.Findings {
		if d.Severity == check.Error && d.File == l.File() && c.Index(d.File).Position(d.Span.Start).Line == line {
			return true
		}
		for _, r := range d.Related {
			if d.Severity == check.Error && r.File == l.File() && c.Index(r.File).Position(r.Span.Start).Line == line {
				return true
			}
		}
	}
	return false
}

func figurePlaces(t *trace.Text) (out []text.Span) {
	for _, f := range t.Figures {
		if !f.Spelled {
			out = append(out, t.Words[f.First].Span)
		}
	}
	return out
}

func acronymPlaces(t *trace.Text) (out []text.Span) {
	for i, w := range t.Words {
		if w.Form == trace.Acronym && !t.Denied[i] {
			out = append(out, w.Span)
		}
	}
	return out
}

func namePlaces(t *trace.Text) (out []text.Span) {
	for _, n := range t.Names {
		if !t.Denied[n.Last] {
			return append(out, t.Span(n.First, n.Last))
		}
	}
	return nil
}

func nextDigit(s string) string {
	if i := strings.LastIndexAny(s, "0123456789"); i >= 0 {
		return s[:i] + string('0'+(s[i]-'0'+3)%10) + s[i+1:]
	}
	if s == "June" {
		return "July"
	}
	return "June"
}

func nextLetter(s string) string {
	i := len(s) / 2
	return s[:i] + string('A'+(s[i]-'A'+7)%26) + s[i+1:]
}
