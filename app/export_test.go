package app

import (
	"bytes"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

// Each format has what its first bytes say, and the choices that it can honour.
func TestExport(t *testing.T) {
	w := openWindow(t)
	e := Exports{w.desk}
	for _, c := range []struct{ request, name, begins, has string }{
		{"pdf", "kazakhstan.pdf", "%PDF-", "/Lang (en)"},
		{"html", "kazakhstan.html", "<!doctype html>", "Evidence"},
		{"md signals", "kazakhstan-signals.md", "# Kazakhstan - Signals", "## "},
		{"md", "kazakhstan.md", "# Kazakhstan - Evidence", "\n\n# Kazakhstan - Signals"},
		{"json", "kazakhstan-findings.json", `{"schema":"atlas-desk/check/1"`, "conclusion/ranking"},
	} {
		format, layer, _ := strings.Cut(c.request, " ")
		f, file, err := e.made(t.Context(), pkg, ExportRequest{Format: format, Layer: layer})
		if err != nil || file.Name+f.Extension != c.name || !bytes.HasPrefix(file.Raw, []byte(c.begins)) || !bytes.Contains(file.Raw, []byte(c.has)) {
			t.Errorf("%s is %s, %.60q, %v", c.request, file.Name, file.Raw, err)
		}
	}
	for _, r := range []ExportRequest{{Format: "doc"}, {Format: "pdf", Layer: "laws"}, {Format: "pdf", Release: true}} {
		if _, _, err := e.made(t.Context(), pkg, r); err == nil {
			t.Errorf("%+v was exported", r)
		}
	}
	if err := e.Show(); err == nil {
		t.Error("a folder was shown before anything was exported")
	}
}

// What is typed and not saved is in the file, and keeps it a draft.
func TestExportOfUnsavedText(t *testing.T) {
	w := openWindow(t)
	e, documents := Exports{w.desk}, Documents{w.desk}
	doc, err := documents.Read(pkg, atlas.Profile.Key())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := documents.Edit(pkg, doc.Layer, doc.Text+"\nThe Steppe Observatory is there.\n", doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	_, file, err := e.made(t.Context(), pkg, ExportRequest{Format: "md", Layer: doc.Layer})
	if err != nil || !bytes.Contains(file.Raw, []byte("Steppe Observatory")) {
		t.Errorf("%.60q, %v", file.Raw, err)
	}
	if s, err := e.State(pkg, doc.Layer); err != nil || s.Obstacle == "" {
		t.Errorf("%+v, %v", s, err)
	}
}
