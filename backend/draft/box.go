package draft

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

const (
	// soon is how long after a change its draft is written, whatever is typed
	// meanwhile.
	soon = 400 * time.Millisecond
	// again is how long after a failure the next attempt is made.
	again = 2 * time.Second
)

// Box keeps the drafts of one run of the program on one workspace. It may be
// used by many goroutines, and none of them waits for the disk in Keep and Drop.
type Box struct {
	dir  string
	id   string // of this run
	told func(error)

	mu      sync.Mutex
	waiting map[string]*Draft // by path; nil where the draft is to go
	fault   error

	wake   chan struct{} // holds one word that something waits
	cancel context.CancelFunc
	ended  chan struct{}

	writing sync.Mutex // taken before mu; held while the disk is changed
	lock    *flock.Flock
	written map[string]bool    // paths that have a draft of ours on the disk
	runs    map[string]*estate // that have ended, by their id
}

// Open makes a box in dir, which is created for this user alone when there is
// the first thing to keep. told is called, never by two at a time, when drafts
// cannot be kept, and with nil when they are kept again; it must not call the
// box.
func Open(dir string, told func(error)) *Box {
	ctx, cancel := context.WithCancel(context.Background())
	b := &Box{
		dir: dir, id: rand.Text(), told: told, waiting: map[string]*Draft{}, wake: make(chan struct{}, 1),
		cancel: cancel, ended: make(chan struct{}), written: map[string]bool{}, runs: map[string]*estate{},
	}
	go b.run(ctx)
	return b
}

// Keep writes a draft soon, in the place of the one of the same path.
func (b *Box) Keep(d Draft) { b.put(d.Path, &d) }

// Drop removes the draft of a path soon. Call it when the text is safe in its
// place, or the author wants it no more.
func (b *Box) Drop(path string) { b.put(path, nil) }

func (b *Box) put(path string, d *Draft) {
	b.mu.Lock()
	b.waiting[path] = d
	b.mu.Unlock()
	select {
	case b.wake <- struct{}{}:
	default: // it is known already
	}
}

// run writes what waits. The pause begins with the first change and not with
// the last, so that a draft is never older than soon while somebody types.
func (b *Box) run(ctx context.Context) {
	defer close(b.ended)
	for ctx.Err() == nil {
		select {
		case <-b.wake:
		case <-ctx.Done():
		}
		for pause := soon; sleep(ctx, pause) && b.Flush() != nil; {
			pause = again
		}
	}
}

// sleep says whether it came to its end.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Flush writes at once what waits. What could not be written goes on waiting.
func (b *Box) Flush() error {
	b.writing.Lock()
	defer b.writing.Unlock()
	b.mu.Lock()
	due := b.waiting
	b.waiting = map[string]*Draft{}
	b.mu.Unlock()

	var fault error
	for path, d := range due {
		err := b.settle(path, d)
		if err == nil {
			delete(due, path)
		}
		fault = errors.Join(fault, err)
	}
	b.report(due, fault)
	return fault
}

// report puts back what failed, unless something newer waits by now.
func (b *Box) report(failed map[string]*Draft, fault error) {
	b.mu.Lock()
	maps.Copy(failed, b.waiting)
	b.waiting = failed
	news := (fault == nil) != (b.fault == nil)
	b.fault = fault
	b.mu.Unlock()
	if news && b.told != nil {
		b.told(fault)
	}
}

// settle brings the disk to what is wanted of one path.
func (b *Box) settle(path string, d *Draft) error {
	at := b.file(path)
	if d == nil {
		if !b.written[path] {
			return nil
		}
		if err := os.Remove(at); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("remove the draft of %s: %w", path, cause(err))
		}
		delete(b.written, path)
		return nil
	}
	raw, err := encode(*d)
	if err == nil {
		err = b.begin()
	}
	if err == nil {
		err = replace(at, raw)
	}
	if err != nil {
		return fmt.Errorf("keep a draft of %s: %w", path, cause(err))
	}
	b.written[path] = true
	return nil
}

// begin makes the folder and takes this run's lock in it. The lock is there
// before any draft, so that nobody takes these for an ended run's.
func (b *Box) begin() error {
	if b.lock != nil {
		if _, err := os.Lstat(b.dir); err == nil {
			return nil
		}
		b.lock.Close() // of a folder that somebody removed
		b.lock = nil
		clear(b.written)
	}
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return err
	}
	lock := flock.New(b.lockFile(b.id), flock.SetPermissions(0o600))
	switch held, err := lock.TryLock(); {
	case err != nil:
		lock.Close()
		return err
	case !held:
		lock.Close()
		b.id = rand.Text()
		return errors.New("another run of the program holds the lock; it is tried again under another name")
	}
	b.lock = lock
	return nil
}

// Close writes what waits, and leaves the drafts to the next run.
func (b *Box) Close() error {
	b.cancel()
	<-b.ended
	err := b.Flush()
	b.writing.Lock()
	defer b.writing.Unlock()
	if b.lock != nil {
		release(b.lock, len(b.written) == 0)
		b.lock = nil
	}
	for _, run := range b.runs {
		release(run.lock, len(run.drafts) == 0)
	}
	clear(b.runs)
	return err
}

// release lets go of a lock, and of its file where no draft is left behind it.
func release(lock *flock.Flock, empty bool) {
	if empty {
		_ = os.Remove(lock.Path()) // on Windows only after closing
	}
	lock.Close()
	if empty {
		_ = os.Remove(lock.Path())
	}
}

const (
	draftSuffix = ".json"
	lockSuffix  = ".lock"
	tempSuffix  = ".tmp"
)

// file is where this run keeps the draft of a path.
func (b *Box) file(path string) string {
	return filepath.Join(b.dir, b.id+"-"+hash([]byte(path))[:32]+draftSuffix)
}

func (b *Box) lockFile(id string) string { return filepath.Join(b.dir, id+lockSuffix) }
