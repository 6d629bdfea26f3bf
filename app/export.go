package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/export"

	"github.com/pkg/browser"
)

// Exports are bound to the page: files of a package for those who do not have
// the program.
type Exports struct{ desk *desk }

// ExportFormat is what a package can be exported as, and which choices that
// honours.
type ExportFormat struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	Extension string `json:"extension"` // with the dot
	Says      string `json:"says"`      // what it is, a sentence
	Footnotes bool   `json:"footnotes"`
	Findings  bool   `json:"findings"`
	Places    bool   `json:"places"`
	State     bool   `json:"state"` // whether it is a draft or a release
}

// ExportState is whether there can be a release.
type ExportState struct {
	Obstacle string `json:"obstacle"` // what stands in its way, the end of a sentence; empty where nothing does
}

// ExportRequest is what a person wants to have.
type ExportRequest struct {
	Format    string `json:"format"`
	Layer     string `json:"layer"` // empty for the whole package
	Footnotes bool   `json:"footnotes"`
	Findings  bool   `json:"findings"`
	Places    bool   `json:"places"`
	Release   bool   `json:"release"`
}

// Formats lists them.
func (e *Exports) Formats() []ExportFormat {
	var out []ExportFormat
	for _, f := range export.Formats() {
		c := f.Carries
		out = append(out, ExportFormat{f.Name, f.Title, f.Extension, f.Says, c.Footnotes, c.Findings, c.Places, c.State})
	}
	return out
}

// State says whether a package, or a layer of it, can be a release.
func (e *Exports) State(pkg, layer string) (ExportState, error) {
	w, err := e.desk.workspace()
	if err != nil {
		return ExportState{}, err
	}
	scope, err := scopeOf(layer)
	if err != nil {
		return ExportState{}, err
	}
	s, err := export.StateOf(context.Background(), w, pkg, scope)
	return ExportState{s.Obstacle()}, err
}

// Export makes a file of a package as it stands, unsaved text included, asks for
// its name and writes it.
func (e *Exports) Export(pkg string, r ExportRequest) (Exported, error) {
	window, err := e.desk.window()
	if err != nil {
		return Exported{}, err
	}
	format, file, err := e.made(window, pkg, r)
	if err != nil {
		return Exported{}, err
	}
	written, err := e.desk.export(kindOf(format), file.Name, file.Raw)
	written.Notes = append([]string{}, file.Notes...)
	return written, err
}

func (e *Exports) made(ctx context.Context, pkg string, r ExportRequest) (export.Format, export.File, error) {
	format, err := export.FormatNamed(r.Format)
	if err != nil {
		return format, export.File{}, err
	}
	scope, err := scopeOf(r.Layer)
	if err != nil {
		return format, export.File{}, err
	}
	w, err := e.desk.workspace()
	if err != nil {
		return format, export.File{}, err
	}
	state, err := export.StateOf(ctx, w, pkg, scope)
	if err != nil {
		return format, export.File{}, err
	}
	checked, err := w.Package(pkg)
	if err != nil {
		return format, export.File{}, err
	}
	choice := export.Choice{Format: format, Layer: scope, Release: r.Release,
		Shown: export.Carries{Footnotes: r.Footnotes, Findings: r.Findings, Places: r.Places}}
	file, err := export.Make(ctx, checked, pkg, state, choice)
	return format, file, err
}

// scopeOf is the layer of a key, nil where it is empty.
func scopeOf(key string) (*atlas.Layer, error) {
	if key == "" {
		return nil, nil
	}
	l, err := layerOf(key)
	return &l, err
}

// Show opens the folder of the file that was exported last in the file manager
// of the system.
func (e *Exports) Show() error {
	e.desk.mu.Lock()
	file := e.desk.exported
	e.desk.mu.Unlock()
	if file == "" {
		return errors.New("nothing was exported yet")
	}
	if err := browser.OpenFile(filepath.Dir(file)); err != nil {
		return fmt.Errorf("show %s: %w", file, err)
	}
	return nil
}
