package history

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// plainGit runs git as a person who trusts the repository would.
type plainGit struct{ dir string }

func (p plainGit) Run(ctx context.Context, hooks bool, env []string, args ...string) ([]byte, error) {
	if !hooks {
		args = append([]string{"-c", "core.hooksPath=/dev/null"}, args...)
	}
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir, cmd.Env = p.dir, append(os.Environ(), env...)
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		err = errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	return out, err
}

func hook(t *testing.T, dir, name, script string) {
	t.Helper()
	write(t, dir, ".git/hooks/"+name, "#!/bin/sh\n"+script+"\n")
	if err := os.Chmod(filepath.Join(dir, ".git/hooks", name), 0o777); err != nil {
		t.Fatal(err)
	}
}

func trusted(t *testing.T, dir string) *Repo { return open(t, dir).With(plainGit{dir}) }

// Hooks see what `git commit --only` would show them, and what is committed is
// what was saved.
func TestHooks(t *testing.T) {
	log := func(dir string) string { return filepath.Join(dir, ".git", "seen") }
	var seen, made [2]string
	for i := range seen {
		dir := fixture(t)
		for _, name := range commitHooks {
			hook(t, dir, name, `{ echo "$0 $#"; git diff --cached --name-status; git diff --name-only; test -z "$1" || cat "$1"; } >>`+log(dir))
		}
		hook(t, dir, "prepare-commit-msg", `echo "$2" >>`+log(dir)+`; echo "Reviewed-by: Bob" >>"$1"`)
		write(t, dir, "packages/two/facts.md", "staged\n")
		git(t, dir, "add", ".")
		r := trusted(t, dir)
		file := save(t, r, "note.txt", "2\n")
		gone := save(t, r, "packages/one/rules.md", "")
		gone.Deleted = true
		remove(t, dir, gone.Path)
		if i == 0 {
			git(t, dir, "commit", "-q", "-m", "Edit note.txt", "--only", "note.txt", "packages/one/rules.md")
		} else {
			commit(t, r, file, gone)
		}
		seen[i] = strings.ReplaceAll(read(t, log(dir)), dir+"/", "")
		made[i] = git(t, dir, "show", "--format=%B", "--name-status")
		sound(t, dir)
	}
	equal(t, "seen by the hooks", seen[1], seen[0])
	equal(t, "commit", made[1], made[0])
}

func TestHooksThatRefuse(t *testing.T) {
	for name, test := range map[string]struct{ hook, script, want string }{
		"pre-commit":          {"pre-commit", "echo 'line too long'; exit 1", "the hook pre-commit refuses the commit: line too long"},
		"commit-msg":          {"commit-msg", "echo 'no ticket' >&2; exit 3", "the hook commit-msg refuses the commit: no ticket"},
		"prepare-commit-msg":  {"prepare-commit-msg", "exit 1", "does not say why"},
		"an emptied message":  {"commit-msg", ": >\"$1\"", "the message is empty"},
		"another content":     {"pre-commit", "echo other >note.txt; git add note.txt", "the hooks changed what would be committed"},
		"another file":        {"pre-commit", "echo more >more.txt; git add more.txt", "the hooks changed what would be committed"},
		"a message of no use": {"commit-msg", "printf '\\377' >\"$1\"", "no text"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := fixture(t)
			hook(t, dir, test.hook, test.script)
			r := trusted(t, dir)
			before := state(t, dir)
			err := try(r, save(t, r, "note.txt", "2\n"))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			equal(t, "state", state(t, dir), before)
			sound(t, dir)
		})
	}
}

func TestHooksOfAnUntrustedRepository(t *testing.T) {
	dir := fixture(t)
	for _, name := range commitHooks {
		hook(t, dir, name, ": >ran; exit 1")
	}
	git(t, dir, "config", "commit.gpgsign", "true")
	git(t, dir, "config", "gpg.program", "./none")
	r := open(t, dir)
	commit(t, r, save(t, r, "note.txt", "2\n"))
	equal(t, "status", status(t, dir), "")
}

// A first commit has hooks too, and what comes after the commit cannot fail it.
func TestHooksOfTheFirstCommit(t *testing.T) {
	dir := fresh(t)
	hook(t, dir, "pre-commit", "git diff --cached --name-only >seen")
	hook(t, dir, "post-commit", "git log -1 --format=%s >after; exit 1")
	r := trusted(t, dir)
	commit(t, r, save(t, r, "note.txt", "1\n"))
	equal(t, "seen", read(t, filepath.Join(dir, "seen")), "note.txt\n")
	equal(t, "after", read(t, filepath.Join(dir, "after")), "Edit note.txt\n")
	sound(t, dir)
}

// signer makes a signing program that signs as ssh-keygen does, if that is
// here.
func TestSignedCommit(t *testing.T) {
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip(err)
	}
	dir := fixture(t)
	key := filepath.Join(t.TempDir(), "key")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", key).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	write(t, dir, ".git/allowed", "ada@example.org "+read(t, key+".pub"))
	for name, value := range map[string]string{
		"commit.gpgsign": "true", "gpg.format": "ssh", "user.signingkey": key, "gpg.ssh.allowedSignersFile": filepath.Join(dir, ".git/allowed"),
		"i18n.commitEncoding": "ISO-8859-1",
	} {
		git(t, dir, "config", name, value)
	}
	r := trusted(t, dir)
	hash, err := r.Commit(context.Background(), Request{Files: []File{save(t, r, "note.txt", "2\n")}, Message: "Grüße", Author: Identity{"Grace", "grace@example.org"}, When: noon})
	if err != nil {
		t.Fatal(err)
	}
	git(t, dir, "verify-commit", hash.String())
	equal(t, "commit", git(t, dir, "-c", "i18n.logOutputEncoding=UTF-8", "log", "-1", "--format=%an <%ae> %ad|%cn|%s", "--date=iso"), "Grace <grace@example.org> 2026-03-01 12:00:00 +0200|Ada|Grüße")
	sound(t, dir)

	git(t, dir, "config", "user.signingkey", key+".gone")
	before := state(t, dir)
	if err := try(r, save(t, r, "note.txt", "3\n")); err == nil || !strings.Contains(err.Error(), "sign the commit") {
		t.Errorf("got %v", err)
	}
	equal(t, "state", state(t, dir), before)
}
