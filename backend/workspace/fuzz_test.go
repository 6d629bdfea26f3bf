package workspace

import (
	"testing"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
)

// FuzzCheck runs every rule over packages of any text: none fails, and
// whatever a finding points at lies within its file.
func FuzzCheck(f *testing.F) {
	texts, _ := kazakhstan(f)
	f.Add(texts[atlas.Evidence][:3000], texts[atlas.Signals][:2000], texts[atlas.Metadata][:1500], texts[atlas.ChangeLog][:1500])
	f.Add("# R - Evidence Layer\n\nThe Port Office (PO) states that 17 of 19 quays, €3 bn and 40 % are open since 6 February 2023.\n\n## Structural exclusions\n\n- No cable landing is documented.",
		"A cable landing and the OP's 18 quays signal reach since 2022, rather than ferries; it is the leading hub.", "Metadata status: canonical\n\n| Key | Value |\n|--|--|\n| Region | X & Y |", "From 17 to 18 quays.")
	f.Add("- **a_ [b](c) <!-- d --> “e\n", "1.2.3/4:5 – 6–7 %%", "```yaml\na: [\n", "\u2063\u00a0\u202e")
	f.Fuzz(func(t *testing.T, evidence, signals, metadata, changeLog string) {
		var layers, committed Layers
		for l, s := range map[atlas.Layer]string{atlas.Evidence: evidence, atlas.Signals: signals, atlas.Profile: evidence, atlas.Metadata: metadata, atlas.ChangeLog: changeLog} {
			if !utf8.ValidString(s) || len(s) > 20_000 {
				return
			}
			layers[l] = ReadLayer(l, s, nil, nil)
		}
		committed[atlas.Signals] = ReadLayer(atlas.Signals, metadata+"\n\n"+evidence, nil, nil)
		source := Source{ID: "r", Slug: "r", Layers: layers, Others: []string{"x.md"}}
		source.Committed[atlas.Signals] = committed[atlas.Signals].Texts
		c := Check(source, plain)
		inside := func(file string, s text.Span) {
			l, isLayer := atlas.LayerOf(file)
			if isLayer && layers[l] != nil && (s.Start < 0 || s.End < s.Start || s.End > len(layers[l].File.Text)) || !isLayer && s != (text.Span{}) {
				t.Errorf("%v is no place in %s", s, file)
			}
		}
		for _, d := range c.Findings {
			inside(d.File, d.Span)
			for _, r := range d.Related {
				inside(r.File, r.Span)
			}
			for _, fix := range d.Fixes {
				for _, e := range fix.Edits {
					inside(e.File, e.Span)
				}
			}
		}
		if summary(Check(source, plain)) != summary(c) {
			t.Error("a second check says something else")
		}
	})
}
