package app

import (
	"context"
	"runtime/debug"
	"slices"
	"time"

	"atlasdesk/backend/history"
	"atlasdesk/backend/watch"
	"atlasdesk/backend/workspace"
)

// follow keeps the window true to the disk. It watches until the places to
// watch are others, since a repository has come or gone, and then watches
// those. A check takes longer than a look, and so does a history, so they go on
// aside. shown is what the window knew when it began.
func (d *desk) follow(ctx context.Context, w *workspace.Workspace, shown view, again <-chan struct{}, stale chan struct{}) {
	moved := make(chan struct{}, 1)
	request(stale)
	request(moved)
	go d.checkStale(ctx, w, stale)
	go d.findLastCommits(ctx, w, moved)
	for ctx.Err() == nil {
		at := placesOf(w, d.settings.path())
		at.Look = again
		watching, stop := context.WithCancel(ctx)
		batches := watch.Watch(watching, w.Root(), at)
		for batch, open := (watch.Batch{All: true}), true; open && samePlaces(at, placesOf(w, d.settings.path())); batch, open = <-batches {
			d.look(w, &shown, batch.Paths...)
			request(stale)
			request(moved)
		}
		stop()
		for range batches {
			// Until the watch has ended: it would take the next request for a look with it.
		}
	}
}

// request asks for something on a channel that holds one request: one that is
// there already has not begun, and will do. A nil channel takes none.
func request(from chan<- struct{}) {
	select {
	case from <- struct{}{}:
	default:
	}
}

// placesOf are the places outside of the packages that a workspace depends on.
// own are those that the window depends on.
func placesOf(w *workspace.Workspace, own ...string) (o watch.Options) {
	places, trees, err := history.Traces(w.Root())
	if err != nil {
		places = nil // the folder is gone, and its return will be seen
	}
	return watch.Options{Extra: slices.Concat(places, w.SettingsFiles(), own), Trees: slices.Concat(trees, []string{w.ReviewsFolder()})}
}

func samePlaces(a, b watch.Options) bool {
	return slices.Equal(a.Extra, b.Extra) && slices.Equal(a.Trees, b.Trees)
}

// view is what the page was told of last.
type view struct {
	seq      int
	behind   bool   // something could not be read
	settings string // of the person, as they were written
}

// look looks at the disk and the repository again, and tells the page where
// it finds another state than the one shown.
func (d *desk) look(w *workspace.Workspace, shown *view, paths ...string) {
	if shown.behind {
		paths = nil // all of it
	}
	if now := d.settings.text(); now != shown.settings {
		shown.settings = now
		d.tell(prefers)
	}
	_, err := w.Refresh(paths...)
	shown.behind = err != nil
	news := d.note(w, problemOf(w, err), repositoryOf(w))
	if seq := w.Seq(); news || seq != shown.seq {
		shown.seq = seq
		d.tell(changed, seq)
	}
}

// note keeps what was found of a workspace, if it still is the open one, and
// says whether that is new.
func (d *desk) note(w *workspace.Workspace, problem string, repo repository) (news bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open != w || d.problem == problem && d.repository.same(repo) {
		return false
	}
	d.problem, d.repository = problem, repo
	return true
}

// lookAgain asks for a look at all of the open folder, and does not wait.
func (d *desk) lookAgain() {
	d.mu.Lock()
	defer d.mu.Unlock()
	request(d.again)
}

// survey asks for what the list shows of the packages that have changed, and
// does not wait.
func (d *desk) survey() {
	d.mu.Lock()
	defer d.mu.Unlock()
	request(d.stale)
}

// surveySoon asks for it once nobody types.
func (d *desk) surveySoon() { d.typed.ask(settling, d.survey) }

// progress is how often the window is told how far the first check has come.
const progress = 250 * time.Millisecond

// checkStale surveys the packages, each time that it is asked.
func (d *desk) checkStale(ctx context.Context, w *workspace.Workspace, stale <-chan struct{}) {
	d.paint.await(ctx)
	for {
		select {
		case <-ctx.Done():
			return
		case <-stale:
			d.checkAll(ctx, w)
		}
	}
}

// checkAll surveys every package that is not as it was surveyed, one after the
// other so that an edit never waits for more than one.
func (d *desk) checkAll(ctx context.Context, w *workspace.Workspace) {
	told, news := time.Now(), false
	for _, id := range w.IDs() {
		if ctx.Err() != nil {
			return
		}
		made, _ := w.Survey(id) // what vanished the list will show
		if news = news || made; made && time.Since(told) > progress {
			told, news = time.Now(), false
			d.tell(listed)
		}
	}
	if news {
		d.tell(listed)
		d.calm.ask(rest, debug.FreeOSMemory)
	}
}
