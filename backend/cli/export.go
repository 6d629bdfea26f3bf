package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"atlasdesk/backend/export"
	"atlasdesk/backend/history"
	"atlasdesk/backend/report"
	"atlasdesk/backend/workspace"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func exportCommand() *cobra.Command {
	var choice export.Choice
	var format, layer, output string
	c := &cobra.Command{
		Use:   "export PACKAGE [--format pdf|html|md|json] [--output FILE]",
		Short: "Make a file of a package: PDF, a page, its text or its findings",
		Long: `Export writes a package, or one layer of it, as the preview of the window shows it: as PDF, or as one
HTML page that loads nothing. As Markdown it writes the text as it stands, as JSON what is found, as
check prints it. PACKAGE is a package folder; unsaved text of an open window is not in the file.

A PDF is a draft and says so on every page, with the errors that were open and the last commit, unless
--release is given. A release needs a package without open errors and without uncommitted changes.
The same package gives the same bytes. Exit status: 0, 1 where it can be a draft only, 2 where the
file could not be made, 130 interrupted.`,
		Example: `  atlas-desk export jurisdictions/ruritania --output ruritania.pdf
  atlas-desk export jurisdictions/ruritania --layer profile --footnotes --release --output profile.pdf
  atlas-desk export jurisdictions/ruritania --format html > ruritania.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := chosen(&choice, format, layer); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			if output == "" && format == "pdf" && isTerminal(cmd.OutOrStdout()) {
				return errors.New("export: a PDF is nothing to read on a terminal; name a file with --output")
			}
			file, err := promptly(cmd.Context(), func() (export.File, error) { return exported(cmd.Context(), args[0], choice) })
			if notYet := (*export.NotYetError)(nil); errors.As(err, &notYet) {
				fmt.Fprintf(cmd.ErrOrStderr(), "atlas-desk: export %s: %s\n", args[0], report.Lines(err.Error()))
				return errFindings
			}
			if err == nil {
				err = give(cmd.OutOrStdout(), output, file.Raw)
			}
			if err != nil {
				return fmt.Errorf("export %s: %w", args[0], err)
			}
			for _, note := range file.Notes {
				fmt.Fprintln(cmd.ErrOrStderr(), "atlas-desk:", report.Lines(note))
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "pdf", "pdf, html, md or json")
	c.Flags().StringVar(&layer, "layer", "", "only this layer: evidence, signals and so on")
	c.Flags().StringVar(&output, "output", "", "write to this file, whole or not at all")
	c.Flags().BoolVar(&choice.Shown.Footnotes, "footnotes", false, "behind each statement the evidence that carries it (pdf, html)")
	c.Flags().BoolVar(&choice.Shown.Findings, "findings", false, "behind each statement what is found in it (pdf, html)")
	c.Flags().BoolVar(&choice.Shown.Places, "places", false, "behind each statement its layer and line, as history takes them (pdf, html)")
	c.Flags().BoolVar(&choice.Release, "release", false, "a release and no draft, where nothing stands in the way (pdf)")
	return c
}

// chosen reads the names of a format and of a layer.
func chosen(choice *export.Choice, format, layer string) (err error) {
	if choice.Format, err = export.FormatNamed(format); err != nil || layer == "" {
		return err
	}
	l, err := layerNamed(layer)
	choice.Layer = &l
	return err
}

// exported makes the file of the package of a folder.
func exported(ctx context.Context, name string, choice export.Choice) (export.File, error) {
	folder, err := filepath.Abs(name)
	if err != nil {
		return export.File{}, err
	}
	w, err := workspace.Open(folder)
	if err != nil {
		return export.File{}, err
	}
	if err := w.Fault(); err != nil {
		return export.File{}, err
	}
	if repo, err := history.Open(folder); err == nil {
		if last, err := repo.Last(); err == nil {
			w.Compare(last.Commit().String(), last.File)
		}
	}
	const id = "." // the folder is the package
	checked, err := w.Package(id)
	if isUnknown(err) {
		return export.File{}, errNoPackage
	}
	if err != nil {
		return export.File{}, err
	}
	state, err := export.StateOf(ctx, w, id, choice.Layer)
	if err != nil {
		return export.File{}, err
	}
	return export.Make(ctx, checked, name, state, choice)
}

// give writes a result to a file, or else to standard output.
func give(stdout io.Writer, output string, raw []byte) error {
	if output != "" {
		return export.Write(output, raw)
	}
	_, err := io.Copy(stdout, bytes.NewReader(raw))
	return err
}

func isTerminal(w io.Writer) bool {
	file, isFile := w.(*os.File)
	return isFile && term.IsTerminal(int(file.Fd()))
}
