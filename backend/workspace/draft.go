package workspace

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/draft"
	"atlasdesk/backend/store"
)

// KeepDrafts keeps unsaved text in the box from now on, and looks for what
// other runs of the program have left in it. What is wrong with some of that
// is told by the error; see [Workspace.Recovered] for the rest.
func (w *Workspace) KeepDrafts(box *draft.Box) error {
	left, err := box.Recover()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.drafts, w.left = box, left
	return err
}

// keep holds unsaved text, and has a draft of it written soon.
func (w *Workspace) keep(e *entry, l atlas.Layer, now edit) {
	e.edits[l] = now
	if w.drafts != nil {
		w.drafts.Keep(draft.Draft{Path: path.Join(e.id, l.File()), Revision: now.base.Revision, Base: now.base.Bytes(), Text: now.text, At: time.Now()})
	}
}

// unkeep lets go of unsaved text, and of its draft.
func (w *Workspace) unkeep(e *entry, l atlas.Layer) {
	if _, ok := e.edits[l]; !ok {
		return
	}
	delete(e.edits, l)
	if w.drafts != nil {
		w.drafts.Drop(path.Join(e.id, l.File()))
	}
}

// Recovered is unsaved text that an earlier run of the program has left.
type Recovered struct {
	draft.Left
	Package string
	Layer   atlas.Layer
	Disk    store.File // what the disk holds now
	Missing string     // why the text cannot be taken into the editor, a sentence; "" when it can
}

// Recovered lists what was left and is not decided yet, oldest first. A text
// that the disk holds by now is passed over, and its draft goes.
func (w *Workspace) Recovered() []Recovered {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []Recovered
	for _, left := range slices.Clone(w.left) {
		r := w.recovered(left)
		if saved := r.Disk.Known() && r.Disk.Fault == nil && r.Disk.Text == left.Text; saved && w.forget(left.ID) == nil {
			continue
		}
		out = append(out, r)
	}
	return out
}

// Drafts is how many drafts were left and are not decided about. It does not
// look whether the disk holds one by now.
func (w *Workspace) Drafts() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.left)
}

func (w *Workspace) recovered(left draft.Left) Recovered {
	id, file := path.Dir(left.Path), path.Base(left.Path)
	r := Recovered{Left: left, Package: id}
	layer, known := atlas.LayerOf(file)
	disk, err := w.read(left.Path)
	r.Layer, r.Disk = layer, disk
	switch {
	case !known || layer.File() != file:
		r.Missing = fmt.Sprintf("%s is no layer of a package", file)
	case w.packages[id] == nil:
		r.Missing = (&UnknownError{id, w.Root()}).Error()
	case err != nil:
		r.Missing = err.Error()
	case disk.ReadOnly != "":
		r.Missing = disk.ReadOnly
	}
	return r
}

// Take makes recovered text the unsaved text of its layer again, made on the
// version that it was made on. Other unsaved text of the layer, up to the
// version given, is kept below the folder aside, and its path is returned. The
// draft goes only when a new one is on the disk.
func (w *Workspace) Take(draftID string, version int, aside string) (kept string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, err := w.find(draftID)
	if err != nil {
		return "", err
	}
	if r.Missing != "" {
		return "", fmt.Errorf("take up the draft of %s: %s", r.Path, r.Missing)
	}
	e, err := w.entry(r.Package)
	if err != nil {
		return "", err
	}
	l := r.Layer
	if was, ok := e.edits[l]; ok && was.text != r.Text {
		if kept, err = w.setAside(r.Path, e.form(l).Encode(was.text), aside); err != nil {
			return "", err
		}
	}
	w.seq++
	e.versions[l] = max(e.versions[l], version+1)
	base := store.File{Path: r.Path, Revision: r.Revision}
	if r.Base != nil {
		base = store.Decoded(r.Path, r.Base, r.Revision)
	}
	w.keep(e, l, edit{r.Text, base})
	e.renew(l)
	if err := w.drafts.Flush(); err != nil {
		return kept, err
	}
	return kept, w.forget(draftID)
}

// LetGo gives recovered text up. It is kept below the folder aside, and its path
// is returned.
func (w *Workspace) LetGo(draftID, aside string) (kept string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, err := w.find(draftID)
	if err != nil {
		return "", err
	}
	if kept, err = w.setAside(r.Path, r.Form().Encode(r.Text), aside); err != nil {
		return "", err
	}
	return kept, w.forget(draftID)
}

var errNoDraft = errors.New("that draft is not there any more: what becomes of it was decided already")

func (w *Workspace) find(draftID string) (Recovered, error) {
	for _, left := range w.left {
		if left.ID == draftID {
			return w.recovered(left), nil
		}
	}
	return Recovered{}, errNoDraft
}

func (w *Workspace) forget(draftID string) error {
	if err := w.drafts.Forget(draftID); err != nil {
		return err
	}
	w.left = slices.DeleteFunc(w.left, func(l draft.Left) bool { return l.ID == draftID })
	w.seq++
	return nil
}
