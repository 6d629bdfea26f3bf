package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
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
	signIn                   bool
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
--theirs FILE says whose version of a file stands, in the places that are in conflict.

The git program carries the data once the repository is trusted, since it knows your passwords and
keys. A repository can name programs that git runs, so --trust first lists what this one brings and
asks. Without trust or git, https (with the password that --sign-in put into the keyring) and ssh
(with the keys of the agent) are spoken directly.

Exit status: 0 shared, or looked at; 1 there is something to decide; 2 it could not be done;
130 interrupted.`,
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
	c.Flags().StringVar(&s.format, "format", "text", "text or json")
	return c
}

func (s *syncing) run(cmd *cobra.Command, folder string) error {
	if s.format != "text" && s.format != "json" {
		return fmt.Errorf("“%s” is no format; use text or json", s.format)
	}
	s.in = bufio.NewReader(cmd.InOrStdin())
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // who interrupts twice does not want to wait
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
	if s.fetchOnly || s.dryRun {
		if out.State, err = sharing.Fetch(ctx, report); err != nil || s.fetchOnly {
			return out, err
		}
		if out.Conflicts, err = sharing.Conflicts(); err == nil && len(out.Conflicts) > 0 {
			err = share.ErrConflicts
		}
		return out, err
	}
	out, err = sharing.Sync(ctx, report)
	if !errors.Is(err, share.ErrConflicts) || len(s.ours)+len(s.theirs) == 0 {
		return out, err
	}
	if err := s.decide(sharing, out.Conflicts); err != nil {
		return out, err
	}
	return sharing.Sync(ctx, report)
}

// decide takes the sides that were named.
func (s *syncing) decide(sharing *share.Sharing, conflicts []share.Conflict) error {
	for take, files := range map[merge.Take][]string{merge.Ours: s.ours, merge.Theirs: s.theirs} {
		for _, file := range files {
			at := slices.IndexFunc(conflicts, func(c share.Conflict) bool { return c.Path == file })
			if at < 0 {
				return fmt.Errorf("%s is not in conflict; name files as they are listed", file)
			}
			if err := sharing.Decide(conflicts[at].DecideAll(take)); err != nil {
				return err
			}
		}
	}
	return nil
}

// explain adds why git was not asked, where that may be the reason.
func (s *syncing) explain(sharing *share.Sharing, err error) error {
	var untrusted *gitcommand.UntrustedError
	if !errors.As(sharing.Untrusted(), &untrusted) {
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

// syncResult is what sync prints as JSON.
type syncResult struct {
	Schema    string         `json:"schema"`
	Branch    string         `json:"branch"`
	Upstream  string         `json:"upstream"`
	Ahead     int            `json:"ahead"`
	Behind    int            `json:"behind"`
	Taken     int            `json:"taken"`
	Sent      int            `json:"sent"`
	Merged    bool           `json:"merged"`
	Conflicts []syncConflict `json:"conflicts"`
}

type syncConflict struct {
	Path   string       `json:"path"`
	Kind   share.Kind   `json:"kind"`
	Places []merge.Hunk `json:"places"`
}

func (s *syncing) print(w io.Writer, out share.Outcome) error {
	if s.format == "json" {
		return printSyncJSON(w, out)
	}
	var b strings.Builder
	if out.Taken+out.Sent > 0 {
		fmt.Fprintf(&b, "%d taken over, %d sent\n", out.Taken, out.Sent)
	}
	fmt.Fprintln(&b, out.State)
	for _, c := range out.Conflicts {
		printConflict(&b, c)
	}
	_, err := io.WriteString(w, report.Lines(b.String()))
	return err
}

// kinds say what happened to a file.
var kinds = map[share.Kind]string{
	share.Text:         "both sides edited the same sentences",
	share.WholeFile:    "both sides changed this file",
	share.RemovedHere:  "removed here and changed there",
	share.RemovedThere: "changed here and removed there",
}

func printConflict(b *strings.Builder, c share.Conflict) {
	fmt.Fprintf(b, "%s: %s\n", c.Path, kinds[c.Kind])
	for _, h := range c.Result.Conflicts() {
		fmt.Fprintf(b, "    ours:   %s\n    theirs: %s\n", excerpt(h.Ours), excerpt(h.Theirs))
	}
}

// excerpt is the beginning of a text on one line.
func excerpt(text string) string {
	const most = 200 // characters
	line := []rune(strings.Join(strings.Fields(text), " "))
	switch {
	case len(line) == 0:
		return "(nothing)"
	case len(line) > most:
		return string(line[:most]) + "…"
	}
	return string(line)
}

func printSyncJSON(w io.Writer, out share.Outcome) error {
	r := syncResult{
		Schema: "atlas-desk/sync/1", Branch: out.State.Branch, Upstream: out.State.Upstream.Short(),
		Ahead: out.State.Ahead, Behind: out.State.Behind, Taken: out.Taken, Sent: out.Sent, Merged: out.Merged,
		Conflicts: []syncConflict{},
	}
	for _, c := range out.Conflicts {
		r.Conflicts = append(r.Conflicts, syncConflict{c.Path, c.Kind, append([]merge.Hunk{}, c.Result.Conflicts()...)})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
