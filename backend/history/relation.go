package history

import (
	"errors"
	"fmt"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Relation is how two commits stand to each other.
type Relation struct {
	Ahead, Behind int    // commits that only ours, or only theirs, builds on, with itself
	Bases         []Hash // the best common ancestors; several where branches were merged crosswise
}

// Relate compares two commits, of which each may be zero, for none. The counts
// may be too high where commits are dated before those that they build on.
func (r *Repo) Relate(ours, theirs Hash) (Relation, error) {
	var relation Relation
	err := retryMissing(func() error {
		s, err := r.snapshot(Hash{})
		if err != nil {
			return err
		}
		defer s.store.Close()
		relation, err = s.relate(ours, theirs)
		return err
	})
	if err != nil {
		return Relation{}, fmt.Errorf("compare commit %s with %s: %w", short(ours), short(theirs), err)
	}
	return relation, nil
}

func (s *snapshot) relate(ours, theirs Hash) (Relation, error) {
	p, err := s.paint([]Hash{ours}, []Hash{theirs})
	if err != nil {
		return Relation{}, err
	}
	r := Relation{Ahead: len(p.only(byOurs)), Behind: len(p.only(byTheirs))}
	if r.Bases = p.common(); len(r.Bases) > 1 {
		r.Bases, err = s.best(r.Bases)
	}
	return r, err
}

// best drops the commits that another one builds on.
func (s *snapshot) best(commits []Hash) (best []Hash, err error) {
	for _, c := range commits {
		others := slices.DeleteFunc(slices.Clone(commits), func(h Hash) bool { return h == c })
		below, err := contains(s.store, others, c)
		if err != nil {
			return nil, err
		}
		if !below {
			best = append(best, c)
		}
	}
	return best, nil
}

// missing lists the objects of a commit and of what it builds on that are not
// at a place where the branch is at old, zero for none, and others are known.
// It fails with ErrRejected where the commit does not build on old.
func (s *snapshot) missing(old, commit Hash, known []Hash) ([]Hash, error) {
	if !old.IsZero() {
		r, err := s.relate(commit, old)
		if errors.Is(err, plumbing.ErrObjectNotFound) || err == nil && !slices.Equal(r.Bases, []Hash{old}) {
			return nil, ErrRejected
		}
		if err != nil {
			return nil, err
		}
	}
	known = slices.DeleteFunc(known, func(h Hash) bool { _, err := object.GetCommit(s.store, h); return err != nil })
	p, err := s.paint([]Hash{commit}, append(known, old))
	if err != nil {
		return nil, err
	}
	found := map[Hash]bool{}
	for _, hash := range p.only(byOurs) {
		if err := s.addCommit(found, hash); err != nil {
			return nil, err
		}
	}
	objects := make([]Hash, 0, len(found))
	for hash := range found {
		objects = append(objects, hash)
	}
	return objects, nil
}

// addCommit adds a commit and what it holds that none of its parents holds at
// the same place.
func (s *snapshot) addCommit(found map[Hash]bool, hash Hash) error {
	commit, err := object.GetCommit(s.store, hash)
	if err != nil {
		return err
	}
	found[hash] = true
	var before []*object.Tree
	for _, parent := range commit.ParentHashes {
		tree, err := snapshotOf(s.store, parent)
		if err != nil {
			return err
		}
		before = append(before, tree.root)
	}
	return s.addTree(found, commit.TreeHash, before)
}

func (s *snapshot) addTree(found map[Hash]bool, hash Hash, before []*object.Tree) error {
	if found[hash] {
		return nil
	}
	found[hash] = true
	tree, err := object.GetTree(s.store, hash)
	if err != nil {
		return err
	}
	for _, e := range tree.Entries {
		same, below, err := s.atSamePlace(e, before)
		switch {
		case err != nil:
			return err
		case same || e.Mode == filemode.Submodule:
		case e.Mode == filemode.Dir:
			if err := s.addTree(found, e.Hash, below); err != nil {
				return err
			}
		default:
			found[e.Hash] = true
		}
	}
	return nil
}

// atSamePlace says whether a folder of earlier ones holds the same entry, and
// returns what else they have as folders of its name.
func (s *snapshot) atSamePlace(e object.TreeEntry, before []*object.Tree) (same bool, below []*object.Tree, err error) {
	for _, tree := range before {
		was, err := entryOf(tree, e.Name)
		switch {
		case err != nil:
			continue // not there
		case was.Hash == e.Hash:
			return true, nil, nil
		case was.Mode == filemode.Dir && e.Mode == filemode.Dir:
			folder, err := s.tree(was)
			if err != nil {
				return false, nil, err
			}
			below = append(below, folder)
		}
	}
	return false, below, nil
}
