package coverage

import (
	"fmt"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/workspace"

	"github.com/google/go-cmp/cmp"
)

const (
	evidence = `# Ruritania - Evidence Layer

## Scope

This file records what institutions of Ruritania have published.

## Registers

The Registry Office states that it keeps 17 registers. The Registry Office publishes tide tables for pilots:

- The tables list 40 harbours.

## Payments

The Tolar Bank states that it clears interbank transfers every night.

## Registers

The Forest Board counts spruces in Zenda.
`
	signals = `# Ruritania - Signals Layer

## Register signals

The 17 registers of the Registry Office signal continuity. Badgers dig tunnels.

## Payment signals

The Tolar Bank's nightly clearing of interbank transfers signals continuity.
`
	trust = `# Ruritania - Trust Dimensions

## Register dimension

The 19 registers that the Registry Office keeps indicate continuity.
`
	metadata = "# Ruritania - Metadata\n\n## Notes\n\nOtters swim. Owls hunt voles.\n"
)

var ruritania = map[atlas.Layer]string{
	atlas.Evidence: evidence, atlas.Signals: signals, atlas.TrustDimensions: trust, atlas.Metadata: metadata, atlas.Profile: "# Ruritania - Profile\n",
}

func checked(texts map[atlas.Layer]string) *workspace.Checked {
	var layers workspace.Layers
	for l, t := range texts {
		layers[l] = workspace.ReadLayer(l, t, nil, nil)
	}
	return workspace.Check(workspace.Source{ID: "ruritania", Slug: "ruritania", Layers: layers}, workspace.NewOptions(check.Rules()))
}

func of(texts map[atlas.Layer]string, s Shape) *Matrix {
	c := checked(texts)
	return Of(c.Package, c.Graph, c.Findings, s)
}

// drawn is a matrix in one line for each of its columns and rows.
func drawn(m *Matrix) (out []string) {
	for _, c := range m.Columns {
		out = append(out, fmt.Sprintf("%s: %s, %s", c.Title, c.Strength, c.Summary()))
	}
	for i := range m.Rows {
		r := &m.Rows[i]
		line := fmt.Sprintf("%d %s: %s |", r.Line, r.Title(), r.Use())
		for _, c := range r.Cells {
			line += fmt.Sprintf(" %d+%d", c.Direct, c.Through)
			if c.Worst != check.Off {
				line += " " + c.Worst.String()
			}
		}
		out = append(out, line)
	}
	return append(out, m.Total.String())
}

