package app

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/commit"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/store"
)

// KeptVersion is what a package was before something that takes text away: a
// layer that gave way to another version, or a commit that was taken back.
type KeptVersion struct {
	Name   string `json:"name"`   // see Version
	Title  string `json:"title"`  // of the layer, or the subject of the commit
	Layer  string `json:"layer"`  // empty for a commit
	At     string `json:"at"`     // when that was
	Commit string `json:"commit"` // short hash; empty for a layer
}

// Kept lists them, the newest first.
func (p *Past) Kept(pkg string) ([]KeptVersion, error) {
	out := []KeptVersion{}
	w, err := p.desk.workspace()
	if err != nil {
		return out, err
	}
	for _, l := range atlas.Layers() {
		files, err := w.Kept(pkg, l, displacedFolder())
		if err != nil {
			return out, err
		}
		for _, f := range files {
			out = append(out, KeptVersion{Name: keptVersion + filepath.Base(f.Path), Title: l.Title(), Layer: l.Key(), At: f.At.UTC().Format(time.RFC3339)})
		}
	}
	taken, err := takenBack(w.Path(), w.Path(pkg))
	out = append(out, taken...)
	slices.SortStableFunc(out, func(a, b KeptVersion) int { return strings.Compare(b.At, a.At) })
	return out, err
}

// takenBack lists the commits of a folder that were taken back.
func takenBack(root, folder string) (out []KeptVersion, err error) {
	repo, err := history.Open(root)
	if errors.Is(err, history.ErrNoRepository) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := repo.TakenBack()
	for _, b := range all {
		if commit.Concerns(repo, b.Commit.Hash, folder) == nil {
			out = append(out, KeptVersion{Name: b.Commit.Hash.String(), Title: b.Commit.Subject, At: b.At.UTC().Format(time.RFC3339), Commit: b.Commit.Hash.String()[:7]})
		}
	}
	return out, err
}

// kept is the package now, with one layer as it was set aside in a file.
func (v *versions) kept(file string) (*pack.Package, error) {
	checked, err := v.w.Package(v.pkg)
	if err != nil {
		return nil, err
	}
	for _, l := range atlas.Layers() {
		files, err := v.w.Kept(v.pkg, l, displacedFolder())
		if err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(files, func(f store.KeptFile) bool { return filepath.Base(f.Path) == file }); i >= 0 {
			return withLayer(checked.Package, l, files[i].Path)
		}
	}
	return nil, fmt.Errorf("%s is not kept any more; look at the list again", file)
}

// withLayer is a package with one layer as a file has it.
func withLayer(p *pack.Package, l atlas.Layer, path string) (*pack.Package, error) {
	folder, err := store.Open(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	kept, err := folder.Read(filepath.Base(path))
	if err = errors.Join(err, kept.Fault); err != nil {
		return nil, err
	}
	files := slices.DeleteFunc(slices.Clone(p.Files[:]), func(f *pack.File) bool { return f == nil || f.Layer == l })
	return pack.New(p.Slug, append(files, pack.Parse(l, kept.Text)), p.Others), nil
}
