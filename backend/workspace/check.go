// Package workspace owns what is being worked on: the packages of a folder as
// the disk has them, the unsaved text over them, and what the engine says of
// both.
//
// Everything it hands out is immutable. An edit makes a new [Checked] of its
// package and leaves every other as it was; a layer whose text did not change
// is not read again.
package workspace

import (
	"path"
	"path/filepath"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Layer is one layer as read, with everything that depends on it alone.
type Layer struct {
	File  *pack.File
	Texts []trace.Text
	Index *text.Index
}

// ReadLayer reads the text of a layer, or the fault that hides it. What the
// layer as it was before, if given, shares with it is not read again.
func ReadLayer(layer atlas.Layer, source string, fault error, before *Layer) *Layer {
	if fault != nil {
		return &Layer{File: pack.Unreadable(layer, fault), Index: text.NewIndex("")}
	}
	var known []trace.Text
	if before != nil {
		known = before.Texts
	}
	f := pack.Parse(layer, source)
	return &Layer{f, trace.Read(statement.Of(f), f.Headings(), known), text.NewIndex(source)}
}

// Statements counts the layer's statements in the sense of the format.
func (l *Layer) Statements() (n int) {
	for i := range l.Texts {
		if l.Texts[i].IsClaim() {
			n++
		}
	}
	return n
}

// Layers are those of one package; nil where the file is missing.
type Layers [atlas.ChangeLog + 1]*Layer

// Checked is one package at one moment with what the engine says of it.
type Checked struct {
	ID       string // folder below the workspace, with slashes; "." for the workspace itself
	Package  *pack.Package
	Layers   Layers
	Graph    *trace.Graph
	Findings []check.Diagnostic
}

// Check runs the rules over a package.
func Check(id, slug string, layers Layers, others []string, rules []check.Rule) *Checked {
	var files []*pack.File
	var texts trace.Layers
	for i, l := range layers {
		if l != nil {
			files = append(files, l.File)
			texts[i] = l.Texts
		}
	}
	p := pack.New(slug, files, others)
	g := trace.NewGraph(texts, p.Name, nil)
	return &Checked{id, p, layers, g, check.Run(p, g, trace.Layers{}, rules)}
}

// Index locates places in one of the package's files; other files have none.
func (c *Checked) Index(file string) *text.Index {
	if l, ok := atlas.LayerOf(file); ok && c.Layers[l] != nil {
		return c.Layers[l].Index
	}
	return text.NewIndex("")
}

// ReadPackage reads a package folder from the disk and checks it, for those
// who look once and keep nothing.
func ReadPackage(s *store.Store, folder store.Folder, rules []check.Rule) (*Checked, error) {
	e := &entry{id: folder.Path, names: folder.Names}
	for _, l := range atlas.Layers() {
		file, err := s.Read(path.Join(folder.Path, l.File()))
		if err != nil {
			return nil, err
		}
		e.setFile(l, file)
	}
	return Check(e.id, slugOf(s, e.id), e.layers, e.others(), rules), nil
}

func slugOf(s *store.Store, id string) string {
	return filepath.Base(filepath.Join(s.Root(), filepath.FromSlash(id)))
}
