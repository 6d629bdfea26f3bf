package app

import (
	"strings"
	"testing"
	"unicode/utf16"

	"atlasdesk/backend/atlas"
)

// The page follows unsaved text, and its places are those of the page.
func TestPreview(t *testing.T) {
	w := openWindow(t)
	p, documents := Preview{w.desk}, Documents{w.desk}
	doc, err := documents.Read(pkg, atlas.Signals.Key())
	if err != nil {
		t.Fatal(err)
	}
	edited := doc.Text + "\n## Observatories 😀\n\nThe *Steppe* Observatory signals <b>meteors</b>.\n"
	if _, err := documents.Edit(pkg, doc.Layer, edited, doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	page, err := p.Page(pkg, PreviewOptions{Layer: doc.Layer, Footnotes: true, Findings: true})
	if err != nil || !strings.Contains(page.HTML, "The <em>Steppe</em> Observatory signals meteors.") || page.Style == "" {
		t.Fatalf("%v in %s", err, page.HTML)
	}
	if last := page.Outline[len(page.Outline)-2]; last.Text != "Observatories 😀" {
		t.Errorf("the last heading is %+v", last)
	}
	units, found := utf16.Encode([]rune(edited)), false
	for _, at := range page.Places {
		found = found || at.Layer == doc.Layer && string(utf16.Decode(units[at.From:at.To])) == "The *Steppe* Observatory signals <b>meteors</b>."
	}
	if !found {
		t.Error("the new statement has no place")
	}
	whole, err := p.Page(pkg, PreviewOptions{})
	if err != nil || len(whole.Outline) <= len(page.Outline) {
		t.Errorf("the whole page has %d headings, %v", len(whole.Outline), err)
	}
	if _, err := p.Page(pkg, PreviewOptions{Layer: "laws"}); err == nil {
		t.Error("there is a page of no layer")
	}
	if err := p.OpenAddress("file:///etc/passwd"); err == nil {
		t.Error("an address of a file was opened")
	}
}
