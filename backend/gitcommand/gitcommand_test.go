package gitcommand

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
)

func TestMain(m *testing.M) { gittest.Main(m) }

var git = gittest.Git

func write(t *testing.T, file, content string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
}

// repository makes one with a commit, and a trust that knows nobody.
func repository(t *testing.T) (string, *history.Repo, *Trust) {
	t.Helper()
	dir := gittest.Repository(t)
	write(t, filepath.Join(dir, "note.txt"), "one\n", 0o666)
	git(t, dir, "add", ".")
	git(t, dir, "commit", "-qm", "Begin")
	repo, err := history.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, repo, TrustIn(filepath.Join(t.TempDir(), "desk", "trusted.json"))
}

func program(t *testing.T) Program {
	t.Helper()
	p, err := Find(t.Context())
	if err != nil {
		t.Skip("no git program here: ", err)
	}
	return p
}

func trusted(t *testing.T, repo *history.Repo, trust *Trust) *Git {
	t.Helper()
	risks, err := Inspect(repo)
	if err != nil {
		t.Fatal(err)
	}
	if err := trust.Grant(repo, risks); err != nil {
		t.Fatal(err)
	}
	g, err := trust.Git(program(t), repo)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// hostile sets everything by which git runs a program; each writes a file of
// its name into the folder that is returned.
func hostile(t *testing.T, dir string) (marks string, names []string) {
	t.Helper()
	marks = t.TempDir()
	mark := func(name string) string {
		name = strings.ReplaceAll(name, "/", "_")
		file := filepath.Join(marks, name+".sh")
		write(t, file, fmt.Sprintf("#!/bin/sh\n: > '%s'\ncat 2>/dev/null\n", filepath.Join(marks, name)), 0o777)
		return file
	}
	for _, name := range []string{
		"core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy", "core.alternateRefsCommand",
		"sequence.editor", "pager.log", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.external", "diff.evil.command",
		"diff.evil.textconv", "merge.evil.driver", "credential.helper", "credential.https://example.org.helper", "gpg.program", "gpg.ssh.program",
		"alias.frob", "uploadpack.packObjectsHook", "remote.origin.uploadpack", "remote.origin.receivepack", "trailer.x.command", "hook.x.command",
		"submodule.x.update", "difftool.x.cmd",
	} {
		git(t, dir, "config", name, mark(name))
		names = append(names, strings.ToLower(name[:strings.LastIndex(name, ".")])+strings.ToLower(name[strings.LastIndex(name, "."):]))
	}
	write(t, filepath.Join(dir, ".git", "more"), "[core]\n\tsshCommand = "+mark("included")+"\n", 0o666)
	for name, value := range map[string]string{
		"include.path": "more", "includeIf.gitdir:/nowhere/.path": "more", "core.hooksPath": marks, "protocol.ext.allow": "always",
		"url.ssh://elsewhere.example.org/.insteadOf": "https://example.org/", "url.ssh://elsewhere.example.org/.pushInsteadOf": "https://example.org/",
		"remote.origin.url": "ext::" + mark("ext"), "remote.origin.vcs": "evil", "remote.origin.proxy": "http://proxy.example.org",
		"http.sslVerify": "false", "http.proxy": "http://proxy.example.org", "commit.gpgSign": "true", "remote.origin.fetch": "+refs/heads/*:refs/heads/*",
	} {
		git(t, dir, "config", name, value)
		at := strings.LastIndex(name, ".")
		first, _, _ := strings.Cut(name, ".")
		names = append(names, strings.ToLower(first)+name[len(first):at]+strings.ToLower(name[at:]))
	}
	for _, name := range []string{"pre-commit", "post-commit", "reference-transaction", "pre-push", "post-index-change"} {
		_ = os.Link(mark("hook-"+name), filepath.Join(marks, name))
		write(t, filepath.Join(dir, ".git", "hooks", name), "#!/bin/sh\n: > '"+filepath.Join(marks, "own-"+name)+"'\n", 0o777)
		names = append(names, "hooks/"+name)
	}
	write(t, filepath.Join(dir, ".git", "info", "attributes"), "* filter=evil diff=evil merge=evil\n", 0o666)
	return marks, names
}

// marked lists what ran.
func marked(t *testing.T, marks string) (ran []string) {
	t.Helper()
	entries, err := os.ReadDir(marks)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Size() == 0 {
			ran = append(ran, e.Name())
		}
	}
	return ran
}

