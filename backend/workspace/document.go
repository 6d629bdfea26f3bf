package workspace

import (
	"fmt"
	"path"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
)

// Document is one layer as it stands in the editor.
type Document struct {
	Text     string // the unsaved text where there is some, otherwise the disk's
	Base     string // the revision on disk that Text was made on
	Disk     string // the revision on disk now; "" when there is no file
	Edited   bool   // Text is not what Base holds
	ReadOnly string // why it cannot be edited, a sentence; "" when it can
	Form     text.Form
}

// Document returns a layer of a package; one that is missing is empty.
func (w *Workspace) Document(id string, layer atlas.Layer) (Document, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return Document{}, err
	}
	return e.document(layer), nil
}

func (e *entry) document(l atlas.Layer) Document {
	file := e.files[l]
	doc := Document{Text: file.Text, Base: file.Revision, Disk: file.Revision, ReadOnly: file.ReadOnly, Form: e.form(l)}
	if edit, ok := e.edits[l]; ok {
		doc.Text, doc.Base, doc.Edited = edit.text, edit.base.Revision, true
	}
	return doc
}

// Edit takes the text that the editor holds, made on the revision base, and
// checks the package with it. Versions of one document grow; an older one than
// the last is ignored, also when that one was saved or let go since. The
// version that the check is of is returned with it.
//
// It fails where the layer cannot be edited, unless there is unsaved text
// already, which is not to be cut short.
func (w *Workspace) Edit(id string, layer atlas.Layer, content, base string, version int) (*Checked, int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.edited(id, base)
	if err != nil {
		return nil, 0, err
	}
	before := e.document(layer)
	switch {
	case before.Text == content:
		e.versions[layer] = max(e.versions[layer], version)
		return w.check(e), version, nil
	case version < e.versions[layer]:
		return w.check(e), e.versions[layer], nil
	case before.ReadOnly != "" && !before.Edited:
		return nil, 0, &ReadOnlyError{layer.File(), before.ReadOnly}
	}
	e.versions[layer] = version
	w.seq++
	if file := e.files[layer]; file.Text == content && file.Fault == nil {
		w.unkeep(e, layer)
	} else {
		w.keep(e, layer, edit{content, e.version(layer, base)})
	}
	e.renew(layer)
	return w.check(e), version, nil
}

// edited is the package that text is typed into. One that has vanished since
// it was read comes back for the text's sake.
func (w *Workspace) edited(id, base string) (*entry, error) {
	e, err := w.entry(id)
	if err != nil && base != "" {
		e, err = newEntry(id, w.options.Load()), nil
		w.packages[id] = e
	}
	return e, err
}

// ReadOnlyError says that a layer cannot be edited, and why.
type ReadOnlyError struct{ File, Why string }

func (e *ReadOnlyError) Error() string { return fmt.Sprintf("edit %s: %s", e.File, e.Why) }

// version is the file of a revision, as far as it is remembered.
func (e *entry) version(l atlas.Layer, revision string) store.File {
	if edit, ok := e.edits[l]; ok && edit.base.Revision == revision {
		return edit.base
	}
	for _, file := range slices.Concat(e.past[l], []store.File{e.files[l]}) {
		if file.Revision == revision {
			return file
		}
	}
	return store.File{Revision: revision}
}

// form is how a layer's text becomes bytes: as the file has it, or had it
// before it went.
func (e *entry) form(l atlas.Layer) text.Form {
	if past := e.past[l]; e.files[l].Revision == "" && len(past) > 0 {
		return past[len(past)-1].Form
	}
	return e.files[l].Form
}

// Save writes a layer over the revision that it was made on. It fails with a
// *store.Error: with store.CodeConflict where the disk has another revision.
func (w *Workspace) Save(id string, layer atlas.Layer, content, base string) (revision string, err error) {
	return w.SaveVersion(id, layer, content, base, 0)
}

// SaveVersion saves a version of the editor's text. Edits before that one are
// ignored from then on; one after it stays, as made on what was saved.
func (w *Workspace) SaveVersion(id string, layer atlas.Layer, content, base string, version int) (revision string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return "", err
	}
	saved, err := w.write(e, layer, content, base)
	if err != nil {
		return "", err
	}
	was, ok := e.edits[layer]
	if ok && was.text != content && e.versions[layer] > version {
		was.base = saved
		w.keep(e, layer, was)
	} else {
		w.discard(e, layer) // the store has read back what it wrote
	}
	e.versions[layer] = max(e.versions[layer], version)
	return saved.Revision, nil
}

// write saves a layer, and takes what the disk has then. Unsaved text stays.
func (w *Workspace) write(e *entry, layer atlas.Layer, content, base string) (store.File, error) {
	name, form := path.Join(e.id, layer.File()), e.form(layer)
	revision, err := w.store.Write(name, content, form, base)
	if err == nil {
		w.seq++
	}
	w.reread(e, layer)
	return store.FileOf(name, content, form, revision), err
}

// reread takes what the disk has now; where it cannot be read, the next
// Refresh will say so.
func (w *Workspace) reread(e *entry, layer atlas.Layer) {
	file, err := w.read(path.Join(e.id, layer.File()))
	if err != nil {
		return
	}
	if file.Revision == "" || file.Revision != e.files[layer].Revision {
		w.seq++
	}
	e.setFile(layer, file)
}

// Remove deletes the file of a layer, which must hold the revision base. It
// fails as store.Remove does.
func (w *Workspace) Remove(id string, layer atlas.Layer, base string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return err
	}
	err = w.store.Remove(path.Join(e.id, layer.File()), base)
	w.reread(e, layer)
	return err
}

// Hold keeps what the disk has of a layer, so that restore can put it back over
// the revision base without any room on the disk. Release ends it.
func (w *Workspace) Hold(id string, layer atlas.Layer) (restore func(base string) error, release func(), err error) {
	held, err := w.store.Hold(path.Join(id, layer.File()))
	if err != nil {
		return nil, nil, err
	}
	restore = func(base string) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		e, err := w.entry(id)
		if err != nil {
			return err
		}
		err = held.Restore(base)
		w.reread(e, layer)
		return err
	}
	return restore, held.Release, nil
}

// Discard lets go of unsaved text, up to the version given: an edit that is
// still on its way does not bring it back. Text of a later version stays.
func (w *Workspace) Discard(id string, layer atlas.Layer, version int) (Document, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return Document{}, err
	}
	if e.versions[layer] <= version {
		e.versions[layer] = version + 1
		w.discard(e, layer)
	}
	return e.document(layer), nil
}

func (w *Workspace) discard(e *entry, layer atlas.Layer) {
	if _, ok := e.edits[layer]; ok {
		w.unkeep(e, layer)
		e.renew(layer)
		w.seq++
	}
}

// Theirs is the text that the disk holds under unsaved text.
func (w *Workspace) Theirs(id string, layer atlas.Layer) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return "", err
	}
	w.reread(e, layer)
	return e.files[layer].Text, nil
}

// Unsaved lists the layers of a package that the editor holds in another text
// than the disk.
func (w *Workspace) Unsaved(id string) []atlas.Layer {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []atlas.Layer
	if e := w.packages[id]; e != nil {
		for _, l := range atlas.Layers() {
			if _, ok := e.edits[l]; ok {
				out = append(out, l)
			}
		}
	}
	return out
}
