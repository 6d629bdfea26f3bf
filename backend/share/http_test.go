package share

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"atlasdesk/backend/history"
)

// serve serves the shared repository over http with git's own program, to those
// with the password, if there is one. Requests go through the gate, if any.
func (w world) serve(t *testing.T, password string, gate func(http.Handler) http.HandlerFunc) string {
	t.Helper()
	git(t, w.bare, "config", "http.receivepack", "true")
	program := &cgi.Handler{
		Path:       filepath.Join(git(t, w.bare, "--exec-path"), "git-http-backend"),
		Env:        []string{"GIT_PROJECT_ROOT=" + filepath.Dir(w.bare), "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_NOSYSTEM=1", "HOME=" + os.Getenv("HOME")},
		InheritEnv: []string{"GIT_CONFIG_GLOBAL"}, Stderr: io.Discard,
	}
	var backend http.Handler = program
	if gate != nil {
		backend = gate(program)
	}
	if _, err := os.Stat(program.Path); err != nil {
		t.Skip("git's http server is not installed here: ", err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if _, given, _ := r.BasicAuth(); given != password {
			rw.Header().Set("WWW-Authenticate", `Basic realm="shared"`)
			http.Error(rw, "who are you?", http.StatusUnauthorized)
			return
		}
		backend.ServeHTTP(rw, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/shared.git"
}

// safe is a vault with one password for everything.
type safe string

func (s safe) Get(place string) (history.Credentials, error) {
	if !strings.HasPrefix(place, "http://127.0.0.1:") {
		return history.Credentials{}, errors.New("asked for " + place)
	}
	return history.Credentials{User: "ada", Password: string(s)}, nil
}

// Over http, with and without the git program, both see the same.
func TestHTTP(t *testing.T) {
	for _, password := range []string{"", "secret"} {
		t.Run(password, func(t *testing.T) {
			w := newWorld(t)
			address := w.serve(t, password, nil)
			askpass := filepath.Join(t.TempDir(), "askpass")
			if err := os.WriteFile(askpass, []byte("#!/bin/sh\necho "+password+"\n"), 0o777); err != nil {
				t.Fatal(err)
			}
			t.Setenv("GIT_ASKPASS", askpass)
			ada, bob := w.cloneAs(t, "Ada", address, false, safe(password)), w.cloneAs(t, "Bob", address, true, nil)
			for i := range 3 {
				ada.commit(t, map[string]string{fmt.Sprintf("ada%d/evidence.md", i): "# Ada\n", "note.md": fmt.Sprint(i)})
				bob.commit(t, map[string]string{fmt.Sprintf("bob%d/evidence.md", i): "# Bob\n"})
				ada.sync(t)
				bob.sync(t)
				ada.sync(t)
			}
			for _, c := range []clone{ada, bob} {
				c.sound(t)
			}
			a, b, shared := git(t, ada.dir, "rev-parse", "HEAD"), git(t, bob.dir, "rev-parse", "HEAD"), git(t, w.bare, "rev-parse", "main")
			if a != b || a != shared {
				t.Errorf("%s, %s and %s", a, b, shared)
			}
			if out, err := tryGit(w.bare, "fsck", "--full", "--strict"); err != nil {
				t.Error(out, err)
			}
			if n := git(t, w.bare, "rev-list", "--count", "--no-merges", "main"); n != "7" {
				t.Errorf("%s commits", n)
			}
		})
	}
}

// Both transports say the same of what is wrong.
func TestHTTPFailures(t *testing.T) {
	broken := func(http.Handler) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "broken", http.StatusBadGateway) }
	}
	cut := func(backend http.Handler) http.HandlerFunc { // in the middle of the pack
		return func(w http.ResponseWriter, r *http.Request) {
			answer := httptest.NewRecorder()
			backend.ServeHTTP(answer, r)
			w.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
			body := answer.Body.Bytes()
			at := bytes.Index(body, []byte("PACK"))
			if at < 0 {
				_, _ = w.Write(body)
				return
			}
			_, _ = w.Write(body[:at+40])
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
	}
	cases := []struct {
		name, password string
		gate           func(http.Handler) http.HandlerFunc
		path           string
		want           error
	}{
		{"no password", "secret", nil, "", history.ErrCredentials},
		{"no repository", "", nil, "/other", history.ErrNoRemote},
		{"server broken", "", broken, "", history.ErrUnreachable},
		{"server gone in the middle", "", cut, "", history.ErrUnreachable},
	}
	for _, c := range cases {
		for _, trusted := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/git=%v", c.name, trusted), func(t *testing.T) {
				w := newWorld(t)
				address := w.serve(t, c.password, c.gate) + c.path
				ada, bob := w.clone(t, "Ada"), w.cloneAs(t, "Bob", address, trusted, nil)
				ada.commit(t, map[string]string{"note.md": "ada\n"})
				ada.sync(t)
				before := git(t, bob.dir, "rev-parse", "HEAD", "origin/main")
				_, err := bob.Sync(t.Context(), nil)
				if !errors.Is(err, c.want) {
					t.Errorf("got %v", err)
				}
				if after := git(t, bob.dir, "rev-parse", "HEAD", "origin/main"); after != before {
					t.Error("something moved")
				}
				bob.sound(t)
			})
		}
	}
	w := newWorld(t)
	for _, trusted := range []bool{false, true} {
		bob := w.cloneAs(t, "Bob", "http://127.0.0.1:1/shared.git", trusted, nil)
		if _, err := bob.Sync(t.Context(), nil); !errors.Is(err, history.ErrUnreachable) {
			t.Errorf("nobody there, git=%v: %v", trusted, err)
		}
	}
}

