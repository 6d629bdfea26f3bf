package cli

import (
	"errors"
	"fmt"
	"time"

	"atlasdesk/backend/commit"
	"atlasdesk/backend/report"
	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
)

func changelogCommand() *cobra.Command {
	var since string
	c := &cobra.Command{
		Use:   "changelog PACKAGE [--since REVISION]",
		Short: "Print the change-log entry for what changed",
		Long: `Changelog prints the entry for what changed in meaning from a revision, which is the last commit
unless another one is named, to the files on the disk. It writes nothing. PACKAGE is a package
folder.

A revision is a branch, a tag, the hash of a commit or HEAD, perhaps with ~2 behind it for two
commits earlier or ^2 for the second parent. Where nothing changed, that is said on standard error.`,
		Example: `  atlas-desk changelog jurisdictions/ruritania
  atlas-desk changelog jurisdictions/ruritania --since HEAD~5
  atlas-desk changelog jurisdictions/ruritania --since v1.2
  atlas-desk changelog jurisdictions/ruritania --since origin/main`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := openPlace(cmd.Context(), "changelog", args[0])
			if err != nil {
				return err
			}
			entry, err := at.entrySince(since)
			var unknown *workspace.UnknownError
			switch {
			case errors.As(err, &unknown):
				return fmt.Errorf("changelog %s: %w", args[0], errNoPackage)
			case err != nil:
				return fmt.Errorf("changelog %s: %w", args[0], err)
			case entry == "":
				_, err = fmt.Fprintf(cmd.ErrOrStderr(), "atlas-desk: no text differs from %s\n", report.Lines(since))
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), report.Lines(entry))
			return err
		},
	}
	c.Flags().StringVar(&since, "since", head, "the revision to compare with")
	return c
}

// head is the revision of the last commit.
const head = "HEAD"

func (p *place) entrySince(revision string) (string, error) {
	from, committed, err := p.repo.Head()
	if err == nil && (committed || revision != head) {
		from, err = p.repo.Resolve(revision)
	}
	if err != nil {
		return "", err
	}
	return commit.Since(p.workspace, p.repo, p.id, from.Hash, time.Now())
}
