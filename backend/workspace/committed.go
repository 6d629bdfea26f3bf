package workspace

import (
	"bytes"
	"path/filepath"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// committed is a layer as it was committed last; empty where it was not.
type committed struct {
	text   string
	texts  []trace.Text
	unread bool // the texts are still to be read
}

// Compare sets the last commit, by its name, that packages are compared with;
// nil for none.
func (w *Workspace) Compare(commit string, c Committed) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.options.Load()
	next := now.WithCommitted(commit, c)
	if now.comparesAs(next) {
		return
	}
	w.options.Store(next)
	w.seq++
}

// ComparedWith is the name of the commit that packages are compared with.
func (w *Workspace) ComparedWith() string { return w.options.Load().commit }

type committedLayers [atlas.ChangeLog + 1]*committed

// adopt takes over other options than those the package was read with.
func (e *entry) adopt(o *Options) {
	if e.under == o {
		return
	}
	before := e.under
	e.under = o
	if before.vocabulary != o.vocabulary {
		e.readAnew()
	}
	if before.settings != o.settings || !slices.Equal(before.waiversOf(e.id), o.waiversOf(e.id)) {
		e.checked = nil
	}
	if before.vocabulary != o.vocabulary || !before.comparesAs(o) {
		e.committed = committedLayers{}
	}
}

// readAnew has every layer read with the vocabulary of now.
func (e *entry) readAnew() {
	for _, l := range atlas.Layers() {
		e.layers[l], e.stale[l] = nil, true
	}
}

// lookUp looks the files up in the last commit that were not yet.
func (e *entry) lookUp(at string) {
	for _, l := range atlas.Layers() {
		if e.committed[l] == nil {
			e.committed[l] = e.lastCommitted(l, filepath.Join(at, l.File()))
		}
	}
}

// lastCommitted is what the last commit has of a layer's file. It is read when
// it is needed.
func (e *entry) lastCommitted(l atlas.Layer, file string) *committed {
	if e.under.committed == nil {
		return &committed{}
	}
	now := e.files[l]
	raw := now.Bytes()
	last, ok := e.under.committed(file, raw)
	if !ok {
		return &committed{}
	}
	source := now.Text
	if now.Fault != nil || !bytes.Equal(last, raw) {
		var err error
		if source, _, err = text.Decode(last); err != nil {
			return &committed{} // it was no text then, so it said nothing
		}
	}
	return &committed{text: source, unread: true}
}

// committedTexts reads what was committed, as far as that is not done.
func (e *entry) committedTexts() (out trace.Layers) {
	for _, l := range atlas.Layers() {
		c := e.committed[l]
		if c.unread {
			layer := e.layers[l]
			if layer == nil || layer.File.Text != c.text {
				layer = e.under.ReadLayer(l, c.text, nil, layer)
			}
			c.texts, c.unread = layer.Texts, false
		}
		out[l] = c.texts
	}
	return out
}

func sameTexts(before, now committedLayers) bool {
	for l := range now {
		if before[l] == nil || before[l].text != now[l].text {
			return false
		}
	}
	return true
}
