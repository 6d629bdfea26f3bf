package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that cobra writes a completion for.
var shells = map[string]func(root *cobra.Command, out io.Writer) error{
	"bash":       func(root *cobra.Command, out io.Writer) error { return root.GenBashCompletionV2(out, true) },
	"zsh":        (*cobra.Command).GenZshCompletion,
	"fish":       func(root *cobra.Command, out io.Writer) error { return root.GenFishCompletion(out, true) },
	"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
}

var shellNames = []string{"bash", "zsh", "fish", "powershell"}

func completionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "completion " + strings.Join(shellNames, "|"),
		Short: "Print what lets a shell complete commands and flags",
		Long: `Completion prints a script for a shell, which then completes the commands and flags of atlas-desk.
The packages for Linux install it; elsewhere put it where the shell looks.`,
		Example: `  atlas-desk completion bash > ~/.local/share/bash-completion/completions/atlas-desk
  atlas-desk completion zsh > "${fpath[1]}/_atlas-desk"
  atlas-desk completion fish > ~/.config/fish/completions/atlas-desk.fish
  atlas-desk completion powershell >> $PROFILE`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: shellNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			write, ok := shells[args[0]]
			if !ok {
				return fmt.Errorf("completion: “%s” is no shell that this is known for; use one of %s", args[0], strings.Join(shellNames, ", "))
			}
			return write(cmd.Root(), cmd.OutOrStdout())
		},
	}
}
