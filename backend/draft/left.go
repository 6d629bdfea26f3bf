package draft

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

// Left is a draft that a run of the program has left behind.
type Left struct {
	ID string // for Forget
	Draft
}

// estate is what an ended run has left. Its lock is held until the box is
// closed, so that no other run deals with it at the same time.
type estate struct {
	lock   *flock.Flock
	drafts map[string]bool // by the name of the file
}

// Recover takes over the drafts of runs that have ended, oldest first. Those
// that are still there when the box is closed are found by the next run again.
// A file that is damaged is set aside under another name; the error speaks of
// it, and of whatever else could not be read. The drafts are good all the same.
func (b *Box) Recover() ([]Left, error) {
	b.writing.Lock()
	defer b.writing.Unlock()
	names, err := b.names()
	if err != nil {
		return nil, fmt.Errorf("look for drafts of unsaved text: %w", err)
	}
	var found []Left
	var faults error
	for _, name := range names {
		id, _, _ := strings.Cut(name, "-")
		if !b.take(id) {
			continue
		}
		if strings.HasSuffix(name, tempSuffix) {
			_ = os.Remove(filepath.Join(b.dir, name))
			continue
		}
		d, err := b.read(name)
		if err != nil {
			faults = errors.Join(faults, err)
			continue
		}
		b.runs[id].drafts[name] = true
		found = append(found, Left{name, d})
	}
	slices.SortStableFunc(found, func(x, y Left) int { return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.Path, y.Path)) })
	return found, faults
}

// draftName is the name of a file of drafts: the run, the hash of the path.
var draftName = regexp.MustCompile(`^[A-Z2-7]{26}-[0-9a-f]{32}\.(json|tmp)$`)

// names lists the files of drafts, finished or not.
func (b *Box) names() (names []string, err error) {
	entries, err := os.ReadDir(b.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if e.Type().IsRegular() && draftName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// take says whether a run has ended, and takes its lock if so.
func (b *Box) take(id string) bool {
	if b.runs[id] != nil {
		return true
	}
	if id == b.id {
		return false
	}
	lock := flock.New(b.lockFile(id), flock.SetPermissions(0o600))
	if held, err := lock.TryLock(); err != nil || !held {
		lock.Close()
		return false
	}
	b.runs[id] = &estate{lock, map[string]bool{}}
	return true
}

func (b *Box) read(name string) (Draft, error) {
	at := filepath.Join(b.dir, name)
	raw, err := load(at)
	if err != nil {
		return Draft{}, fmt.Errorf("read the draft %s: %w", at, cause(err))
	}
	d, err := decode(raw)
	if err == nil {
		return d, nil
	}
	aside := at + ".damaged"
	if moved := os.Rename(at, aside); moved != nil {
		aside = at
	}
	return Draft{}, fmt.Errorf("a draft of unsaved text is damaged: %w; look at %s", err, aside)
}

// load reads no further than one byte beyond Limit.
func load(at string) ([]byte, error) {
	f, err := os.Open(at)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, Limit+1))
}

// Forget removes a draft that Recover has returned, when its text is safe
// elsewhere.
func (b *Box) Forget(id string) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	run, _, _ := strings.Cut(id, "-")
	if b.runs[run] == nil || !b.runs[run].drafts[id] {
		return fmt.Errorf("forget the draft %s: there is none", id)
	}
	if err := os.Remove(filepath.Join(b.dir, id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget a draft: %w", err)
	}
	delete(b.runs[run].drafts, id)
	return nil
}
