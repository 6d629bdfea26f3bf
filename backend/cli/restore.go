package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/report"
	"atlasdesk/backend/store"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
)

func restoreCommand() *cobra.Command {
	var layer string
	c := &cobra.Command{
		Use:   "restore PACKAGE REVISION [--layer NAME]",
		Short: "Bring the layers of an earlier version back to the disk",
		Long: `Restore writes the layers of a package as a revision has them over those on the disk. It commits
nothing and deletes nothing: a layer that the revision lacks stays, and text that is in no commit is
kept in the user's data folder first, at the path that is printed. The change log stays as it is
unless --layer names it. A package whose folder is gone comes back whole.

A revision is a branch, a tag, the hash of a commit or HEAD, perhaps with ~2 behind it for two
commits earlier. Exit status: 0, or 2 where a version could not be read or a layer not be written.`,
		Example: `  atlas-desk restore jurisdictions/ruritania HEAD~1
  atlas-desk restore jurisdictions/ruritania v1.2 --layer signals`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			at, err := openPlace(cmd.Context(), "restore", args[0])
			if err == nil {
				err = at.restore(cmd, args[1], layer)
			}
			if err != nil {
				return fmt.Errorf("restore %s: %w", args[0], err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&layer, "layer", "", "only this layer: evidence, signals and so on")
	return c
}

// restore brings the layers of a revision back.
func (p *place) restore(cmd *cobra.Command, revision, only string) error {
	wanted := slices.DeleteFunc(atlas.Layers(), func(l atlas.Layer) bool { return l == atlas.ChangeLog })
	if only != "" {
		l, err := layerNamed(only)
		if err != nil {
			return err
		}
		wanted = []atlas.Layer{l}
	}
	then, err := p.versionAt(cmd, revision)
	if err != nil {
		return err
	}
	if then == nil {
		return errNoPackage
	}
	now, err := p.workspace.Saved(p.id)
	if isUnknown(err) {
		return p.recreate(cmd.OutOrStdout(), then)
	}
	if err != nil {
		return err
	}
	r := restoring{place: p, out: cmd.OutOrStdout()}
	for _, l := range wanted {
		if then.Files[l] == nil && only == "" {
			continue
		}
		if err := r.layer(then, l, now[l]); err != nil {
			return err
		}
	}
	return r.end()
}

// recreate brings a package back whose folder is gone.
func (p *place) recreate(out io.Writer, then *pack.Package) error {
	layers := map[atlas.Layer]string{}
	for _, f := range then.Files {
		if f != nil && f.Fault == nil {
			layers[f.Layer] = f.Text
		}
	}
	if err := p.workspace.Add(p.id, layers); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "brought back the package with %d layers\n%s\n", len(layers), nextStep)
	return err
}

// nextStep is what remains to be done after a restore.
const nextStep = "nothing is committed; atlas-desk compare shows what differs, and atlas-desk commit commits it"

// restoring writes layers and tells of them.
type restoring struct {
	place *place
	out   io.Writer
	count int
}

func (r *restoring) layer(then *pack.Package, l atlas.Layer, now store.File) error {
	f, err := provenance.Layer(then, l)
	if err != nil {
		return err
	}
	if now.Revision != "" && now.Fault == nil && now.Text == f.Text {
		return nil
	}
	kept, err := r.keep(l, now)
	if err != nil {
		return err
	}
	if _, err := r.place.workspace.Save(r.place.id, l, f.Text, now.Revision); err != nil {
		return err
	}
	r.count++
	line := "restored " + l.File()
	if kept != "" {
		line += "; what it said is in no commit, and is kept in " + kept
	}
	_, err = fmt.Fprintln(r.out, report.Line(line))
	return err
}

// keep keeps what is in no commit yet; kept is where, empty where nothing had
// to be kept.
func (r *restoring) keep(l atlas.Layer, now store.File) (kept string, err error) {
	last, err := r.place.repo.Last()
	if err != nil || now.Revision == "" {
		return "", err
	}
	file := r.place.workspace.Path(r.place.id, l.File())
	raw := now.Bytes()
	if committed, ok := last.File(file, raw); ok && bytes.Equal(committed, raw) {
		return "", nil
	}
	return r.place.workspace.SetFileAside(r.place.id, l, now, filepath.Join(xdg.DataHome, "atlas-desk", "displaced"))
}

func (r *restoring) end() error {
	line := nextStep
	if r.count == 0 {
		line = "all is on the disk as it was in that version"
	}
	_, err := fmt.Fprintln(r.out, line)
	return err
}
