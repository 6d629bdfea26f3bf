// Package watch says which paths of a folder to look at again.
//
// It tells that something may have changed, never what: editors save in many
// ways, and systems report each in another. Two goroutines share the work. One
// only drains fsnotify into a set of paths, because a late reader loses events
// and adding a watch while nobody reads can block for ever (fsnotify issue
// 502). The other waits for quiet, watches the folders that are new, and
// delivers. Where events were lost or are not to be had, it says "look at all".
package watch

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Batch is what to look at again.
type Batch struct {
	// Paths are absolute and sorted. Each may have come, changed or gone; one
	// that is or was a folder stands for all that is in it.
	Paths []string
	// All says that anything may have changed, the root itself included; there
	// are no Paths then.
	All bool
}

// Options of [Watch]. A duration of zero stands for the one in brackets.
type Options struct {
	// Extra are absolute paths to watch besides the root: a file, or a folder
	// with what lies directly in it, there already or not. The rule that passes
	// by what begins with a dot does not hold for them.
	Extra []string
	// Trees are like Extra, but folders with all that is in them.
	Trees []string

	// Look asks for a batch of All at once, for each value sent on it; nil
	// asks for none.
	Look <-chan struct{}

	Quiet  time.Duration // without an event, before a batch is delivered (150 ms)
	Cap    time.Duration // after which it is delivered without quiet (1.5 s)
	Poll   time.Duration // between looks whether the root is still there, or at all where events are not to be had (3 s)
	Rescan time.Duration // between batches of All, for safety (60 s)
}

func (o Options) withDefaults() Options {
	o.Quiet = cmp.Or(o.Quiet, 150*time.Millisecond)
	o.Cap = cmp.Or(o.Cap, 1500*time.Millisecond)
	o.Poll = cmp.Or(o.Poll, 3*time.Second)
	o.Rescan = cmp.Or(o.Rescan, time.Minute)
	return o
}

// Watch watches the folder root, an absolute path, until ctx is done; then it
// lets go of everything and closes the channel. What changes after Watch has
// returned comes with some batch, so read the folder after that. A slow
// receiver loses nothing: what it has not taken is united.
//
// Below the root it passes by what begins with a dot, node_modules, symbolic
// links to folders, and folders more than 8 deep. A root that vanishes gives a
// Batch of All, and another one when it is back. Watch cannot fail: where the
// system gives no events, or cannot know of all changes (a network share), it
// polls.
func Watch(ctx context.Context, root string, o Options) <-chan Batch {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		events = nil
	}
	return start(ctx, newWatcher(events, root, o))
}

func start(ctx context.Context, w *watcher) <-chan Batch {
	var draining sync.WaitGroup
	if w.events != nil {
		draining.Go(w.drain)
	}
	w.watchAnew()
	out := make(chan Batch)
	go func() {
		defer close(out)
		w.deliver(ctx, out)
		if w.events != nil {
			_ = w.events.Close() // the program is done with it either way
		}
		draining.Wait()
	}()
	return out
}

type watcher struct {
	filter
	Options
	events *fsnotify.Watcher        // nil where the system has none to give
	remote func(folder string) bool // whether changes may come without an event
	above  bool                     // folders above the root are watched too, where an extra path lies in one

	mu    sync.Mutex
	dirty dirt          // what drain leaves for deliver
	wake  chan struct{} // holds a token when dirty has grown

	// The rest is of the delivering goroutine.
	tree
	found  dirt      // what the receiver has not taken yet
	polled time.Time // last
}

func newWatcher(events *fsnotify.Watcher, root string, o Options) *watcher {
	return &watcher{
		filter:  newFilter(root, o.Extra, o.Trees),
		Options: o.withDefaults(),
		events:  events,
		remote:  isRemote,
		above:   watchesAbove,
		wake:    make(chan struct{}, 1),
	}
}

// drain runs until the events are closed. It must never wait for anything.
func (w *watcher) drain() {
	for {
		select {
		case e, ok := <-w.events.Events:
			if !ok {
				return
			}
			w.note(e)
		case _, ok := <-w.events.Errors: // above all fsnotify.ErrEventOverflow
			if !ok {
				return
			}
			w.mark((*dirt).addAll)
		}
	}
}

// note lets noise pass without a wake, which would put off what matters.
func (w *watcher) note(e fsnotify.Event) {
	if e.Name == w.root && (e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)) {
		w.mark((*dirt).addAll)
	} else if w.concerns(e.Name) {
		w.mark(func(d *dirt) { d.add(e.Name) })
	}
}

func (w *watcher) mark(as func(*dirt)) {
	w.mu.Lock()
	as(&w.dirty)
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *watcher) deliver(ctx context.Context, out chan<- Batch) {
	poll, rescan := time.NewTicker(w.Poll), time.NewTicker(w.Rescan)
	defer poll.Stop()
	defer rescan.Stop()
	var (
		since time.Time        // the first event of those that quiet is awaited for
		quiet <-chan time.Time // nil while nothing is dirty
		ready chan<- Batch     // nil while nothing is found
		batch Batch
	)
	w.polled = time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case ready <- batch:
			w.found, ready = dirt{}, nil
			continue
		case <-w.wake:
			if quiet == nil {
				since = time.Now()
			}
			if left := w.Cap - time.Since(since); left > 0 {
				quiet = time.After(min(w.Quiet, left))
				continue
			}
		case <-quiet:
		case now := <-poll.C:
			w.poll(now)
		case <-w.Look:
			w.found.addAll()
		case <-rescan.C:
			w.mark((*dirt).addAll)
		}
		quiet = nil
		w.collect()
		if batch = w.found.batch(); batch.All || len(batch.Paths) > 0 {
			ready = out
		}
	}
}

// poll looks for what no event tells.
func (w *watcher) poll(now time.Time) {
	before := w.polled
	w.polled = now
	switch {
	case slept(before, now, w.Poll), w.lost():
		w.mark((*dirt).addAll)
	case w.deaf:
		w.found.addAll()
	default:
		w.enterExtra()
	}
}

// slept says whether the computer slept between two polls. Shares may have
// been parted meanwhile, and their watches with them.
func slept(before, now time.Time, poll time.Duration) bool {
	const late = 30 * time.Second                        // a busy computer delays a poll too
	return now.Round(0).Sub(before.Round(0)) > poll+late // by the clock on the wall: the other one may sleep as well
}

// collect moves what is dirty to what is found, and keeps the watches true.
func (w *watcher) collect() {
	w.mu.Lock()
	dirty := w.dirty
	w.dirty = dirt{}
	w.mu.Unlock()
	if dirty.all {
		w.watchAnew()
		w.found.addAll()
		return
	}
	// A renamed folder stays watched under its old name until that is given up,
	// so all names go before any comes.
	w.forget(dirty.paths)
	for path := range dirty.paths {
		w.found.add(path)
		w.enter(path)
	}
	w.enterExtra()
}

// maxPaths bounds a batch: beyond it, looking at all is no slower.
const maxPaths = 10_000

// dirt is a set of paths, or all of them. The zero value is empty.
type dirt struct {
	paths map[string]bool
	all   bool
}

func (d *dirt) add(path string) {
	switch {
	case d.all:
	case len(d.paths) >= maxPaths:
		d.addAll()
	case d.paths == nil:
		d.paths = map[string]bool{path: true}
	default:
		d.paths[path] = true
	}
}

func (d *dirt) addAll() { d.paths, d.all = nil, true }

func (d *dirt) batch() Batch { return Batch{slices.Sorted(maps.Keys(d.paths)), d.all} }
