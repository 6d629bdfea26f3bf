package workspace

import (
	"fmt"
	"path"
	"path/filepath"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

// Document is one layer as it stands in the editor.
type Document struct {
	Text     string // the unsaved text where there is some, otherwise the disk's
	Base     string // the revision on disk that Text was made on
	Disk     string // the revision on disk now; "" when there is no file
	Edited   bool   // Text is not what Base holds
	ReadOnly string // why it cannot be edited, a sentence; "" when it can
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
	if edit, ok := e.edits[l]; ok {
		return Document{Text: edit.text, Base: edit.base, Disk: file.Revision, Edited: true, ReadOnly: file.ReadOnly}
	}
	return Document{Text: file.Text, Base: file.Revision, Disk: file.Revision, ReadOnly: file.ReadOnly}
}

// Edit takes the text that the editor holds and checks the package with it.
// Versions of one document grow; an older one than the last is ignored, also
// when that one was saved or let go since. The version that the check is of is
// returned with it.
func (w *Workspace) Edit(id string, layer atlas.Layer, content string, version int) (*Checked, int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return nil, 0, err
	}
	if version < e.versions[layer] {
		return w.check(e), e.versions[layer], nil
	}
	e.versions[layer] = version
	before := e.document(layer)
	if before.Text == content {
		return w.check(e), version, nil
	}
	w.seq++
	if file := e.files[layer]; file.Revision == before.Base && file.Text == content && file.Fault == nil {
		delete(e.edits, layer)
		e.readFile(layer)
	} else {
		e.edits[layer] = edit{content, before.Base}
		e.layers[layer], e.checked = e.under.ReadLayer(layer, content, nil, e.layers[layer]), nil
	}
	return w.check(e), version, nil
}

// Save writes a layer over the revision that it was made on. It fails with a
// *store.Error: with store.CodeConflict where the disk has another revision.
func (w *Workspace) Save(id string, layer atlas.Layer, content, base string) (revision string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return "", err
	}
	return w.save(e, layer, content, base)
}

func (w *Workspace) save(e *entry, layer atlas.Layer, content, base string) (string, error) {
	name := path.Join(e.id, layer.File())
	if _, err := w.store.Write(name, content, e.files[layer].Form, base); err != nil {
		w.reread(e, layer)
		return "", err
	}
	w.seq++
	if was, ok := e.edits[layer]; ok && was.text == content {
		delete(e.edits, layer)
	}
	w.reread(e, layer)
	if was, ok := e.edits[layer]; ok { // typed on while it was saved
		was.base = e.files[layer].Revision
		e.edits[layer] = was
	}
	return e.files[layer].Revision, nil
}

// reread takes what the disk has now; where it cannot be read, the next
// Refresh will say so.
func (w *Workspace) reread(e *entry, layer atlas.Layer) {
	file, err := w.read(path.Join(e.id, layer.File()))
	if err != nil {
		return
	}
	if e.layers[layer] == nil || file.Revision != e.files[layer].Revision {
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

// Discard lets go of unsaved text.
func (w *Workspace) Discard(id string, layer atlas.Layer) (Document, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return Document{}, err
	}
	w.discard(e, layer)
	return e.document(layer), nil
}

func (w *Workspace) discard(e *entry, layer atlas.Layer) {
	if _, ok := e.edits[layer]; ok {
		delete(e.edits, layer)
		e.readFile(layer)
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

// Choice is how a conflict between the editor and the disk is settled.
type Choice string

// The choices.
const (
	Mine   Choice = "mine"   // the editor's text is saved over the disk's
	Theirs Choice = "theirs" // the disk's text takes the place of the editor's
)

// Resolve settles a conflict. The version that loses is kept in the folder
// aside, and its path is returned.
func (w *Workspace) Resolve(id string, layer atlas.Layer, mine string, choice Choice, aside string) (kept string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return "", err
	}
	w.reread(e, layer)
	disk := e.files[layer]
	name := filepath.Base(w.Path(e.id)) + "/" + layer.File()
	switch choice {
	case Theirs:
		kept, err = store.Keep(aside, name, disk.Form.Encode(mine))
		if err == nil {
			w.discard(e, layer)
		}
	case Mine:
		if disk.Raw != nil {
			if kept, err = store.Keep(aside, name, disk.Raw); err != nil {
				return "", err
			}
		}
		_, err = w.save(e, layer, mine, disk.Revision)
	default:
		err = fmt.Errorf("settle the conflict over %s: “%s” is no choice", layer.File(), choice)
	}
	return kept, err
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

// Saved returns the files of a package as they are on the disk.
func (w *Workspace) Saved(id string) ([atlas.ChangeLog + 1]store.File, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return [atlas.ChangeLog + 1]store.File{}, err
	}
	for _, l := range atlas.Layers() {
		w.reread(e, l)
	}
	return e.files, nil
}

// CheckSaved checks a package as it is on the disk, without unsaved text.
func (w *Workspace) CheckSaved(id string) (*Checked, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return nil, err
	}
	if len(e.edits) == 0 {
		return w.check(e), nil
	}
	return w.checkFiles(e.id, e.names, e.files), nil
}

func (w *Workspace) checkFiles(id string, names []string, files [atlas.ChangeLog + 1]store.File) *Checked {
	saved := &entry{id: id, names: names, files: files, under: w.options.Load()}
	for _, l := range atlas.Layers() {
		saved.readFile(l)
	}
	return w.check(saved)
}

// Remains returns and checks what the disk still has of a folder that is no
// package, or no longer one.
func (w *Workspace) Remains(id string) (files [atlas.ChangeLog + 1]store.File, c *Checked, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, l := range atlas.Layers() {
		if files[l], err = w.read(path.Join(id, l.File())); err != nil {
			return files, nil, err
		}
	}
	return files, w.checkFiles(id, nil, files), nil
}
