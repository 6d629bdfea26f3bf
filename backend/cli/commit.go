package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"atlasdesk/backend/commit"
	"atlasdesk/backend/history"
	"atlasdesk/backend/report"
	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
)

func commitCommand() *cobra.Command {
	var d commit.Decision
	c := &cobra.Command{
		Use:   "commit PACKAGE -m MESSAGE [--override REASON]",
		Short: "Commit a package with a change-log entry",
		Long: `Commit writes an entry into the package's change log, from what changed in meaning since the
last commit, and commits the changed layers and the change log. PACKAGE is a package folder.

Findings of severity error refuse the commit unless a reason is given, which then stands in the
entry and in the commit message. Exit status: 0 committed or nothing to commit, 1 refused because
of errors, 2 the commit could not be made.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			folder, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			w, err := workspace.Open(folder)
			if err != nil {
				return err
			}
			if err := w.Fault(); err != nil {
				return fmt.Errorf("commit %s: %w", args[0], err)
			}
			id, err := w.Find(".")
			if err != nil {
				return fmt.Errorf("commit %s: it is no package folder; a package holds evidence.md, or two other layers", args[0])
			}
			repo, err := history.Open(folder)
			if errors.Is(err, history.ErrNoRepository) {
				return fmt.Errorf("commit %s: the folder is in no git repository; make one with “git init”", args[0])
			}
			if err != nil {
				return err
			}
			last, err := repo.Last()
			if err != nil {
				return fmt.Errorf("commit %s: %w", args[0], err)
			}
			w.Compare(last.Commit().String(), last.File)
			hash, err := commit.Make(cmd.Context(), w, repo, id, d, time.Now())
			switch {
			case errors.Is(err, history.ErrNothing):
				_, err = fmt.Fprintln(cmd.OutOrStdout(), err)
				return err
			case errors.Is(err, commit.ErrBlocked):
				fmt.Fprintf(cmd.ErrOrStderr(), "atlas-desk: commit %s: %s\n", args[0], report.Lines(err.Error()))
				return errFindings
			case err != nil:
				return fmt.Errorf("commit %s: %w", args[0], err)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "committed %s\n", hash.String()[:12])
			return err
		},
	}
	c.Flags().StringVarP(&d.Message, "message", "m", "", "the commit message (required)")
	c.Flags().StringVar(&d.Override, "override", "", "why the package is committed in spite of errors")
	if err := c.MarkFlagRequired("message"); err != nil {
		panic(err) // the flag was defined above
	}
	return c
}
