package history

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// journal is what a transaction leaves on disk for as long as it runs.
type journal struct {
	GitDir  string        `json:"gitDir"` // of the work tree, from the common git folder
	Branch  string        `json:"branch"` // full name
	Parent  string        `json:"parent"` // hash, zeros for none
	Commit  string        `json:"commit"` // hash
	Changes []journalFile `json:"changes"`
}

type journalFile struct {
	Path   string `json:"path"`
	Parent string `json:"parent"` // hash of the blob, zeros for none
	Blob   string `json:"blob"`   // hash of the blob
}

func (r *Repo) journalFile() string { return filepath.Join(r.ownDir(), "txn.json") }

// Recover clears what a commit that was cut off by a crash left behind: locks
// that are provably ours, and changes in the index whose commit never reached
// the branch. The files in the work tree are not touched, so the edit is there
// to be committed again. Locks of other programs stay.
//
// [Open] and [Repo.Commit] call Recover. While another Atlas Desk commits it
// waits for that to end.
func (r *Repo) Recover() error {
	if _, err := os.Lstat(r.journalFile()); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	ctx := context.Background()
	done, err := r.exclude(ctx)
	if err != nil {
		return fmt.Errorf("clear up after a crash: %w", err)
	}
	defer done()
	return r.recover(ctx)
}

// recover settles the transaction of the journal, if there is one. The caller
// excludes other processes.
func (r *Repo) recover(ctx context.Context) error {
	text, err := os.ReadFile(r.journalFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("clear up after a crash: %w", err)
	}
	t, err := r.parseJournal(text)
	if err != nil {
		return fmt.Errorf("clear up after a crash: %s cannot be read (%w); remove it if `git status` looks right", r.journalFile(), err)
	}
	if err := t.settle(ctx); err != nil {
		return fmt.Errorf("clear up after a crash: %w", err)
	}
	return nil
}

func (t *transaction) writeJournal() error {
	gitDir, err := filepath.Rel(t.repo.commonDir, t.repo.gitDir)
	if err != nil {
		return err
	}
	j := journal{
		GitDir: filepath.ToSlash(gitDir),
		Branch: t.tip.branch,
		Parent: t.tip.commit.String(),
		Commit: t.commit.Hash.String(),
	}
	for _, c := range t.changes {
		j.Changes = append(j.Changes, journalFile{c.path, c.parent.String(), c.blob.String()})
	}
	text, err := json.MarshalIndent(j, "", "\t")
	if err != nil {
		return err
	}
	return writeDurably(t.repo.journalFile(), text)
}

// parseJournal rebuilds what settle needs of a transaction. A journal may come
// with a repository from elsewhere: it must not lead out of the git folder.
func (r *Repo) parseJournal(text []byte) (*transaction, error) {
	var j journal
	if err := json.Unmarshal(text, &j); err != nil {
		return nil, err
	}
	if !filepath.IsLocal(filepath.FromSlash(j.GitDir)) ||
		!strings.HasPrefix(j.Branch, branches) || plumbing.ReferenceName(j.Branch).Validate() != nil {
		return nil, errors.New("it leads out of the repository")
	}
	owner := *r
	owner.gitDir = filepath.Join(r.commonDir, filepath.FromSlash(j.GitDir))
	t := &transaction{
		repo:   &owner,
		tip:    tip{j.Branch, plumbing.NewHash(j.Parent)},
		commit: &object.Commit{Hash: plumbing.NewHash(j.Commit)},
		ahead:  true,
	}
	for _, f := range j.Changes {
		t.changes = append(t.changes, change{path: f.Path, parent: plumbing.NewHash(f.Parent), blob: plumbing.NewHash(f.Blob)})
	}
	return t, nil
}

// rollBack takes the changes out of the index again if the branch still is
// where it was before the transaction. Had it moved to the commit, the index
// was published before and is right; had somebody else moved it, the index is
// theirs.
func (t *transaction) rollBack(ctx context.Context) error {
	if !t.ahead {
		return nil
	}
	at, err := t.repo.branch(t.tip.branch)
	if err != nil || at != t.tip.commit {
		return err
	}
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
	for _, c := range t.changes {
		x.unstage(c)
	}
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
	if err != nil {
		return false, err
	}
	for _, c := range t.changes {
		if at, found := x.find(c.path); found && x.entries[at].hash == c.blob {
			return true, nil
		}
	}
	return false, nil
}
