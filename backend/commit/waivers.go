package commit

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"atlasdesk/backend/history"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// Waivers is the file of waivers, where those of the package differ from the
// last commit. It belongs to all packages of the workspace and is committed as
// a whole.
type Waivers struct {
	Path string // from the repository's root, with slashes
	Kind Kind
	file history.File
}

// readWaivers compares the file of waivers with the commit. One outside of the
// repository, or one that cannot be read, is none of the commit's.
func (p *Plan) readWaivers(w *workspace.Workspace, repo *history.Repo) error {
	now, err := w.WaiversOf(p.ID)
	if err != nil || now.File.Fault != nil {
		return nil
	}
	name, err := repo.Rel(now.Path)
	if err != nil || !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil
	}
	last, err := repo.ReadTreeAt(p.since, path.Dir(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("compare %s with what is committed: %w", name, err)
	}
	old, committed := last[path.Base(name)]
	was, _, err := text.Decode(old)
	if err != nil || was == now.File.Text || sameWaivers(was, now.File.Text, now.Package) {
		return nil
	}
	p.Waivers = &Waivers{Path: name, Kind: Changed, file: history.File{Path: name, Content: now.File.Raw}}
	switch {
	case !committed:
		p.Waivers.Kind = Added
	case now.File.Revision == "":
		p.Waivers.Kind, p.Waivers.file.Deleted = Removed, true
	}
	if committed {
		p.Waivers.file.Base = history.OnContent(old)
	}
	return nil
}

// sameWaivers says whether two texts waive the same of a package. A text that
// is wrong waives nothing.
func sameWaivers(was, is, pkg string) bool {
	before, _ := settings.ParseWaivers(settings.WaiversFile, was)
	after, err := settings.ParseWaivers(settings.WaiversFile, is)
	return err != nil || slices.Equal(before.Of(pkg), after.Of(pkg))
}

// onlyWaivers says whether a commit as decided changes no text of the package:
// then it needs no entry.
func (p *Plan) onlyWaivers() bool { return len(p.Layers) == 0 && p.Waivers != nil }