// Cancelled while the server is silent, a sync ends at once and nothing moved.
func TestHTTPCancelled(t *testing.T) {
	for _, trusted := range []bool{false, true} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			t.Run(fmt.Sprintf("%s/git=%v", method, trusted), func(t *testing.T) {
				w := newWorld(t)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				release := make(chan struct{})
				address := w.serve(t, "", func(backend http.Handler) http.HandlerFunc {
					return func(w http.ResponseWriter, r *http.Request) {
						if r.Method == method {
							cancel()
							<-release
							return
						}
						backend.ServeHTTP(w, r)
					}
				})
				defer close(release)
				ada, bob := w.clone(t, "Ada"), w.cloneAs(t, "Bob", address, trusted, nil)
				ada.commit(t, map[string]string{"note.md": "ada\n"})
				ada.sync(t)
				before := git(t, bob.dir, "rev-parse", "HEAD", "origin/main")
				if _, err := bob.Sync(ctx, nil); !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
				if after := git(t, bob.dir, "rev-parse", "HEAD", "origin/main"); after != before {
					t.Error("something moved")
				}
				bob.sound(t)
			})
		}
	}
}

// Somebody sends between our fetch and our push: both stand in the end.
func TestHTTPRejected(t *testing.T) {
	for _, trusted := range []bool{false, true} {
		t.Run(fmt.Sprintf("git=%v", trusted), func(t *testing.T) {
			w := newWorld(t)
			ada := w.clone(t, "Ada")
			var times atomic.Int32
			var quicker func()
			address := w.serve(t, "", func(backend http.Handler) http.HandlerFunc {
				return func(w http.ResponseWriter, r *http.Request) {
					if strings.HasSuffix(r.URL.Path, "git-receive-pack") && r.Method == http.MethodPost && times.Add(1) <= 2 {
						quicker()
					}
					backend.ServeHTTP(w, r)
				}
			})
			bob := w.cloneAs(t, "Bob", address, trusted, nil)
			quicker = func() {
				ada.commit(t, map[string]string{fmt.Sprintf("note%d.md", times.Load()): "ada\n"})
				ada.sync(t)
			}
			bob.commit(t, map[string]string{"bob.md": "bob\n"})
			var told []Progress
			if _, err := bob.Sync(t.Context(), func(p Progress) { told = append(told, p) }); err != nil {
				t.Fatal(err)
			}
			if n := git(t, w.bare, "rev-list", "--count", "--no-merges", "main"); n != "4" {
				t.Errorf("%s commits, wanted 4", n)
			}
			if len(told) == 0 {
				t.Error("nobody was told of progress")
			}
			ada.sync(t)
			bob.sound(t)
			ada.sound(t)
		})
	}
}

// A hook of the server that says no is no race: it is said and not repeated.
func TestServerRefuses(t *testing.T) {
	for _, trusted := range []bool{false, true} {
		w := newWorld(t)
		hook := filepath.Join(w.bare, "hooks", "pre-receive")
		if err := os.WriteFile(hook, []byte("#!/bin/sh\necho no work on Sundays >&2\nexit 1\n"), 0o777); err != nil {
			t.Fatal(err)
		}
		bob := w.cloneAs(t, "Bob", w.serve(t, "", nil), trusted, nil)
		bob.commit(t, map[string]string{"bob.md": "bob\n"})
		_, err := bob.Sync(t.Context(), nil)
		if err == nil || errors.Is(err, history.ErrRejected) || !strings.Contains(err.Error(), "pre-receive hook declined") {
			t.Errorf("git=%v: %v", trusted, err)
		}
		if trusted && !strings.Contains(err.Error(), "no work on Sundays") {
			t.Errorf("what the server says is lost: %v", err)
		}
	}
}
