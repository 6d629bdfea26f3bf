package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/keyring"
	"atlasdesk/backend/merge"
	"atlasdesk/backend/report"
	"atlasdesk/backend/share"

	"github.com/spf13/cobra"
)

// syncing is one run of the command sync.
type syncing struct {
	trust, fetchOnly, dryRun bool
	signIn, forget           bool
	ours, theirs             []string
	format                   string

	in *bufio.Reader // what a person answers
}

func syncCommand() *cobra.Command {
	var s syncing
	c := &cobra.Command{
		Use:   "sync [FOLDER]",
		Short: "Fetch, merge and send the branch of a folder's repository",
		Long: `Sync brings the branch that is checked out and its upstream together: it fetches, takes over
what is new there, by a merge commit where both sides went on, and sends what is new here. It never
rebases or forces. Layers are merged sentence by sentence, other files are taken whole, and files
with work that is not committed are merged with what comes or nothing moves.

Where both sides changed the same, nothing moves either: the conflicts are listed, and --ours or
--theirs FILE says whose version of a file stands, in the places that are in conflict. What is decided is kept
until all is, and can be decided anew until then; --forget gives it up.

The git program carries the data once the repository is trusted, since it knows your passwords and
keys. A repository can name programs that git runs, so --trust first lists what this one brings and
asks. Without trust or git, https (with the password that --sign-in put into the keyring) and ssh
(with the keys of the agent) are spoken directly.

Exit status: 0 shared, or looked at; 1 there is something to decide; 2 it could not be done;
130 interrupted.`,
		Example: `  atlas-desk sync
  atlas-desk sync jurisdictions --dry-run
  atlas-desk sync jurisdictions --theirs ruritania/signals.md`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			folder := "."
			if len(args) > 0 {
				folder = args[0]
			}
			return s.run(cmd, folder)
		},
	}
	c.Flags().BoolVar(&s.trust, "trust", false, "list what the repository brings, and let git run there once you agree")
	c.Flags().BoolVar(&s.signIn, "sign-in", false, "read a user and a password or token, and keep them in the keyring for the remote's server")
	c.Flags().BoolVar(&s.fetchOnly, "fetch-only", false, "fetch, and say how the two stand to each other")
	c.Flags().BoolVar(&s.dryRun, "dry-run", false, "fetch, and say what would be done and what is in conflict")
	c.Flags().StringArrayVar(&s.ours, "ours", nil, "in conflicts of this file, as listed, our version stands")
	c.Flags().StringArrayVar(&s.theirs, "theirs", nil, "in conflicts of this file, as listed, their version stands")
	c.Flags().BoolVar(&s.forget, "forget", false, "give up what was decided before about conflicts")
	c.Flags().StringVar(&s.format, "format", "text", "text or json")
	return c
}

func (s *syncing) run(cmd *cobra.Command, folder string) error {
	if s.format != "text" && s.format != "json" {
		return fmt.Errorf("“%s” is no format; use text or json", s.format)
	}
	s.in = bufio.NewReader(cmd.InOrStdin())
	ctx, stop := interruptible(cmd.Context())
	defer stop()
	sharing, err := s.open(ctx, cmd, folder)
	if err != nil {
		return err
	}
	bar := &transferBar{to: cmd.ErrOrStderr()}
	out, err := s.act(ctx, sharing, bar.report)
	bar.wipe()
	if errors.Is(err, context.Canceled) && ctx.Err() != nil {
		return errInterrupted
	}
	undecided := errors.Is(err, share.ErrConflicts) || errors.As(err, new(*history.DirtyError))
	if err != nil && !undecided {
		return s.explain(sharing, fmt.Errorf("sync %s: %w", folder, err))
	}
	if err := s.print(cmd.OutOrStdout(), out); err != nil {
		return err
	}
	if undecided {
		fmt.Fprintf(cmd.ErrOrStderr(), "atlas-desk: sync %s: %s\n", folder, report.Lines(err.Error()))
		return errFindings
	}
	return nil
}