// A repository that nobody trusts runs nothing, and all that it would run is
// listed.
func TestHostileRepository(t *testing.T) {
	dir, repo, trust := repository(t)
	marks, names := hostile(t, dir)
	risks, err := Inspect(repo)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !slices.ContainsFunc(risks, func(r Risk) bool { return r.Name == name && r.Words != "" }) {
			t.Errorf("%s is not listed", name)
		}
	}
	if !slices.ContainsFunc(risks, func(r Risk) bool { return strings.HasSuffix(r.Value, "included.sh") }) {
		t.Error("what an included file sets is not listed")
	}
	_, err = trust.Git(program(t), repo)
	var untrusted *UntrustedError
	if !errors.As(err, &untrusted) || len(untrusted.Risks) != len(risks) {
		t.Fatalf("got %v", err)
	}
	if !strings.Contains(err.Error(), "hands your passwords to it") {
		t.Errorf("the person is not told: %v", err)
	}
	if ran := marked(t, marks); len(ran) > 0 {
		t.Errorf("ran %q", ran)
	}
	// The control: plain git does run them.
	write(t, filepath.Join(dir, "note.txt"), "two\n", 0o666)
	cmd := exec.Command("git", "status")
	cmd.Dir = dir
	_ = cmd.Run()
	if ran := marked(t, marks); !slices.Contains(ran, "core.fsmonitor") {
		t.Errorf("plain git ran only %q, so this test shows nothing", ran)
	}
}

// Even where a person agreed, what is not needed does not run.
func TestHardened(t *testing.T) {
	dir, repo, trust := repository(t)
	marks, _ := hostile(t, dir)
	g := trusted(t, repo, trust)
	for _, args := range [][]string{
		{"status"}, {"log"}, {"update-ref", "refs/heads/other", "HEAD"}, {"fetch", "origin"},
		{"diff", "--no-ext-diff", "--no-textconv", "HEAD", "--stat", "--", "other"},
	} {
		_, err := g.Run(t.Context(), Call{Args: args})
		t.Logf("%s: %v", args, err)
	}
	rest := slices.DeleteFunc(marked(t, marks), func(name string) bool { return strings.HasPrefix(name, "filter.") })
	if len(rest) > 0 {
		t.Errorf("ran %q", rest)
	}
	if _, err := g.Run(t.Context(), Call{Args: []string{"update-ref", "refs/heads/third", "HEAD"}, Hooks: true}); err != nil {
		t.Error(err)
	}
	if ran := marked(t, marks); !slices.Contains(ran, "hook-reference-transaction") {
		t.Errorf("ran %q, and hooks were asked for", ran)
	}
}

