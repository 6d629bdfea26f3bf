package history

import (
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/plumbing/storer"
)

// ErrRevision says that a text names no commit of the repository.
var ErrRevision = errors.New("no commit is called that; name a branch, a tag or the hash of a commit, or one of these with ~2 behind it for two commits earlier")

// revision is what Resolve reads of gitrevisions(7): a name and steps to
// parents. The forms with "@{", ":" and ".." are left out.
var revision = regexp.MustCompile(`^([^~^:\x00-\x20?*[\\]+)((?:[~^][0-9]{0,6})*)$`)

var parentStep = regexp.MustCompile(`[~^][0-9]*`)

// Resolve finds the commit that a revision names, as git rev-parse does: HEAD
// or @, a branch, a tag, a branch of a remote, or a hash of four digits and
// more, and steps to parents behind it (HEAD~2, main^2). It fails with
// ErrRevision where there is none.
//
// go-git's own resolver is not used: it takes HEAD@{1} for HEAD, the third
// parent for the second, and an ambiguous hash for the first that it finds.
func (r *Repo) Resolve(name string) (Commit, error) {
	var out Commit
	parts := revision.FindStringSubmatch(name)
	err := ErrRevision
	if parts != nil && !strings.Contains(parts[1], "..") && !strings.Contains(parts[1], "@{") {
		err = retryMissing(func() error {
			found, err := r.resolve(parts[1], parts[2])
			out = found
			return err
		})
	}
	if err != nil {
		return Commit{}, fmt.Errorf("revision %q: %w", name, err)
	}
	return out, nil
}

func (r *Repo) resolve(name, steps string) (Commit, error) {
	s, err := r.snapshot(Hash{})
	if err != nil {
		return Commit{}, err
	}
	defer s.store.Close()
	hash, err := r.named(s, name)
	if err != nil {
		return Commit{}, err
	}
	c, err := s.peeled(hash)
	for _, step := range parentStep.FindAllString(steps, -1) {
		if err != nil {
			break
		}
		c, err = s.step(c, step)
	}
	if err != nil {
		return Commit{}, err
	}
	return summary(c), nil
}

// named finds what a name stands for: first a whole hash, then a reference,
// then the beginning of a hash, as git does.
func (r *Repo) named(s *snapshot, name string) (Hash, error) {
	if name == "HEAD" || name == "@" { // each work tree has its own
		at, err := r.head()
		if err == nil && at.commit.IsZero() {
			err = ErrRevision
		}
		return at.commit, err
	}
	if plumbing.IsHash(name) {
		return plumbing.NewHash(name), nil
	}
	for _, rule := range plumbing.RefRevParseRules[1:] {
		full := plumbing.ReferenceName(fmt.Sprintf(rule, strings.TrimPrefix(name, "refs/")))
		if full.Validate() != nil {
			continue
		}
		ref, err := storer.ResolveReference(s.store, full)
		if err == nil {
			return ref.Hash(), nil
		}
		if !errors.Is(err, plumbing.ErrReferenceNotFound) {
			return Hash{}, err
		}
	}
	return s.abbreviated(name)
}

// shortest is how many digits of a hash git takes for one.
const shortest = 4

// abbreviated finds the one commit whose hash starts with some digits.
func (s *snapshot) abbreviated(digits string) (Hash, error) {
	digits = strings.ToLower(digits)
	prefix, err := hex.DecodeString(digits[:len(digits)/2*2])
	if err != nil || len(digits) < shortest || len(digits) > 2*len(Hash{}) {
		return Hash{}, ErrRevision
	}
	likely, err := s.store.HashesWithPrefix(prefix)
	if err != nil {
		return Hash{}, err
	}
	var found []Hash
	for _, h := range likely {
		if _, err := s.peeled(h); err == nil && strings.HasPrefix(h.String(), digits) && !slices.Contains(found, h) {
			found = append(found, h)
		}
	}
	switch len(found) {
	case 0:
		return Hash{}, ErrRevision
	case 1:
		return found[0], nil
	}
	return Hash{}, fmt.Errorf("%d commits start with it; write more digits", len(found))
}

// peeled reads the commit that a hash names, by itself or through tags.
func (s *snapshot) peeled(hash Hash) (*object.Commit, error) {
	for range 10 { // tags of tags
		tag, err := object.GetTag(s.store, hash)
		if err != nil {
			break
		}
		hash = tag.Target
	}
	c, err := object.GetCommit(s.store, hash)
	if errors.Is(err, plumbing.ErrObjectNotFound) {
		return nil, ErrRevision
	}
	return c, err
}

// step goes to a parent: ^ and ^1 to the first, ^2 to the second, ~3 three
// times to the first, ^0 and ~0 nowhere.
func (s *snapshot) step(c *object.Commit, step string) (*object.Commit, error) {
	n := 1
	if len(step) > 1 {
		n, _ = strconv.Atoi(step[1:]) // at most six digits
	}
	parent, times := 0, n
	if step[0] == '^' {
		parent, times = n-1, min(n, 1)
	}
	for range times {
		if parent >= len(c.ParentHashes) {
			return nil, fmt.Errorf("the history does not reach back that far: commit %s has %d parents", c.Hash.String()[:12], len(c.ParentHashes))
		}
		var err error
		if c, err = object.GetCommit(s.store, c.ParentHashes[parent]); err != nil {
			return nil, fmt.Errorf("read a parent: %w", err)
		}
	}
	return c, nil
}

// Parent is the first parent of a commit. ok is false where the history begins
// with it, as far as a shallow clone has it.
func (r *Repo) Parent(commit Hash) (parent Commit, ok bool, err error) {
	err = retryMissing(func() error {
		s, err := r.snapshot(Hash{})
		if err != nil {
			return err
		}
		defer s.store.Close()
		c, err := s.peeled(commit)
		if err != nil || len(c.ParentHashes) == 0 {
			return err
		}
		shallow, err := s.store.Shallow()
		if err != nil || slices.Contains(shallow, c.Hash) {
			return err
		}
		first, err := object.GetCommit(s.store, c.ParentHashes[0])
		if err == nil {
			parent, ok = summary(first), true
		}
		return err
	})
	if err != nil {
		return Commit{}, false, fmt.Errorf("read the parent of commit %s: %w", commit, err)
	}
	return parent, ok, nil
}

// ReadTreeAt is [Repo.ReadTree] for any commit.
func (r *Repo) ReadTreeAt(commit Hash, dir string) (map[string][]byte, error) {
	var files map[string][]byte
	err := retryMissing(func() error {
		s, err := r.snapshot(commit)
		if err != nil {
			return err
		}
		defer s.store.Close()
		files, err = s.files(dir)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the folder %s of commit %s: %w", dir, commit, err)
	}
	return files, nil
}
