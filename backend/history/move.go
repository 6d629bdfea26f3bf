package history

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// Move is the branch of HEAD on its way onward to a commit that is there
// already: one that was fetched, or a merge.
type Move struct {
	From   Hash     // where the branch must be; zero for one without a commit
	To     Hash     // a descendant of From, with all its objects in the store
	Reason string   // for the reflog, in git's words: "merge origin/main: Fast-forward"
	Merged []Merged // files of the work tree that are not as in From
}

// Merged is a file of the work tree that holds work that is not committed, as
// the caller brought it together with what the move brings.
type Merged struct {
	Path string // slash path from the root
	Was  []byte // what the file holds now; nil where there is none
	Now  []byte // what it shall hold; nil for no file
}

// ErrMoved says that the branch is not, or no longer, where a move begins.
var ErrMoved = errors.New("the branch has moved meanwhile; look at what it holds now and try again")

// DirtyError says that files of the work tree which a move would write are
// neither as the branch has them now nor as the move would write them.
type DirtyError struct {
	Paths   []string // slash paths from the root, sorted
	Added   []string // of those, the ones that lie here and that only the other side has
	Removed []string // of those, the ones that were changed here and that the other side removes
}

// Add adds a file by what the other side does to it.
func (e *DirtyError) Add(d Difference) {
	e.Paths = append(e.Paths, d.Path)
	switch {
	case !d.From.Exists():
		e.Added = append(e.Added, d.Path)
	case !d.To.Exists():
		e.Removed = append(e.Removed, d.Path)
	}
}

func (e *DirtyError) Error() string {
	changed := slices.DeleteFunc(slices.Clone(e.Paths), func(path string) bool {
		return slices.Contains(e.Added, path) || slices.Contains(e.Removed, path)
	})
	var says []string
	for _, kind := range []struct {
		paths []string
		says  string
	}{
		{changed, "changed and not committed, while the other side changed it too; commit or merge these changes first"},
		{e.Added, "lies here and is not committed, and the other side has a file of that name; move it away or commit it first"},
		{e.Removed, "changed and not committed, while the other side removed it; commit these changes or undo them first"},
	} {
		if len(kind.paths) > 0 {
			says = append(says, strings.Join(kind.paths, ", ")+": "+kind.says)
		}
	}
	return strings.Join(says, "\n")
}

// Advance moves the branch of HEAD from one commit to another and brings the
// index and the files of the work tree along. A file that the move changes must
// be, on disk, as in From or already as in To, or be one of m.Merged: then the
// bytes of Now are written, and what they add to To shows as not committed.
// Every other file stays, and so does what anybody staged elsewhere.
//
// Files are written one by one, each whole or not at all, and each only if it
// still holds what it was seen to hold; then come index and branch, as with
// [Repo.Commit]. When Advance fails the branch, the index and the files are as
// before; it never moves HEAD without the files. A crash at any moment leaves
// the one or the other, after [Repo.Recover] at the latest. Line ends are
// written as git would check them out, or as the file has them.
//
// The errors to tell apart: [ErrMoved], [*DirtyError], [*RefusedError] (among
// others for links, submodules and filters among the changed files),
// [*LockedError], and that of ctx.
func (r *Repo) Advance(ctx context.Context, m Move) error {
	if _, err := r.move(ctx, func() (*transaction, error) { return r.prepareAdvance(m) }); err != nil {
		return fmt.Errorf("move the branch to %s: %w", short(m.To), err)
	}
	return nil
}

// maxMoves bounds how often a move starts anew because the branch moved under
// it. A person's git moves it once, a busy script a few times.
const maxMoves = 50

// errMoved says that HEAD or its branch moved while a move was prepared.
var errMoved = errors.New("the branch moved")

// move prepares and publishes a transaction, anew as often as the branch moves
// meanwhile. It returns where the branch is now.
func (r *Repo) move(ctx context.Context, prepare func() (*transaction, error)) (Hash, error) {
	at, err := r.tryMove(ctx, prepare)
	return at, r.explain(err)
}

func (r *Repo) tryMove(ctx context.Context, prepare func() (*transaction, error)) (Hash, error) {
	done, err := r.exclude(ctx)
	if err != nil {
		return Hash{}, err
	}
	defer done()
	if err := r.recover(ctx); err != nil {
		return Hash{}, err
	}
	for range maxMoves {
		var t *transaction
		err := retryMissing(func() (err error) {
			t, err = prepare()
			return err
		})
		if err != nil {
			return Hash{}, err
		}
		if err := t.publish(ctx); !errors.Is(err, errMoved) {
			return t.to, err
		}
	}
	return Hash{}, fmt.Errorf("%w %d times meanwhile; try again", errMoved, maxMoves)
}

func (r *Repo) prepareAdvance(m Move) (*transaction, error) {
	at, err := r.ready()
	switch {
	case err != nil:
		return nil, err
	case at.commit != m.From:
		return nil, ErrMoved
	case m.From == m.To:
		return nil, ErrNothing
	}
	settings, err := r.config()
	if err != nil {
		return nil, err
	}
	from, err := r.snapshot(m.From)
	if err != nil {
		return nil, err
	}
	defer from.store.Close()
	to, err := snapshotOf(from.store, m.To)
	if err != nil {
		return nil, err
	}
	if m.From != (Hash{}) {
		if onward, err := contains(from.store, []Hash{m.To}, m.From); err != nil || !onward {
			return nil, cmp.Or(err, refuse("the other commit does not build on the last one here", "Merge the two."))
		}
	}
	t := &transaction{repo: r, from: at, to: m.To, reflog: newReflog(settings, settings.mover(), m.Reason)}
	if t.changes, err = from.difference(to); err != nil {
		return nil, err
	}
	c := &checkout{repo: r, settings: settings, from: from, to: to, merged: m.Merged}
	t.files, err = c.plan(t.changes)
	return t, err
}

// mover is who moves a branch as far as git knows it; a reflog needs no more.
func (c config) mover() object.Signature {
	id := c.identity("committer")
	return object.Signature{Name: cmp.Or(id.Name, "Atlas Desk"), Email: id.Email, When: time.Now()}
}
