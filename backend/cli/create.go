package cli

import (
	"fmt"
	"path/filepath"

	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
)

func newCommand() *cobra.Command {
	c := creating("new NAME", "Write the seven files of a new package", (*workspace.Workspace).Create)
	c.Long = `New writes drafts of the seven layers into a new folder NAME. They hold headings and what each
section is for, and no content. Nothing is overwritten.`
	c.Example = `  atlas-desk new ruritania --into jurisdictions`
	return c
}

func importCommand() *cobra.Command {
	c := creating("import PAGE", "Read a published page back into the seven layers", (*workspace.Workspace).Import)
	c.Long = `Import reads PAGE, a published page that was copied as plain text, back into the seven layers of a
new package. The package is named after the page. Nothing is overwritten.`
	c.Example = `  atlas-desk import ruritania.txt --into jurisdictions`
	return c
}

// creating is a command that makes a package in the folder --into.
func creating(use, short string, create func(*workspace.Workspace, string) (string, error)) *cobra.Command {
	var into string
	c := &cobra.Command{
		Use: use + " --into DIR", Short: short, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := workspace.Open(into)
			if err != nil {
				return err
			}
			id, err := create(w, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), filepath.Join(into, filepath.FromSlash(id)))
			return err
		},
	}
	c.Flags().StringVar(&into, "into", "", "the folder that holds the packages (must exist)")
	if err := c.MarkFlagRequired("into"); err != nil {
		panic(err) // the flag was defined on the line above
	}
	return c
}