func TestMatrix(t *testing.T) {
	for _, c := range []struct {
		name  string
		shape Shape
		want  []string
	}{
		{"statements and layers", Shape{}, []string{
			"Signals: sound, 2 of 3 statements rest on evidence",
			"Trust dimensions: sound, 1 of 1 statements rest on evidence",
			"Metadata: none, none of 2 statements rests on evidence",
			"Profile: blank, nothing stands here yet",
			"Builder mode: blank, the file is missing",
			"Change log: blank, the file is missing",
			"5 This file records what institutions of Ruritania have published.: frames | 0+0 0+0 0+0 0+0 0+0 0+0",
			"9 The Registry Office states that it keeps 17 registers.: used | 1+0 1+0 error 0+0 0+0 0+0 0+0",
			"9 The Registry Office publishes tide tables for pilots:: frames | 0+0 0+0 0+0 0+0 0+0 0+0",
			"11 (unused) The tables list 40 harbours.: unused | 0+0 0+0 0+0 0+0 0+0 0+0",
			"15 The Tolar Bank states that it clears interbank transfers every night.: used | 1+0 0+0 0+0 0+0 0+0 0+0",
			"19 (unused) The Forest Board counts spruces in Zenda.: unused | 0+0 0+0 0+0 0+0 0+0 0+0",
			"2 of 4 evidence statements are used; 2 are not (2 more only frame the file).",
		}},
		{"sections and sections", Shape{Sections: true, Layer: atlas.Signals}, []string{
			"Register signals: sound, 1 of 2 statements rest on evidence",
			"Payment signals: sound, 1 of 1 statements rest on evidence",
			"3 Scope: frames | 0+0 0+0",
			"7 (1 of 2 used) Registers: partly used | 1+0 0+0",
			"13 Payments: used | 0+0 1+0",
			"17 (unused) Registers: unused | 0+0 0+0",
			"2 of 4 evidence statements are used; 2 are not (2 more only frame the file).",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, drawn(of(ruritania, c.shape))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A statement between the evidence and another one counts apart.
func TestThrough(t *testing.T) {
	texts := map[atlas.Layer]string{
		atlas.Evidence:        "## Payments\n\nThe Tolar Bank states that it clears interbank transfers every night through Strelsau.",
		atlas.Signals:         "## Payment signals\n\nNightly clearing of interbank transfers through Strelsau by the Tolar Bank signals steady settlement.",
		atlas.TrustDimensions: "## Payment dimension\n\nSteady settlement indicates continuity.",
	}
	m := of(texts, Shape{})
	if got := m.Rows[0].Cells[:2]; got[0].Direct != 1 || got[1] != (Cell{Through: 1, Worst: check.Off}) {
		t.Fatalf("cells are %+v", got)
	}
	p := m.Passages(0, 1)
	if len(p) != 1 || p[0].Direct() || p[0].Carriers[0].Through == nil || p[0].Carriers[0].Evidence != m.Rows[0].evidence[0] {
		t.Errorf("the passages are %+v", p)
	}
}

func TestPassages(t *testing.T) {
	m := of(ruritania, Shape{Sections: true})
	var got []string
	for _, p := range m.Passages(1, -1) {
		got = append(got, fmt.Sprintf("%s: %s on %d, %d findings", p.Text.Layer, p.Text.Text, len(p.Carriers), len(p.Findings)))
	}
	want := []string{
		"signals: The 17 registers of the Registry Office signal continuity. on 1, 0 findings",
		"trust-dimensions: The 19 registers that the Registry Office keeps indicate continuity. on 1, 1 findings",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p := m.Passages(1, 1); len(p) != 1 || p[0].Text.Layer != atlas.TrustDimensions {
		t.Errorf("the cell of the trust dimensions has %d passages", len(p))
	}
	if p := m.Passages(3, 0); len(p) != 0 {
		t.Errorf("an empty cell has %d passages", len(p))
	}
}

// Rows keep their keys while the package changes above them, and no two have
// the same.
func TestKeys(t *testing.T) {
	edited := map[atlas.Layer]string{atlas.Evidence: strings.Replace(evidence, "## Payments", "## Tides\n\nThe Harbour Board sounds the fairway.\n\n## Payments", 1)}
	for _, s := range []Shape{{}, {Sections: true}} {
		before, after, seen := of(ruritania, s), of(edited, s), map[string]string{}
		for _, r := range after.Rows {
			if other, twice := seen[r.Key]; twice {
				t.Errorf("%q and %q have the key %q", other, r.Title(), r.Key)
			}
			seen[r.Key] = r.Section + r.Text
		}
		for _, r := range before.Rows {
			if seen[r.Key] != r.Section+r.Text {
				t.Errorf("the key of %q is that of %q after an edit", r.Title(), seen[r.Key])
			}
		}
	}
}

// Whatever the shape, the cells of a row count what rests on it, and a package
// of nothing has no rows.
func TestShapesAgree(t *testing.T) {
	c := generated(3)
	for _, rows := range []bool{false, true} {
		layers := Of(c.Package, c.Graph, c.Findings, Shape{Sections: rows})
		for j, col := range layers.Columns {
			sections := Of(c.Package, c.Graph, c.Findings, Shape{rows, col.Layer})
			for i := range sections.Rows {
				sum := 0
				for _, cell := range sections.Rows[i].Cells {
					sum += cell.Count()
				}
				if want := layers.Rows[i].Cells[j].Count(); sum != want || want != len(layers.Passages(i, j)) {
					t.Errorf("%s in %s: %d by section, %d by layer, %d passages", sections.Rows[i].Section, col.Layer, sum, want, len(layers.Passages(i, j)))
				}
			}
		}
	}
	if m := of(nil, Shape{}); len(m.Rows) != 0 || m.Total.String() != "The evidence records nothing yet." {
		t.Errorf("of nothing: %v", drawn(m))
	}
}

// What the matrix calls unused is what the rule reports.
func TestUnusedAsTheRuleSays(t *testing.T) {
	for seed := range uint64(4) {
		c := generated(seed)
		reported := 0
		for _, d := range c.Findings {
			if d.Rule == "trace/unused-evidence" {
				reported++
			}
		}
		total := Of(c.Package, c.Graph, c.Findings, Shape{}).Total
		if unused := total.Records - total.Used; unused < reported || reported == 0 && unused > 0 {
			t.Errorf("package %d: %d findings, %d unused", seed, reported, unused)
		}
	}
}

func generated(seed uint64) *workspace.Checked {
	texts := map[atlas.Layer]string{}
	for l, t := range generate.New(seed).Layers {
		texts[atlas.Layer(l)] = t
	}
	return checked(texts)
}

func BenchmarkOf(b *testing.B) {
	c, size := generated(1), 0
	for _, l := range c.Layers {
		size += len(l.File.Text)
	}
	for name, s := range map[string]Shape{"statements": {}, "sections": {Sections: true}, "columns": {Layer: atlas.Signals}} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				Of(c.Package, c.Graph, c.Findings, s)
			}
		})
	}
}
