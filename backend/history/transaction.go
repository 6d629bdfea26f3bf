package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// transaction puts a commit whose objects are written onto its branch: lock,
// verify, write, publish. Its journal is written first, so that whoever finds
// it after a crash knows what is left to clear; see settle.
//
// The index is published before the branch. Should the crash come in between,
// the index is ahead of the branch, which settle takes back; the other way
// round it would be behind, and the next `git commit` would revert the edit.
type transaction struct {
	repo     *Repo
	tip      tip // HEAD and its branch, as the commit was made on
	commit   *object.Commit
	changes  []change
	settings config

	index, head, branch *lock
	staged              *index
	ahead               bool // the index may be ahead of the branch
}

// ownDir is where Atlas Desk keeps its files in a repository.
func (r *Repo) ownDir() string { return filepath.Join(r.commonDir, "atlas-desk") }

// exclude waits until no other Atlas Desk commits to this repository. The lock
// is the operating system's and ends with the process: whoever holds it and
// finds a journal knows that its writer is gone.
func (r *Repo) exclude(ctx context.Context) (done func(), err error) {
	if err := os.MkdirAll(r.ownDir(), 0o777); err != nil {
		return nil, err
	}
	type outcome struct {
		done func()
		err  error
	}
	locked := make(chan outcome, 1)
	go func() {
		done, err := lockedfile.MutexAt(filepath.Join(r.ownDir(), "lock")).Lock()
		locked <- outcome{done, err}
	}()
	select {
	case o := <-locked:
		return o.done, o.err
	case <-ctx.Done():
		go func() {
			if o := <-locked; o.err == nil {
				o.done()
			}
		}()
		return nil, ctx.Err()
	}
}

// publish runs the transaction. Whatever happens it clears up behind itself.
func (t *transaction) publish(ctx context.Context) error {
	if err := t.writeJournal(); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	err := t.run(ctx)
	settled := t.settle(context.WithoutCancel(ctx))
	if err != nil {
		return errors.Join(err, settled)
	}
	// The commit is made. What settle could not clear, the next one will.
	return nil
}

// steps are what publishing takes, in order.
func (t *transaction) steps() []func(context.Context) error {
	return []func(context.Context) error{t.lock, t.verify, t.stage, t.log, t.moveIndex, t.moveBranch}
}

func (t *transaction) run(ctx context.Context) error {
	for _, step := range t.steps() {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// lock takes git's locks in the order in which `git commit` takes them: the
// index, HEAD, the branch.
func (t *transaction) lock(ctx context.Context) (err error) {
	if t.index, err = t.repo.lock(ctx, t.indexFile(), t.repo.proof("index")); err != nil {
		return err
	}
	if t.head, err = t.repo.lock(ctx, filepath.Join(t.repo.gitDir, "HEAD"), t.repo.proof("HEAD")); err != nil {
		return err
	}
	t.branch, err = t.repo.lock(ctx, t.repo.branchFile(t.tip.branch), t.repo.proof("branch"))
	return err
}

func (t *transaction) indexFile() string { return filepath.Join(t.repo.gitDir, "index") }

// proof is our own name for a lock file.
func (r *Repo) proof(what string) string { return filepath.Join(r.ownDir(), what+".lock") }

// verify looks, now that nobody else can write, whether all is still as the
// commit was made on, and that no staged work is in the way.
func (t *transaction) verify(context.Context) error {
	at, err := t.repo.ready()
	if err != nil {
		return err
	}
	if at != t.tip {
		return errMoved
	}
	if err := removeEmpty(t.branch.target); err != nil {
		return err
	}
	x, written, err := readIndex(t.indexFile())
	if err != nil {
		return err
	}
	if err := x.stageable(t.changes); err != nil {
		return err
	}
	x.smudge(written, t.repo.statNow)
	t.staged = x
	return nil
}

// removeEmpty removes the empty folder that an older branch below this name may
// have left, as git does.
func removeEmpty(branchFile string) error {
	info, err := os.Lstat(branchFile)
	if err != nil || !info.IsDir() {
		return nil
	}
	return os.Remove(branchFile)
}

// stage writes the next index and the next value of the branch into the lock
// files.
func (t *transaction) stage(context.Context) error {
	for _, c := range t.changes {
		t.staged.stage(c, t.repo.statOf(c))
	}
	if err := t.index.write(t.staged.encode()); err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	if err := t.branch.write([]byte(t.commit.Hash.String() + "\n")); err != nil {
		return fmt.Errorf("write the branch: %w", err)
	}
	return nil
}

// log appends to the reflogs of HEAD and the branch.
func (t *transaction) log(context.Context) error {
	line := t.reflogLine()
	create := true
	if v, ok := t.settings.find("core.logallrefupdates"); ok {
		create = v.isTrue() || v.value == "always"
	}
	if err := appendReflog(filepath.Join(t.repo.gitDir, "logs", "HEAD"), line, create); err != nil {
		return fmt.Errorf("write the reflog: %w", err)
	}
	branchLog := filepath.Join(t.repo.commonDir, "logs", filepath.FromSlash(t.tip.branch))
	if err := appendReflog(branchLog, line, create); err != nil {
		return fmt.Errorf("write the reflog: %w", err)
	}
	return nil
}

// reflogLine is in git's format: old, new, who and when, a tab, what.
func (t *transaction) reflogLine() string {
	what := "commit"
	if t.tip.commit.IsZero() {
		what = "commit (initial)"
	}
	var who bytes.Buffer
	_ = t.commit.Committer.Encode(&who) // a buffer takes everything
	return fmt.Sprintf("%s %s %s\t%s: %s\n", t.tip.commit, t.commit.Hash, &who, what, subject(t.commit.Message))
}

func (t *transaction) moveIndex(context.Context) error {
	t.ahead = true
	if err := t.index.publish(); err != nil {
		return fmt.Errorf("replace the index: %w", err)
	}
	return nil
}

func (t *transaction) moveBranch(context.Context) error {
	if err := t.branch.publish(); err != nil {
		return fmt.Errorf("move the branch: %w", err)
	}
	return nil
}

// settle leaves the repository as a finished transaction or as none: it gives
// back the locks that are ours, takes the changes out of the index if the
// branch did not move to the commit, and drops the journal.
func (t *transaction) settle(ctx context.Context) error {
	if err := t.unlock(); err != nil {
		return err
	}
	if err := t.rollBack(ctx); err != nil {
		return err
	}
	return os.Remove(t.repo.journalFile())
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
		"branch": t.repo.branchFile(t.tip.branch),
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
