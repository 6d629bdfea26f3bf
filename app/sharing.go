package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/keyring"
	"atlasdesk/backend/merge"
	"atlasdesk/backend/share"
)

// Sharing is bound to the page: how the branch stands to its upstream, and
// bringing the two together.
type Sharing struct {
	desk *desk

	mu       sync.Mutex
	cancel   context.CancelFunc // of the transfer that runs; nil where none does
	progress string             // of it, for a person
	told     time.Time          // when the page was told of progress
}

// errSharing is what a second transfer answers.
var errSharing = errors.New("the branch is being shared already; wait for that to end, or cancel it")

func (s *Sharing) in(ctx context.Context) (*share.Sharing, *history.Repo, error) {
	w, err := s.desk.workspace()
	if err != nil {
		return nil, nil, err
	}
	repo, err := history.Open(w.Root())
	if err != nil {
		return nil, nil, err
	}
	sharing, err := share.New(ctx, repo, gitcommand.UserTrust(), keyring.Keyring{})
	return sharing, repo, err
}

// State says how the branch stands to its upstream as that was fetched last. It
// asks no server.
func (s *Sharing) State() (ShareState, error) {
	s.mu.Lock()
	out := ShareState{Running: s.cancel != nil, Progress: s.progress, Risks: []string{}}
	s.mu.Unlock()
	sharing, _, err := s.in(context.Background())
	if errors.Is(err, history.ErrNoRepository) {
		return out, nil
	}
	if errors.Is(err, errNoFolder) {
		return out, err
	}
	if err != nil {
		out.Obstacle = sentence(err)
		return out, nil
	}
	out.takeTrust(sharing.Untrusted())
	at, err := sharing.State()
	var refused *history.RefusedError
	if errors.As(err, &refused) {
		out.Obstacle = sentence(err)
		return out, nil
	}
	out.Shared, out.Branch, out.Ahead, out.Behind, out.Fetched = err == nil, at.Branch, at.Ahead, at.Behind, at.Fetched
	out.Remote = history.WithoutPassword(at.Upstream.URL)
	return out, err
}

// takeTrust says whether git is used, and what to decide about that.
func (o *ShareState) takeTrust(untrusted error) {
	var question *gitcommand.UntrustedError
	switch {
	case untrusted == nil:
		o.Git = "trusted"
	case errors.As(untrusted, &question):
		o.Git = "untrusted"
		for _, r := range question.Risks {
			o.Risks = append(o.Risks, r.String())
		}
	default:
		o.Git = "missing"
	}
}

// Trust lets git run in the repository. seen are the risks that a person was
// shown and agreed to; it fails where there are others by now.
func (s *Sharing) Trust(seen []string) error {
	_, repo, err := s.in(context.Background())
	if err != nil {
		return err
	}
	trust := gitcommand.UserTrust()
	risks, err := gitcommand.Inspect(repo)
	if err != nil {
		return err
	}
	return trust.GrantSeen(repo, risks, seen)
}

// Sync fetches, merges and sends. Where there are conflicts it moves nothing,
// and Conflicts lists them.
func (s *Sharing) Sync() (ShareResult, error) {
	window, err := s.desk.window()
	if err != nil {
		return ShareResult{}, err
	}
	ctx, done, err := s.begin(window)
	if err != nil {
		return ShareResult{}, err
	}
	defer done()
	sharing, _, err := s.in(ctx)
	if err != nil {
		return ShareResult{}, err
	}
	out, err := sharing.Sync(ctx, s.report)
	s.desk.lookAgain()
	if errors.Is(err, share.ErrConflicts) {
		err = nil
	}
	if errors.Is(err, context.Canceled) {
		err = errors.New("cancelled; what was done until then stands")
	}
	return ShareResult{Taken: out.Taken, Sent: out.Sent, Conflicts: len(out.Conflicts)}, err
}

// begin notes that a transfer runs, and refuses a second one.
func (s *Sharing) begin(window context.Context) (ctx context.Context, done func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		return nil, nil, errSharing
	}
	ctx, cancel := context.WithCancel(window)
	s.cancel, s.progress = cancel, ""
	return ctx, func() {
		cancel()
		s.mu.Lock()
		s.cancel, s.progress = nil, ""
		s.mu.Unlock()
		s.desk.tell(shared)
	}, nil
}

// report notes progress and tells the page now and then.
func (s *Sharing) report(p share.Progress) {
	s.mu.Lock()
	s.progress = fmt.Sprintf("%s: %d of %d", p.Phase, p.Done, p.Total)
	quiet := time.Since(s.told) < progress
	if !quiet {
		s.told = time.Now()
	}
	s.mu.Unlock()
	if !quiet {
		s.desk.tell(shared)
	}
}

// Cancel ends the transfer that runs, if one does.
func (s *Sharing) Cancel() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
	}
}

// Conflicts lists what is to be decided before the branch and what was fetched
// last can be joined.
func (s *Sharing) Conflicts() ([]ShareConflict, error) {
	sharing, _, err := s.in(context.Background())
	if err != nil {
		return nil, err
	}
	found, _, err := sharing.Conflicts()
	out := []ShareConflict{}
	for _, c := range found {
		kind := string(c.Kind)
		if c.Package {
			kind = c.String()
		}
		out = append(out, ShareConflict{
			Path: c.Path, Kind: kind, Base: c.Base.String(), Ours: c.Ours.String(), Theirs: c.Theirs.String(),
			Hunks: hunksOf(c.Result), Choices: choicesOf(c.Choices),
		})
	}
	return out, err
}

func choicesOf(kept []merge.Choice) []ShareChoice {
	choices := []ShareChoice{}
	for _, c := range kept {
		choices = append(choices, ShareChoice{string(c.Take), c.Text})
	}
	return choices
}

// Decide keeps what a person decided about conflicts until the next Sync.
func (s *Sharing) Decide(decisions []ShareDecision) error {
	sharing, _, err := s.in(context.Background())
	if err != nil {
		return err
	}
	var all []share.Decision
	for _, d := range decisions {
		decided := share.Decision{Path: d.Path, Take: merge.Take(d.Take)}
		for _, v := range []struct {
			name string
			into *history.Hash
		}{{d.Base, &decided.Base}, {d.Ours, &decided.Ours}, {d.Theirs, &decided.Theirs}} {
			if *v.into, err = history.ParseHash(v.name); err != nil {
				return err
			}
		}
		for _, c := range d.Choices {
			decided.Choices = append(decided.Choices, merge.Choice{Take: merge.Take(c.Take), Text: c.Text})
		}
		all = append(all, decided)
	}
	return sharing.Decide(all...)
}
