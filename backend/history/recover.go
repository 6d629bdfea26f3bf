package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Recover ends what a crash has cut off. Where the branch had not moved yet it
// gives back the locks that are provably ours, takes the changes out of the
// index and puts the files back that [Repo.Advance] had written; where it had,
// it writes those that are missing. A file that is neither as it was nor as it
// was to be is somebody else's work and stays; so do locks of other programs.
// The files of a [Repo.Commit] or a [Repo.Undo] are never touched: the edit is
// there to be committed again.
//
// [Open] and everything that moves the branch call Recover. While another
// Atlas Desk is at it Recover waits for that to end.
func (r *Repo) Recover() error {
	if _, err := os.Lstat(r.journal().Path()); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	ctx := context.Background()
	done, err := r.exclude(ctx)
	if err != nil {
		return fmt.Errorf("clear up after a crash: %w", r.explain(err))
	}
	defer done()
	return r.explain(r.recover(ctx))
}

// recover settles the transaction of the journal, if there is one. The caller
// excludes other processes.
func (r *Repo) recover(ctx context.Context) error {
	text, err := r.journal().Read()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("clear up after a crash: %w; remove it if `git status` looks right", err)
	}
	t, err := r.parseJournal(text)
	if err != nil {
		return fmt.Errorf("clear up after a crash: %s cannot be read (%w); remove it if `git status` looks right", r.journal().Path(), err)
	}
	if err := t.settle(ctx); err != nil {
		return fmt.Errorf("clear up after a crash: %w", err)
	}
	return nil
}

// errUnsettled says that a transaction may have left something behind.
var errUnsettled = errors.New("not all that was begun is cleared up")

// settle leaves the repository as a finished transaction or as none: it gives
// back the locks that are ours, brings index and files in line with where the
// branch is, and drops the journal.
func (t *transaction) settle(ctx context.Context) error {
	if err := t.clear(ctx); err != nil {
		return fmt.Errorf("%w: %w", errUnsettled, err)
	}
	return nil
}

func (t *transaction) clear(ctx context.Context) error {
	if err := t.unlock(); err != nil {
		return err
	}
	if err := t.align(ctx); err != nil {
		return err
	}
	err := os.Remove(t.repo.journal().Path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it could not be written
	}
	return err
}

// align rolls the transaction forward if the branch has moved, and back if it
// has not. Had somebody else moved it, or had HEAD left the branch, index and
// files are theirs.
func (t *transaction) align(ctx context.Context) error {
	if !t.ahead {
		return nil
	}
	at, err := t.repo.head()
	var elsewhere *RefusedError
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.As(err, &elsewhere):
		return nil // the work tree was removed, or HEAD names no branch
	case err != nil:
		return err
	case at == t.from:
		if err := t.restoreFiles(fileWrite.back); err != nil {
			return err
		}
		return t.unstage(ctx)
	case at == tip{t.from.branch, t.to}:
		return t.restoreFiles(fileWrite.forward)
	}
	return nil
}

// unstage takes the changes out of the index again.
func (t *transaction) unstage(ctx context.Context) error {
	staged, err := t.anyStaged()
	if err != nil || !staged {
		return err
	}
	held, err := t.repo.lock(ctx, t.indexFile(), t.repo.proof("index"))
	if err != nil {
		return err
	}
	defer os.Remove(held.proof)
	defer held.release()
	x, written, err := readIndex(t.indexFile())
	if err != nil {
		return err
	}
	x.smudge(written, t.repo.statNow)
	x.unstage(t.changes)
	if err := held.write(x.encode()); err != nil {
		return err
	}
	return held.publish()
}

// anyStaged looks without a lock whether there is something to take back. An
// index that cannot be read is not the one the transaction wrote.
func (t *transaction) anyStaged() (bool, error) {
	x, _, err := readIndex(t.indexFile())
	var refused *RefusedError
	if errors.Is(err, errIndex) || errors.As(err, &refused) {
		return false, nil
	}
	return err == nil && x.anyStaged(t.changes), err
}

// unlock removes lock files that are the same file as our proof of them. Locks
// without proof are known only to the process that took them.
func (t *transaction) unlock() error {
	for _, l := range []*lock{t.index, t.head, t.branch} {
		if l != nil {
			l.release()
		}
	}
	for proof, target := range map[string]string{
		"index":  t.indexFile(),
		"HEAD":   filepath.Join(t.repo.gitDir, "HEAD"),
		"branch": t.repo.branchFile(t.from.branch),
	} {
		if err := removeProven(t.repo.proof(proof), target+".lock"); err != nil {
			return err
		}
	}
	return nil
}

func removeProven(proof, path string) error {
	ours, err := os.Lstat(proof)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if there, err := os.Lstat(path); err == nil && os.SameFile(ours, there) {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return os.Remove(proof)
}
