package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/workspace"
)

// The matrix follows unsaved text, and its places are those of the page.
func TestCoverage(t *testing.T) {
	w := openWindow(t)
	c, documents := Coverage{w.desk}, Documents{w.desk}
	byStatement, bySection := CoverageShape{Rows: "statements"}, CoverageShape{Rows: "sections"}

	before, err := c.Matrix(pkg, byStatement)
	if err != nil || before.Records == 0 || before.Used != before.Records {
		t.Fatalf("%d of %d are used, %v", before.Used, before.Records, err)
	}
	doc, err := documents.Read(pkg, atlas.Evidence.Key())
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(doc.Text, "\n## Telecommunications", "\nThe Steppe Observatory 😀 counts meteors.\n\n## Telecommunications", 1)
	if _, err := documents.Edit(pkg, doc.Layer, edited, doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	after, err := c.Matrix(pkg, byStatement)
	if err != nil || after.Records != before.Records+1 || after.Used != before.Used {
		t.Fatalf("then %d of %d are used, %v", after.Used, after.Records, err)
	}
	units := utf16.Encode([]rune(edited))
	for _, r := range after.Rows {
		if got := string(utf16.Decode(units[r.From:r.To])); !strings.HasPrefix(r.Text, got[:4]) {
			t.Errorf("%q is placed at %q", r.Text, got)
		}
	}

	m, err := c.Matrix(pkg, bySection)
	if err != nil {
		t.Fatal(err)
	}
	row := m.Rows[1]
	passages, err := c.Passages(pkg, bySection, row.Key, m.Columns[0].Key)
	if err != nil || len(passages) != row.Cells[0].Direct+row.Cells[0].Through || len(passages[0].Carriers) == 0 {
		t.Errorf("%d passages, %v", len(passages), err)
	}
	if gone, err := c.Passages(pkg, bySection, "no such row", ""); err != nil || gone == nil || len(gone) > 0 {
		t.Errorf("of a row that has gone: %v, %v", gone, err)
	}
	for _, wrong := range []CoverageShape{{}, {Rows: "words"}, {"sections", "laws"}, {"sections", "evidence"}} {
		if _, err := c.Matrix(pkg, wrong); err == nil {
			t.Errorf("%+v is a shape", wrong)
		}
	}
}

func TestExports(t *testing.T) {
	w := openWindow(t)
	_, m, err := (&Coverage{w.desk}).of(pkg, CoverageShape{Rows: "sections"})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := spreadsheet(m)
	if err != nil || !strings.HasPrefix(string(raw), "\ufeffLine,Section,") {
		t.Fatalf("%q, %v", raw, err)
	}
	at := filepath.Join(t.TempDir(), "coverage.csv")
	exported, err := csvFile.write(at, raw)
	if err != nil || exported.Path != at || exported.Size != len(raw) {
		t.Fatal(exported, err)
	}
	if held, err := os.ReadFile(at); err != nil || string(held) != string(raw) {
		t.Errorf("%q is written, %v", held, err)
	}
	open, err := workspace.Open(filepath.Join(w.folder, pkg))
	if err != nil || coverageName(open.Path(".")) != "kazakhstan-coverage" {
		t.Errorf("of a folder that is a package it is %s, %v", coverageName(open.Path(".")), err)
	}
	layer := filepath.Join(w.folder, pkg, "evidence.md")
	if _, err := csvFile.write(layer, raw); err == nil {
		t.Error("a layer was written over")
	}
	if _, err := (kind{extension: ".md"}).write(layer, raw); err == nil {
		t.Error("a layer was written over by a text")
	}
}
