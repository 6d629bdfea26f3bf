package workspace

import (
	"path"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/merge"
)

// Merged is a layer's text in the editor put together with what another
// program has written under it.
type Merged struct {
	Result merge.Result
	Theirs string // the disk's text
	Disk   string // its revision; "" where the file is gone, and then there is nothing to merge
}

// Merge puts the editor's text, made on the revision base, together with the
// disk's, by statement, and a change log by entry. Nothing is written. Where the bytes of the base are not
// known any more, the two texts are in conflict as a whole.
func (w *Workspace) Merge(id string, layer atlas.Layer, mine, base string) (Merged, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return Merged{}, err
	}
	w.reread(e, layer)
	disk := e.files[layer]
	if disk.Fault != nil || disk.Revision == "" {
		return Merged{}, disk.Fault
	}
	join := merge.Statements
	if layer == atlas.ChangeLog {
		join = changelog.Merge
	}
	return Merged{join(e.version(layer, base).Text, mine, disk.Text), disk.Text, disk.Revision}, nil
}

// Resolution settles what an author and another program have made of a layer.
type Resolution struct {
	Mine    string // the editor's text
	Version int    // and its version: what is typed later stays
	Text    string // what becomes of the layer: mine, the disk's, or of both
	Disk    string // the revision that Text takes the place of
}

// Resolve saves the text of a resolution. Each of the two versions that the
// text is not is kept below the folder aside first, and their paths are returned.
// It fails as [Workspace.Save] does, with store.CodeConflict where the disk has
// changed once more.
func (w *Workspace) Resolve(id string, layer atlas.Layer, r Resolution, aside string) (kept []string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return nil, err
	}
	w.reread(e, layer)
	disk := e.files[layer]
	if disk.Revision == r.Disk {
		if kept, err = w.keepLosers(e, layer, r, aside); err != nil {
			return kept, err
		}
	}
	if disk.Revision != r.Disk || r.Text != disk.Text {
		if _, err = w.write(e, layer, r.Text, r.Disk); err != nil {
			return kept, err
		}
	}
	if e.versions[layer] <= r.Version {
		e.versions[layer] = r.Version + 1
		w.discard(e, layer)
	}
	return kept, nil
}

func (w *Workspace) keepLosers(e *entry, layer atlas.Layer, r Resolution, aside string) (kept []string, err error) {
	disk := e.files[layer]
	for _, side := range []struct {
		text string
		raw  []byte
	}{{r.Mine, disk.Form.Encode(r.Mine)}, {disk.Text, disk.Bytes()}} {
		if side.text == r.Text {
			continue
		}
		at, err := w.setAside(path.Join(e.id, layer.File()), side.raw, aside)
		if err != nil {
			return kept, err
		}
		kept = append(kept, at)
	}
	return kept, nil
}