// Trust ends where the repository brings something new.
func TestTrust(t *testing.T) {
	dir, repo, trust := repository(t)
	risks, err := Inspect(repo)
	if err != nil || len(risks) > 0 {
		t.Fatalf("a plain repository brings %v, %v", risks, err)
	}
	if _, err := trust.Git(program(t), repo); err == nil {
		t.Fatal("trusted by nobody")
	}
	g := trusted(t, repo, trust)
	if _, err := g.Run(t.Context(), Call{Args: []string{"rev-parse", "HEAD"}}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(trust.file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	git(t, dir, "config", "core.sshCommand", "ssh -v")
	var untrusted *UntrustedError
	if _, err := g.Run(t.Context(), Call{Args: []string{"version"}}); !errors.As(err, &untrusted) || len(untrusted.Risks) != 1 || !untrusted.Lapsed {
		t.Errorf("a new setting: %v", err)
	}
	if err := trust.Grant(repo, nil); err == nil {
		t.Error("agreed to what nobody saw")
	}
	trusted(t, repo, trust)
	if err := trust.Revoke(repo); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Run(t.Context(), Call{Args: []string{"version"}}); !errors.As(err, &untrusted) || untrusted.Lapsed {
		t.Errorf("revoked: %v", err)
	}
	write(t, trust.file, "no json", 0o600)
	if _, err := trust.Git(program(t), repo); err == nil || errors.As(err, new(*UntrustedError)) {
		t.Errorf("an unreadable file: %v", err)
	}
}

// A folder that claims to be a work tree of a trusted repository is not trusted.
func TestForeignWorkTree(t *testing.T) {
	dir, repo, trust := repository(t)
	trusted(t, repo, trust)
	other := t.TempDir()
	write(t, filepath.Join(other, ".git"), "gitdir: "+filepath.Join(dir, ".git")+"\n", 0o666)
	foreign, err := history.Open(other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := trust.Git(program(t), foreign); !errors.As(err, new(*UntrustedError)) {
		t.Errorf("got %v", err)
	}
}

func TestHarmlessAddress(t *testing.T) {
	for address, harmless := range map[string]bool{
		"https://example.org/a.git": true, "ssh://git@example.org/a.git": true, "git@example.org:a.git": true, "example.org:a.git": true,
		"ext::sh -c x": false, "ssh://-oProxyCommand=x/a": false, "-oProxyCommand=x:a": false, "/srv/a.git": false, "../a.git": false,
		"file:///srv/a.git": false, "http://example.org/a.git": false, "C:/a.git": false, "fd::17": false, "": false, "git@-oProxyCommand=x:a": false,
	} {
		got := wordsOf(history.Setting{Name: "remote.origin.url", Value: address}) == ""
		if got != harmless {
			t.Errorf("%s: harmless %v", address, got)
		}
	}
}

// A cancelled call leaves nothing running.
func TestCancel(t *testing.T) {
	dir, repo, trust := repository(t)
	fifo := filepath.Join(t.TempDir(), "started")
	if out, err := exec.Command("mkfifo", fifo).CombinedOutput(); err != nil {
		t.Skipf("no mkfifo here: %s", out)
	}
	// A program below git that ignores being asked to end, and says its number.
	git(t, dir, "config", "alias.sleep", "!trap '' TERM; echo $$ > '"+fifo+"'; sleep 600 & wait; sleep 600")
	g := trusted(t, repo, trust)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := g.Run(ctx, Call{Args: []string{"sleep"}})
		ended <- err
	}()
	number, err := os.ReadFile(fifo)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if out, err := exec.Command("ps", "-o", "stat=", "-p", strings.TrimSpace(string(number))).Output(); err == nil && !strings.HasPrefix(string(out), "Z") {
		t.Errorf("process %s still runs: %s", number, out)
	}
}

func TestTooMuch(t *testing.T) {
	dir, repo, trust := repository(t)
	git(t, dir, "config", "alias.flood", "!yes")
	_, err := trusted(t, repo, trust).Run(t.Context(), Call{Args: []string{"flood"}})
	if !errors.Is(err, ErrTooMuch) {
		t.Errorf("got %v", err)
	}
}

// What a person's shell points elsewhere does not reach git, their own set-up does.
func TestEnvironment(t *testing.T) {
	_, repo, trust := repository(t)
	g := trusted(t, repo, trust)
	t.Setenv("GIT_DIR", "/nowhere")
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
	t.Setenv("GIT_CONFIG_VALUE_0", "evil")
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	t.Setenv("GIT_AUTHOR_NAME", "Grace")
	t.Setenv("GIT_AUTHOR_EMAIL", "grace@example.org")
	out, err := g.Run(t.Context(), Call{Args: []string{"var", "GIT_AUTHOR_IDENT"}})
	if err != nil || !strings.HasPrefix(string(out), "Grace <grace@example.org>") {
		t.Errorf("%s, %v", out, err)
	}
	_, err = g.Run(t.Context(), Call{Args: []string{"cat-file", "-p", "nothing"}})
	var failed *Error
	if !errors.As(err, &failed) || failed.Code != 128 || !strings.Contains(failed.Stderr, "Not a valid object name") {
		t.Errorf("got %v", err)
	}
	out, err = g.Run(t.Context(), Call{Args: []string{"hash-object", "--stdin"}, Stdin: []byte("one\n")})
	if err != nil || strings.TrimSpace(string(out)) != "5626abf0f72e58d7a153368ba57db4c673c0e171" {
		t.Errorf("%s, %v", out, err)
	}
}

func TestListener(t *testing.T) {
	var told []Progress
	l := &listener{progress: func(p Progress) { told = append(told, p) }}
	for _, part := range []string{"remote: Counting obj", "ects:  50% (1/2)\rremote: Counting objects: 100% (2/2), done.\n", "fatal: no \x1b[31mway\n"} {
		if _, err := l.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	want := []Progress{{"Counting objects", 1, 2}, {"Counting objects", 2, 2}}
	if !slices.Equal(told, want) || l.text() != "fatal: no [31mway" {
		t.Errorf("told %v, kept %q", told, l.text())
	}
}

func TestVersion(t *testing.T) {
	for text, want := range map[string]Version{
		"git version 2.39.5\n": {2, 39}, "git version 2.45.1.windows.1": {2, 45}, "git version 2.39.5 (Apple Git-154)": {2, 39}, "git": {},
	} {
		if got, ok := parseVersion(text); got != want || ok != (want != Version{}) {
			t.Errorf("%q: %v, %v", text, got, ok)
		}
	}
}

func FuzzListener(f *testing.F) {
	f.Add("remote: Counting objects:  50% (1/2)\r\nfatal: x\n", 3)
	f.Fuzz(func(t *testing.T, text string, cut int) {
		cut = min(max(cut, 0), len(text))
		l := &listener{progress: func(p Progress) {
			if p.Done < 0 || p.Total < 0 || p.Phase != printable(p.Phase) {
				t.Errorf("%q tells %+v", text, p)
			}
		}}
		_, _ = l.Write([]byte(text[:cut]))
		_, _ = l.Write([]byte(text[cut:]))
		if len(l.text()) > maxErrors {
			t.Errorf("kept %d bytes", len(l.text()))
		}
		parseVersion(text)
	})
}

func TestTrustIsListedAndWithdrawn(t *testing.T) {
	trust := TrustIn(filepath.Join(t.TempDir(), "trusted.json"))
	if all, err := trust.All(); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	if err := trust.change(func([]record) []record {
		return []record{{Repository: "/b/.git", Folder: "/b"}, {Repository: "/a/.git", Folder: "/a"}}
	}); err != nil {
		t.Fatal(err)
	}
	if err := trust.Withdraw("/b/.git", "/b"); err != nil {
		t.Fatal(err)
	}
	if all, err := trust.All(); err != nil || len(all) != 1 || all[0] != (Trusted{"/a/.git", "/a"}) {
		t.Errorf("%v, %v", all, err)
	}
}
