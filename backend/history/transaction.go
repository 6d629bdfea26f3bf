package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// transaction moves a branch from one commit to another, whose objects are
// written, and with it the index and, where the move asks for it, files of the
// work tree: lock, verify, write, publish. A commit moves the branch onward,
// taking it back moves it to the parent, and sharing moves it to what was
// fetched or merged. Its journal is written first, so that whoever finds it
// after a crash knows what is left to do or to clear; see settle.
//
// Files come first, then the index, and the branch last. Should the crash come
// in between, the index is ahead of the branch, which settle takes back; the
// other way round it would be behind, and the next `git commit` would revert
// the edit.
type transaction struct {
	repo    *Repo
	from    tip // HEAD and its branch before
	to      Hash
	changes []change      // of the index
	files   []fileWrite   // of the work tree
	objects *objectWriter // still to be synced; nil for none
	reflog  reflog

	index, head, branch *lock
	staged              *index
	ahead               bool // the index or files may be ahead of the branch
}

// reflog is what the logs of HEAD and the branch say of a move.
type reflog struct {
	who    object.Signature
	reason string
	create bool // where there is no log yet
}

func newReflog(settings config, who object.Signature, reason string) reflog {
	v, set := settings.find("core.logallrefupdates")
	return reflog{who, reason, !set || v.isTrue() || v.value == "always"}
}

// ownDir is where Atlas Desk keeps its files in a repository.
func (r *Repo) ownDir() string { return filepath.Join(r.commonDir, keptFolder) }

// exclude waits until no other Atlas Desk commits to this repository. The lock
// is the operating system's and ends with the process: whoever holds it and
// finds a journal knows that its writer is gone.
func (r *Repo) exclude(ctx context.Context) (done func(), err error) {
	if err := os.MkdirAll(r.ownDir(), 0o777); err != nil {
		return nil, err
	}
	lock := filepath.Join(r.ownDir(), "lock")
	if err := realFolder(r.commonDir, keptFolder); err != nil {
		return nil, refuse(err.Error(), "Remove it if you do not know where it comes from.")
	}
	if info, err := os.Lstat(lock); err == nil && !info.Mode().IsRegular() {
		return nil, refuse(lock+" is no plain file", "Remove it if you do not know where it comes from.")
	}
	type outcome struct {
		done func()
		err  error
	}
	locked := make(chan outcome, 1)
	go func() {
		done, err := lockedfile.MutexAt(lock).Lock()
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
	err := t.begin()
	if err == nil {
		err = t.run(ctx)
	}
	settled := t.settle(context.WithoutCancel(ctx))
	if err != nil {
		return errors.Join(err, settled)
	}
	// The branch has moved. What settle could not clear, the next one will.
	return nil
}

// begin makes the objects durable, and the journal.
func (t *transaction) begin() error {
	tasks := []func() error{t.writeJournal, t.writeObjects}
	return together(len(tasks), func(i int) error { return tasks[i]() })
}

func (t *transaction) writeObjects() error {
	if t.objects == nil {
		return nil
	}
	if err := t.objects.sync(); err != nil {
		return fmt.Errorf("write the objects: %w", err)
	}
	return nil
}

// steps are what publishing takes, in order.
func (t *transaction) steps() []func(context.Context) error {
	return []func(context.Context) error{t.lock, t.verify, t.writeFiles, t.stage, t.log, t.moveIndex, t.moveBranch}
}

// run takes the steps. Who cancels before the last one has cancelled all.
func (t *transaction) run(ctx context.Context) error {
	for _, step := range t.steps() {
		if err := ctx.Err(); err != nil {
			return err
		}
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
	t.branch, err = t.repo.lock(ctx, t.repo.branchFile(t.from.branch), t.repo.proof("branch"))
	return err
}

func (t *transaction) indexFile() string { return filepath.Join(t.repo.gitDir, "index") }

// proof is our own name for a lock file.
func (r *Repo) proof(what string) string { return filepath.Join(r.ownDir(), what+".lock") }

// verify looks, now that nobody else can write, whether all is still as the
// move was prepared on, and that no staged work is in the way.
func (t *transaction) verify(context.Context) error {
	at, err := t.repo.ready()
	if err != nil {
		return err
	}
	if at != t.from {
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
	t.staged.stage(t.changes, t.repo.statOf)
	writes := []struct {
		what    string
		to      *lock
		content []byte
	}{{"index", t.index, t.staged.encode()}, {"branch", t.branch, []byte(t.to.String() + "\n")}}
	return together(len(writes), func(i int) error {
		w := writes[i]
		if err := w.to.write(w.content); err != nil {
			return fmt.Errorf("write the %s: %w", w.what, err)
		}
		return nil
	})
}

// log appends to the reflogs of HEAD and the branch.
func (t *transaction) log(context.Context) error {
	line := t.reflogLine()
	for _, file := range []string{
		filepath.Join(t.repo.gitDir, "logs", "HEAD"),
		filepath.Join(t.repo.commonDir, "logs", filepath.FromSlash(t.from.branch)),
	} {
		if err := appendReflog(file, line, t.reflog.create); err != nil {
			return fmt.Errorf("write the reflog: %w", err)
		}
	}
	return nil
}

// reflogLine is in git's format: old, new, who and when, a tab, what.
func (t *transaction) reflogLine() string {
	var who bytes.Buffer
	_ = t.reflog.who.Encode(&who) // a buffer takes everything
	return fmt.Sprintf("%s %s %s\t%s\n", t.from.commit, t.to, &who, t.reflog.reason)
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
