package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"atlasdesk/backend/check"
	"atlasdesk/backend/report"
	"atlasdesk/backend/text"

	"github.com/spf13/cobra"
)

func rulesCommand() *cobra.Command {
	var format, color string
	c := &cobra.Command{
		Use:   "rules [NAME...]",
		Short: "List the rules, or explain some of them",
		Long: `Rules lists what check looks for. With a NAME, of a rule or of a family of rules, it says why that
matters and shows an example that fires and one that stays silent.`,
		Example: `  atlas-desk rules
  atlas-desk rules trace/untraced-name
  atlas-desk rules --format markdown > rules.md`,
		RunE: func(cmd *cobra.Command, names []string) error {
			rules, err := chosenRules(names)
			if err != nil {
				return fmt.Errorf("rules: %w", err)
			}
			out, screen, err := screenOf(cmd.OutOrStdout(), color)
			if err != nil {
				return fmt.Errorf("rules: %w", err)
			}
			return printRules(out, rules, format, len(names) > 0, screen)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or markdown: the whole reference as a page")
	colorFlag(c, &color)
	return c
}

func printRules(out io.Writer, rules []check.Rule, format string, named bool, s report.Screen) error {
	switch {
	case format == "markdown":
		return report.Reference(out, rules)
	case format != "text":
		return fmt.Errorf("rules: “%s” is no format; use text or markdown", format)
	case named:
		return report.Explain(out, rules, s)
	}
	return report.List(out, rules, s)
}

// chosenRules are the rules with one of the names or of one of the families,
// each once and in the order of the reference; all rules where none is named.
func chosenRules(names []string) ([]check.Rule, error) {
	all := check.Rules()
	if len(names) == 0 {
		return all, nil
	}
	chosen := map[string]bool{}
	for _, name := range names {
		known := false
		for _, r := range all {
			if r.Name == name || r.Family() == name {
				chosen[r.Name], known = true, true
			}
		}
		if !known {
			return nil, fmt.Errorf("there is no rule or family “%s”; did you mean “%s”? “atlas-desk rules” lists them all", name, nearestRule(name, all))
		}
	}
	return slices.DeleteFunc(all, func(r check.Rule) bool { return !chosen[r.Name] }), nil
}

// nearestRule is the name, of a rule, with or without its family, or of a
// family, that needs the fewest edits to become name.
func nearestRule(name string, rules []check.Rule) (nearest string) {
	least := len(name) + 64 // more than any rule's name needs
	try := func(spelling, means string) {
		if d := text.Distance(strings.ToLower(name), spelling, least); d < least {
			least, nearest = d, means
		}
	}
	for _, r := range rules {
		_, short, _ := strings.Cut(r.Name, "/")
		try(r.Name, r.Name)
		try(short, r.Name)
		try(r.Family(), r.Family())
	}
	return nearest
}
