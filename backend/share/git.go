package share

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
)

// throughGit lets the git program carry the data.
type throughGit struct {
	git  *gitcommand.Git
	repo *history.Repo
}

// pauses are how long a fetch waits that another one came in between, before it
// is tried again: editors fetch by themselves, and a program that was killed
// leaves a git behind that ends what it had begun.
var pauses = []time.Duration{250 * time.Millisecond, 500 * time.Millisecond}

func (t throughGit) fetch(ctx context.Context, u history.Upstream, report func(Progress)) (history.Hash, error) {
	fetch := func() error {
		_, err := t.git.Run(ctx, gitcommand.Call{
			Args: []string{"fetch", "--progress", "--no-tags", "--no-recurse-submodules", "--no-prune", "--refmap=", "--no-write-fetch-head",
				u.Remote, "+" + u.Branch + ":" + u.Tracking()},
			Env: protocols(u.URL), Progress: report,
		})
		return err
	}
	err := fetch()
	for _, pause := range pauses {
		if !said(err, "cannot lock ref") {
			break
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
		err = fetch()
	}
	switch {
	case said(err, "couldn't find remote ref"):
		return history.Hash{}, nil
	case err != nil:
		return history.Hash{}, failure("fetch from", u.URL, err)
	}
	return t.repo.Tracked(u)
}

// push runs the hook pre-push: a person agreed to the hooks, and Git LFS sends
// its files by it.
func (t throughGit) push(ctx context.Context, u history.Upstream, commit history.Hash, report func(Progress)) error {
	out, err := t.git.Run(ctx, gitcommand.Call{
		Args: []string{"push", "--progress", "--porcelain", "--recurse-submodules=no", "--no-follow-tags",
			u.Remote, commit.String() + ":" + u.Branch},
		Env: protocols(u.PushURL), Hooks: true, Progress: report,
	})
	if err != nil && history.Raced(string(out)+err.Error()) {
		err = fmt.Errorf("%w: %w", history.ErrRejected, err)
	}
	if err != nil {
		err = fmt.Errorf("%s%w", refusal(string(out)), err)
		return failure("send to", u.PushURL, err)
	}
	return t.repo.Track(ctx, u, commit)
}

// refusal is why a remote did not take a branch: --porcelain writes a line of a
// mark, the references and a summary for each.
func refusal(porcelain string) string {
	for line := range strings.Lines(porcelain) {
		if fields := strings.Split(strings.TrimSpace(line), "\t"); len(fields) == 3 && fields[0] == "!" {
			return fields[2] + ": "
		}
	}
	return ""
}

// protocols allows http:// for a server on this very computer.
func protocols(address string) []string {
	if a := history.ParseAddress(address); a.Scheme == "http" && a.Loopback() {
		return []string{"GIT_ALLOW_PROTOCOL=https:ssh:file:http"}
	}
	return nil
}

func said(err error, words string) bool {
	var failed *gitcommand.Error
	return errors.As(err, &failed) && strings.Contains(failed.Stderr, words)
}

// failures are what git and ssh say when a transfer fails. The first that
// matches counts: the general words come last.
var failures = []struct {
	words string
	kind  error
}{
	{"not allowed", errProtocol},
	{"Host key verification failed", history.ErrUnknownHost},
	{"could not read Username", history.ErrCredentials},
	{"could not read Password", history.ErrCredentials},
	{"Authentication failed", history.ErrCredentials},
	{"Permission denied", history.ErrCredentials},
	{"returned error: 401", history.ErrCredentials},
	{"returned error: 403", history.ErrCredentials},
	{"Could not resolve", history.ErrUnreachable},
	{"Connection refused", history.ErrUnreachable},
	{"Connection timed out", history.ErrUnreachable},
	{"Failed to connect", history.ErrUnreachable},
	{"Couldn't connect", history.ErrUnreachable},
	{"unreachable", history.ErrUnreachable},
	{"returned error: 5", history.ErrUnreachable},
	{"does not appear to be a git repository", history.ErrNoRemote},
	{"does not exist", history.ErrNoRemote},
	{"not found", history.ErrNoRemote},
	{"RPC failed", history.ErrUnreachable},
	{"hung up", history.ErrUnreachable},
	{"early EOF", history.ErrUnreachable},
	{"unable to access", history.ErrUnreachable},
	{"Could not read from remote repository", history.ErrUnreachable},
}

var errProtocol = errors.New("only https, ssh and folders are spoken to, since http hides neither passwords nor content and other forms run programs")

// failure says in which way a call of git failed.
func failure(what, address string, err error) error {
	for _, f := range failures {
		if !errors.Is(err, history.ErrRejected) && said(err, f.words) {
			err = fmt.Errorf("%w: %w", f.kind, err)
			break
		}
	}
	return fmt.Errorf("%s %s: %w", what, history.WithoutPassword(address), err)
}
