package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"atlasdesk/backend/commit"
	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/report"
	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
)

func commitCommand() *cobra.Command {
	var d commit.Decision
	var without []string
	c := &cobra.Command{
		Use:   "commit PACKAGE -m MESSAGE [--override REASON]",
		Short: "Commit a package with a change-log entry",
		Long: `Commit writes an entry into the package's change log, from what changed in meaning since the
last commit, and commits the changed layers and the change log. PACKAGE is a package folder. A
layer whose file is gone is taken out; so is a package whose folder is gone. A layer that --without
names stays as it was committed, and the entry and the findings are those of the package that results.
Where waivers of the package have changed, .atlas-desk/waivers.yaml is committed with it, and so is
what reviewers said of it in .atlas-desk/reviews.

Findings of severity error refuse the commit unless a reason is given, which then stands in the
entry and in the commit message. The hooks of the repository are run, and the commit is signed, only
where you trust the repository. Exit status: 0 committed or nothing to commit, 1 refused because
of errors, 2 the commit could not be made, 130 interrupted and nothing was committed.`,
		Example: `  atlas-desk commit jurisdictions/ruritania -m "Signals of the harbour"
  atlas-desk commit jurisdictions/ruritania -m "As published" --override "The figure is the ministry’s own"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := interruptible(cmd.Context())
			defer stop()
			for _, name := range without {
				l, err := layerNamed(name)
				if err != nil {
					return fmt.Errorf("commit: %w", err)
				}
				d.Without = append(d.Without, l)
			}
			at, err := openPlace(ctx, "commit", args[0])
			if err != nil {
				return orInterrupted(ctx, cmd, err, "nothing was committed")
			}
			hash, err := commit.Make(ctx, at.workspace, at.repo, at.id, d, time.Now())
			var unknown *workspace.UnknownError
			switch {
			case errors.As(err, &unknown):
				return fmt.Errorf("commit %s: %w", args[0], errNoPackage)
			case errors.Is(err, history.ErrNothing):
				_, err = fmt.Fprintln(cmd.OutOrStdout(), err)
				return err
			case errors.Is(err, commit.ErrBlocked):
				fmt.Fprintf(cmd.ErrOrStderr(), "atlas-desk: commit %s: %s\n", args[0], report.Lines(err.Error()))
				return errFindings
			case err != nil:
				return orInterrupted(ctx, cmd, fmt.Errorf("commit %s: %w", args[0], err), "nothing was committed")
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "committed %s\n", hash.String()[:12])
			return err
		},
	}
	c.Flags().StringVarP(&d.Message, "message", "m", "", "the commit message (required)")
	c.Flags().BoolVar(&d.NoWaivers, "no-waivers", false, "leave .atlas-desk/waivers.yaml out, where the waivers of the package have changed")
	c.Flags().BoolVar(&d.NoReviews, "no-reviews", false, "leave .atlas-desk/reviews out, where the reviews of the package have changed")
	c.Flags().StringVar(&d.Override, "override", "", "why the package is committed in spite of errors")
	c.Flags().StringSliceVar(&without, "without", nil, "layers that are not committed: evidence, signals and so on")
	if err := c.MarkFlagRequired("message"); err != nil {
		panic(err) // the flag was defined above
	}
	return c
}

// orInterrupted says that a person ended the work, where that is why it failed
// and all was put back.
func orInterrupted(ctx context.Context, cmd *cobra.Command, err error, so string) error {
	if ctx.Err() == nil || !errors.Is(err, context.Canceled) || errors.Is(err, commit.ErrEntryLeft) {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "atlas-desk: interrupted; %s\n", so)
	return errInterrupted
}

func undoCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "undo PACKAGE|FOLDER",
		Short: "Take the last commit back and keep the files",
		Long: `Undo takes the last commit off the branch again, if it changed something in the folder and no
remote branch is known to have it. The files stay as they are, so that the edit is there to be
committed again; only the entry that the commit wrote is taken out of the change log, unless the
change log has changed since. A merge and the first commit are not taken back.

Git keeps the commit for some weeks; its hash, which is printed, brings it back.`,
		Example: `  atlas-desk undo jurisdictions/ruritania`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx, stop := interruptible(cmd.Context())
			defer stop()
			at, err := openPlace(ctx, "undo", args[0])
			if err != nil {
				return orInterrupted(ctx, cmd, err, "nothing was taken back")
			}
			undone, err := at.undo(ctx)
			if err != nil {
				return orInterrupted(ctx, cmd, fmt.Errorf("undo %s: %w", args[0], err), "nothing was taken back")
			}
			fmt.Fprintf(cmd.OutOrStdout(), "took back %s: %s\n", undone.Commit.Hash.String()[:12], report.Lines(undone.Commit.Subject))
			for _, file := range undone.Left {
				fmt.Fprintf(cmd.OutOrStdout(), "%s has changed since and keeps its entry\n", report.Lines(file))
			}
			return nil
		},
	}
}

// place is a folder that a command works on, in its workspace and repository.
type place struct {
	folder    string // absolute
	workspace *workspace.Workspace
	repo      *history.Repo
	id        string // of the package that the folder is or was
}

// openPlace opens a folder; of one that is gone, the folder above it.
func openPlace(ctx context.Context, command, name string) (*place, error) {
	folder, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	p := &place{folder: folder, id: "."}
	open := folder
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
		open, p.id = filepath.Dir(folder), filepath.Base(folder)
	}
	if p.workspace, err = workspace.Open(open); err != nil {
		return nil, err
	}
	if err := p.workspace.Fault(); err != nil {
		return nil, fmt.Errorf("%s %s: %w", command, name, err)
	}
	p.repo, err = history.Open(open)
	if errors.Is(err, history.ErrNoRepository) {
		return nil, fmt.Errorf("%s %s: the folder is in no git repository; make one with “git init”", command, name)
	}
	if err != nil {
		return nil, err
	}
	last, err := p.repo.Last()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", command, name, err)
	}
	p.workspace.Compare(last.Commit().String(), last.File)
	p.repo, err = gitcommand.Equip(ctx, gitcommand.UserTrust(), p.repo)
	return p, err
}

func (p *place) undo(ctx context.Context) (commit.Undone, error) {
	last, ok, err := p.repo.Head()
	if err != nil {
		return commit.Undone{}, err
	}
	if !ok {
		return commit.Undone{}, errors.New("nothing was committed yet")
	}
	if err := commit.Concerns(p.repo, last.Hash, p.folder); err != nil {
		return commit.Undone{}, err
	}
	return commit.Undo(ctx, p.workspace, p.repo, last.Hash)
}
