package app

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"atlasdesk/backend/draft"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"

	"github.com/adrg/xdg"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Drafts are bound to the page: unsaved text that an earlier run of the
// program has left.
type Drafts struct{ desk *desk }

// undrafted is what is wrong with keeping drafts.
type undrafted struct {
	found error // of what was left
	now   error // of what is to be kept
}

func (u undrafted) sentences() string {
	var out []string
	if u.now != nil {
		out = append(out, "Unsaved text is only in this window, and a crash would lose it. The program could not "+u.now.Error()+". Save the text, or make room; it is tried again.")
	}
	if u.found != nil {
		out = append(out, sentence(u.found))
	}
	return strings.Join(out, " ")
}

// keepDrafts lets the unsaved text of a workspace be kept in the user's data
// folder.
func (d *desk) keepDrafts(w *workspace.Workspace) (*draft.Box, undrafted) {
	dir := filepath.Join(xdg.DataHome, "atlas-desk", "drafts", draft.Folder(w.Root()))
	box := draft.Open(dir, func(err error) {
		d.mu.Lock()
		if d.open == w {
			d.undrafted.now = err
		}
		d.mu.Unlock()
		d.tell(changed, 0) // the workspace may be the one that waits for this
	})
	return box, undrafted{found: w.KeepDrafts(box)}
}

// Recovered lists the drafts that the author has not decided about, oldest
// first.
func (d *Drafts) Recovered() ([]Draft, error) {
	w, err := d.desk.workspace()
	if err != nil {
		return nil, err
	}
	out := []Draft{}
	for _, r := range w.Recovered() {
		out = append(out, draftOf(r))
	}
	return out, nil
}

func draftOf(r workspace.Recovered) Draft {
	return Draft{
		ID: r.ID, Package: r.Package, Layer: r.Layer.Key(), File: filepath.Base(r.Path), Path: r.Path,
		At: r.At.Format(time.RFC3339), Text: r.Text, Disk: r.Disk.Text,
		Present: r.Disk.Revision != "", Moved: r.Disk.Revision != r.Revision, Missing: r.Missing,
	}
}

// Take makes a draft the unsaved text of its layer. Other unsaved text of that
// layer, up to the version given, is kept in a file, whose path is returned.
func (d *Drafts) Take(id string, version int) (string, error) {
	return d.decide(func(w *workspace.Workspace) (string, error) { return w.Take(id, version, displacedFolder()) })
}

// LetGo gives a draft up. It is kept in a file, whose path is returned.
func (d *Drafts) LetGo(id string) (string, error) {
	return d.decide(func(w *workspace.Workspace) (string, error) { return w.LetGo(id, displacedFolder()) })
}

func (d *Drafts) decide(act func(*workspace.Workspace) (string, error)) (string, error) {
	w, err := d.desk.workspace()
	if err != nil {
		return "", err
	}
	kept, err := act(w)
	d.desk.tell(changed, w.Seq())
	return kept, err
}

// SaveElsewhere asks for the name of a file and writes the text of a draft
// into it, in the form of the file that it was made on; the draft stays. It
// returns the path, empty when the author thinks better of it.
func (d *Drafts) SaveElsewhere(id string) (string, error) {
	w, err := d.desk.workspace()
	if err != nil {
		return "", err
	}
	for _, r := range w.Recovered() {
		if r.ID == id {
			return d.desk.saveElsewhere(filepath.Base(r.Path), r.Form().Encode(r.Text))
		}
	}
	return "", errors.New("that draft is not there any more")
}

// saveElsewhere asks where a copy of a file is to go, and writes it.
func (d *desk) saveElsewhere(name string, raw []byte) (string, error) {
	window, err := d.window()
	if err != nil {
		return "", err
	}
	at, err := runtime.SaveFileDialog(window, runtime.SaveDialogOptions{Title: "Save a copy of the text", DefaultFilename: name})
	if err != nil || at == "" {
		return "", err
	}
	return at, writeCopy(at, raw)
}

// writeCopy writes text in the place of what is there, which stays whole when
// that fails.
func writeCopy(at string, raw []byte) error {
	content, form, err := text.Decode(raw)
	if err != nil {
		return err
	}
	files, err := store.Open(filepath.Dir(at))
	if err != nil {
		return err
	}
	before, err := files.Read(filepath.Base(at))
	if err != nil {
		return err
	}
	_, err = files.Write(filepath.Base(at), content, form, before.Revision)
	return err
}
