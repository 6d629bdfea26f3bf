package cli

import (
	"bytes"
	"fmt"
	"io"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/coverage"
	"atlasdesk/backend/report"
	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
)

// coverageFormats are the output formats of coverage.
var coverageFormats = map[string]func(*report.Coverage, io.Writer) error{
	"text": (*report.Coverage).Text, "csv": (*report.Coverage).CSV, "json": (*report.Coverage).JSON,
}

func coverageCommand() *cobra.Command {
	var rows, columns, format, color string
	c := &cobra.Command{
		Use:   "coverage PACKAGE [--rows sections|statements] [--columns LAYER]",
		Short: "Show which evidence is used, and where",
		Long: `Coverage counts how many statements of each layer rest on each statement of the evidence, or on each
section of it, and names the evidence that nothing rests on. PACKAGE is a package folder.

With --columns the columns are the sections of one layer. A “!” behind a number tells that there is
a warning or an error among what it counts. Exit status: 0, or 2 where the package could not be read.`,
		Example: `  atlas-desk coverage jurisdictions/ruritania
  atlas-desk coverage jurisdictions/ruritania --rows sections --columns trust-dimensions
  atlas-desk coverage jurisdictions/ruritania --format csv > coverage.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, known := coverageFormats[format]
			if !known {
				return fmt.Errorf("coverage: “%s” is no format; use text, csv or json", format)
			}
			shape, err := shapeNamed(rows, columns)
			if err != nil {
				return fmt.Errorf("coverage: %w", err)
			}
			to, screen, err := screenOf(cmd.OutOrStdout(), color)
			if err != nil {
				return fmt.Errorf("coverage: %w", err)
			}
			checked, err := promptly(cmd.Context(), func() (*workspace.Checked, error) { return readOne(args[0]) })
			if err != nil {
				return err
			}
			m := coverage.Of(checked.Package, checked.Graph, checked.Findings, shape)
			var out bytes.Buffer
			if err := print(&report.Coverage{Path: args[0], Matrix: m, Screen: screen}, &out); err != nil {
				return fmt.Errorf("coverage %s: %w", args[0], err)
			}
			_, err = to.Write(out.Bytes())
			return err
		},
	}
	c.Flags().StringVar(&rows, "rows", "statements", "statements or sections of the evidence")
	c.Flags().StringVar(&columns, "columns", "", "the sections of this layer, for the layers themselves")
	c.Flags().StringVar(&format, "format", "text", "text, csv or json")
	colorFlag(c, &color)
	return c
}

func shapeNamed(rows, columns string) (coverage.Shape, error) {
	s := coverage.Shape{Sections: rows == "sections"}
	if !s.Sections && rows != "statements" {
		return s, fmt.Errorf("“%s” are no rows; use statements or sections", rows)
	}
	if columns == "" {
		return s, nil
	}
	l, err := layerNamed(columns)
	if err == nil && l == atlas.Evidence {
		err = fmt.Errorf("the evidence stands in the rows; use a layer below it for the columns")
	}
	s.Layer = l
	return s, err
}

// readOne reads and checks the package of a folder.
func readOne(folder string) (*workspace.Checked, error) {
	jobs, err := jobsIn(folder, check.Rules(), lastCommits{})
	if err != nil {
		return nil, err
	}
	if len(jobs) != 1 || jobs[0].folder.Path != "." {
		return nil, fmt.Errorf("coverage %s: %w", folder, errNoPackage)
	}
	return workspace.ReadPackage(jobs[0].store, jobs[0].folder, jobs[0].options)
}
