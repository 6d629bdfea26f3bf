package soak

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/share"
)

// sync commits and shares.
func (c *child) sync(n int) error {
	if err := c.commit(n); err != nil {
		return err
	}
	if c.sharing == nil {
		var err error
		if c.sharing, err = share.New(context.Background(), c.repo, gitcommand.TrustIn(c.trust), nil); err != nil {
			return err
		}
		if err := c.sharing.Untrusted(); err != nil {
			return err
		}
	}
	_, err := c.sharing.Sync(context.Background(), func(share.Progress) {})
	switch {
	case errors.Is(err, history.ErrRejected): // the other one is quicker, time and again
		return nil
	case err != nil:
		return err
	}
	say("synced %d", n)
	return nil
}

// peer is somebody else who works on the same branch, with git, through a bare
// repository.
type peer struct {
	bare, other *repository

	mu   sync.Mutex
	sent []string // commits that the bare repository took from them
}

// trust is the file that says which repositories git may be called in.
func (r *repository) trust() string { return r.dir + "-trusted.json" }

// meet introduces a peer who works until the test ends.
func meet(t *testing.T, r *repository) *peer {
	t.Helper()
	p := introduce(t, r)
	ctx, stop := context.WithCancel(context.Background())
	var working sync.WaitGroup
	working.Go(func() {
		for n := 1; ctx.Err() == nil; n++ {
			p.commit(t, n)
			time.Sleep(rand.N(time.Second))
		}
	})
	t.Cleanup(func() {
		stop()
		working.Wait()
	})
	return p
}

// introduce makes the bare repository and the peer's clone.
func introduce(t *testing.T, r *repository) *peer {
	t.Helper()
	at := t.TempDir()
	p := &peer{bare: &repository{dir: filepath.Join(at, "shared.git")}, other: &repository{dir: filepath.Join(at, "other"), packages: r.packages}}
	r.git(t, "clone", "-q", "--bare", ".", p.bare.dir)
	r.git(t, "remote", "add", "origin", "file://"+filepath.ToSlash(p.bare.dir))
	r.git(t, "fetch", "-q", "origin")
	r.git(t, "branch", "-q", "--set-upstream-to", "origin/main")
	r.git(t, "clone", "-q", p.bare.dir, p.other.dir)
	p.other.git(t, "config", "user.name", "Bea")
	p.other.git(t, "config", "user.email", "bea@example.org")
	repo, err := history.Open(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	risks, err := gitcommand.Inspect(repo)
	if err != nil {
		t.Fatal(err)
	}
	if err := gitcommand.TrustIn(r.trust()).Grant(repo, risks); err != nil {
		t.Fatal(err)
	}
	return p
}

// commit commits to a profile, takes over what is new, and sends it.
func (p *peer) commit(t *testing.T, n int) {
	pkg := rand.IntN(p.other.packages)
	file := p.other.name(pkg) + "/profile.md"
	put(t, filepath.Join(p.other.dir, file), layer(pkg, atlas.Profile)+fmt.Sprintf("- Theirs, %d.\n", n))
	p.other.git(t, "commit", "-q", "-m", fmt.Sprintf("Theirs, %d", n), "--", file)
	hash := p.other.git(t, "rev-parse", "HEAD")
	p.other.git(t, "pull", "-q", "--no-rebase", "--no-edit")
	out, err := p.other.tryGit("push", "-q")
	if err != nil && !strings.Contains(out, "rejected") && !strings.Contains(out, "failed to update ref") {
		t.Error(err)
	}
	if err == nil {
		p.mu.Lock()
		p.sent = append(p.sent, hash)
		p.mu.Unlock()
	}
}

// shared looks in the bare repository for what it took.
func (k *killing) shared() {
	k.t.Helper()
	k.peer.mu.Lock()
	sent := append([]string(nil), k.peer.sent...)
	k.peer.mu.Unlock()
	there := map[string]bool{}
	for _, hash := range lines(k.peer.bare.git(k.t, "rev-list", "main")) {
		there[hash] = true
	}
	for hash := range k.sent {
		sent = append(sent, hash)
	}
	for _, hash := range sent {
		if !there[hash] {
			k.lose("commit %s was sent, and is not in the shared branch", hash)
		}
	}
}
