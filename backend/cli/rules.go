package cli

import (
	"fmt"
	"io"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"

	"github.com/spf13/cobra"
)

func rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rules [NAME]",
		Short: "Explain the rules, or one of them",
		Long:  "Rules prints the rule reference as Markdown: what each rule fires on, why, and an example that\nfires and one that stays silent. NAME is a rule or a family (trace, conclusion, package).",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, names []string) error {
			rules, err := chosenRules(names)
			if err != nil {
				return err
			}
			return printRules(cmd.OutOrStdout(), rules)
		},
	}
}

func printRules(w io.Writer, rules []check.Rule) error {
	var b strings.Builder
	b.WriteString("# Rules\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "\n## %s\n\nSeverity: %s\n\n%s %s\n", r.Name, r.Severity, r.Summary, r.Why)
		printExample(&b, "The version committed last", r.Committed)
		printExample(&b, "Fires", r.Fires)
		printExample(&b, "Stays silent", r.Silent)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printExample shows the layers of an example, indented as code.
func printExample(b *strings.Builder, title string, e check.Example) {
	if len(e) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n", title)
	for _, l := range atlas.Layers() {
		if text, ok := e[l]; ok {
			fmt.Fprintf(b, "\n    %s\n        %s\n", l.File(), strings.ReplaceAll(text, "\n", "\n        "))
		}
	}
}
