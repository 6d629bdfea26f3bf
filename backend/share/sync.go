package share

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"atlasdesk/backend/history"
)

// Outcome is what a [Sharing.Sync] did.
type Outcome struct {
	State     State // afterwards
	Taken     int   // commits that were taken over
	Sent      int   // commits that were sent
	Merged    bool  // both sides had gone on, and were joined
	Conflicts []Conflict
	Decided   []Conflict // those that wait for the others to be decided
}

// ErrConflicts says that a person has to decide before anything moves; see
// Outcome.Conflicts, [Sharing.Decide] and [Sharing.Abort].
var ErrConflicts = errors.New("both sides changed the same; decide which version stands, and share again")

const (
	// maxRounds is how often a push may lose against somebody else's.
	maxRounds = 10
	// backOff is the longest wait before the second round.
	backOff = 200 * time.Millisecond
)

// Fetch asks the upstream what it holds, and moves nothing.
func (s *Sharing) Fetch(ctx context.Context, report func(Progress)) (State, error) {
	at, err := s.look()
	if err != nil {
		return State{}, err
	}
	theirs, err := s.fetch(ctx, at.upstream, report)
	if err != nil {
		return State{}, err
	}
	return at.state(s.repo, theirs)
}

// fetch asks the upstream what it holds. A branch that is not there is one that
// nobody sent yet, unless it was there before: then somebody removed it, and
// sending it again would undo that without a word.
func (s *Sharing) fetch(ctx context.Context, u history.Upstream, report func(Progress)) (history.Hash, error) {
	before, err := s.repo.Tracked(u)
	if err != nil {
		return history.Hash{}, err
	}
	theirs, err := s.by.fetch(ctx, u, report)
	if err == nil && theirs.IsZero() && !before.IsZero() {
		err = &history.RefusedError{
			Reason: fmt.Sprintf("the branch %s was removed or renamed at %s", u.Short(), history.WithoutPassword(u.URL)),
			Hint: "Ask who did that. To share with another branch, choose it with `git branch --set-upstream-to`; " +
				"to make this one there anew, run `git fetch --prune` and share again.",
		}
	}
	return theirs, err
}

// Sync fetches, takes over what is new at the upstream, and sends what is new
// here, again where somebody else was quicker. Files with work that is not
// committed are merged with what is new, or it fails with a
// [*history.DirtyError].
//
// When it fails, what it did until then stands: the branch never is anywhere
// but where it was, or at a commit that holds all that it held. It fails with
// [ErrConflicts], with the errors of [history.Repo.Advance] and
// [history.Repo.Fetch], and with that of ctx.
func (s *Sharing) Sync(ctx context.Context, report func(Progress)) (Outcome, error) {
	var out Outcome
	for round := range maxRounds {
		done, err := s.round(ctx, &out, report)
		if done || err != nil && !errors.Is(err, history.ErrRejected) && !errors.Is(err, history.ErrMoved) {
			return out, err
		}
		if round == maxRounds-1 && err != nil {
			return out, fmt.Errorf("%w, %d times in a row; try again later", err, maxRounds)
		}
		if err := pause(ctx, round); err != nil {
			return out, err
		}
	}
	return out, nil
}

