package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/report"

	"github.com/spf13/cobra"
)

// differenceFormats are the output formats of compare.
var differenceFormats = map[string]func(*report.Difference, io.Writer) error{
	"text": (*report.Difference).Text, "json": (*report.Difference).JSON,
}

func compareCommand() *cobra.Command {
	var layer, format, color string
	c := &cobra.Command{
		Use:   "compare PACKAGE [REVISION [REVISION]]",
		Short: "Show what differs between two versions, by statement",
		Long: `Compare shows which statements of a package differ between two revisions, or between one, which is
the last commit unless another one is named, and the files on the disk. PACKAGE is a package folder,
which is followed through renames.

A revision is a branch, a tag, the hash of a commit or HEAD, perhaps with ~2 behind it for two
commits earlier. Exit status: 0, or 2 where a version could not be read.`,
		Example: `  atlas-desk compare jurisdictions/ruritania
  atlas-desk compare jurisdictions/ruritania HEAD~5 --layer signals
  atlas-desk compare jurisdictions/ruritania v1.2 v1.3`,
		Args: cobra.RangeArgs(1, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, known := differenceFormats[format]
			if !known {
				return fmt.Errorf("compare: “%s” is no format; use text or json", format)
			}
			out, screen, err := screenOf(cmd.OutOrStdout(), color)
			if err != nil {
				return fmt.Errorf("compare: %w", err)
			}
			at, err := openPlace(cmd.Context(), "compare", args[0])
			if err != nil {
				return err
			}
			d, err := at.difference(cmd, append(args[1:], head)[:max(1, len(args)-1)])
			if err == nil && layer != "" {
				var only atlas.Layer
				only, err = layerNamed(layer)
				d.Layers = slices.DeleteFunc(d.Layers, func(l changelog.LayerRows) bool { return l.Layer != only })
			}
			if err != nil {
				return fmt.Errorf("compare %s: %w", args[0], err)
			}
			if d.Equal() && format == "text" {
				fmt.Fprintln(cmd.ErrOrStderr(), "atlas-desk: no text differs")
			}
			d.Screen = screen
			return print(&d, out)
		},
	}
	c.Flags().StringVar(&layer, "layer", "", "only this layer: evidence, signals and so on")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	colorFlag(c, &color)
	return c
}

// difference compares two revisions, or one with the disk.
func (p *place) difference(cmd *cobra.Command, revisions []string) (report.Difference, error) {
	var versions [2]*pack.Package
	for i := range versions {
		var err error
		if i < len(revisions) {
			versions[i], err = p.versionAt(cmd, revisions[i])
		} else {
			versions[i], err = p.versionOnDisk()
		}
		if err != nil {
			return report.Difference{}, err
		}
	}
	return report.Difference{Layers: changelog.SideBySide(versions[0], versions[1])}, nil
}

// errNoCommit says why there is no revision to speak of.
var errNoCommit = errors.New("nothing was committed yet")

// resolve finds the commit of a revision.
func (p *place) resolve(revision string) (history.Commit, error) {
	c, err := p.repo.Resolve(revision)
	if errors.Is(err, history.ErrRevision) && p.committed() == errNoCommit {
		return c, errNoCommit
	}
	return c, err
}

// committed fails with errNoCommit where the branch has no commit.
func (p *place) committed() error {
	_, any, err := p.repo.Head()
	if err == nil && !any {
		return errNoCommit
	}
	return err
}

// versionAt reads the package as a commit has it.
func (p *place) versionAt(cmd *cobra.Command, revision string) (*pack.Package, error) {
	c, err := p.resolve(revision)
	if err != nil {
		return nil, err
	}
	folder, err := p.repo.Rel(p.folder)
	if err != nil {
		return nil, err
	}
	found, err := provenance.PackageAt(p.repo, c.Hash, folder)
	if !errors.Is(err, fs.ErrNotExist) {
		return found, err
	}
	past, err := p.openPast(cmd)
	if err != nil {
		return nil, err
	}
	return past.PackageAt(c.Hash, folder)
}

// versionOnDisk reads the package as it is on the disk, which has none of its
// layers where it was taken out.
func (p *place) versionOnDisk() (*pack.Package, error) {
	saved, err := p.workspace.Saved(p.id)
	if isUnknown(err) {
		return nil, errNoPackage
	}
	files := map[string][]byte{}
	for _, l := range atlas.Layers() {
		if saved[l].Revision != "" {
			files[l.File()] = saved[l].Bytes()
		}
	}
	return provenance.PackageOf(files), err
}
