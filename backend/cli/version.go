package cli

import (
	"fmt"

	"atlasdesk/backend/version"

	"github.com/spf13/cobra"
)

// built is where the program comes from, as far as that is known.
func built() string {
	if commit := version.Commit(); commit != "" {
		return "commit " + commit + ", " + version.Toolchain()
	}
	return version.Toolchain()
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program",
		Long: `Version prints the release, the commit that the program was built from, where that is known, and the
toolchain and system that it was built with and for.`,
		Example: `  atlas-desk version`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "atlas-desk %s (%s)\n", version.Number(), built())
			return err
		},
	}
}
