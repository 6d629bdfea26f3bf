package history

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// Program runs the git program in a repository that a person trusts.
type Program interface {
	// Run runs git with its arguments and further variables, NAME=value, with or
	// without the hooks of the repository, and returns its standard output. It
	// fails with what git, or the hook that it ran, said.
	Run(ctx context.Context, hooks bool, env []string, args ...string) ([]byte, error)
}

// With is the same repository, whose commits run its hooks and are signed where
// git is set to do so. Whoever calls it knows that a person trusts the
// repository: its configuration names the programs that are run.
func (r *Repo) With(p Program) *Repo {
	trusted := *r
	trusted.program = p
	return &trusted
}

// HookError says that a hook of the repository refuses a commit.
type HookError struct {
	Hook string // its name: "pre-commit"
	Said string // what it printed, perhaps several lines
}

func (e *HookError) Error() string {
	if e.Said == "" {
		return "the hook " + e.Hook + " refuses the commit and does not say why"
	}
	return "the hook " + e.Hook + " refuses the commit: " + e.Said
}

// outside is what a commit runs of a trusted repository. Git itself makes the
// index that the hooks look at and the signature; the commit is put onto its
// branch as any other.
type outside struct {
	repo  *Repo
	hooks []string // that there are
	signs bool
}

func (r *Repo) outside() (*outside, error) {
	settings, err := r.config()
	if err != nil {
		return nil, err
	}
	return &outside{r, r.hooks(settings), settings.signs()}, nil
}

func (o *outside) file(name string) string { return filepath.Join(o.repo.ownDir(), name) }

// env is how hooks find the index that is to be committed. No editor is there
// to be called.
func (o *outside) env() []string {
	return []string{"GIT_INDEX_FILE=" + o.file("hook-index"), "GIT_EDITOR=:"}
}

// before runs the hooks that may refuse a commit or change its message, in the
// order of `git commit`.
func (o *outside) before(ctx context.Context, commit *object.Commit) error {
	if len(slices.DeleteFunc(slices.Clone(o.hooks), func(name string) bool { return name == "post-commit" })) == 0 {
		return nil
	}
	o.clear() // what a crash has left
	defer o.clear()
	if err := o.layOut(ctx, commit); err != nil {
		return fmt.Errorf("prepare the hooks: %w", err)
	}
	message := o.file("COMMIT_EDITMSG")
	for _, hook := range [][]string{{"pre-commit"}, {"prepare-commit-msg", message, "message"}, {"commit-msg", message}} {
		if err := o.hook(ctx, hook[0], hook[1:]...); err != nil {
			return err
		}
	}
	if err := o.unchanged(ctx, commit); err != nil {
		return err
	}
	text, err := os.ReadFile(message)
	if err != nil {
		return fmt.Errorf("read the message that the hooks left: %w", err)
	}
	commit.Message = strings.TrimSpace(string(text)) + "\n"
	return checkMessage(commit.Message)
}

// clear removes what hooks look at, and the lock that a git which was ended has
// left. The caller excludes other processes.
func (o *outside) clear() {
	for _, name := range []string{"hook-index", "hook-index.lock", "COMMIT_EDITMSG"} {
		_ = os.Remove(o.file(name)) // most often there is none
	}
}

// layOut writes the index and the message that hooks look at. What the index
// knows of unchanged files is kept, so that git need not read them.
func (o *outside) layOut(ctx context.Context, commit *object.Commit) error {
	now, err := os.ReadFile(filepath.Join(o.repo.gitDir, "index"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	case err == nil:
		err = os.WriteFile(o.file("hook-index"), now, 0o666)
	}
	if err == nil {
		err = os.WriteFile(o.file("COMMIT_EDITMSG"), []byte(commit.Message), 0o666)
	}
	if err == nil {
		_, err = o.repo.program.Run(ctx, false, o.env(), "read-tree", "--reset", commit.TreeHash.String())
	}
	if err == nil { // fails too where a file differs, which is no fault
		_, _ = o.repo.program.Run(ctx, false, o.env(), "update-index", "-q", "--refresh")
	}
	return err
}

func (o *outside) hook(ctx context.Context, name string, args ...string) error {
	if !slices.Contains(o.hooks, name) {
		return nil
	}
	call := []string{"hook", "run", "--ignore-missing", name}
	if len(args) > 0 {
		call = append(append(call, "--"), args...)
	}
	if _, err := o.repo.program.Run(ctx, true, o.env(), call...); err != nil {
		return cmp.Or(ctx.Err(), error(&HookError{name, err.Error()}))
	}
	return nil
}

// unchanged refuses a commit whose content the hooks have changed: what is
// committed is what was saved, and nothing else.
func (o *outside) unchanged(ctx context.Context, commit *object.Commit) error {
	tree, err := o.repo.program.Run(ctx, false, o.env(), "write-tree")
	if err != nil {
		return fmt.Errorf("look at what the hooks left: %w", err)
	}
	if string(bytes.TrimSpace(tree)) != commit.TreeHash.String() {
		return refuse("the hooks changed what would be committed", "Look at the files, and commit them as they are now.")
	}
	return nil
}

// sign lets git write the commit, signed.
func (o *outside) sign(ctx context.Context, commit *object.Commit) (Hash, error) {
	message := o.file("COMMIT_EDITMSG")
	defer os.Remove(message)
	if err := os.WriteFile(message, []byte(commit.Message), 0o666); err != nil {
		return Hash{}, err
	}
	args := []string{"-c", "i18n.commitEncoding=UTF-8", "commit-tree", "-S", "-F", message}
	for _, parent := range commit.ParentHashes {
		args = append(args, "-p", parent.String())
	}
	env := append(variables("AUTHOR", commit.Author), variables("COMMITTER", commit.Committer)...)
	out, err := o.repo.program.Run(ctx, false, env, append(args, commit.TreeHash.String())...)
	if err != nil {
		return Hash{}, cmp.Or(ctx.Err(), fmt.Errorf("sign the commit: %w; git is set to sign commits here (commit.gpgsign)", err))
	}
	return parseHash(string(out))
}

// variables hand a person and a time over to git.
func variables(role string, who object.Signature) []string {
	date := fmt.Sprintf("@%d %s", who.When.Unix(), who.When.Format("-0700"))
	return []string{"GIT_" + role + "_NAME=" + who.Name, "GIT_" + role + "_EMAIL=" + who.Email, "GIT_" + role + "_DATE=" + date}
}

// after runs the hook that is told of a commit. It cannot fail any more.
func (o *outside) after(ctx context.Context) {
	env := []string{"GIT_EDITOR=:"}
	if slices.Contains(o.hooks, "post-commit") {
		_, _ = o.repo.program.Run(ctx, true, env, "hook", "run", "--ignore-missing", "post-commit")
	}
}
