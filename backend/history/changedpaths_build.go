package history

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ChangedPaths finds out which commits, of all that HEAD was made from, changed
// files with one of the given names, in any folder. What was found out before
// is kept in the repository's git folder, or in the user's cache where that
// cannot be written; only commits that came since are read.
//
// progress, which may be nil, is told how many of the commits are read; calls
// do not overlap. The work ends early, with the error of the context, when that
// is done.
func (r *Repo) ChangedPaths(ctx context.Context, names []string, progress func(done, total int)) (*ChangedPaths, error) {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	if progress == nil {
		progress = func(int, int) {}
	}
	p, err := r.changedPaths(ctx, names, progress)
	if err != nil {
		return nil, fmt.Errorf("read which commits changed what: %w", err)
	}
	return p, nil
}

func (r *Repo) changedPaths(ctx context.Context, names []string, progress func(done, total int)) (*ChangedPaths, error) {
	head, err := r.head()
	if err != nil {
		return nil, err
	}
	cut, err := r.cutOff()
	if err != nil {
		return nil, err
	}
	p, ok := r.loadChangedPaths(names, cut.fingerprint())
	if !ok {
		p = newChangedPaths(names, cut.fingerprint())
	}
	p.tip = head.commit
	if head.commit.IsZero() || p.find(head.commit) != none {
		return p, nil
	}
	if err := retryMissing(func() error { return p.extend(ctx, r, cut, progress) }); err != nil {
		return nil, err
	}
	r.keepChangedPaths(p.withoutStrays())
	return p, nil
}

func newChangedPaths(names []string, cut fingerprint) *ChangedPaths {
	return &ChangedPaths{names: names, cutOff: cut, at: map[Hash]int32{}}
}

// extend adds the commits that the tip was made from and that are not known.
func (p *ChangedPaths) extend(ctx context.Context, r *Repo, cut commitSet, progress func(done, total int)) error {
	f := finder{known: p, cut: cut, at: map[Hash]int32{}, open: r.objects, progress: progress}
	if err := f.walk(ctx); err != nil {
		return err
	}
	if err := f.compare(ctx); err != nil {
		return err
	}
	p.add(f.commits)
	return nil
}

// add appends what was found.
func (p *ChangedPaths) add(commits []found) {
	paths, blobs := map[string]int32{}, map[Hash]int32{{}: none}
	for i, name := range p.paths {
		paths[name] = int32(i)
	}
	for i, hash := range p.blobs {
		blobs[hash] = int32(i)
	}
	for _, c := range commits {
		for i := range c.diffs {
			e := edge{parent: none, renames: c.diffs[i].renames()}
			if i < len(c.parents) {
				e.parent = p.at[c.parents[i]]
			}
			for _, d := range c.diffs[i].found {
				e.changes = append(e.changes, pathChange{number(paths, &p.paths, d.path), number(blobs, &p.blobs, d.after)})
			}
			slices.SortFunc(e.changes, func(a, b pathChange) int { return int(a.path - b.path) })
			c.edges = append(c.edges, e)
		}
		p.at[c.Hash] = int32(len(p.commits))
		p.commits = append(p.commits, c.recorded)
	}
}

// number is the index of a value in a list, to which it is added if needed.
func number[T comparable](known map[T]int32, list *[]T, value T) int32 {
	n, ok := known[value]
	if !ok {
		n = int32(len(*list))
		known[value] = n
		*list = append(*list, value)
	}
	return n
}

// withoutStrays is p or, where most of its commits are not what the tip was made
// from, what remains without those.
func (p *ChangedPaths) withoutStrays() *ChangedPaths {
	reached, n := p.reached(p.tip), 0
	for i := range p.commits {
		if reached(p.commits[i].Hash) {
			n++
		}
	}
	if 2*n >= len(p.commits) {
		return p
	}
	out := newChangedPaths(p.names, p.cutOff)
	out.tip, out.paths, out.blobs = p.tip, p.paths, p.blobs
	for _, c := range p.commits {
		if !reached(c.Hash) {
			continue
		}
		c.edges = slices.Clone(c.edges)
		for j := range c.edges {
			if e := &c.edges[j]; e.parent != none {
				e.parent = out.at[p.commits[e.parent].Hash]
			}
		}
		out.at[c.Hash] = int32(len(out.commits))
		out.commits = append(out.commits, c)
	}
	return out
}

// commitSet are the commits at which a shallow clone ends: what they were made
// from is not there.
type commitSet map[Hash]bool

// cutOff reads where a shallow clone ends.
func (r *Repo) cutOff() (commitSet, error) {
	text, err := os.ReadFile(filepath.Join(r.commonDir, "shallow"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	cut := commitSet{}
	for line := range strings.Lines(string(text)) {
		hash, err := parseHash(line)
		if err != nil {
			return nil, err
		}
		cut[hash] = true
	}
	return cut, nil
}

// Shallow says whether the repository is a shallow clone, in which history ends
// at some commits though they were made from others.
func (r *Repo) Shallow() (bool, error) {
	cut, err := r.cutOff()
	return len(cut) > 0, err
}

// Current says whether the history still leads up to HEAD, and begins where the
// repository's does: a shallow clone may have been deepened.
func (p *ChangedPaths) Current(r *Repo) (bool, error) {
	head, err := r.head()
	if err != nil {
		return false, err
	}
	cut, err := r.cutOff()
	return p.tip == head.commit && p.cutOff == cut.fingerprint(), err
}

// fingerprint tells two lists of commits apart.
type fingerprint [sha256.Size]byte

func (c commitSet) fingerprint() fingerprint {
	h := sha256.New()
	byBytes := func(a, b Hash) int { return bytes.Compare(a[:], b[:]) }
	for _, hash := range slices.SortedFunc(maps.Keys(c), byBytes) {
		h.Write(hash[:])
	}
	return fingerprint(h.Sum(nil))
}
