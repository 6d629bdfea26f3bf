package cli

import (
	"errors"

	"github.com/spf13/cobra"
)

func commitCommand() *cobra.Command {
	return &cobra.Command{Use: "commit PACKAGE", RunE: func(*cobra.Command, []string) error { return errors.New("later") }}
}
