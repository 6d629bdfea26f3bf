package app

import (
	"fmt"

	"atlasdesk/backend/preview"

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
	page, x, err := p.of(pkg, o)
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

func (p *Preview) of(pkg string, o PreviewOptions) (preview.Page, crossing, error) {
	w, err := p.desk.workspace()
	if err != nil {
		return preview.Page{}, crossing{}, err
	}
	checked, err := w.Package(pkg)
	if err != nil {
		return preview.Page{}, crossing{}, err
	}
	source := preview.Source{Package: checked.Package, Graph: checked.Graph, Findings: checked.Findings}
	options := preview.Options{Footnotes: o.Footnotes, Findings: o.Findings}
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
