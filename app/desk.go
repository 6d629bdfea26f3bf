package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/draft"
	"atlasdesk/backend/workspace"

	"github.com/adrg/xdg"
)

// desk is what the bound structs share: the open workspace, and the window to
// tell of changes.
type desk struct {
	settings settingsFile
	sample   fs.FS // packages to try the program on
	native   native
	calm     pause // after checks
	typed    pause // after edits
	list     packageList
	paint    firstPaint

	mu         sync.Mutex
	ctx        context.Context // of the window; nil before it is there
	emit       emitter
	open       *workspace.Workspace // nil while no folder is open
	repository repository           // the open folder's, as it was last looked at
	last       lastCommits          // of the packages of a folder, as they were last looked up
	problem    string               // why none is, or what is wrong with it, in sentences
	cancel     context.CancelFunc   // ends the following of the open folder
	again      chan<- struct{}      // asks for a look at all of it
	stale      chan<- struct{}      // asks for a survey of its packages
	drafts     *draft.Box           // the open folder's
	undrafted  undrafted
	unkept     bool   // what was typed and not sent is in the page alone
	started    bool   // the first attempt to open a folder has ended
	asked      string // the path that the person asked to open, until the page takes it
	mayClose   bool
	exported   string // the path of the file that was exported last
}

// native is what the window can do that the page cannot. In tests there is no
// window, and each is nil.
type native struct {
	present func()                    // brings it before those of other programs
	dress   func(theme string)        // gives its frame and its menus the colours of the page
	menu    func(recent []Recent)     // shows other folders that were open
	place   func(placement) placement // is where it stands; given where it stood before
}

// emitter sends an event to the page.
type emitter func(ctx context.Context, event string, data ...any)

// errNoWindow is what a call answers that needs the window before it is there:
// the system may load the page first.
var errNoWindow = errors.New("the window is still opening; try again in a moment")

// errNoFolder is what every call answers before a folder is open.
var errNoFolder = errors.New("no folder is open; choose one with “Open folder…”")

// start opens a path, or the folder that was open last where it is empty.
func (d *desk) start(ctx context.Context, emit emitter, path string) {
	d.mu.Lock()
	d.ctx, d.emit, d.asked = ctx, emit, path
	d.mu.Unlock()
	d.dress(d.settings.read().Preferences.Theme)
	err := d.openFirst(path)
	d.mu.Lock()
	d.started = true
	if err != nil {
		d.problem, d.asked = sentence(err), ""
	}
	d.mu.Unlock()
	d.tell(changed, 0) // the page may have asked before there was an answer
}

func (d *desk) dress(theme string) {
	if d.native.dress != nil {
		d.native.dress(theme)
	}
}

func (d *desk) openFirst(path string) error {
	if path == "" {
		path = d.defaultFolder()
	}
	if path == "" {
		return nil
	}
	at, err := workspace.Locate(path)
	if err != nil {
		return err
	}
	return d.openFolder(at.Root)
}

// defaultFolder is ./jurisdictions, or the folder that was open last.
func (d *desk) defaultFolder() string {
	if info, err := os.Stat("jurisdictions"); err == nil && info.IsDir() {
		return "jurisdictions"
	}
	return d.settings.read().Folder
}

// window is what to call Wails with.
func (d *desk) window() (context.Context, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ctx == nil {
		return nil, errNoWindow
	}
	return d.ctx, nil
}

// tell sends an event to the page. Before the window is there nobody listens.
func (d *desk) tell(event string, data ...any) {
	d.mu.Lock()
	ctx, emit := d.ctx, d.emit
	d.mu.Unlock()
	if ctx != nil {
		emit(ctx, event, data...)
	}
}

func (d *desk) stop() {
	d.mu.Lock()
	cancel, drafts := d.cancel, d.drafts
	d.drafts = nil
	d.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	if drafts != nil {
		_ = drafts.Close() // what it could not write the window has told
	}
}

// openFolder makes folder the workspace. The old one stays open when it
// cannot be read.
func (d *desk) openFolder(folder string) error {
	window, err := d.window()
	if err != nil {
		return err
	}
	w, err := workspace.Open(folder)
	if err != nil {
		return err
	}
	// The folder is opened whether or not it can be remembered. It is before
	// anybody looks at the settings for what other programs have changed.
	_ = d.settings.change(func(s *settings) { s.remember(w.Root(), time.Now()) })
	d.stop()
	d.attend(window, w)
	if d.native.menu != nil {
		d.native.menu(recentOf(d.settings.read()))
	}
	return nil
}

// attend shows a workspace and follows what becomes of it; the one before is
// stopped.
func (d *desk) attend(window context.Context, w *workspace.Workspace) {
	found := repositoryOf(w)
	ctx, cancel := context.WithCancel(window)
	look, stale := make(chan struct{}, 1), make(chan struct{}, 1)
	drafts, undrafted := d.keepDrafts(w)
	d.mu.Lock()
	d.open, d.problem, d.cancel, d.repository, d.again, d.stale = w, problemOf(w, nil), cancel, found, look, stale
	d.drafts, d.undrafted = drafts, undrafted
	d.mu.Unlock()
	go d.follow(ctx, w, view{seq: w.Seq(), settings: d.settings.text()}, look, stale)
}

// problemOf is what is wrong with a workspace: why it could not be read, or
// else why its settings are not in force. Packages are checked all the same,
// with those that were read last.
func problemOf(w *workspace.Workspace, err error) string {
	if err != nil {
		return sentence(err)
	}
	if fault := w.Fault(); fault != nil {
		return sentence(fault) + " Until the file is mended, the checks go by what it said before, or by what is usual."
	}
	return ""
}

func (d *desk) workspace() (*workspace.Workspace, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		return nil, errNoFolder
	}
	return d.open, nil
}

// beforeClose asks the page where text is unsaved; true keeps the window.
func (d *desk) beforeClose(context.Context) bool {
	if d.mustAsk() {
		d.tell(closing)
		return true
	}
	d.keepPlacement()
	return false
}

// mustAsk says whether closing the window needs a word about unsaved text, or
// about words that would be lost with it.
func (d *desk) mustAsk() bool {
	w, err := d.workspace()
	d.mu.Lock()
	mayClose, unkept := d.mayClose || err != nil, d.unkept
	d.mu.Unlock()
	return !mayClose && (unkept || slices.ContainsFunc(w.IDs(), func(id string) bool { return len(w.Unsaved(id)) > 0 }))
}

// keepPlacement remembers where the window stands, if that can be written.
func (d *desk) keepPlacement() {
	if d.native.place == nil {
		return
	}
	_ = d.settings.change(func(s *settings) { s.Window = d.native.place(s.Window) })
}

// displacedFolder is below where versions of a layer go that gave way to another.
func displacedFolder() string { return filepath.Join(xdg.DataHome, "atlas-desk", "displaced") }

// sentence makes an error readable on its own. The path of a file that it begins
// with stays as it is, since another case names another file.
func sentence(err error) string {
	s := err.Error()
	if word, _, _ := strings.Cut(s, " "); !strings.ContainsAny(word, `/\`) && !strings.Contains(word, ".md") {
		first, size := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(first)) + s[size:]
	}
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".!?…", last) {
		return s
	}
	return s + "."
}
