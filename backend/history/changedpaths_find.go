package history

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// finder finds commits that are not known yet and compares them with their
// parents.
type finder struct {
	known    *ChangedPaths
	cut      commitSet
	at       map[Hash]int32 // index in commits
	commits  []found        // parents before their children
	open     func() *objects
	progress func(done, total int)
}

// found is a commit while it is compared.
type found struct {
	recorded
	tree    Hash
	parents []Hash
	diffs   []treeDiff // for each edge
}

// walk lists the commits from the tip on.
func (f *finder) walk(ctx context.Context) error {
	o := f.open()
	defer o.close()
	type step struct {
		commit found
		next   int // the parent to look at next
	}
	var stack []step
	enter := func(hash Hash) error {
		_, met := f.at[hash]
		if met || f.known.find(hash) != none {
			return nil
		}
		f.at[hash] = none // met, and not listed before its parents are
		c, err := o.commit(hash)
		if err != nil {
			return err
		}
		if f.cut[hash] {
			c.parents = nil
		}
		stack = append(stack, step{commit: c})
		return ctx.Err()
	}
	if err := enter(f.known.tip); err != nil {
		return err
	}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.next < len(top.commit.parents) {
			top.next++
			if err := enter(top.commit.parents[top.next-1]); err != nil {
				return err
			}
			continue
		}
		f.at[top.commit.Hash] = int32(len(f.commits))
		f.commits = append(f.commits, top.commit)
		stack = stack[:len(stack)-1]
	}
	return nil
}

// atOnce is how many commits in a row a worker takes: neighbors share most of
// their folders, and deltas in a pack lead from one to the next.
const atOnce = 200

// compare compares every commit with its parents, on all cores.
func (f *finder) compare(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next, done atomic.Int64
	var telling sync.Mutex
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 1+len(f.commits)/atOnce) {
		workers.Go(func() {
			o := f.open()
			defer o.close()
			for end := f.take(&next); end > 0 && ctx.Err() == nil; end = f.take(&next) {
				n, err := f.compareRow(ctx, o, end)
				if err != nil {
					cancel(err)
				}
				telling.Lock()
				f.progress(int(done.Add(int64(n))), len(f.commits))
				telling.Unlock()
			}
		})
	}
	workers.Wait()
	return context.Cause(ctx)
}

// take is the end of the next row of commits, the latest first; none when all
// are taken.
func (f *finder) take(next *atomic.Int64) int {
	return len(f.commits) - int(next.Add(atOnce)-atOnce)
}

// compareRow compares the commits up to end, from the latest on, since git
// stores what is older as a difference from what is newer.
func (f *finder) compareRow(ctx context.Context, o *objects, end int) (n int, err error) {
	for i := end - 1; i >= max(0, end-atOnce); i-- {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if err := f.compareCommit(o, &f.commits[i]); err != nil {
			return n, fmt.Errorf("commit %s: %w", f.commits[i].Hash, err)
		}
		n++
	}
	return n, nil
}

func (f *finder) compareCommit(o *objects, c *found) error {
	c.diffs = make([]treeDiff, max(1, len(c.parents)))
	for i := range c.diffs {
		before, err := f.parentTree(o, c, i)
		if err != nil {
			return err
		}
		c.diffs[i] = treeDiff{read: o.tree, names: f.known.names}
		if err := c.diffs[i].folder("", before, c.tree); err != nil {
			return err
		}
	}
	return nil
}

// parentTree is the tree of the parent number i, zero where there is none.
func (f *finder) parentTree(o *objects, c *found, i int) (Hash, error) {
	if i >= len(c.parents) {
		return Hash{}, nil
	}
	if at, ok := f.at[c.parents[i]]; ok {
		return f.commits[at].tree, nil
	}
	parent, err := o.commit(c.parents[i])
	return parent.tree, err
}
