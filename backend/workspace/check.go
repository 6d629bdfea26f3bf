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
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Layer is one layer as read, with everything that depends on it alone.
type Layer struct {
	File  *pack.File
	Texts []trace.Text // none of a layer at rest
	Index *text.Index

	spans      []text.Span // of the statements, at rest
	statements int
}

// ReadLayer reads the text of a layer, or the fault that hides it, with the
// vocabulary of the format alone. What the layer as it was before, if given,
// shares with it is not read again.
func ReadLayer(layer atlas.Layer, source string, fault error, before *Layer) *Layer {
	var plain *trace.Vocabulary
	return readLayer(plain.NewReader(), layer, source, fault, before)
}

// ReadLayer is the function ReadLayer with the vocabulary of the settings,
// with which before was read too. It is quicker where many layers are read:
// it remembers words.
func (o *Options) ReadLayer(layer atlas.Layer, source string, fault error, before *Layer) *Layer {
	r := o.readers.Get().(*trace.Reader)
	defer o.readers.Put(r)
	return readLayer(r, layer, source, fault, before)
}

func readLayer(r *trace.Reader, layer atlas.Layer, source string, fault error, before *Layer) *Layer {
	if fault != nil {
		return &Layer{File: pack.Unreadable(layer, fault), Index: text.NewIndex("")}
	}
	var known []trace.Text
	if before != nil {
		known = before.Texts
	}
	f := pack.Parse(layer, source)
	return &Layer{File: f, Texts: r.Read(statement.Of(f), f.Headings(), known), Index: text.NewIndex(source)}
}

// Statements counts the layer's statements in the sense of the format.
func (l *Layer) Statements() (n int) {
	if l.Texts == nil {
		return l.statements
	}
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
	Graph    *trace.Graph // nil at rest
	Findings []check.Diagnostic

	under     *Options
	memory    *check.Memory
	committed trace.Layers
	resting   *resting // nil of a whole check

	beside map[string]*text.Index // files that fixes may edit besides those of the package, by their paths from its folder
}

// Source is a package as it was read, from wherever it stands.
type Source struct {
	ID, Slug  string
	Layers    Layers
	Committed trace.Layers // of the last commit; empty where there is none
	Others    []string     // names of the files that are no layers
	Before    *Checked     // an earlier check: what still holds of it is not looked for again; nil for none
}

// Check runs the rules over a package.
func Check(s Source, o *Options) *Checked {
	var files []*pack.File
	var texts trace.Layers
	for i, l := range s.Layers {
		if l != nil {
			files = append(files, l.File)
			texts[i] = l.Texts
		}
	}
	p := pack.New(s.Slug, files, s.Others)
	before := s.Before
	if before == nil || before.under != o {
		before = &Checked{Graph: &trace.Graph{}}
	}
	g := before.Graph.Next(texts, p.Name, o.settings.Aliases)
	findings, memory := check.Again(before.memory, p, g, s.Committed, o.rules)
	c := &Checked{ID: s.ID, Package: p, Layers: s.Layers, Graph: g, under: o, memory: memory, committed: s.Committed}
	c.Findings = check.Waive(c.reading(), findings, o.waiversOf(s.ID), o.rules)
	return c
}

// New lists the statements of a layer that the last commit has not; none where
// it has nothing of the layer.
func (c *Checked) New(layer atlas.Layer) map[statement.ID]bool {
	if len(c.committed[layer]) == 0 {
		return nil
	}
	known := make(map[statement.ID]bool, len(c.committed[layer]))
	for i := range c.committed[layer] {
		known[c.committed[layer][i].ID] = true
	}
	out := map[statement.ID]bool{}
	for i := range c.Graph.Layers[layer] {
		if t := &c.Graph.Layers[layer][i]; t.IsClaim() && !known[t.ID] {
			out[t.ID] = true
		}
	}
	return out
}

func (c *Checked) reading() check.Reading { return check.Reading{Package: c.Package, Graph: c.Graph} }

// Fingerprints tell findings apart that are all of the package, or all of some
// of its files, as [check.Reading.Fingerprints].
func (c *Checked) Fingerprints(found []check.Diagnostic) []string {
	if c.resting != nil {
		return c.resting.fingerprintsOf(found, c.Findings)
	}
	return c.reading().Fingerprints(found)
}

// InStatement says whether a finding marks words of a statement.
func (c *Checked) InStatement(d *check.Diagnostic) bool {
	return c.reading().InStatement(d.File, d.Span)
}

// Traced counts the statements of a derived layer, and those of them that
// evidence carries. Of other layers it counts nothing.
func (c *Checked) Traced(l atlas.Layer) (traced, claims int) {
	if c.resting != nil {
		t := c.resting.tallies[l]
		return t.traced, t.claims
	}
	if !l.IsDerived() {
		return 0, 0
	}
	for i := range c.Graph.Layers[l] {
		if t := &c.Graph.Layers[l][i]; t.IsClaim() {
			claims++
			if len(c.Graph.Support(t)) > 0 {
				traced++
			}
		}
	}
	return traced, claims
}

// Index locates places in a file that findings and fixes name; others have
// none.
func (c *Checked) Index(file string) *text.Index {
	if l, ok := atlas.LayerOf(file); ok && c.Layers[l] != nil {
		return c.Layers[l].Index
	}
	if index := c.beside[file]; index != nil {
		return index
	}
	return text.NewIndex("")
}

// ReadPackage reads a package folder from the disk and checks it, for those
// who look once and keep nothing.
func ReadPackage(s *store.Store, folder store.Folder, o *Options) (*Checked, error) {
	e := &entry{id: folder.Path, names: folder.Names, under: o}
	for _, l := range atlas.Layers() {
		file, err := o.read(s, path.Join(folder.Path, l.File()))
		if err != nil {
			return nil, err
		}
		e.setFile(l, file)
	}
	e.check(filepath.Join(s.Root(), filepath.FromSlash(folder.Path)), o)
	e.checked.declare(o)
	return e.checked, nil
}

// declare makes fixes of what would settle findings outside of the package:
// edits of the settings and of the waivers, whose paths are from its folder.
func (c *Checked) declare(o *Options) {
	home := strings.Repeat("../", depth(path.Join(o.below, c.ID)))
	aliases, waivers := path.Join(home, settings.File), path.Join(home, settings.WaiversFile)
	c.beside = map[string]*text.Index{aliases: text.NewIndex(o.aliases.Source()), waivers: text.NewIndex(o.waiversSource)}
	for i := range c.Findings {
		d := &c.Findings[i]
		if d.Alias != (check.Alias{}) {
			if edit, err := o.aliases.Declare(d.Alias.Name, d.Alias.Also); err == nil {
				d.Fixes = append(d.Fixes, check.Fix{Title: d.Alias.Title(), Edits: []check.Edit{{File: aliases, Edit: edit}}})
			}
		}
		if d.Stale != nil {
			w := settings.PackageWaiver{Package: path.Join(o.below, c.ID), Waiver: *d.Stale}
			if edit, err := settings.RemoveWaiver(waivers, o.waiversSource, w); err == nil {
				d.Fixes = append(d.Fixes, check.Fix{Title: check.RemoveWaiver, Edits: []check.Edit{{File: waivers, Edit: edit}}})
			}
		}
	}
}

// depth is how many folders a slash path leads through.
func depth(name string) int {
	if name == "." {
		return 0
	}
	return 1 + strings.Count(name, "/")
}
