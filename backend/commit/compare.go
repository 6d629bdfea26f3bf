package commit

import (
	"bytes"
	"path"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// compare finds the layers whose text differs. Line endings alone are no
// difference: git may keep others than the disk.
func (p *Plan) compare() {
	for _, l := range atlas.Layers() {
		old, committed := p.last[l.File()]
		was, _, fault := text.Decode(old)
		if committed {
			p.before = append(p.before, fileOf(l, was, fault))
		}
		now := p.files[l]
		kind := Changed
		switch {
		case !committed && now.Revision == "", committed && now.Revision != "" && fault == nil && now.Fault == nil && was == now.Text:
			p.form = p.form || committed && !bytes.Equal(old, now.Bytes())
			continue
		case !committed:
			kind = Added
		case now.Revision == "":
			kind = Removed
		}
		p.Layers = append(p.Layers, Layer{Layer: l, Kind: kind, Was: was, Is: now.Text, Difference: p.difference(l)})
	}
}

// formDiffers says whether files differ from the commit in git's eyes too: line
// ends that it converts make no difference.
func (p *Plan) formDiffers(repo *history.Repo) (bool, error) {
	var names []string
	for _, l := range atlas.Layers() {
		names = append(names, l.File())
	}
	files, err := repo.Status(p.folder, []string{p.folder}, names)
	return slices.ContainsFunc(files, func(f history.FileStatus) bool { return f.Change == history.Changed }), err
}

// difference compares a layer on the disk with the one of the commit.
func (p *Plan) difference(l atlas.Layer) changelog.LayerRows {
	var was, is *pack.File
	if n := len(p.before); n > 0 && p.before[n-1].Layer == l {
		was = p.before[n-1]
	}
	if now := p.files[l]; now.Revision != "" {
		is = fileOf(l, now.Text, now.Fault)
	}
	return changelog.LayerSideBySide(l, was, is)
}

// asCommitted stands for the revision of a file that is taken from the commit.
const asCommitted = "as committed"

// leaveOut takes layers as they were committed instead of as they are on the
// disk, and checks the package that comes of it.
func (p *Plan) leaveOut(w *workspace.Workspace, without []atlas.Layer) error {
	var stay []Layer
	for _, l := range p.Layers {
		if p.Gone || l.Layer == atlas.ChangeLog || !slices.Contains(without, l.Layer) {
			stay = append(stay, l)
			continue
		}
		p.LeftOut = append(p.LeftOut, l)
		p.files[l.Layer] = store.File{}
		if old, committed := p.last[l.Layer.File()]; committed {
			p.files[l.Layer] = store.Decoded(path.Join(p.ID, l.Layer.File()), old, asCommitted)
		}
	}
	p.Layers = stay
	if len(p.LeftOut) == 0 {
		return nil
	}
	var err error
	p.Checked, err = w.CheckFiles(p.ID, p.files)
	return err
}

// tell finds out what changes in meaning.
func (p *Plan) tell() {
	previous := changelog.Version{}
	if len(p.before) > 0 {
		previous = changelog.Read(pack.New(p.Checked.Package.Slug, p.before, nil))
	}
	now := changelog.Version{}
	if !p.empty() {
		now = changelog.Version{Package: p.Checked.Package, Graph: p.Checked.Graph}
	}
	p.Changes = changelog.Compare(previous, now)
}

func fileOf(l atlas.Layer, source string, fault error) *pack.File {
	if fault != nil {
		return pack.Unreadable(l, fault)
	}
	return pack.Parse(l, source)
}
