package history

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/capability"
	"github.com/go-git/go-git/v5/plumbing/transport"
	"github.com/go-git/go-git/v5/plumbing/transport/client"
)

// Push sends a commit as the upstream's branch, without the git program and
// never by force, and notes it in [Upstream.Tracking]. It fails as
// [Repo.Fetch] does, and with [ErrRejected] where the commit does not build on
// what the remote holds. After a cancelled or broken push the remote may have
// taken the commit all the same; the next fetch tells.
func (r *Repo) Push(ctx context.Context, u Upstream, commit Hash, who Credentials, progress io.Writer) error {
	progress = &whileWaiting{ctx, progress}
	err := abandonable(ctx, func() error { return r.push(ctx, u, commit, who, progress) })
	if err == nil {
		err = r.setReference(ctx, u.Tracking(), commit)
	}
	if err != nil {
		return fmt.Errorf("send to %s: %w", WithoutPassword(u.PushURL), remoteError(ctx, err))
	}
	return nil
}

func (r *Repo) push(ctx context.Context, u Upstream, commit Hash, who Credentials, progress io.Writer) (err error) {
	if err := spoken(u.PushURL); err != nil {
		return err
	}
	s, err := r.snapshot(Hash{})
	if err != nil {
		return err
	}
	defer s.store.Close()
	session, err := receiver(u.PushURL, who)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, session.Close()) }()
	there, err := session.AdvertisedReferencesContext(ctx)
	if err != nil && !errors.Is(err, transport.ErrEmptyRemoteRepository) {
		return err
	}
	if there == nil {
		there = packp.NewAdvRefs()
	}
	old := there.References[u.Branch]
	if old == commit {
		return nil
	}
	objects, err := s.missing(old, commit, slices.Collect(maps.Values(there.References)))
	if err != nil {
		return err
	}
	return s.send(ctx, session, there, &packp.Command{Name: plumbing.ReferenceName(u.Branch), Old: old, New: commit}, objects, progress)
}

func receiver(address string, who Credentials) (transport.ReceivePackSession, error) {
	endpoint, err := transport.NewEndpoint(address)
	if err != nil {
		return nil, err
	}
	protocol, err := client.NewClient(endpoint)
	if err != nil {
		return nil, err
	}
	return protocol.NewReceivePackSession(endpoint, who.auth(address))
}

// deltaWindow is how many objects the encoder of packs compares each with, as
// git does.
const deltaWindow = 10

// send writes one pack and one command, and reads what the server says to it.
func (s *snapshot) send(ctx context.Context, session transport.ReceivePackSession, there *packp.AdvRefs, command *packp.Command, objects []Hash, progress io.Writer) error {
	request := packp.NewReferenceUpdateRequestFromCapabilities(there.Capabilities)
	request.Commands = []*packp.Command{command}
	if request.Progress = progress; there.Capabilities.Supports(capability.Sideband64k) {
		_ = request.Capabilities.Set(capability.Sideband64k) // the server offers it
	}
	read, write := io.Pipe()
	request.Packfile = read
	encoded := make(chan error, 1)
	go func() {
		_, err := packfile.NewEncoder(write, s.store, !there.Capabilities.Supports(capability.OFSDelta)).Encode(objects, deltaWindow)
		encoded <- errors.Join(err, write.CloseWithError(err))
	}()
	status, err := session.ReceivePack(ctx, request)
	_ = read.Close() // unblocks the encoder where the server did not read to the end
	if sent := <-encoded; err == nil && status == nil {
		err = sent
	}
	if err == nil && status != nil {
		err = status.Error()
	}
	return err
}
