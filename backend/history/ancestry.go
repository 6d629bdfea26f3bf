package history

import (
	"container/heap"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// color says which commits build on a commit.
type color byte

const (
	byOurs color = 1 << iota
	byTheirs
	belowCommon // one that both build on does

	byBoth = byOurs | byTheirs
)

// painter colours commits from two sides, the newest first, while there is
// something left to look at that only a sought side builds on; wrong clocks
// make it slower. It is the algorithm of git's paint_down_to_common. Where a
// shallow clone ends, history ends.
type painter struct {
	store   *filesystem.Storage
	sought  color
	shallow []Hash
	colors  map[Hash]color
	queue   []painted
	open    int // of the queue, those that only a sought side builds on
}

type painted struct {
	hash    Hash
	when    time.Time
	parents []Hash
	open    bool
}

func newPainter(store *filesystem.Storage, sought color, ours, theirs []Hash) (*painter, error) {
	p := &painter{store: store, sought: sought, colors: map[Hash]color{}}
	var err error
	if p.shallow, err = store.Shallow(); err != nil {
		return nil, err
	}
	return p, errors.Join(p.mark(byOurs, ours), p.mark(byTheirs, theirs))
}

// paint colours all that only one of two sides builds on.
func (s *snapshot) paint(ours, theirs []Hash) (*painter, error) {
	p, err := newPainter(s.store, byBoth, ours, theirs)
	for err == nil && p.open > 0 {
		err = p.step()
	}
	return p, err
}

// contains says whether one of the tips is the wanted commit or builds on it.
// It looks at none that the wanted one builds on, so that it is quick where the
// tips are near.
func contains(store *filesystem.Storage, tips []Hash, wanted Hash) (bool, error) {
	p, err := newPainter(store, byTheirs, []Hash{wanted}, tips)
	if err != nil {
		return false, err
	}
	for p.open > 0 && p.colors[wanted] == byOurs {
		if err := p.step(); err != nil {
			return false, err
		}
	}
	return p.colors[wanted] != byOurs, nil
}

// step colours the parents of the newest commit in the queue.
func (p *painter) step() error {
	at := heap.Pop(p).(painted)
	if at.open {
		p.open--
	}
	c := p.colors[at.hash]
	if c&byBoth == byBoth {
		c |= belowCommon
	}
	return p.mark(c, at.parents)
}

func (p *painter) mark(c color, commits []Hash) error {
	for _, hash := range commits {
		if hash.IsZero() || p.colors[hash]|c == p.colors[hash] {
			continue
		}
		commit, err := object.GetCommit(p.store, hash)
		if err != nil {
			return fmt.Errorf("commit %s: %w", hash, err)
		}
		p.colors[hash] |= c
		only := p.colors[hash] & byBoth
		at := painted{hash, commit.Committer.When, commit.ParentHashes, only != byBoth && only&p.sought != 0}
		if slices.Contains(p.shallow, hash) {
			at.parents = nil
		}
		if at.open {
			p.open++
		}
		heap.Push(p, at)
	}
	return nil
}

func (p *painter) only(c color) (commits []Hash) {
	for hash, has := range p.colors {
		if has == c {
			commits = append(commits, hash)
		}
	}
	return commits
}

// common are the commits that both sides build on, without those that such a
// one was seen to build on.
func (p *painter) common() []Hash { return p.only(byBoth) }

func (p *painter) Len() int           { return len(p.queue) }
func (p *painter) Less(i, j int) bool { return p.queue[i].when.After(p.queue[j].when) }
func (p *painter) Swap(i, j int)      { p.queue[i], p.queue[j] = p.queue[j], p.queue[i] }
func (p *painter) Push(x any)         { p.queue = append(p.queue, x.(painted)) }
func (p *painter) Pop() any {
	last := p.queue[len(p.queue)-1]
	p.queue = p.queue[:len(p.queue)-1]
	return last
}
