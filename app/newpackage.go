package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/scaffold"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// NewPackages are bound to the page: the package that its author is about to
// begin.
type NewPackages struct{ desk *desk }

// NewPackage is what the author has said of it so far.
type NewPackage struct {
	Name    string      `json:"name"`   // of the jurisdiction
	Folder  string      `json:"folder"` // empty: the one that the name makes
	Sources []NewSource `json:"sources"`
	Layers  []string    `json:"layers"` // keys of those that are begun besides the evidence
	Step    int         `json:"step"`   // of the page that the author was at, from 0
	At      string      `json:"at"`     // when it was kept
}

// NewSource is a source of the evidence; see scaffold.Source.
type NewSource struct {
	File        string `json:"file"`
	Title       string `json:"title"`
	Heading     string `json:"heading"`
	Institution string `json:"institution"`
	Date        string `json:"date"`
	Address     string `json:"address"`
	Text        string `json:"text"`
}

// NewPackageLook is what would become of it.
type NewPackageLook struct {
	Folder      string        `json:"folder"`
	Root        string        `json:"root"`        // the folder that it stands in
	Path        string        `json:"path"`        // of the folder that would be made
	NameFault   string        `json:"nameFault"`   // a sentence, as the other faults; empty for none
	FolderFault string        `json:"folderFault"` //
	Fault       string        `json:"fault"`       // of the whole
	Sources     []SourceLook  `json:"sources"`
	Files       []NewFile     `json:"files"`    // that would be written; none while something is wrong
	Findings    []Finding     `json:"findings"` // of the check, where it was asked for
	Counts      Counts        `json:"counts"`
	Choices     []LayerChoice `json:"choices"`
	Unkept      string        `json:"unkept"` // why a crash would lose it; empty where it is kept
}

// SourceLook is a source as it would stand in the evidence.
type SourceLook struct {
	Source     NewSource `json:"source"` // with what its text says of itself; without the text
	Statements int       `json:"statements"`
	Notes      []string  `json:"notes"`
	Field      string    `json:"field"` // that Fault is about
	Fault      string    `json:"fault"`
}

// LayerChoice is a layer that can be begun, with what stands in it then.
type LayerChoice struct {
	Layer    string   `json:"layer"`
	Title    string   `json:"title"`
	File     string   `json:"file"`
	Needs    []string `json:"needs"` // keys of the layers that it derives from
	Headings []string `json:"headings"`
}

// NewFile is a file that would be written.
type NewFile struct {
	Layer      string `json:"layer"`
	File       string `json:"file"`
	Bytes      int    `json:"bytes"`
	Statements int    `json:"statements"`
}

// ReadSources are files that were read as sources.
type ReadSources struct {
	Sources []NewSource `json:"sources"`
	Faults  []string    `json:"faults"` // of those that could not be read, as sentences
}

// Look keeps what the author has said, and says what would become of it; check
// asks for the files and the findings too. Nothing of the package is written.
func (n *NewPackages) Look(p NewPackage, check bool) (NewPackageLook, error) {
	w, err := n.desk.workspace()
	if err != nil {
		return NewPackageLook{}, err
	}
	out := NewPackageLook{Root: w.Root(), Sources: []SourceLook{}, Files: []NewFile{}, Findings: []Finding{}, Choices: layerChoices()}
	if err := keepBegun(w.Root(), p); err != nil {
		out.Unkept = "What is typed here is only in this window. The program could not keep it: " + sentence(err)
	}
	outline := p.outline()
	out.Folder, out.Path = outline.Slug, w.Path(outline.Slug)
	if err := scaffold.NameFault(p.Name); err != nil {
		out.NameFault = sentence(err)
	}
	if err := folderFault(w.Root(), p, outline.Slug); err != nil {
		out.FolderFault = sentence(err)
	}
	for _, s := range outline.Sources {
		out.Sources = append(out.Sources, lookAt(s))
	}
	if check {
		out.rehearse(w, outline)
	}
	return out, nil
}

// outline is p with what it leaves to the program.
func (p NewPackage) outline() scaffold.Outline {
	out := scaffold.Outline{Name: strings.TrimSpace(p.Name), Slug: strings.TrimSpace(p.Folder)}
	if out.Slug == "" {
		out.Slug = atlas.SlugOf(p.Name)
	}
	for _, s := range p.Sources {
		out.Sources = append(out.Sources, scaffold.Source(s))
	}
	for _, key := range p.Layers {
		if l, ok := atlas.LayerOf(key); ok {
			out.Begun = append(out.Begun, l)
		}
	}
	return out
}

