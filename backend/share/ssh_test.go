package share

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/history"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// sshServer lets one key in and runs git's own programs.
type sshServer struct {
	address string // host:port
	host    ssh.PublicKey
}

func newKey(t *testing.T) (ed25519.PrivateKey, ssh.Signer) {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return key, signer
}

func serveSSH(t *testing.T, allowed ssh.PublicKey) sshServer {
	t.Helper()
	_, host := newKey(t)
	config := &ssh.ServerConfig{PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		if string(key.Marshal()) != string(allowed.Marshal()) {
			return nil, errors.New("a stranger")
		}
		return nil, nil
	}}
	config.AddHostKey(host)
	address := listen(t, "tcp", "127.0.0.1:0", func(conn net.Conn) { serveConn(conn, config) })
	return sshServer{address, host.PublicKey()}
}

// listen serves each connection, and returns the address.
func listen(t *testing.T, network, address string, serve func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { defer conn.Close(); serve(conn) }()
		}
	}()
	return listener.Addr().String()
}

func serveConn(conn net.Conn, config *ssh.ServerConfig) {
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for c := range channels {
		channel, requests, err := c.Accept()
		if err != nil {
			return
		}
		go serveSession(channel, requests)
	}
}

func serveSession(channel ssh.Channel, requests <-chan *ssh.Request) {
	defer channel.Close()
	for r := range requests {
		var command struct{ Line string }
		if r.Type != "exec" || ssh.Unmarshal(r.Payload, &command) != nil {
			_ = r.Reply(r.Type == "env", nil)
			continue
		}
		_ = r.Reply(true, nil)
		name, path, _ := strings.Cut(command.Line, " ")
		cmd := exec.Command("git", strings.TrimPrefix(name, "git-"), strings.Trim(path, "'"))
		cmd.Stdout, cmd.Stderr = channel, channel.Stderr()
		in, err := cmd.StdinPipe()
		if err == nil {
			go func() { _, _ = io.Copy(in, channel); in.Close() }()
			err = cmd.Run()
		}
		status := struct{ Code uint32 }{}
		if err != nil {
			status.Code = 128
		}
		_, _ = channel.SendRequest("exit-status", false, ssh.Marshal(status))
		return
	}
}

// useAgent starts an agent with a key and makes both transports use it.
func useAgent(t *testing.T, key ed25519.PrivateKey) {
	t.Helper()
	ring := agent.NewKeyring()
	if err := ring.Add(agent.AddedKey{PrivateKey: &key}); err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "agent") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	t.Setenv("SSH_AUTH_SOCK", listen(t, "unix", filepath.Join(dir, "s"), func(conn net.Conn) { _ = agent.ServeAgent(ring, conn) }))
}

// knowHost makes both transports know a server by a key.
func knowHost(t *testing.T, address string, key ssh.PublicKey) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "known_hosts")
	line := knownhosts.Line([]string{knownhosts.Normalize(address)}, key) + "\n"
	if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSH_KNOWN_HOSTS", file)
	t.Setenv("GIT_SSH_COMMAND", "ssh -F none -o UserKnownHostsFile="+file)
}

// Over ssh, with and without the git program: the key of the agent counts, and
// the server has to be known.
func TestSSH(t *testing.T) {
	mine, signer := newKey(t)
	other, stranger := newKey(t)
	cases := []struct {
		name string
		key  ed25519.PrivateKey
		host func(sshServer) ssh.PublicKey
		want error
	}{
		{"known", mine, func(s sshServer) ssh.PublicKey { return s.host }, nil},
		{"a stranger", other, func(s sshServer) ssh.PublicKey { return s.host }, history.ErrCredentials},
		{"another server", mine, func(sshServer) ssh.PublicKey { return stranger.PublicKey() }, history.ErrUnknownHost},
	}
	for _, c := range cases {
		for _, trusted := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/git=%v", c.name, trusted), func(t *testing.T) {
				if _, err := exec.LookPath("ssh"); err != nil && trusted {
					t.Skip("the ssh program is not installed here: ", err)
				}
				w := newWorld(t)
				server := serveSSH(t, signer.PublicKey())
				useAgent(t, c.key)
				knowHost(t, server.address, c.host(server))
				ada, bob := w.clone(t, "Ada"), w.cloneAs(t, "Bob", "ssh://git@"+server.address+w.bare, trusted, nil)
				ada.commit(t, map[string]string{"ada.md": "ada\n"})
				ada.sync(t)
				bob.commit(t, map[string]string{"bob.md": "bob\n"})
				before := git(t, bob.dir, "rev-parse", "HEAD")
				_, err := bob.Sync(t.Context(), nil)
				if !errors.Is(err, c.want) {
					t.Errorf("got %v", err)
				}
				if after := git(t, bob.dir, "rev-parse", "HEAD"); (after == before) != (c.want != nil) {
					t.Errorf("HEAD was %s and is %s", before, after)
				}
				ada.sync(t)
				ada.sound(t)
				bob.sound(t)
				if n := git(t, w.bare, "rev-list", "--count", "--no-merges", "main"); (n == "3") != (c.want == nil) {
					t.Errorf("%s commits", n)
				}
			})
		}
	}
}

func TestNoAgent(t *testing.T) {
	_, signer := newKey(t)
	w, server := newWorld(t), serveSSH(t, signer.PublicKey())
	knowHost(t, server.address, server.host)
	for _, trusted := range []bool{false, true} {
		if _, err := exec.LookPath("ssh"); err != nil && trusted {
			t.Skip("the ssh program is not installed here: ", err)
		}
		bob := w.cloneAs(t, "Bob", "ssh://git@"+server.address+w.bare, trusted, nil)
		if _, err := bob.Sync(t.Context(), nil); !errors.Is(err, history.ErrCredentials) {
			t.Errorf("git=%v: %v", trusted, err)
		}
	}
}

// A server that says nothing does not keep a person who cancels.
func TestSilentSSH(t *testing.T) {
	key, _ := newKey(t)
	useAgent(t, key)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for _, trusted := range []bool{false, true} {
		if _, err := exec.LookPath("ssh"); err != nil && trusted {
			t.Skip("the ssh program is not installed here: ", err)
		}
		knowHost(t, listener.Addr().String(), mustPublic(t, key))
		bob := newWorld(t).cloneAs(t, "Bob", "ssh://git@"+listener.Addr().String()+"/x.git", trusted, nil)
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			if conn, err := listener.Accept(); err == nil {
				defer conn.Close()
				cancel()
				<-t.Context().Done()
			}
		}()
		if _, err := bob.Sync(ctx, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("git=%v: %v", trusted, err)
		}
		cancel()
	}
}

func mustPublic(t *testing.T, key ed25519.PrivateKey) ssh.PublicKey {
	t.Helper()
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		t.Fatal(err)
	}
	return public
}
