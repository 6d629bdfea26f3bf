package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// opening runs a command that opens the window on the path it names.
func opening(window func(string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return window("")
		}
		if _, err := os.Stat(args[0]); err != nil {
			return fmt.Errorf("%w%s", err, meant(cmd.SuggestionsFor(args[0])))
		}
		return window(args[0])
	}
}

// meant asks about the commands that somebody may have misspelt.
func meant(commands []string) string {
	if len(commands) == 0 {
		return ""
	}
	return "; did you mean the command " + strings.Join(commands, " or ") + "?"
}

func openCommand(window func(string) error) *cobra.Command {
	return &cobra.Command{
		Use:   "open [PATH]",
		Short: "Open the window",
		Long: `Open opens the window on PATH: a folder of packages, a package or a layer. Without PATH it is
./jurisdictions, or else what was open last. It is what atlas-desk does without a command.`,
		Example: `  atlas-desk open
  atlas-desk open jurisdictions
  atlas-desk open jurisdictions/ruritania/signals.md`,
		Args: cobra.MaximumNArgs(1),
		RunE: opening(window),
	}
}
