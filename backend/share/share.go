// Package share brings a branch and its upstream together: fetch, merge, send.
//
// Nothing is ever rebased or forced. What was fetched is compared with the
// branch in memory; where both sides went on, a merge commit with two parents
// joins them, and only when all of it is written do the branch, the index and
// the files move, in one transaction of [history.Repo.Advance]. A conflict moves
// nothing: it is a value for a person to decide (see [Conflict]), and the
// decisions are kept beside the repository until they are used.
//
// The git program carries the data where a person trusts the repository, since
// it knows their passwords, keys and proxies; else go-git does, over https and
// with the agent over ssh.
package share

import (
	"context"
	"errors"
	"fmt"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
)

// Progress is how far a transfer is.
type Progress = gitcommand.Progress

// Sharing shares the branch of one repository. Its methods may be called from
// several goroutines; they look at the repository anew each time.
type Sharing struct {
	repo *history.Repo
	by   transport
	// untrusted is why the git program is not used, nil where it is.
	untrusted error
}

// transport brings commits from an upstream and to it.
type transport interface {
	fetch(ctx context.Context, u history.Upstream, report func(Progress)) (history.Hash, error)
	push(ctx context.Context, u history.Upstream, commit history.Hash, report func(Progress)) error
}

// New shares the branch of a repository, through the git program where that is
// installed and trust says that it may run here.
func New(ctx context.Context, repo *history.Repo, trust *gitcommand.Trust, vault Vault) (*Sharing, error) {
	s := &Sharing{repo: repo, by: direct{repo, vault}}
	program, err := gitcommand.Find(ctx)
	if errors.Is(err, gitcommand.ErrNoProgram) {
		s.untrusted = err
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	git, err := trust.Git(program, repo)
	if errors.As(err, new(*gitcommand.UntrustedError)) {
		s.untrusted = err
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	s.by = throughGit{git, repo}
	if engine, err := git.Engine(); err == nil { // else merges are not signed
		s.repo = repo.With(engine)
	}
	return s, nil
}

// Untrusted is why the git program is not used: a
// [*gitcommand.UntrustedError] that a person can answer, or an error that wraps
// [gitcommand.ErrNoProgram]. It is nil where the program is used.
func (s *Sharing) Untrusted() error { return s.untrusted }

// State is how the branch stands to its upstream as that was fetched last.
type State struct {
	Branch   string           // short name
	Upstream history.Upstream // where it is shared
	Ahead    int              // commits to send
	Behind   int              // commits to take over
	Fetched  bool             // whether anything of the upstream is known
}

// String is the state in words.
func (s State) String() string {
	switch {
	case !s.Fetched:
		return fmt.Sprintf("%s is not yet at %s; %s to send", s.Branch, s.Upstream.Remote, commits(s.Ahead))
	case s.Ahead == 0 && s.Behind == 0:
		return fmt.Sprintf("%s and %s are the same", s.Branch, s.Upstream.Short())
	}
	return fmt.Sprintf("%s is %d ahead of %s and %d behind", s.Branch, s.Ahead, s.Upstream.Short(), s.Behind)
}

func commits(n int) string {
	if n == 1 {
		return "1 commit"
	}
	return fmt.Sprintf("%d commits", n)
}

// State looks at the repository alone and asks no server.
func (s *Sharing) State() (State, error) {
	at, err := s.look()
	if err != nil {
		return State{}, err
	}
	theirs, err := s.repo.Tracked(at.upstream)
	if err != nil {
		return State{}, err
	}
	return at.state(s.repo, theirs)
}

// position is where the branch is now and where it is shared.
type position struct {
	branch   string
	ours     history.Hash
	upstream history.Upstream
}

func (s *Sharing) look() (position, error) {
	u, err := s.repo.Upstream()
	if err != nil {
		return position{}, err
	}
	tip, err := s.repo.Tip()
	return position{s.repo.Branch(), tip, u}, err
}

func (p position) state(repo *history.Repo, theirs history.Hash) (State, error) {
	r, err := repo.Relate(p.ours, theirs)
	return State{p.branch, p.upstream, r.Ahead, r.Behind, !theirs.IsZero()}, err
}
