package history

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/transport"
	"golang.org/x/crypto/ssh/knownhosts"
)

// What can be wrong between here and a remote.
var (
	// ErrCredentials says that the remote wants to know who asks, or refused
	// who did.
	ErrCredentials = errors.New("the remote does not let you in")
	// ErrUnknownHost says that nobody vouches for the server's key.
	ErrUnknownHost = errors.New("the server is not known on this computer, or shows another key than before")
	// ErrUnreachable says that there is no answer from the remote.
	ErrUnreachable = errors.New("the remote cannot be reached")
	// ErrNoRemote says that there is no repository at the remote's address.
	ErrNoRemote = errors.New("there is no repository at the remote's address, or you may not see it")
	// ErrRejected says that the branch moved at the remote meanwhile.
	ErrRejected = errors.New("somebody else sent commits to the remote meanwhile")
)

// remoteError says in which way a remote failed.
func remoteError(ctx context.Context, err error) error {
	var unknown *knownhosts.KeyError
	var network net.Error
	said := err.Error()
	kind := error(nil)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, transport.ErrAuthenticationRequired), errors.Is(err, transport.ErrAuthorizationFailed),
		strings.Contains(said, "unable to authenticate"), strings.Contains(said, "SSH agent"), strings.Contains(said, "SSH_AUTH_SOCK"):
		kind = ErrCredentials
	case errors.As(err, &unknown), strings.Contains(said, "knownhosts:"), strings.Contains(said, "known_hosts"):
		kind = ErrUnknownHost
	case errors.Is(err, transport.ErrRepositoryNotFound):
		kind = ErrNoRemote
	case errors.As(err, &network), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF),
		strings.Contains(said, "status code: 5"):
		kind = ErrUnreachable
	case Raced(said):
		kind = ErrRejected
	default:
		return err
	}
	if errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// races are what git says when a branch at the remote is not what a push took
// it to be.
var races = []string{"non-fast-forward", "fetch first", "stale info", "cannot lock ref", "failed to update ref", "incorrect old value", "reference already exists"}

// Raced says whether a remote refused a push because somebody else was quicker,
// by the remote's words.
func Raced(said string) bool {
	for _, words := range races {
		if strings.Contains(said, words) {
			return true
		}
	}
	return false
}
