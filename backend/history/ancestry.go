package history

import (
	"container/heap"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// contains says whether one of the tips is the wanted commit or builds on it.
// It looks at the newest commits first and at none that the wanted one builds
// on, so that it is quick where the tips are near; wrong clocks make it slower
// and nothing else. Where a shallow clone ends, history ends.
func contains(store *filesystem.Storage, tips []Hash, wanted Hash) (bool, error) {
	if slices.Contains(tips, wanted) {
		return true, nil
	}
	shallow, err := store.Shallow()
	if err != nil {
		return false, err
	}
	w := &walk{store: store, below: map[Hash]bool{}}
	if err := w.push(true, wanted); err != nil {
		return false, err
	}
	if err := w.push(false, tips...); err != nil {
		return false, err
	}
	for w.open > 0 {
		at := w.next()
		switch below := w.below[at.hash]; {
		case slices.Contains(shallow, at.hash):
			continue
		case !below && slices.Contains(at.parents, wanted):
			return true, nil
		default:
			err = w.push(below, at.parents...)
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// walk is a queue of commits, the newest first.
type walk struct {
	store *filesystem.Storage
	steps []step
	below map[Hash]bool // of each commit seen: the wanted one builds on it
	open  int           // steps that were not below when they were queued
}

type step struct {
	hash    Hash
	when    time.Time
	parents []Hash
	open    bool
}

func (w *walk) next() step {
	at := heap.Pop(w).(step)
	if at.open {
		w.open--
	}
	return at
}

// push queues commits unless they were seen. One that turns out to be below
// counts as that from then on.
func (w *walk) push(below bool, commits ...Hash) error {
	for _, hash := range commits {
		was, seen := w.below[hash]
		if seen && (was || !below) {
			continue
		}
		c, err := object.GetCommit(w.store, hash)
		if err != nil {
			return err
		}
		w.below[hash] = below
		if !below {
			w.open++
		}
		heap.Push(w, step{hash, c.Committer.When, c.ParentHashes, !below})
	}
	return nil
}

func (w *walk) Len() int           { return len(w.steps) }
func (w *walk) Less(i, j int) bool { return w.steps[i].when.After(w.steps[j].when) }
func (w *walk) Swap(i, j int)      { w.steps[i], w.steps[j] = w.steps[j], w.steps[i] }
func (w *walk) Push(s any)         { w.steps = append(w.steps, s.(step)) }
func (w *walk) Pop() any {
	last := w.steps[len(w.steps)-1]
	w.steps = w.steps[:len(w.steps)-1]
	return last
}

// difference lists the files that differ between two commits of a store, by
// path. A link or a submodule is a file of that mode.
func (s *snapshot) difference(to *snapshot) (changes []change, err error) {
	err = s.differ(s.root, to.root, "", func(c change) { changes = append(changes, c) })
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.path, b.path) })
	return changes, err
}

// differ reports the files that differ between two folders, which stand at a
// path.
func (s *snapshot) differ(a, b *object.Tree, at string, report func(change)) error {
	others := make(map[string]object.TreeEntry, len(b.Entries))
	for _, e := range b.Entries {
		others[e.Name] = e
	}
	for _, from := range a.Entries {
		if err := s.differAt(below(at, from.Name), from, others[from.Name], report); err != nil {
			return err
		}
		delete(others, from.Name)
	}
	for name, to := range others {
		if err := s.differAt(below(at, name), object.TreeEntry{}, to, report); err != nil {
			return err
		}
	}
	return nil
}

// below is the path of a name in a folder. Unlike path.Join it keeps names such
// as "..", which checkPath then sees.
func below(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}

func (s *snapshot) differAt(at string, from, to object.TreeEntry, report func(change)) error {
	if from.Hash == to.Hash && from.Mode == to.Mode {
		return nil
	}
	a, was, err := s.open(from)
	if err != nil {
		return err
	}
	b, is, err := s.open(to)
	if err != nil {
		return err
	}
	if was != is {
		report(change{path: at, from: was, to: is})
	}
	return s.differ(a, b, at, report)
}

// open is an entry of a folder as the folder or the file that it is; what is
// not there is an empty folder.
func (s *snapshot) open(e object.TreeEntry) (*object.Tree, version, error) {
	if e.Hash == plumbing.ZeroHash || e.Mode != filemode.Dir {
		return &object.Tree{}, version{e.Hash, e.Mode}, nil
	}
	tree, err := object.GetTree(s.store, e.Hash)
	return tree, version{}, err
}