// folderFault says what keeps a folder from being made.
func folderFault(root string, p NewPackage, slug string) error {
	switch {
	case strings.TrimSpace(p.Name+p.Folder) == "":
		return nil // the name is asked for first
	case slug == "":
		return errors.New("no folder can be named after this; write a name for it, of lower-case letters, digits and hyphens")
	case !atlas.IsSlug(slug):
		return &scaffold.NameError{Name: slug, Suggestion: atlas.SlugOf(slug)}
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(entries, func(e os.DirEntry) bool { return strings.EqualFold(e.Name(), slug) }); i >= 0 {
		return fmt.Errorf("there is a folder %s already; choose another name", entries[i].Name())
	}
	return nil
}

func layerChoices() (out []LayerChoice) {
	for _, l := range atlas.Layers() {
		choice := LayerChoice{l.Key(), l.Title(), l.File(), []string{}, []string{}}
		if l.IsDerived() {
			for _, above := range l.Upstream() {
				choice.Needs = append(choice.Needs, above.Key())
			}
		}
		for _, s := range l.Skeleton() {
			choice.Headings = append(choice.Headings, s.Heading)
		}
		out = append(out, choice)
	}
	return out
}

func lookAt(s scaffold.Source) SourceLook {
	settled, err := s.Settle()
	out := SourceLook{Source: NewSource(settled.Source), Statements: settled.Statements, Notes: append([]string{}, settled.Notes...)}
	out.Source.Text = ""
	if err != nil {
		out.Fault = sentence(err)
	}
	if wrong, ok := errors.AsType[*scaffold.FieldError](err); ok {
		out.Field = wrong.Field
	}
	return out
}

// rehearse says which files would be written, and what the check would find.
func (out *NewPackageLook) rehearse(w *workspace.Workspace, outline scaffold.Outline) {
	files, err := outline.Files()
	if err != nil {
		out.Fault = sentence(err)
	}
	if out.FolderFault != "" || err != nil {
		return
	}
	checked := w.Rehearse(outline.Slug, files)
	for _, l := range atlas.Layers() {
		if content, ok := files[l]; ok {
			out.Files = append(out.Files, NewFile{l.Key(), l.File(), len(content), checked.Layers[l].Statements()})
		}
	}
	out.Findings = findingsOf(checked, checked.Findings)
	for _, d := range checked.Findings {
		out.Counts.add(&d)
	}
}

// Make writes the package and returns its ID. What was kept of it goes.
func (n *NewPackages) Make(p NewPackage) (string, error) {
	outline := p.outline()
	if err := scaffold.NameFault(p.Name); err != nil {
		return "", err
	}
	files, err := outline.Files()
	if err != nil {
		return "", err
	}
	var root string
	id, err := (&Workspaces{n.desk}).add(func(w *workspace.Workspace) (string, error) {
		root = w.Root()
		return outline.Slug, w.Add(outline.Slug, files)
	})
	if err == nil {
		_ = begunFile.forget(root) // it would be offered once more, and its folder be taken
	}
	return id, err
}

// ChooseFiles asks for files with sources, and reads them.
func (n *NewPackages) ChooseFiles() (ReadSources, error) {
	window, err := n.desk.window()
	if err != nil {
		return ReadSources{}, err
	}
	paths, err := runtime.OpenMultipleFilesDialog(window, runtime.OpenDialogOptions{
		Title:   "Add files with evidence",
		Filters: []runtime.FileFilter{{DisplayName: "Text and Markdown (*.md, *.txt)", Pattern: "*.md;*.txt"}},
	})
	if err != nil {
		return ReadSources{}, err
	}
	return n.ReadFiles(paths), nil
}

// ReadFiles reads files as sources.
func (n *NewPackages) ReadFiles(paths []string) ReadSources {
	out := ReadSources{Sources: []NewSource{}, Faults: []string{}}
	for _, path := range paths {
		content, err := readSource(path)
		if err != nil {
			out.Faults = append(out.Faults, sentence(fmt.Errorf("%s was not added: %w", filepath.Base(path), err)))
			continue
		}
		out.Sources = append(out.Sources, NewSource{File: filepath.Base(path), Text: content})
	}
	return out
}

func readSource(path string) (string, error) {
	raw, err := store.ReadOutside(path)
	switch {
	case errors.Is(err, store.ErrNotFile):
		return "", fmt.Errorf("%w; add text files one by one", err)
	case err != nil:
		return "", err
	}
	return scaffold.Decode(raw)
}
