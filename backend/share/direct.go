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

func (t direct) fetch(ctx context.Context, u history.Upstream, report func(Progress)) (history.Hash, error) {
	who, err := t.credentials(u.URL)
	if err != nil {
		return history.Hash{}, err
	}
	tip, err := t.repo.Fetch(ctx, u, who, gitcommand.ProgressWriter(report))
	return tip, hint(err, u.URL)
}

func (t direct) push(ctx context.Context, u history.Upstream, commit history.Hash, report func(Progress)) error {
	who, err := t.credentials(u.PushURL)
	if err != nil {
		return err
	}
	return hint(t.repo.Push(ctx, u, commit, who, gitcommand.ProgressWriter(report)), u.PushURL)
}

func (t direct) credentials(address string) (history.Credentials, error) {
	a := history.ParseAddress(address)
	if t.vault == nil || a.Scheme != "https" && a.Scheme != "http" {
		return history.Credentials{}, nil
	}
	who, err := t.vault.Get(a.Place)
	if err != nil {
		return history.Credentials{}, fmt.Errorf("ask the keyring for the password of %s: %w", a.Place, err)
	}
	return who, nil
}

// hint says what to do where a server wants credentials.
func hint(err error, address string) error {
	switch {
	case errors.Is(err, history.ErrCredentials) && history.ParseAddress(address).Scheme == "ssh":
		return fmt.Errorf("%w; add your key to the ssh agent with `ssh-add`, or trust this repository, so that git uses your ssh settings", err)
	case errors.Is(err, history.ErrCredentials):
		return fmt.Errorf("%w; trust this repository, so that git answers with the password it knows, or sign in", err)
	case errors.Is(err, history.ErrUnknownHost):
		return fmt.Errorf("%w; connect once with `ssh` and compare the key with what its owner publishes", err)
	}
	return err
}
