package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/draft"
	"atlasdesk/backend/history"
	"atlasdesk/backend/watch"
	"atlasdesk/backend/workspace"

	"github.com/adrg/xdg"
)

// desk is what the bound structs share: the open workspace, and the window to
// tell of changes.
type desk struct {
	settings settingsFile

	mu         sync.Mutex
	ctx        context.Context // of the window; nil before it is there
	emit       emitter
	open       *workspace.Workspace // nil while no folder is open
	repository repository           // the open folder's, as it was last looked at
	problem    string               // why none is, or what is wrong with it, in sentences
	cancel     context.CancelFunc   // ends the watching of the open folder
	drafts     *draft.Box           // the open folder's
	undrafted  undrafted
	mayClose   bool
}

// emitter sends an event to the page.
type emitter func(ctx context.Context, event string, data ...any)

// errNoWindow is what a call answers that needs the window before it is there:
// the system may load the page first.
var errNoWindow = errors.New("the window is still opening; try again in a moment")

// errNoFolder is what every call answers before a folder is open.
var errNoFolder = errors.New("no folder is open; choose one with “Open folder…”")

func (d *desk) start(ctx context.Context, emit emitter, folder string) {
	d.mu.Lock()
	d.ctx, d.emit = ctx, emit
	d.mu.Unlock()
	if folder == "" {
		folder = d.defaultFolder()
	}
	if folder == "" {
		d.setProblem("No folder is open yet. Choose the folder that holds your packages.")
	} else if err := d.openFolder(folder); err != nil {
		d.setProblem(sentence(err))
	}
	d.tell(changed, 0) // the page may have asked before there was an answer
}

func (d *desk) setProblem(problem string) {
	d.mu.Lock()
	d.problem = problem
	d.mu.Unlock()
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
	d.stop()
	d.attend(window, w)
	// The folder is open whether or not it can be remembered.
	_ = d.settings.change(func(s *settings) { s.Folder = w.Root() })
	return nil
}

// attend shows a workspace and watches it, and what in its repository tells
// of commits, in place of what was watched before.
func (d *desk) attend(window context.Context, w *workspace.Workspace) {
	found, traces := repositoryOf(w)
	ctx, cancel := context.WithCancel(window)
	drafts, undrafted := d.keepDrafts(w)
	d.mu.Lock()
	d.open, d.problem, d.cancel, d.repository = w, problemOf(w, nil), cancel, found
	d.drafts, d.undrafted = drafts, undrafted
	d.mu.Unlock()
	extra := append(traces, w.SettingsFiles()...)
	go d.follow(ctx, w, watch.Watch(ctx, w.Root(), watch.Options{Extra: extra}))
	go d.checkAll(ctx, w)
}

// repository is what the window shows of one.
type repository struct {
	there  bool
	branch string
}

// repositoryOf looks for the repository of a workspace, and for what changes
// in it when somebody commits. The packages are compared with its last commit
// from now on.
func repositoryOf(w *workspace.Workspace) (found repository, traces []string) {
	repo, err := history.Open(w.Root())
	if err != nil {
		w.Compare("", nil)
		return repository{}, nil
	}
	compare(w, repo)
	return repository{true, repo.Branch()}, repo.Traces()
}

// compare compares the packages with the last commit; with none where that
// cannot be read.
func compare(w *workspace.Workspace, repo *history.Repo) {
	last, err := repo.Last()
	if err != nil {
		w.Compare("", nil)
		return
	}
	w.Compare(last.Commit().String(), last.File)
}

// follow looks at the disk again whenever something may have changed there,
// and once for what did between the reading and the watching.
func (d *desk) follow(ctx context.Context, w *workspace.Workspace, batches <-chan watch.Batch) {
	before := w.Seq()
	if d.look(w); w.Seq() != before {
		d.tell(changed, w.Seq())
	}
	for batch := range batches {
		d.look(w, batch.Paths...)
		d.tell(changed, w.Seq())
		d.checkAll(ctx, w)
	}
}

func (d *desk) look(w *workspace.Workspace, paths ...string) {
	_, err := w.Refresh(paths...)
	found, _ := repositoryOf(w)
	d.note(w, problemOf(w, err), found)
}

// problemOf is what is wrong with a workspace: why it could not be read, or
// else why its settings are not in force. Packages are checked all the same,
// with those that were read last.
func problemOf(w *workspace.Workspace, err error) string {
	if err == nil {
		err = w.Fault()
	}
	if err == nil {
		return ""
	}
	return sentence(err)
}

// note keeps what was found of a workspace, if it still is the open one.
func (d *desk) note(w *workspace.Workspace, problem string, repo repository) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == w {
		d.problem, d.repository = problem, repo
	}
}

// progress is how often the window is told how far the first check has come.
const progress = 250 * time.Millisecond

// checkAll checks every package that is not checked yet, one after the other
// so that an edit never waits for more than one.
func (d *desk) checkAll(ctx context.Context, w *workspace.Workspace) {
	told, news := time.Now(), false
	for _, id := range w.IDs() {
		if ctx.Err() != nil {
			return
		}
		if _, done := w.Peek(id); done {
			continue
		}
		if _, err := w.Package(id); err != nil {
			continue // it vanished; the list will say so
		}
		if news = true; time.Since(told) > progress {
			told, news = time.Now(), false
			d.tell(changed, w.Seq())
		}
	}
	if news {
		d.tell(changed, w.Seq())
	}
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
	w, err := d.workspace()
	d.mu.Lock()
	mayClose := d.mayClose || err != nil
	d.mu.Unlock()
	if mayClose {
		return false
	}
	for _, id := range w.IDs() {
		if len(w.Unsaved(id)) > 0 {
			d.tell(closing)
			return true
		}
	}
	return false
}

// displacedFolder is where versions of a layer go that lost a conflict.
func displacedFolder() string { return filepath.Join(xdg.DataHome, "atlas-desk", "displaced") }

// sentence makes an error readable on its own.
func sentence(err error) string {
	s := err.Error()
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".!?…", last) {
		return s
	}
	return s + "."
}
