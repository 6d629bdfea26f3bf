package app

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"atlasdesk/backend/pack"
	"atlasdesk/backend/preview"
	"atlasdesk/backend/report"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Preview is bound to the page: layers as a reader of the published page sees
// them.
type Preview struct{ desk *desk }

// PreviewPage is a page as HTML: see package preview for what it never holds.
type PreviewPage struct {
	HTML    string           `json:"html"`
	Style   string           `json:"style"`  // the style sheet of what has the class "page"
	Places  []PreviewPlace   `json:"places"` // what the attribute data-place counts
	Outline []PreviewHeading `json:"outline"`
}

// PreviewPlace is where something on the page stands in its layer.
type PreviewPlace struct {
	Layer string `json:"layer"`
	ID    string `json:"id"` // of the statement
	From  int    `json:"from"`
	To    int    `json:"to"`
}

// PreviewHeading is a heading of the page.
type PreviewHeading struct {
	Level int    `json:"level"` // from 1
	Text  string `json:"text"`
	ID    string `json:"id"` // of the element
}

// PreviewOptions say what is shown.
type PreviewOptions struct {
	Layer     string `json:"layer"` // empty for the whole page
	Footnotes bool   `json:"footnotes"`
	Findings  bool   `json:"findings"`
}

// Page shows a package as it stands, unsaved text included.
func (p *Preview) Page(pkg string, o PreviewOptions) (PreviewPage, error) {
	page, x, err := p.of(pkg, o, false)
	if err != nil {
		return PreviewPage{}, err
	}
	out := PreviewPage{page.HTML, preview.Style, make([]PreviewPlace, len(page.Places)), make([]PreviewHeading, len(page.Outline))}
	for i, at := range page.Places {
		from, to := x.span(at.Layer.File(), at.Span)
		out.Places[i] = PreviewPlace{at.Layer.Key(), at.ID, from, to}
	}
	for i, h := range page.Outline {
		out.Outline[i] = PreviewHeading{h.Level, h.Text, h.ID}
	}
	return out, nil
}

// Export asks for the name of a file and writes the page into it: as "html",
// one that needs no other; as "markdown", its text as it stands; as "json", what
// is found in the package, as the command check prints it.
func (p *Preview) Export(pkg string, o PreviewOptions, as string) (Exported, error) {
	name := path.Base(pkg)
	if as == "json" {
		name += "-findings"
	} else if o.Layer != "" {
		name += "-" + o.Layer
	}
	k, raw, err := p.exported(pkg, o, as)
	if err != nil {
		return Exported{}, err
	}
	return p.desk.export(k, name, raw)
}

func (p *Preview) exported(pkg string, o PreviewOptions, as string) (kind, []byte, error) {
	page, x, err := p.of(pkg, o, true)
	if err != nil {
		return kind{}, nil, err
	}
	switch as {
	case "html":
		return htmlFile, []byte(page.Document()), nil
	case "markdown":
		return textFile, []byte(textIn(x.checked.Package, o.Layer)), nil
	case "json":
		var out bytes.Buffer
		run := report.Run{Packages: []report.Package{report.Of(pkg, x.checked)}}
		err := run.JSON(&out)
		return jsonFile, out.Bytes(), err
	}
	return kind{}, nil, fmt.Errorf("a page cannot be exported as %q", as)
}

// textIn is the text of a layer, or of all of them in their order.
func textIn(p *pack.Package, layer string) string {
	var texts []string
	for _, f := range p.Files {
		if f != nil && (layer == "" || layer == f.Layer.Key()) {
			texts = append(texts, strings.TrimRight(f.Text, "\n"))
		}
	}
	return strings.Join(texts, "\n\n") + "\n"
}

func (p *Preview) of(pkg string, o PreviewOptions, standalone bool) (preview.Page, crossing, error) {
	w, err := p.desk.workspace()
	if err != nil {
		return preview.Page{}, crossing{}, err
	}
	checked, err := w.Package(pkg)
	if err != nil {
		return preview.Page{}, crossing{}, err
	}
	source := preview.Source{Package: checked.Package, Graph: checked.Graph, Findings: checked.Findings}
	options := preview.Options{Footnotes: o.Footnotes, Findings: o.Findings, Standalone: standalone}
	if o.Layer == "" {
		return preview.Whole(source, options), crossing{checked}, nil
	}
	l, err := layerOf(o.Layer)
	if err != nil {
		return preview.Page{}, crossing{}, err
	}
	return preview.Layer(source, l, options), crossing{checked}, nil
}

// OpenAddress opens an address of a page in the person's browser or mail
// program.
func (p *Preview) OpenAddress(address string) error {
	if !preview.IsFollowed(address) {
		return fmt.Errorf("“%s” is no address of the web or of a mailbox", address)
	}
	window, err := p.desk.window()
	if err != nil {
		return err
	}
	runtime.BrowserOpenURL(window, address)
	return nil
}

// CopyAddress puts an address of a page on the clipboard.
func (p *Preview) CopyAddress(address string) error {
	window, err := p.desk.window()
	if err != nil {
		return err
	}
	return runtime.ClipboardSetText(window, address)
}
