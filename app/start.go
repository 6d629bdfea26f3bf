package app

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"atlasdesk/backend/sample"
	"atlasdesk/backend/workspace"

	"github.com/adrg/xdg"
)

// Start is bound to the page: what the person asked to open, and what the
// window offers while nothing is open.
type Start struct{ desk *desk }

// Recent is a folder that was open.
type Recent struct {
	Path    string `json:"path"`
	Opened  string `json:"opened"`  // when it was opened last
	Missing bool   `json:"missing"` // there is no such folder now
}

// Place is what a path stands for that the person asked to open.
type Place struct {
	Root    string `json:"root"` // the folder to open; empty: nothing was asked
	Package string `json:"package"`
	Layer   string `json:"layer"`
}

// mostRecent is how many folders are remembered.
const mostRecent = 12

// remember makes a folder the one that was opened last.
func (s *settings) remember(folder string, at time.Time) {
	s.Folder = folder
	now := opened{Path: folder, At: at.UTC().Format(time.RFC3339)}
	if before := s.opened(folder); before != nil {
		now.Layers = before.Layers
	}
	s.forget(folder)
	s.Recent = slices.Insert(s.Recent, 0, now)
	s.Recent = s.Recent[:min(len(s.Recent), mostRecent)]
}

func (s *settings) forget(folder string) {
	s.Recent = slices.DeleteFunc(s.Recent, func(o opened) bool { return o.Path == folder })
}

// opened is what is remembered of a folder; nil for nothing.
func (s *settings) opened(folder string) *opened {
	if i := slices.IndexFunc(s.Recent, func(o opened) bool { return o.Path == folder }); i >= 0 {
		return &s.Recent[i]
	}
	return nil
}

// Lately is what was open and what was done, the last first.
type Lately struct {
	Folder   string   `json:"folder"`
	Layers   []string `json:"layers"`   // "package/layer", of the folder
	Commands []string `json:"commands"` // by their names in the page
}

// Lately tells what the page has kept of the folder that is open.
func (s *Start) Lately() (Lately, error) {
	out := Lately{Layers: []string{}, Commands: []string{}}
	w, err := s.desk.workspace()
	if err != nil {
		return out, err
	}
	all := s.desk.settings.read()
	out.Folder, out.Commands = w.Root(), append(out.Commands, all.Commands...)
	if of := all.opened(out.Folder); of != nil {
		out.Layers = append(out.Layers, of.Layers...)
	}
	return out, nil
}

// KeepLately keeps that for the next start of the program. Nothing is kept of
// the layers of a folder that is forgotten.
func (s *Start) KeepLately(l Lately) error {
	return s.desk.settings.change(func(all *settings) {
		all.Commands = l.Commands
		if of := all.opened(l.Folder); of != nil {
			of.Layers = l.Layers
		}
	})
}

// Recent lists the folders that were open, the last one first.
func (s *Start) Recent() []Recent { return recentOf(s.desk.settings.read()) }

func recentOf(s settings) []Recent {
	out := []Recent{}
	for _, o := range s.Recent {
		info, err := os.Stat(o.Path)
		out = append(out, Recent{o.Path, o.At, err != nil || !info.IsDir()})
	}
	return out
}

// Forget takes a folder off the list of those that were open.
func (s *Start) Forget(folder string) error {
	return s.desk.settings.change(func(all *settings) { all.forget(folder) })
}

// Asked returns what the person asked to open since the last call: with the
// program's argument, with another start of the program, or through the system.
func (s *Start) Asked() (Place, error) {
	s.desk.mu.Lock()
	path := s.desk.asked
	s.desk.asked = ""
	s.desk.mu.Unlock()
	if path == "" {
		return Place{}, nil
	}
	return s.Locate(path)
}

// Locate says what a path stands for, as when it is dropped onto the window.
func (s *Start) Locate(path string) (Place, error) {
	at, err := workspace.Locate(path)
	return Place{at.Root, at.Package, at.Layer}, err
}

// ask has the page open a path, once it has asked about unsaved text.
func (d *desk) ask(path string) {
	d.mu.Lock()
	d.asked = path
	d.mu.Unlock()
	d.tell(changed, 0) // no matter which workspace is open
}

// startedAgain is called when the program is started once more: with the path
// that it is to open, or with none.
func (d *desk) startedAgain(path string) {
	if d.native.present != nil {
		d.native.present()
	}
	if path != "" {
		d.ask(path)
	}
}

// SampleFolder is where the sample goes unless the person says otherwise.
func (s *Start) SampleFolder() string { return filepath.Join(xdg.UserDirs.Documents, "Atlas sample") }

// MakeSample writes the sample into a folder, which must not exist yet, as a
// repository of its own. A sample that is there already is left as it is.
func (s *Start) MakeSample(folder string) error {
	window, err := s.desk.window()
	if err != nil {
		return err
	}
	return sample.Make(window, folder, s.desk.sample, time.Now())
}
