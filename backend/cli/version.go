package cli

import (
	"fmt"

	"atlasdesk/backend/version"

	"github.com/spf13/cobra"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program",
		Long: `Version prints the release, and the toolchain and system that the program was built with and for.
A program that is no release names the commit that it was built from, where that is known.`,
		Example: `  atlas-desk version`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "atlas-desk %s (%s)\n", version.Number(), version.Toolchain())
			return err
		},
	}
}