func (s *syncing) open(ctx context.Context, cmd *cobra.Command, folder string) (*share.Sharing, error) {
	repo, err := history.Open(folder)
	if err != nil {
		return nil, fmt.Errorf("sync %s: %w", folder, err)
	}
	trust := gitcommand.UserTrust()
	if s.trust {
		if err := s.ask(cmd, repo, trust); err != nil {
			return nil, fmt.Errorf("sync %s: %w", folder, err)
		}
	}
	if s.signIn {
		if err := signIn(cmd, s.in, repo); err != nil {
			return nil, fmt.Errorf("sync %s: %w", folder, err)
		}
	}
	return share.New(ctx, repo, trust, keyring.Keyring{})
}

// ask lists what a repository brings and reads whether to trust it.
func (s *syncing) ask(cmd *cobra.Command, repo *history.Repo, trust *gitcommand.Trust) error {
	risks, err := gitcommand.Inspect(repo)
	if err != nil {
		return err
	}
	to := cmd.ErrOrStderr()
	fmt.Fprintf(to, "%s brings:\n", report.Lines(repo.Root()))
	for _, r := range risks {
		fmt.Fprintln(to, " ", report.Lines(r.String()))
	}
	if len(risks) == 0 {
		fmt.Fprintln(to, "  nothing by which git would run a program or speak to somebody else")
	}
	fmt.Fprint(to, "Type yes to let git run there: ")
	answer, err := readLine(s.in)
	if err != nil {
		return err
	}
	if answer != "yes" {
		return errors.New("not trusted; nothing was done")
	}
	return trust.Grant(repo, risks)
}

// act does what the flags say.
func (s *syncing) act(ctx context.Context, sharing *share.Sharing, report func(share.Progress)) (out share.Outcome, err error) {
	if s.forget {
		if err := sharing.Abort(); err != nil {
			return out, fmt.Errorf("give up what was decided: %w", err)
		}
	}
	switch {
	case s.fetchOnly:
		out.State, err = sharing.Fetch(ctx, report)
		return out, err
	case s.dryRun:
		return s.look(ctx, sharing, report)
	case len(s.ours)+len(s.theirs) > 0:
		if out, err := s.look(ctx, sharing, report); err != nil && !errors.Is(err, share.ErrConflicts) {
			return out, err
		} else if err := s.decide(sharing, append(out.Conflicts, out.Decided...)); err != nil {
			return out, err
		}
	}
	return sharing.Sync(ctx, report)
}

// look fetches, and lists the conflicts.
func (s *syncing) look(ctx context.Context, sharing *share.Sharing, report func(share.Progress)) (out share.Outcome, err error) {
	if out.State, err = sharing.Fetch(ctx, report); err != nil {
		return out, err
	}
	out.Conflicts, out.Decided, err = sharing.Conflicts()
	if err == nil && len(out.Conflicts) > 0 {
		err = share.ErrConflicts
	}
	return out, err
}

// decide takes the sides that were named, all or none of them. Without a
// conflict there is nothing to decide, as where a command is repeated.
func (s *syncing) decide(sharing *share.Sharing, conflicts []share.Conflict) error {
	if len(conflicts) == 0 {
		return nil
	}
	var all []share.Decision
	for take, files := range map[merge.Take][]string{merge.Ours: s.ours, merge.Theirs: s.theirs} {
		for _, file := range files {
			at := slices.IndexFunc(conflicts, func(c share.Conflict) bool { return c.Path == file })
			if at < 0 {
				return fmt.Errorf("%s is not in conflict; name files as they are listed", file)
			}
			if slices.Contains(s.ours, file) && slices.Contains(s.theirs, file) {
				return fmt.Errorf("%s is named by --ours and by --theirs; name it once", file)
			}
			all = append(all, conflicts[at].DecideAll(take))
		}
	}
	return sharing.Decide(all...)
}

// explain adds why git was not asked, where that may be the reason.
func (s *syncing) explain(sharing *share.Sharing, err error) error {
	var untrusted *gitcommand.UntrustedError
	if !errors.As(sharing.Untrusted(), &untrusted) || !errors.As(err, new(*share.DirectError)) {
		return err
	}
	if untrusted.Lapsed {
		var names []string
		for _, risk := range untrusted.Risks {
			names = append(names, risk.String())
		}
		return fmt.Errorf("%w\nGit was not used: since you trusted it, the repository brings something new: %s; look with “atlas-desk sync --trust”",
			err, strings.Join(names, "; "))
	}
	return fmt.Errorf("%w\nGit was not used, as nobody has trusted this repository yet; see “atlas-desk sync --trust”", err)
}
