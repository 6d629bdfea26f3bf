package app

import (
	"runtime/debug"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/merge"
	"atlasdesk/backend/workspace"
)

// Documents are bound to the page: the layers, their text and what the engine
// says of it.
type Documents struct{ desk *desk }

// in finds the workspace and the layer that a call is about.
func (d *Documents) in(layer string) (*workspace.Workspace, atlas.Layer, error) {
	w, err := d.desk.workspace()
	if err != nil {
		return nil, 0, err
	}
	l, err := layerOf(layer)
	return w, l, err
}

// Read returns a layer as it stands: its unsaved text, or the disk's.
func (d *Documents) Read(pkg, layer string) (Document, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Document{}, err
	}
	doc, err := w.Document(pkg, l)
	return documentOf(pkg, l, doc), err
}

func documentOf(pkg string, l atlas.Layer, doc workspace.Document) Document {
	return Document{Package: pkg, Layer: l.Key(), File: l.File(), Title: l.Title(),
		Text: doc.Text, Base: doc.Base, Disk: doc.Disk, Present: doc.Disk != "", Unsaved: doc.Edited, ReadOnly: doc.ReadOnly}
}

// Edit takes the text that the editor holds and returns the analysis of that
// very text. base is the revision that it was made on; version grows with every
// edit of a document.
func (d *Documents) Edit(pkg, layer, text, base string, version int) (Analysis, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Analysis{}, err
	}
	checked, of, err := w.Edit(pkg, l, text, base, version)
	d.desk.calm.ask(rest, debug.FreeOSMemory)
	d.desk.surveySoon()
	if err != nil {
		return Analysis{}, err
	}
	return analysisOf(checked, l, of), nil
}

// Analysis returns what the engine says of a layer as it stands.
func (d *Documents) Analysis(pkg, layer string) (Analysis, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Analysis{}, err
	}
	checked, err := w.Package(pkg)
	if err != nil {
		return Analysis{}, err
	}
	return analysisOf(checked, l, 0), nil
}

// Findings returns all findings of a package, in the order of its layers.
func (d *Documents) Findings(pkg string) ([]Finding, error) {
	w, err := d.desk.workspace()
	if err != nil {
		return nil, err
	}
	checked, err := w.Package(pkg)
	if err != nil {
		return nil, err
	}
	return findingsOf(checked, checked.Findings), nil
}

// Save writes the given version of text over the revision base. It fails with
// the code "conflict" where the disk holds another.
func (d *Documents) Save(pkg, layer, text, base string, version int) (Saved, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Saved{}, err
	}
	revision, err := w.SaveVersion(pkg, l, text, base, version)
	if err != nil {
		return Saved{}, err
	}
	d.desk.tell(changed, w.Seq())
	return Saved{Disk: revision, At: time.Now().Format(time.RFC3339)}, nil
}

// SaveElsewhere asks for the name of a file and writes text, which belongs to a
// layer that cannot be saved, into it. It returns the path, empty when the
// author thinks better of it.
func (d *Documents) SaveElsewhere(pkg, layer, text string) (string, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return "", err
	}
	doc, err := w.Document(pkg, l)
	if err != nil {
		return "", err
	}
	return d.desk.saveElsewhere(l.File(), doc.Form.Encode(text))
}

// Discard lets go of unsaved text, up to the version given.
func (d *Documents) Discard(pkg, layer string, version int) (Document, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Document{}, err
	}
	doc, err := w.Discard(pkg, l, version)
	d.desk.tell(changed, w.Seq())
	return documentOf(pkg, l, doc), err
}

// Theirs returns the text that the disk holds under unsaved text.
func (d *Documents) Theirs(pkg, layer string) (string, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return "", err
	}
	return w.Theirs(pkg, l)
}

// Merge puts text, made on the revision base, together with what the disk holds
// instead of that. Nothing is written.
func (d *Documents) Merge(pkg, layer, text, base string) (Merge, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Merge{}, err
	}
	m, err := w.Merge(pkg, l, text, base)
	if err != nil {
		return Merge{}, err
	}
	merged, clean := m.Result.Text()
	return Merge{m.Disk, m.Theirs, clean, merged, hunksOf(m.Result)}, nil
}

func hunksOf(r merge.Result) []Hunk {
	out := []Hunk{}
	for _, h := range r.Hunks {
		out = append(out, Hunk{h.Conflict, h.Text, h.Base, h.Ours, h.Theirs, h.Joint})
	}
	return out
}

// Resolve saves text, which was made of mine and the revision disk, over that
// revision. Of these two each that text is not is kept in a file. It fails with
// the code "conflict" where the disk has changed once more. version is the one
// of mine.
func (d *Documents) Resolve(pkg, layer, mine, text, disk string, version int) (Resolution, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Resolution{}, err
	}
	kept, err := w.Resolve(pkg, l, workspace.Resolution{Mine: mine, Version: version, Text: text, Disk: disk}, displacedFolder())
	if err != nil {
		return Resolution{}, err
	}
	doc, err := w.Document(pkg, l)
	d.desk.tell(changed, w.Seq())
	return Resolution{documentOf(pkg, l, doc), append([]string{}, kept...), time.Now().Format(time.RFC3339)}, err
}
