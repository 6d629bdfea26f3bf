package history

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var configTexts = []string{
	"",
	"\ufeff[user]\n\tname = Ada\n",
	"[user] name = Ada # who\n; comment\n\n[User]\r\n\temail = a@b\r\n",
	"[a \"Sub \\\"x\\\" \\\\y\"]\n\tkey = \"  quoted # not a comment \" tail ; comment\n\tother=a  b  c   \n",
	"[a.Sub]\nkey\nflag=\n\tx-1 = 'single'\n",
	"[a]\nkey = one \\\n  two\\n\\t\\b\\\"\\\\ \"three\"\n",
	"[a]\nkey = v\n[b]\n[a]\nkey = w",
	"[a]key = v",
	"[a]\n\tkey = trailing\\\n",
}

// git config --list is the judge of what a file says.
func TestConfigReadsAsGitDoes(t *testing.T) {
	for _, text := range configTexts {
		file := filepath.Join(t.TempDir(), "config")
		write(t, filepath.Dir(file), "config", text)
		want := git(t, ".", "config", "-f", file, "--list", "-z")
		parsed, err := parseConfig(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		var got strings.Builder
		for _, v := range parsed.variables {
			got.WriteString(v.name)
			if !v.bare {
				got.WriteString("\n" + v.value)
			}
			got.WriteByte(0)
		}
		equal(t, text, strings.TrimSpace(got.String()), want)
	}
}

func TestBadConfig(t *testing.T) {
	for _, text := range []string{"key = v", "[a", "[a \"x]\n", "[]", "[a]\nkey = \"x\n", "[a]\nkey = \\q", "[a]\nkey value", "[a]\nkey # x", "[a]\nkey\rx", "[a]\n=", "[a]\nkey = \\"} {
		if _, err := parseConfig(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func FuzzConfig(f *testing.F) {
	for _, text := range configTexts {
		f.Add(text, "Ada")
	}
	f.Add("[user][a]\nx = y", "Ada")
	f.Add("[user]\n\tname = \"a\\\nb\" # c\n\temail", ` "#;\`)
	f.Fuzz(func(t *testing.T, text, value string) {
		before, err := parseConfig(text)
		if err != nil || strings.ContainsAny(value, "\n\r\x00") {
			return
		}
		changed := before.set("user", "name", value)
		after, err := parseConfig(changed)
		if err != nil {
			t.Fatalf("%q does not read: %v", changed, err)
		}
		if got := after.variables.get("user.name"); got != value {
			t.Errorf("set %q, got %q in %q", value, got, changed)
		}
		rest := func(c config) (names []string) {
			for _, v := range c {
				if v.name != "user.name" {
					names = append(names, v.name+"\x00"+v.value)
				}
			}
			return names
		}
		if a, b := strings.Join(rest(before.variables), "\n"), strings.Join(rest(after.variables), "\n"); a != b {
			t.Errorf("other settings changed: %q became %q", a, b)
		}
	})
}

func TestSetIdentityKeepsTheRest(t *testing.T) {
	for _, test := range []struct{ before, after string }{
		{"# mine\n[core]\n\tbare = false ; yes\n", "# mine\n[core]\n\tbare = false ; yes\n[user]\n\tname = Ada \"x\n\temail = a#b@c\n"},
		{"[core]\n\tbare = false", "[core]\n\tbare = false\n[user]\n\tname = Ada \"x\n\temail = a#b@c\n"},
		{"[user]\t# me\n\tname = Old ; note\n[core]\n\tbare = false\n", "[user]\t# me\n\tname = Ada \"x ; note\n\temail = a#b@c\n[core]\n\tbare = false\n"},
		{"[user] name = Old\n\tsigningkey = 1\n\n[core]\n", "[user] name = Ada \"x\n\tsigningkey = 1\n\temail = a#b@c\n\n[core]\n"},
	} {
		dir := fresh(t)
		write(t, dir, ".git/config", test.before)
		r := open(t, dir)
		if err := r.SetIdentity(Identity{`Ada "x`, "a#b@c"}); err == nil {
			got := strings.NewReplacer(`"Ada \"x"`, `Ada "x`, `"a#b@c"`, "a#b@c").Replace(read(t, filepath.Join(dir, ".git", "config")))
			equal(t, test.before, got, test.after)
		} else {
			t.Error(err)
		}
		equal(t, "name", git(t, dir, "config", "user.name"), `Ada "x`)
		equal(t, "email", git(t, dir, "config", "user.email"), "a#b@c")
		sound(t, dir)
	}
}

func TestSetIdentityRefuses(t *testing.T) {
	dir := fresh(t)
	r := open(t, dir)
	before := read(t, filepath.Join(dir, ".git", "config"))
	for _, id := range []Identity{{}, {"A", ""}, {"", "a@b"}, {"A\nB", "a@b"}, {"A", "<a@b>"}, {"A\x00", "a@b"}, {"A ", "a@b"}, {`"A"`, "a@b"}} {
		if err := r.SetIdentity(id); err == nil {
			t.Errorf("%q was stored", id)
		}
	}
	equal(t, "config", read(t, filepath.Join(dir, ".git", "config")), before)
}

// git var is the judge of who commits.
func TestIdentityResolvesAsGitDoes(t *testing.T) {
	dir := fresh(t)
	git(t, dir, "config", "--unset", "user.name")
	git(t, dir, "config", "--unset", "user.email")
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "xdg"))
	global := os.Getenv("GIT_CONFIG_GLOBAL")
	os.Unsetenv("GIT_CONFIG_GLOBAL")
	t.Cleanup(func() { os.Setenv("GIT_CONFIG_GLOBAL", global) })
	r := open(t, dir)
	if _, err := r.Identity(); !errors.Is(err, ErrNoIdentity) || !strings.Contains(err.Error(), "git config user.email") {
		t.Errorf("nobody: %v", err)
	}
	request := Request{Files: []File{{Path: "new.md", Content: []byte("x")}}, Message: "Edit"}
	if _, err := r.Commit(t.Context(), request); !errors.Is(err, ErrNoIdentity) {
		t.Errorf("a commit by nobody: %v", err)
	}
	steps := []struct {
		name string
		make func()
		want Identity
	}{
		{"XDG", func() { write(t, home, "xdg/git/config", "[user]\nname = Xdg\nemail = xdg@x\n") }, Identity{"Xdg", "xdg@x"}},
		{"home", func() { write(t, home, ".gitconfig", "[user]\nname = Home\n[include]\npath = more\n") }, Identity{"Home", "xdg@x"}},
		{"include", func() { write(t, home, "more", "[user]\nemail = more@x\n") }, Identity{"Home", "more@x"}},
		{"includeIf gitdir", func() {
			write(t, home, "work", "[user]\nname = Work\n")
			write(t, home, ".gitconfig", read(t, filepath.Join(home, ".gitconfig"))+"[includeIf \"gitdir:"+filepath.Dir(r.Root())+"/\"]\npath = ~/work\n[includeIf \"gitdir:/elsewhere/\"]\npath = ~/none\n")
		}, Identity{"Work", "more@x"}},
		{"includeIf onbranch", func() {
			write(t, home, "branch", "[user]\nemail = branch@x\n")
			git(t, dir, "config", "includeIf.onbranch:ma*.path", filepath.Join(home, "branch"))
		}, Identity{"Work", "branch@x"}},
		{"repository", func() { git(t, dir, "config", "user.name", "Repo") }, Identity{"Repo", "branch@x"}},
		{"author.name", func() { git(t, dir, "config", "author.name", "Author") }, Identity{"Author", "branch@x"}},
		{"work tree", func() {
			git(t, dir, "config", "extensions.worktreeConfig", "true")
			git(t, dir, "config", "--worktree", "user.email", "tree@x")
		}, Identity{"Author", "tree@x"}},
		{"environment", func() { t.Setenv("GIT_AUTHOR_NAME", "Env, ") }, Identity{"Env", "tree@x"}},
		{"empty environment", func() { t.Setenv("GIT_AUTHOR_EMAIL", "env@x") }, Identity{"Env", "env@x"}},
	}
	for _, step := range steps {
		step.make()
		got, err := r.Identity()
		if err != nil || got != step.want {
			t.Errorf("%s: got %v, %v; want %v", step.name, got, err, step.want)
		}
		ident := git(t, dir, "var", "GIT_AUTHOR_IDENT")
		if !strings.HasPrefix(ident, got.Name+" <"+got.Email+"> ") {
			t.Errorf("%s: we say %v, git says %s", step.name, got, ident)
		}
	}
}

func TestIncludesDoNotGoOnForever(t *testing.T) {
	dir := fresh(t)
	git(t, dir, "config", "include.path", "config")
	if _, err := open(t, dir).Identity(); err == nil || !strings.Contains(err.Error(), "include each other") {
		t.Errorf("got %v", err)
	}
}

func TestNotices(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	notices := func() string {
		lines, err := r.Notices()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(lines, "\n")
	}
	equal(t, "none", notices(), "")
	marker := filepath.Join(t.TempDir(), "ran")
	hook := filepath.Join(dir, ".git", "hooks", "pre-commit")
	write(t, dir, ".git/hooks/pre-commit", "#!/bin/sh\ntouch "+marker+"\nexit 1\n")
	equal(t, "not executable", notices(), "")
	if err := os.Chmod(hook, 0o755); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "config", "commit.gpgSign", "true")
	equal(t, "both", notices(), "The git hooks of this repository (pre-commit) are not run, since nobody said here that it can be trusted.\n"+
		"Git is set to sign commits here (commit.gpgsign); commits are not signed, since nobody said here that this repository can be trusted.")
	commit(t, r, save(t, r, "note.txt", "2\n"))
	if _, err := os.Stat(marker); err == nil {
		t.Error("the hook was run")
	}
	git(t, dir, "config", "core.hooksPath", "elsewhere")
	git(t, dir, "config", "commit.gpgSign", "false")
	equal(t, "moved", notices(), "")
}

// A file of settings is turned off by a device in its place.
func TestDeviceHoldsNoSettings(t *testing.T) {
	dir := fixture(t)
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_SYSTEM", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "")
	r := open(t, dir)
	got, err := r.Identity()
	if err != nil || got != (Identity{"Ada", "ada@example.org"}) {
		t.Errorf("got %v, %v", got, err)
	}
	commit(t, r, save(t, r, "note.txt", "2\n"))
}
