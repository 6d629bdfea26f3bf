package workspace

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/draft"
	"atlasdesk/backend/review"
	"atlasdesk/backend/store"
)

// Workspace is a folder of packages. Its methods may be called from many
// goroutines.
type Workspace struct {
	store *store.Store
	read  func(name string) (store.File, error) // of the store

	options atomic.Pointer[Options] // replaced under mu, as a whole

	reviews reviews // as last looked at

	refreshing sync.Mutex // held by the one Refresh that runs; taken before mu

	mu       sync.Mutex
	seq      int
	checks   int // made so far
	packages map[string]*entry
	settings settingsFile // as last looked at
	waivers  waiversFile  // as last looked at
	drafts   *draft.Box   // nil where none are kept
	left     []draft.Left // by other runs, oldest first
	awake    []*entry     // packages that were asked for last, the newest first
}

// entry is one package: what the disk has, what the editor has, and the last
// check of the two.
type entry struct {
	id    string
	names []string // of the files in the folder
	files [atlas.ChangeLog + 1]store.File
	past  [atlas.ChangeLog + 1][]store.File // what the files were before, the newest last
	edits map[atlas.Layer]edit
	// versions are the highest of each layer's edits. They outlast the edit, so
	// that one that comes late does not bring back what was saved or let go.
	versions [atlas.ChangeLog + 1]int
	looks    [atlas.ChangeLog + 1]int  // how often each of the files was taken from the disk
	layers   Layers                    // read from the text that counts: the edit, or else the file
	stale    [atlas.ChangeLog + 1]bool // layers that are still to be read
	listed   bool                      // only its folder is known; the files are read when they are needed

	under     *Options        // what the layers were read and checked with
	committed committedLayers // nil where not looked up yet
	checked   *Checked        // of the package as it stands; nil where that is not checked yet
	last      *Checked        // whatever has changed since
	number    int             // of the check that checked is
	surveyed  surveyed        // how its review stands; what is not surveyed has none
	baseline  *baseline       // nil where nobody asked
}

type edit struct {
	text string
	base store.File // that the edit was made on; without bytes where they are not known
}

func newEntry(id string, o *Options) *entry {
	return &entry{id: id, edits: map[atlas.Layer]edit{}, under: o}
}

// Open lists the packages below root, and removes what saves of it that were
// cut off have left. A package is read and checked when it is first asked for:
// of a thousand, the list is there at once.
// Settings that are wrong do not keep it from opening, see [Workspace.Fault].
func Open(root string) (*Workspace, error) {
	s, err := store.Open(root)
	if err != nil {
		return nil, err
	}
	s.Sweep()
	w := &Workspace{store: s, packages: map[string]*entry{}}
	w.read = func(name string) (store.File, error) { return w.options.Load().read(s, name) }
	w.options.Store(NewOptions(check.Rules()))
	_, err = w.Refresh()
	return w, err
}

// Root is the absolute path of the folder.
func (w *Workspace) Root() string { return w.store.Root() }

// Path is the absolute path of a file or folder of the workspace.
func (w *Workspace) Path(parts ...string) string {
	return filepath.Join(w.Root(), filepath.FromSlash(path.Join(parts...)))
}

// Seq grows with every change of what the workspace would answer.
func (w *Workspace) Seq() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seq
}

// remembered is how many former versions of a file are at hand, for text that
// was typed on one of them and arrives after the next.
const remembered = 4

// setFile takes what the disk has now. Unsaved text still counts for more.
func (e *entry) setFile(l atlas.Layer, file store.File) {
	if was := e.files[l]; was.Known() && was.Revision != file.Revision {
		e.past[l] = append(e.past[l][max(0, len(e.past[l])-remembered+1):], was)
	}
	e.files[l] = file
	e.committed[l] = nil
	e.looks[l]++
	if _, edited := e.edits[l]; !edited {
		e.renew(l)
	}
}

// renew says that another text counts for a layer. It is read when it is needed.
func (e *entry) renew(l atlas.Layer) { e.checked, e.stale[l] = nil, true }

// readLayers reads what counts for the layers that have another text by now.
func (e *entry) readLayers() {
	for _, l := range atlas.Layers() {
		if e.stale[l] {
			e.layers[l], e.stale[l] = e.readLayer(l, e.layers[l]), false
		}
	}
}

func (e *entry) readLayer(l atlas.Layer, before *Layer) *Layer {
	if edit, edited := e.edits[l]; edited {
		return e.under.ReadLayer(l, edit.text, nil, before)
	}
	if file := e.files[l]; file.Revision != "" {
		return e.under.ReadLayer(l, file.Text, file.Fault, before)
	}
	return nil
}

