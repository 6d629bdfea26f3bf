// Package cli is Atlas Desk without a window: the commands that people and
// scripts run.
//
// Results go to standard output, everything else to standard error. The exit
// status is 0 when all is well, 1 when there are findings or a commit is
// refused, 2 when the command could not do its work, and 130 when a person
// interrupted it.
package cli

import (
	"errors"
	"fmt"
	"io"

	"atlasdesk/backend/report"
	"atlasdesk/backend/version"

	"github.com/spf13/cobra"
)

// Exit statuses.
const (
	ok          = 0
	findings    = 1
	failed      = 2
	interrupted = 128 + 2 // and the number of SIGINT, as shells have it
)

// errFindings ends a command with the exit status for findings; what there is
// to say has been said.
var errFindings = errors.New("there are findings")

// errInterrupted ends a command that a person interrupted.
var errInterrupted = errors.New("interrupted")

// Run runs the program with its arguments, without the program's name, and
// returns the exit status. Without a command it calls window with the path
// to open, which is empty where none was named.
func Run(args []string, stdout, stderr io.Writer, window func(path string) error) int {
	root := Root(window)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	switch {
	case err == nil:
		return ok
	case errors.Is(err, errFindings):
		return findings
	case errors.Is(err, errInterrupted):
		return interrupted
	}
	fmt.Fprintln(stderr, "atlas-desk:", report.Lines(err.Error()))
	return failed
}

// Root is the program's command with all the others below it. Without one of
// them it calls window with the path to open, which is empty where none was
// named.
func Root(window func(path string) error) *cobra.Command {
	root := &cobra.Command{
		Use:   "atlas-desk [PATH]",
		Short: "Write and check Atlas jurisdiction packages",
		Long: `Atlas Desk writes and checks Atlas jurisdiction packages.
Without a command it opens its window on PATH, or on ./jurisdictions.`,
		Example: `  atlas-desk jurisdictions
  atlas-desk check jurisdictions`,
		Version:       version.Number(),
		Args:          cobra.MaximumNArgs(1),
		RunE:          opening(window),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SuggestionsMinimumDistance = 2             // letters
	root.CompletionOptions.DisableDefaultCmd = true // ours has examples
	root.AddCommand(openCommand(window), checkCommand(), importCommand(), newCommand(), commitCommand(), changelogCommand(),
		historyCommand(), compareCommand(), coverageCommand(), exportCommand(), restoreCommand(), undoCommand(), syncCommand(), rulesCommand(), versionCommand(), completionCommand())
	return root
}
