package history

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	gogit "github.com/go-git/go-git/v5"
	gitconfig "github.com/go-git/go-git/v5/config"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/plumbing/transport/http"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/memory"
)

// Credentials say who asks a server of https. The zero Credentials say nothing;
// over ssh the agent of the user always answers.
type Credentials struct{ User, Password string }

// Fetch brings what the remote holds of the upstream's branch into this
// repository without the git program, notes it in the reference
// [Upstream.Tracking], and returns it: zero where the remote has no such
// branch. The work tree, the index and the branch of HEAD stay as they are.
// Progress gets the remote's own words.
//
// The errors to tell apart are [ErrCredentials], [ErrUnknownHost],
// [ErrUnreachable], [ErrNoRemote], a [*RefusedError] where git itself is
// needed, and that of ctx.
func (r *Repo) Fetch(ctx context.Context, u Upstream, who Credentials, progress io.Writer) (Hash, error) {
	var hash Hash
	progress = &whileWaiting{ctx, progress}
	err := abandonable(ctx, func() (err error) {
		hash, err = r.fetch(ctx, u, who, progress)
		return err
	})
	if err != nil {
		return Hash{}, fmt.Errorf("fetch from %s: %w", WithoutPassword(u.URL), remoteError(ctx, err))
	}
	return hash, nil
}

// abandonable does not wait for work that was cancelled: go-git waits for an
// ssh server that is silent as long as that is.
func abandonable(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// whileWaiting drops what comes when nobody waits any more.
type whileWaiting struct {
	ctx context.Context
	to  io.Writer
}

func (w *whileWaiting) Write(p []byte) (int, error) {
	if w.to == nil || w.ctx.Err() != nil {
		return len(p), nil
	}
	return w.to.Write(p)
}

func (r *Repo) fetch(ctx context.Context, u Upstream, who Credentials, progress io.Writer) (Hash, error) {
	if err := spoken(u.URL); err != nil {
		return Hash{}, err
	}
	s, err := r.snapshot(Hash{})
	if err != nil {
		return Hash{}, err
	}
	defer s.store.Close()
	before, err := r.packs()
	if err != nil {
		return Hash{}, err
	}
	own := &exchangeStorage{s.store, memory.ReferenceStorage{}}
	if err := r.knownTips(own, u); err != nil {
		return Hash{}, err
	}
	remote := gogit.NewRemote(own, &gitconfig.RemoteConfig{Name: u.Remote, URLs: []string{u.URL}})
	err = remote.FetchContext(ctx, &gogit.FetchOptions{
		RemoteName: u.Remote, Tags: gogit.NoTags, Force: true, Progress: progress, Auth: who.auth(u.URL),
		RefSpecs: []gitconfig.RefSpec{gitconfig.RefSpec("+" + u.Branch + ":" + u.Tracking())},
	})
	switch {
	case errors.As(err, &gogit.NoMatchingRefSpecError{}), errors.Is(err, transport.ErrEmptyRemoteRepository):
		return Hash{}, nil
	case err != nil && !errors.Is(err, gogit.NoErrAlreadyUpToDate):
		return Hash{}, err
	}
	if err := r.syncPacks(before); err != nil {
		return Hash{}, err
	}
	tip, err := own.Reference(plumbing.ReferenceName(u.Tracking()))
	if err = errors.Join(err, ctx.Err()); err != nil {
		return Hash{}, err
	}
	return tip.Hash(), r.setReference(ctx, u.Tracking(), tip.Hash())
}

// exchangeStorage is the objects of a repository with references of its own:
// what go-git does to references takes no locks.
type exchangeStorage struct {
	*filesystem.Storage
	memory.ReferenceStorage
}

// Config is an empty one: nothing that the repository says counts here.
func (*exchangeStorage) Config() (*gitconfig.Config, error) { return gitconfig.NewConfig(), nil }

// knownTips notes what the other side need not send.
func (r *Repo) knownTips(s *exchangeStorage, u Upstream) error {
	at, err := r.head()
	if err != nil {
		return err
	}
	tracked, err := r.branch(u.Tracking())
	if err != nil {
		return err
	}
	for name, hash := range map[string]Hash{at.branch: at.commit, u.Tracking(): tracked} {
		if name == "" || hash.IsZero() {
			continue
		}
		if err := s.SetReference(plumbing.NewHashReference(plumbing.ReferenceName(name), hash)); err != nil {
			return err
		}
	}
	return nil
}

// packs lists the files of the folder of packs.
func (r *Repo) packs() (map[string]bool, error) {
	names, err := filepath.Glob(filepath.Join(r.commonDir, "objects", "pack", "pack-*"))
	known := map[string]bool{}
	for _, name := range names {
		known[name] = true
	}
	return known, err
}

// syncPacks makes the packs durable that were not there before.
func (r *Repo) syncPacks(before map[string]bool) error {
	now, err := r.packs()
	if err != nil {
		return err
	}
	for name := range now {
		if !before[name] {
			if err := syncFile(name); err != nil {
				return err
			}
		}
	}
	if len(now) == len(before) {
		return nil
	}
	return syncDir(filepath.Join(r.commonDir, "objects", "pack"))
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, os.ErrPermission) {
		f, err = os.Open(name) // packs are read-only; POSIX syncs them all the same
	}
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// setReference moves a reference that is no branch of a work tree.
func (r *Repo) setReference(ctx context.Context, name string, hash Hash) error {
	if was, err := r.branch(name); err != nil || was == hash {
		return err
	}
	held, err := r.lock(ctx, r.branchFile(name), "")
	if err != nil {
		return err
	}
	defer held.release()
	if err := removeEmpty(held.target); err != nil {
		return err
	}
	if err := held.write([]byte(hash.String() + "\n")); err != nil {
		return err
	}
	return held.publish()
}

// spoken refuses the addresses that need the git program or no one should use.
func spoken(address string) error {
	a := ParseAddress(address)
	switch {
	case a.Scheme == "https", a.Scheme == "ssh", a.Scheme == "http" && a.Loopback():
		return nil
	case a.Scheme == "file":
		return refuse("the remote is a folder, which only the git program can share with",
			"Trust this repository, so that an installed git is used, or use a server.")
	case a.Scheme == "http":
		return refuse("http:// hides neither passwords nor content", "Use the server's https:// address.")
	}
	return refuse(fmt.Sprintf("the address %q is none that Atlas Desk speaks to", WithoutPassword(address)), "Use https:// or ssh://.")
}

// auth is nil where go-git finds out by itself: ssh asks the agent.
func (c Credentials) auth(address string) transport.AuthMethod {
	if a := ParseAddress(address); c == (Credentials{}) || a.Scheme == "ssh" {
		return nil
	}
	return &http.BasicAuth{Username: c.User, Password: c.Password}
}
