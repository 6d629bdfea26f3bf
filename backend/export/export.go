// Package export makes files of a package for those who do not have the program:
// its text, the page that package preview shows, the same as PDF, and what is
// found in it. The window and the command line make the same bytes.
package export

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pdf"
	"atlasdesk/backend/preview"
	"atlasdesk/backend/report"
	"atlasdesk/backend/workspace"
)

// Format is what a package can be exported as.
type Format struct {
	Name      string // for commands
	Title     string // for people
	Extension string // of the file, with the dot
	Says      string // what it is, in a sentence
	Carries   Carries

	make func(*making, context.Context) (File, error)
}

// Carries says which choices a format can honour.
type Carries struct {
	Footnotes, Findings, Places bool
	State                       bool // whether it is a draft
}

// Formats lists them all.
func Formats() []Format {
	shown := Carries{Footnotes: true, Findings: true, Places: true}
	printed := shown
	printed.State = true
	return []Format{
		{"pdf", "PDF", ".pdf", "Pages to print and to send, with what is in the preview.", printed, (*making).pdf},
		{"html", "HTML", ".html", "The page of the preview as one file, which loads nothing.", shown, (*making).html},
		{"md", "Markdown", ".md", "The text as it stands, and nothing besides.", Carries{}, (*making).markdown},
		{"json", "JSON", ".json", "What is found, for programs, as the command check prints it.", Carries{}, (*making).json},
	}
}

// FormatNamed is the format of a name.
func FormatNamed(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	last := len(names) - 1
	return Format{}, fmt.Errorf("“%s” is no format; use %s or %s", name, strings.Join(names[:last], ", "), names[last])
}

// Choice is what a person wants to have.
type Choice struct {
	Format  Format
	Layer   *atlas.Layer // nil for the whole package
	Shown   Carries      // of which the format takes what it carries; State is not looked at
	Release bool         // and no draft
}

// File is what is to be written.
type File struct {
	Name  string // proposed, without the extension
	Raw   []byte
	Notes []string // sentences about what is not as one might think
}

// making is one file in the making.
type making struct {
	checked *workspace.Checked
	path    string
	state   State
	choice  Choice
}

// Make makes a file of a package as it was checked. Path is the package's as
// the person knows it. A release fails with *NotYetError where the state does
// not allow it.
func Make(ctx context.Context, checked *workspace.Checked, path string, state State, choice Choice) (File, error) {
	if obstacle := state.Obstacle(); choice.Release && choice.Format.Carries.State && obstacle != "" {
		return File{}, &NotYetError{obstacle}
	}
	m := &making{checked, path, state, choice}
	f, err := choice.Format.make(m, ctx)
	if f.Name = filepath.Base(filepath.FromSlash(checked.Package.Slug)); choice.Layer != nil {
		f.Name += "-" + choice.Layer.Key()
	}
	if choice.Format.Name == "json" {
		f.Name += "-findings"
	}
	return f, err
}

// page is what the preview shows, as far as the format can carry it.
func (m *making) page() preview.Page {
	source := preview.Source{Package: m.checked.Package, Graph: m.checked.Graph, Findings: m.checked.Findings}
	o := preview.Options{Footnotes: m.choice.Shown.Footnotes, Findings: m.choice.Shown.Findings, Places: m.choice.Shown.Places, Standalone: true}
	if m.choice.Layer == nil {
		return preview.Whole(source, o)
	}
	return preview.Layer(source, *m.choice.Layer, o)
}

func (m *making) html(context.Context) (File, error) {
	page := m.page()
	return File{Raw: []byte(page.Document())}, nil
}

func (m *making) pdf(ctx context.Context) (File, error) {
	page := m.page()
	d := pdf.Document{Title: page.Title, HTML: page.HTML, Language: "en", Foot: m.foot(), Made: m.state.Commit.When}
	if !m.choice.Release {
		d.Draft = m.state.summary()
	}
	drawn, err := pdf.Draw(ctx, d)
	return File{Raw: drawn.Raw, Notes: missing(drawn.Missing)}, err
}

// foot says what is shown, and of when.
func (m *making) foot() string {
	parts := []string{m.checked.Package.Name}
	if m.choice.Layer != nil {
		parts = append(parts, m.choice.Layer.Title())
	}
	return strings.Join(append(parts, m.state.version()), " · ")
}

// mostShown is how many missing characters are named.
const mostShown = 12

func missing(characters []rune) []string {
	if len(characters) == 0 {
		return nil
	}
	stand := fmt.Sprintf("%d characters have no glyph in the fonts of the PDF and stand in it as “�”: ", len(characters))
	if len(characters) == 1 {
		stand = "One character has no glyph in the fonts of the PDF and stands in it as “�”: "
	}
	var named []string
	for _, r := range characters[:min(len(characters), mostShown)] {
		named = append(named, fmt.Sprintf("%c (U+%04X)", printable(r), r))
	}
	if len(characters) > mostShown {
		named = append(named, "and more")
	}
	return []string{stand + strings.Join(named, ", ") + "."}
}

func (m *making) markdown(context.Context) (File, error) {
	var texts []string
	for _, f := range m.checked.Package.Files {
		if f != nil && (m.choice.Layer == nil || *m.choice.Layer == f.Layer) {
			texts = append(texts, strings.TrimRight(f.Text, "\n"))
		}
	}
	return File{Raw: []byte(strings.Join(texts, "\n\n") + "\n")}, nil
}

func (m *making) json(context.Context) (File, error) {
	p := report.Of(m.path, m.checked)
	if m.choice.Layer != nil {
		p.Diagnostics = slices.DeleteFunc(p.Diagnostics, func(d report.Diagnostic) bool { return d.File != m.choice.Layer.File() })
	}
	var out bytes.Buffer
	run := report.Run{Packages: []report.Package{p}}
	err := run.JSON(&out)
	return File{Raw: out.Bytes()}, err
}
