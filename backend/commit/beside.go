package commit

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"atlasdesk/backend/history"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// Beside are files that belong to a workspace, and of which what they say of
// the package differs from the last commit: they go along with a commit of it.
type Beside struct {
	Path  string // of the file, or of the folder that holds the files; from the repository's root, with slashes
	Kind  Kind
	files []history.File
}

// readBeside compares the waivers and the reviews with the commit. What is
// outside of the repository, or cannot be read, is none of the commit's.
func (p *Plan) readBeside(w *workspace.Workspace, repo *history.Repo) error {
	waivers, err := w.WaiversOf(p.ID)
	if err == nil && waivers.File.Fault == nil {
		// It belongs to all packages of the workspace, and is committed as a whole.
		says := func(was, is string) bool { return !sameWaivers(was, is, waivers.Package) }
		files := map[string]store.File{filepath.Base(waivers.Path): waivers.File}
		if p.Waivers, err = p.beside(repo, filepath.Dir(waivers.Path), files, says); err != nil {
			return err
		}
		if p.Waivers != nil {
			p.Waivers.Path = p.Waivers.files[0].Path
		}
	}
	reviews, err := w.ReviewsOf(p.ID)
	if err != nil {
		return nil
	}
	p.Reviews, err = p.beside(repo, reviews.Folder, reviews.Files, sayOtherwise)
	return err
}

// sameWaivers says whether two texts waive the same of a package. A text that
// is wrong waives nothing.
func sameWaivers(was, is, pkg string) bool {
	before, _ := settings.ParseWaivers(settings.WaiversFile, was)
	after, err := settings.ParseWaivers(settings.WaiversFile, is)
	return err != nil || slices.Equal(before.Of(pkg), after.Of(pkg))
}

// sayOtherwise says whether a text of reviews is another one, and is right.
func sayOtherwise(was, is string) bool {
	_, err := settings.ParseReviews(settings.ReviewsFolder, is)
	return err == nil && was != is
}

// beside compares files of a folder, by their names, with the commit; nil where
// they say the same.
func (p *Plan) beside(repo *history.Repo, folder string, now map[string]store.File, differ func(was, is string) bool) (*Beside, error) {
	name, err := repo.Rel(folder)
	if err != nil || !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, nil
	}
	last, err := repo.ReadTreeAt(p.since, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("compare %s with what is committed: %w", name, err)
	}
	all := maps.Clone(now)
	for base := range last {
		if _, there := now[base]; !there && settings.IsReviewFile(path.Join(name, base)) {
			all[base] = store.File{} // it is gone
		}
	}
	out := &Beside{Path: name}
	for _, base := range slices.Sorted(maps.Keys(all)) {
		file, old, committed := all[base], last[base], last[base] != nil
		was, _, err := text.Decode(old)
		if err != nil || file.Fault != nil || bytes.Equal(old, file.Bytes()) || !differ(was, file.Text) {
			continue
		}
		out.add(path.Join(name, base), file, old, committed)
	}
	if len(out.files) == 0 {
		return nil, nil
	}
	return out, nil
}

func (b *Beside) add(name string, file store.File, old []byte, committed bool) {
	f, kind := history.File{Path: name, Content: file.Bytes()}, Changed
	switch {
	case !committed:
		kind = Added
	case file.Revision == "":
		kind, f.Deleted = Removed, true
	}
	if committed {
		f.Base = history.OnContent(old)
	}
	if len(b.files) == 0 {
		b.Kind = kind
	}
	if b.Kind != kind {
		b.Kind = Changed
	}
	b.files = append(b.files, f)
}

// onlyBeside says whether a commit as decided changes no text of the package:
// then it needs no entry.
func (p *Plan) onlyBeside() bool {
	return len(p.Layers) == 0 && (p.Waivers != nil || p.Reviews != nil)
}

// besides are the files that go along as decided.
func (p *Plan) besides(d *Decision) (files []history.File) {
	if p.Waivers != nil && !d.NoWaivers {
		files = append(files, p.Waivers.files...)
	}
	if p.Reviews != nil && !d.NoReviews {
		files = append(files, p.Reviews.files...)
	}
	return files
}

// onlyMessage is the message of a commit without any text of the package.
func (p *Plan) onlyMessage() string {
	var what []string
	if p.Waivers != nil {
		what = append(what, "waivers")
	}
	if p.Reviews != nil {
		what = append(what, "reviews")
	}
	return p.Changes.Name + ": " + strings.Join(what, " and ")
}
