package provenance

import (
	"errors"
	"fmt"
	"io/fs"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
)

// PackageAt reads the package that a commit has in a folder, nil where there is
// no layer in it. A folder that the commit does not have is an error that wraps
// fs.ErrNotExist.
func PackageAt(repo *history.Repo, commit history.Hash, folder string) (*pack.Package, error) {
	files, err := repo.ReadTreeAt(commit, folder)
	if err != nil {
		return nil, err
	}
	return PackageOf(files), nil
}

// PackageAt is the function PackageAt for a package that is in this folder now:
// where the commit does not have that, for the folder that the package had then.
func (p *Past) PackageAt(commit history.Hash, folder string) (*pack.Package, error) {
	found, err := PackageAt(p.repo, commit, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return PackageAt(p.repo, commit, p.FolderAt(commit, folder))
	}
	return found, err
}

// PackageOf is the package of some files, by their names; nil where none of
// them is a layer.
func PackageOf(files map[string][]byte) *pack.Package {
	var layers []*pack.File
	for _, l := range atlas.Layers() {
		raw, there := files[l.File()]
		if !there {
			continue
		}
		source, _, err := text.Decode(raw)
		if err != nil {
			layers = append(layers, pack.Unreadable(l, err))
			continue
		}
		layers = append(layers, pack.Parse(l, source))
	}
	if len(layers) == 0 {
		return nil
	}
	return pack.New("", layers, nil)
}

// ErrNoLayer says that a version of a package lacks a layer that is to be
// brought back.
var ErrNoLayer = errors.New("that version has no such layer, so there is nothing to bring back")

// Layer is a layer of an earlier version that is to be brought back. It fails
// with ErrNoLayer, or with what kept it from being read.
func Layer(p *pack.Package, l atlas.Layer) (*pack.File, error) {
	switch {
	case p == nil || p.Files[l] == nil:
		return nil, fmt.Errorf("%s: %w", l.File(), ErrNoLayer)
	case p.Files[l].Fault != nil:
		return nil, fmt.Errorf("%s: %w", l.File(), p.Files[l].Fault)
	}
	return p.Files[l], nil
}