// IDs lists the packages, sorted.
func (w *Workspace) IDs() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	ids := make([]string, 0, len(w.packages))
	for id := range w.packages {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// Package checks a package as it stands, unsaved text included. The check is
// made once for every state.
func (w *Workspace) Package(id string) (*Checked, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return nil, err
	}
	return w.check(e), nil
}

func (w *Workspace) check(e *entry) *Checked {
	w.checkAwake(e)
	w.attend(e)
	return e.checked
}

func (w *Workspace) checkAwake(e *entry) {
	before := e.checked
	e.check(w.Path(e.id), w.options.Load())
	if e.checked != before {
		w.checks++
		e.number = w.checks
	}
}

// check checks a package, which stands in the folder at, unless that is done.
func (e *entry) check(at string, o *Options) {
	if e.isChecked(at, o) && e.checked.resting == nil {
		return
	}
	e.readLayers()
	e.checked = Check(Source{ID: e.id, Slug: filepath.Base(at), Layers: e.layers, Committed: e.committedTexts(), Others: e.others(), Before: e.last}, o)
	e.last = e.checked
}

// isChecked says whether the last check of a package, which stands in the
// folder at, is of what it is now, under these options. One that is not is let
// go of: asked again, the answer is the same.
func (e *entry) isChecked(at string, o *Options) bool {
	before := e.committed
	e.adopt(o)
	e.lookUp(at)
	if !sameTexts(before, e.committed) {
		e.checked = nil
	}
	return e.checked != nil
}

// others are the names of files that are no layers.
func (e *entry) others() []string {
	return slices.DeleteFunc(slices.Clone(e.names), func(name string) bool {
		l, ok := atlas.LayerOf(name)
		return ok && l.File() == name
	})
}

// Layers are those of a package as it stands, unsaved text included, whether or
// not they are checked. Of a package at rest they are without their texts.
func (w *Workspace) Layers(id string) (Layers, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return Layers{}, err
	}
	if e.checked != nil && e.checked.resting != nil {
		return e.checked.Layers, nil
	}
	e.readLayers()
	return e.layers, nil
}

// entry is a package with its files.
func (w *Workspace) entry(id string) (*entry, error) {
	e := w.packages[id]
	if e == nil {
		return nil, &UnknownError{id, w.Root()}
	}
	return e, w.readFiles(e)
}

// readFiles reads the files of a package that was only listed so far.
func (w *Workspace) readFiles(e *entry) error {
	if !e.listed {
		return nil
	}
	for _, l := range atlas.Layers() {
		file, err := w.read(path.Join(e.id, l.File()))
		if err != nil {
			return err
		}
		e.setFile(l, file)
	}
	e.listed = false
	return nil
}

// UnknownError says that no package of that name is in the workspace.
type UnknownError struct{ ID, Root string }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("there is no package “%s” in %s; it may have been moved or removed", e.ID, e.Root)
}

// Find returns the package that a person means by a name or a path.
func (w *Workspace) Find(name string) (string, error) {
	name = strings.Trim(filepath.ToSlash(filepath.Clean(name)), "/")
	for _, id := range w.IDs() {
		if id == name || path.Base(id) == name {
			return id, nil
		}
	}
	return "", &UnknownError{name, w.Root()}
}

// Peek returns the last check of a package, nil before the first, and whether
// it is of the package as it stands.
func (w *Workspace) Peek(id string) (last *Checked, current bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.packages[id]
	if e == nil {
		return nil, false
	}
	return e.checked, e.checked != nil && e.under == w.options.Load()
}

// State is how one package stands.
type State struct {
	ID      string
	Checked *Checked                  // the last check, nil before the first
	Review  review.Standing           // as it was when the package was surveyed last
	Unsaved [atlas.ChangeLog + 1]bool // by layer: the editor has another text than the disk
}

// States tells how all packages stand at one moment, in the order of IDs. It
// costs little, whatever the packages hold.
func (w *Workspace) States() []State {
	w.mu.Lock()
	defer w.mu.Unlock()
	states := make([]State, 0, len(w.packages))
	for id, e := range w.packages {
		s := State{ID: id, Checked: e.checked, Review: e.surveyed.Standing}
		for l := range e.edits {
			s.Unsaved[l] = true
		}
		states = append(states, s)
	}
	slices.SortFunc(states, func(a, b State) int { return strings.Compare(a.ID, b.ID) })
	return states
}
