package history

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Undone is a commit that was taken back. Git keeps it for some weeks: its hash
// brings it back.
type Undone struct {
	Commit Commit
	Files  []UndoneFile // what it had changed, by path
}

// UndoneFile is one file by its committed versions; a zero hash is no file. See
// [Repo.ReadBlob].
type UndoneFile struct {
	Path          string
	Before, After Hash
}

// Undo takes the last commit, which must be the given one, off the branch again.
// The files in the work tree stay as they are, so what the commit changed shows
// as not committed; the index has the version before of those files, and
// everything else that anybody staged stays staged.
//
// Only a commit that nobody else can have is taken back: one that no
// remote-tracking branch holds, as far as the last fetch or push tells. Whoever
// made it, and with which program, does not matter. A merge is not taken back,
// since its work tree holds the work of others, nor is the first commit, before
// which there is no version.
//
// The guarantees and the errors are those of [Repo.Commit], and [ErrMoved] where
// another commit is the last.
func (r *Repo) Undo(ctx context.Context, commit Hash) (Undone, error) {
	var u Undone
	_, err := r.move(ctx, func() (t *transaction, err error) {
		t, u, err = r.prepareUndo(commit)
		return t, err
	})
	if err != nil {
		return Undone{}, fmt.Errorf("take the last commit back: %w", err)
	}
	return u, nil
}

// Undoable says why [Repo.Undo] would refuse the given commit, as far as that
// can be told without beginning; nil where nothing is known against it. What
// others have staged is only seen by the attempt.
func (r *Repo) Undoable(commit Hash) error {
	return r.explain(retryMissing(func() error {
		_, _, err := r.prepareUndo(commit)
		return err
	}))
}

func (r *Repo) prepareUndo(commit Hash) (*transaction, Undone, error) {
	at, err := r.ready()
	if err == nil && at.commit != commit {
		err = ErrMoved
	}
	if err != nil {
		return nil, Undone{}, err
	}
	settings, err := r.config()
	if err != nil {
		return nil, Undone{}, err
	}
	s, err := r.snapshot(commit)
	if err != nil {
		return nil, Undone{}, err
	}
	defer s.store.Close()
	parent, err := r.undoable(s)
	if err != nil {
		return nil, Undone{}, err
	}
	before, err := snapshotOf(s.store, parent)
	if err != nil {
		return nil, Undone{}, err
	}
	c, err := object.GetCommit(s.store, commit)
	if err != nil {
		return nil, Undone{}, err
	}
	u := Undone{Commit: summary(c)}
	t := &transaction{repo: r, from: at, to: parent, reflog: newReflog(settings, settings.mover(), undoReason+u.Commit.Subject)}
	if t.changes, err = s.difference(before); err != nil {
		return nil, Undone{}, err
	}
	for _, c := range t.changes {
		u.Files = append(u.Files, UndoneFile{c.path, c.to.blob, c.from.blob})
	}
	return t, u, nil
}

// undoable returns the parent of a commit that may be taken back.
func (r *Repo) undoable(s *snapshot) (parent Hash, err error) {
	c, err := object.GetCommit(s.store, s.commit)
	if err != nil {
		return Hash{}, err
	}
	switch len(c.ParentHashes) {
	case 0:
		return Hash{}, refuse("it is the first commit, and there is no version before it", "Change the files and commit again.")
	case 1:
		parent = c.ParentHashes[0]
	default:
		return Hash{}, refuse("it is a merge", "Take back with git what the merge brought, with `git revert -m 1`.")
	}
	if shallow, err := s.store.Shallow(); err != nil || slices.Contains(shallow, s.commit) {
		return Hash{}, cmp.Or(err, refuse("what was before it is not in this shallow clone", "Fetch it with `git fetch --unshallow`."))
	}
	at, err := r.sharedAt(s.store, s.commit)
	if err == nil && at != "" {
		err = refuse("it is shared already: "+at+" has it", "Change the files and commit again.")
	}
	return parent, err
}

// remotes begins the full name of every remote-tracking branch.
const remotes = "refs/remotes/"

// sharedAt is the short name of a remote-tracking branch that has a commit, ""
// if none is known to.
func (r *Repo) sharedAt(store *filesystem.Storage, commit Hash) (string, error) {
	refs, err := r.remoteBranches()
	if err != nil {
		return "", err
	}
	has := func(names []string) (bool, error) {
		var tips []Hash
		for _, name := range names {
			tips = append(tips, refs[name])
		}
		return contains(store, tips, commit)
	}
	names := slices.Sorted(maps.Keys(refs))
	if shared, err := has(names); err != nil || !shared {
		return "", cmp.Or(r.broken(names, refs, err), err)
	}
	for len(names) > 1 {
		left, right := names[:len(names)/2], names[len(names)/2:]
		shared, err := has(left)
		if err != nil {
			return "", err
		}
		if names = right; shared {
			names = left
		}
	}
	return strings.TrimPrefix(names[0], remotes), nil
}

// broken names the reference whose commit is missing, where that is why the
// history of several cannot be read.
func (r *Repo) broken(names []string, refs map[string]Hash, err error) error {
	if !errors.Is(err, plumbing.ErrObjectNotFound) {
		return nil
	}
	for _, name := range names {
		s, err := r.snapshot(refs[name])
		if errors.Is(err, plumbing.ErrObjectNotFound) {
			return brokenReference(name, "the commit it names is not there")
		}
		if err == nil {
			s.store.Close()
		}
	}
	return nil
}

// plainName is a name that a shell takes as it is.
var plainName = regexp.MustCompile(`^[A-Za-z0-9._/-]+$`)

func brokenReference(name, why string) error {
	remove := "that reference"
	if plainName.MatchString(name) {
		remove = fmt.Sprintf("it with `git update-ref -d %s`", name)
	} else {
		name = fmt.Sprintf("%q", name)
	}
	return refuse(fmt.Sprintf("%s is broken: %s, so nobody knows what is shared already", name, why),
		"Fetch with `git fetch`, or remove "+remove+", and try again.")
}

// remoteBranches reads the remote-tracking branches by full name, those that
// only name another one left out.
func (r *Repo) remoteBranches() (map[string]Hash, error) {
	refs := map[string]Hash{}
	packed, err := os.ReadFile(filepath.Join(r.commonDir, "packed-refs"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for line := range strings.Lines(string(packed)) {
		hash, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		if strings.HasPrefix(name, remotes) && plumbing.IsHash(hash) {
			refs[name] = plumbing.NewHash(hash)
		}
	}
	top := filepath.Join(r.commonDir, filepath.FromSlash(remotes))
	err = filepath.WalkDir(top, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(file, ".lock") {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil || strings.HasPrefix(string(text), "ref:") {
			return err
		}
		rel, err := filepath.Rel(r.commonDir, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if refs[name], err = parseHash(string(text)); err != nil {
			return brokenReference(name, "it holds no commit")
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return refs, err
}

// Changed lists the files that a commit changed against its first parent, by
// path.
func (r *Repo) Changed(commit Hash) (paths []string, err error) {
	err = retryMissing(func() error {
		s, err := r.snapshot(commit)
		if err != nil {
			return err
		}
		defer s.store.Close()
		c, err := object.GetCommit(s.store, commit)
		if err != nil {
			return err
		}
		parent := Hash{}
		if len(c.ParentHashes) > 0 {
			parent = c.ParentHashes[0]
		}
		before, err := snapshotOf(s.store, parent)
		if err != nil {
			return err
		}
		changes, err := before.difference(s)
		paths = nil
		for _, c := range changes {
			paths = append(paths, c.path)
		}
		return err
	})
	return paths, err
}
