package history

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Version is a file as one commit has it. The zero Version is no file.
type Version struct {
	Blob Hash
	Mode filemode.FileMode
}

// Exists says whether there is anything.
func (v Version) Exists() bool { return !v.Blob.IsZero() }

// IsPlain says whether it is a file, and no link and no submodule.
func (v Version) IsPlain() bool { return isFile(v.Mode) }

// Difference is a file that two commits have in different versions.
type Difference struct {
	Path     string // slash path from the root
	From, To Version
}

// Differences lists the files that differ between two commits, by path; a zero
// commit has none. A file that was renamed is removed at one path and new at
// another.
func (r *Repo) Differences(from, to Hash) ([]Difference, error) {
	var all []Difference
	err := retryMissing(func() error {
		a, err := r.snapshot(from)
		if err != nil {
			return err
		}
		defer a.store.Close()
		b, err := snapshotOf(a.store, to)
		if err != nil {
			return err
		}
		all, err = a.differences(b)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("compare commit %s with %s: %w", short(from), short(to), err)
	}
	return all, nil
}

func (s *snapshot) differences(to *snapshot) ([]Difference, error) {
	changes, err := s.difference(to)
	all := make([]Difference, 0, len(changes))
	for _, c := range changes {
		all = append(all, Difference{c.path, c.from.exported(), c.to.exported()})
	}
	return all, err
}

func (v version) exported() Version { return Version{v.blob, v.mode} }

// Tip returns the commit of the branch of HEAD, zero where it has none yet, and
// fails where HEAD is on no branch or git is in the middle of something.
func (r *Repo) Tip() (Hash, error) {
	at, err := r.ready()
	return at.commit, err
}

// Tracked returns what was fetched of an upstream last, zero for nothing.
func (r *Repo) Tracked(u Upstream) (Hash, error) { return r.branch(u.Tracking()) }

// Track notes what an upstream holds; see [Upstream.Tracking].
func (r *Repo) Track(ctx context.Context, u Upstream, commit Hash) error {
	return r.explain(r.setReference(ctx, u.Tracking(), commit))
}

// Join is a commit that joins two others.
type Join struct {
	Ours, Theirs Hash
	Files        []Joined // what differs from ours
	Message      string
}

// Joined is a file of a [Join].
type Joined struct {
	Path    string
	Version Version // zero for a file that is removed
	Content []byte  // of a new version, whose Blob is not known yet; nil for one that some commit has
}

// WriteJoin writes a commit with two parents, of the person that
// [Repo.Identity] finds, and returns its hash. No branch moves; see
// [Repo.Advance]. It fails with a [*RefusedError] where the files cannot be put
// together, as where one side has a folder where the other has a file.
//
// In a repository that is trusted (see [Repo.With]) the commit is signed if git
// is set to; hooks are not run for it.
func (r *Repo) WriteJoin(ctx context.Context, j Join) (Hash, error) {
	hash, err := r.writeJoin(ctx, j)
	if err != nil {
		return Hash{}, fmt.Errorf("join %s and %s: %w", short(j.Ours), short(j.Theirs), r.explain(err))
	}
	return hash, nil
}

func (r *Repo) writeJoin(ctx context.Context, j Join) (Hash, error) {
	settings, err := r.config()
	if err != nil {
		return Hash{}, err
	}
	commit, err := (&Request{Message: j.Message, When: time.Now()}).compose(settings, tip{})
	if err != nil {
		return Hash{}, err
	}
	commit.ParentHashes = []Hash{j.Ours, j.Theirs}
	ours, err := r.snapshot(j.Ours)
	if err != nil {
		return Hash{}, err
	}
	defer ours.store.Close()
	w := r.objectWriter()
	defer w.discard()
	if commit.TreeHash, err = w.join(ours, j.Files); err != nil {
		return Hash{}, err
	}
	hash, err := r.writeSigned(ctx, w, commit)
	if err != nil {
		return Hash{}, err
	}
	return hash, w.sync()
}

// writeSigned writes a commit object, signed where git is set to and trusted.
func (r *Repo) writeSigned(ctx context.Context, w *objectWriter, commit *object.Commit) (Hash, error) {
	if r.program == nil {
		return w.encode(commit)
	}
	o, err := r.outside()
	if err != nil {
		return Hash{}, err
	}
	if !o.signs {
		return w.encode(commit)
	}
	done, err := r.exclude(ctx)
	if err != nil {
		return Hash{}, err
	}
	defer done()
	if err := w.flush(); err != nil {
		return Hash{}, err
	}
	hash, err := o.sign(ctx, commit)
	if err != nil {
		return Hash{}, err
	}
	return hash, w.adopt(hash)
}

// join writes the tree of ours with the files put into it.
func (w *objectWriter) join(ours *snapshot, files []Joined) (Hash, error) {
	var changes []change
	for _, f := range files {
		if err := checkPath(f.Path); err != nil {
			return Hash{}, err
		}
		v := version{f.Version.Blob, f.Version.Mode}
		if f.Content != nil {
			var err error
			if v.blob, err = w.blob(f.Content); err != nil {
				return Hash{}, err
			}
		}
		changes = append(changes, change{path: f.Path, to: v})
	}
	hash, err := w.graft(ours, ours.root, changes, 0)
	if err == nil {
		err = w.flush()
	}
	if err == nil {
		err = ours.onlyChanged(hash, changes)
	}
	if errors.Is(err, errNoFolder) {
		err = ours.belowFile(changes, err)
	}
	return hash, err
}

func folderForFile(path string) error {
	return refuse("one side has a folder where the other has a file: "+path, "Join the two with `git merge`.")
}

// belowFile names the change that needs a folder where the snapshot has a file;
// err where there is none.
func (s *snapshot) belowFile(changes []change, err error) error {
	for _, c := range changes {
		if _, err := s.entry(c.path); errors.Is(err, errNoFolder) {
			return folderForFile(c.path)
		}
	}
	return err
}

// onlyChanged makes sure that a tree differs from the snapshot in the changes
// and in nothing else: a file that took the place of a folder would have taken
// all that was in it away.
func (s *snapshot) onlyChanged(tree Hash, changes []change) error {
	root, err := object.GetTree(s.store, tree)
	if err != nil {
		return err
	}
	wanted := map[string]version{}
	for _, c := range changes {
		wanted[c.path] = c.to
	}
	is, err := s.difference(&snapshot{store: s.store, root: root})
	if err != nil {
		return err
	}
	for _, c := range is {
		if to, known := wanted[c.path]; !known || to != c.to {
			return folderForFile(c.path)
		}
	}
	return nil
}

// ReadWorkFile returns what a file of the work tree holds, nil where there is
// none.
func (r *Repo) ReadWorkFile(path string) ([]byte, error) {
	if err := cmp.Or(checkPath(path), r.throughLink(path)); err != nil {
		return nil, err
	}
	return r.readFile(path)
}
