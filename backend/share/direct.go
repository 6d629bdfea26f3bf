package share

import (
	"context"
	"errors"
	"fmt"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
)

// Vault keeps who a person is at servers of https.
type Vault interface {
	// Get returns the credentials for a place, such as https://example.org:8443,
	// and the zero value where there are none.
	Get(place string) (history.Credentials, error)
}

// direct carries the data without the git program.
type direct struct {
	repo  *history.Repo
	vault Vault
}

// DirectError is what failed where data was carried without the git program,
// which may know more: passwords, proxies, other kinds of addresses.
type DirectError struct{ err error }

func (e *DirectError) Error() string { return e.err.Error() }
func (e *DirectError) Unwrap() error { return e.err }

func (t direct) fetch(ctx context.Context, u history.Upstream, report func(Progress)) (tip history.Hash, err error) {
	err = t.signedIn(u.URL, func(who history.Credentials) error {
		tip, err = t.repo.Fetch(ctx, u, who, gitcommand.ProgressWriter(report))
		return err
	})
	return tip, err
}

func (t direct) push(ctx context.Context, u history.Upstream, commit history.Hash, report func(Progress)) error {
	return t.signedIn(u.PushURL, func(who history.Credentials) error {
		return t.repo.Push(ctx, u, commit, who, gitcommand.ProgressWriter(report))
	})
}

// signedIn tries as nobody, and as whom the vault knows only where the server
// asks: a person is not asked to open it for what everybody may see.
func (t direct) signedIn(address string, try func(history.Credentials) error) error {
	if err := t.trySignedIn(address, try); err != nil {
		return &DirectError{err}
	}
	return nil
}

func (t direct) trySignedIn(address string, try func(history.Credentials) error) error {
	err := try(history.Credentials{})
	a := history.ParseAddress(address)
	if !errors.Is(err, history.ErrCredentials) || t.vault == nil || a.Scheme == "ssh" {
		return hint(err, a)
	}
	who, closed := t.vault.Get(a.Place)
	switch {
	case closed != nil:
		return fmt.Errorf("%w; %w", hint(err, a), closed)
	case who == (history.Credentials{}):
		return hint(err, a)
	}
	return hint(try(who), a)
}

// hint says what to do where a server wants credentials.
func hint(err error, a history.Address) error {
	switch {
	case errors.Is(err, history.ErrCredentials) && a.Scheme == "ssh":
		return fmt.Errorf("%w; add your key to the ssh agent with `ssh-add`, or trust this repository, so that git uses your ssh settings", err)
	case errors.Is(err, history.ErrCredentials):
		return fmt.Errorf("%w; sign in to %s, or trust this repository, so that git answers with the password it knows", err, a.Place)
	case errors.Is(err, history.ErrUnknownHost):
		return fmt.Errorf("%w; connect once with `ssh` and compare the key with what its owner publishes", err)
	}
	return err
}