// pause waits a while of random length, which gets longer from round to round,
// so that two who collided do not again.
func pause(ctx context.Context, round int) error {
	wait := time.NewTimer(time.Duration(rand.Int64N(int64(backOff) << min(round, 4))))
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// round fetches, takes over and sends once.
func (s *Sharing) round(ctx context.Context, out *Outcome, report func(Progress)) (done bool, err error) {
	at, err := s.look()
	if err != nil {
		return false, err
	}
	theirs, err := s.fetch(ctx, at.upstream, report)
	if err != nil {
		return false, err
	}
	if out.State, err = at.state(s.repo, theirs); err != nil {
		return false, err
	}
	if at.ours, err = s.take(ctx, out, at, theirs); err != nil {
		return false, err
	}
	relation, err := s.repo.Relate(at.ours, theirs)
	if err != nil {
		return false, err
	}
	if relation.Ahead > 0 {
		if err := s.by.push(ctx, at.upstream, at.ours, report); err != nil {
			return false, err
		}
		out.Sent += relation.Ahead
	}
	out.State, err = s.State()
	return err == nil, err
}

// take moves the branch to where it holds all of theirs, and returns where that
// is.
func (s *Sharing) take(ctx context.Context, out *Outcome, at position, theirs history.Hash) (history.Hash, error) {
	relation, err := s.repo.Relate(at.ours, theirs)
	if err != nil || relation.Behind == 0 {
		return at.ours, err
	}
	to, reason := theirs, "merge "+at.upstream.Short()+": Fast-forward"
	if relation.Ahead > 0 {
		if to, err = s.merge(ctx, out, at, theirs, relation.Bases); err != nil {
			return at.ours, err
		}
		reason = "merge " + at.upstream.Short() + ": Merge made by Atlas Desk."
	}
	if err := s.advance(ctx, history.Move{From: at.ours, To: to, Reason: reason}); err != nil {
		return at.ours, err
	}
	out.Taken += relation.Behind
	out.Merged = out.Merged || to != theirs
	return to, s.Abort()
}

// merge writes the commit that joins both sides.
func (s *Sharing) merge(ctx context.Context, out *Outcome, at position, theirs history.Hash, bases []history.Hash) (history.Hash, error) {
	j, err := s.joinFrom(bases, at, theirs)
	if err != nil {
		return history.Hash{}, err
	}
	if out.Conflicts, out.Decided = j.conflicts, j.decided; len(j.conflicts) > 0 {
		return history.Hash{}, ErrConflicts
	}
	return s.repo.WriteJoin(ctx, history.Join{
		Ours: at.ours, Theirs: theirs, Files: j.files,
		Message: "Merge remote-tracking branch '" + at.upstream.Short() + "'",
	})
}

// joinFrom joins both sides with what was decided until now.
func (s *Sharing) joinFrom(bases []history.Hash, at position, theirs history.Hash) (joined, error) {
	if len(bases) != 1 {
		return joined{}, noBase(len(bases), at)
	}
	decided, err := s.Decisions()
	if err != nil {
		return joined{}, err
	}
	return s.join(bases[0], at.ours, theirs, decided)
}

// Conflicts lists what a person has to decide before the branch and its
// upstream, as that was fetched last, can be joined, and what is decided and can
// be decided anew. It moves nothing.
func (s *Sharing) Conflicts() (open, decided []Conflict, err error) {
	at, err := s.look()
	if err != nil {
		return nil, nil, err
	}
	theirs, err := s.repo.Tracked(at.upstream)
	if err != nil {
		return nil, nil, err
	}
	relation, err := s.repo.Relate(at.ours, theirs)
	if err != nil || relation.Ahead == 0 || relation.Behind == 0 {
		return nil, nil, err
	}
	j, err := s.joinFrom(relation.Bases, at, theirs)
	return j.conflicts, j.decided, err
}

func noBase(n int, at position) error {
	name := at.upstream.Short()
	if n == 0 {
		return &history.RefusedError{
			Reason: at.branch + " and " + name + " have nothing in common, or this is a shallow clone that does not reach back far enough",
			Hint:   "Look whether the remote is the right one; a shallow clone is completed by `git fetch --unshallow`.",
		}
	}
	return refuse(fmt.Sprintf("%s and %s were merged crosswise before", at.branch, name))
}

// advance moves the branch and the files, with work that is not committed
// merged into them.
func (s *Sharing) advance(ctx context.Context, m history.Move) error {
	err := s.repo.Advance(ctx, m)
	var dirty *history.DirtyError
	if !errors.As(err, &dirty) {
		return err
	}
	if m.Merged, err = s.reconcile(m.From, m.To, dirty.Paths); err != nil {
		return err
	}
	return s.repo.Advance(ctx, m)
}
