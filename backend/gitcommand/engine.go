package gitcommand

import (
	"context"
	"errors"
	"fmt"

	"atlasdesk/backend/history"
)

// Engine lets commits in a trusted repository run hooks and be signed; see
// history.Repo.With.
type Engine struct{ git *Git }

// hookRun is the first git that has `git hook run`.
var hookRun = Version{2, 36}

// Engine returns git as commits use it. It fails where git is too old for that.
func (g *Git) Engine() (Engine, error) {
	if v := g.Program.Version; !v.AtLeast(hookRun.Major, hookRun.Minor) {
		return Engine{}, fmt.Errorf("git %s cannot run single hooks; %s can", v, hookRun)
	}
	return Engine{g}, nil
}

// Run runs git; its error is what git said.
func (e Engine) Run(ctx context.Context, hooks bool, env []string, args ...string) ([]byte, error) {
	out, err := e.git.Run(ctx, Call{Args: args, Env: env, Hooks: hooks})
	var failed *Error
	if errors.As(err, &failed) {
		err = errors.New(failed.Stderr)
	}
	return out, err
}

// Equip returns the repository with hooks and signing, if a person trusts it
// and there is a git to run; else the repository as it is. Where it has neither
// hooks nor signing git is not looked for.
func Equip(ctx context.Context, trust *Trust, repo *history.Repo) (*history.Repo, error) {
	wanted, err := repo.Notices()
	if err != nil || len(wanted) == 0 {
		return repo, err
	}
	program, err := Find(ctx)
	if errors.Is(err, ErrNoProgram) {
		return repo, nil
	}
	if err != nil {
		return repo, err
	}
	git, err := trust.Git(program, repo)
	if untrusted := (*UntrustedError)(nil); errors.As(err, &untrusted) {
		return repo, nil
	}
	if err != nil {
		return repo, err
	}
	engine, err := git.Engine()
	if err != nil {
		return repo, err
	}
	return repo.With(engine), nil
}
