package commit

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// Undone is a commit that was taken back.
type Undone struct {
	Commit history.Commit
	Left   []string // change logs that keep the entry of the commit, as paths from the repository's root
}

// ErrOther says that the last commit is not one of the package.
var ErrOther = errors.New("the last commit changed nothing in this folder")

// Undo takes the last commit back, which must be the given one; see
// history.Repo.Undo. The files stay as they are, so that the edit is there to
// be committed again. Out of the change logs of the workspace the entries are
// taken that the commit had written, unless the file has changed since, on the
// disk or in the editor: then the entry stays, and the next commit of the same
// edit replaces it.
func Undo(ctx context.Context, w *workspace.Workspace, repo *history.Repo, commit history.Hash) (Undone, error) {
	u, err := repo.Undo(ctx, commit)
	if err != nil {
		return Undone{}, err
	}
	out := Undone{Commit: u.Commit}
	for _, f := range u.Files {
		if path.Base(f.Path) != atlas.ChangeLog.File() || f.After == (history.Hash{}) {
			continue
		}
		if err := withdraw(w, repo, f); err != nil {
			out.Left = append(out.Left, f.Path)
		}
	}
	return out, nil
}

// Concerns says whether a commit changed anything in a folder, an absolute
// path, or below it.
func Concerns(repo *history.Repo, commit history.Hash, folder string) error {
	name, err := repo.Rel(folder)
	if err != nil {
		return err
	}
	paths, err := repo.Changed(commit)
	if err != nil {
		return err
	}
	if name != "." && !slices.ContainsFunc(paths, func(p string) bool { return within(p, name) }) {
		return ErrOther
	}
	return nil
}

func within(name, folder string) bool {
	return len(name) > len(folder) && name[:len(folder)] == folder && name[len(folder)] == '/'
}

// errLeft says that a change log is not as it was committed.
var errLeft = errors.New("it has changed since")

// withdraw takes the entries that a commit wrote out of a change log.
func withdraw(w *workspace.Workspace, repo *history.Repo, f history.UndoneFile) error {
	id, err := filepath.Rel(w.Root(), filepath.Join(repo.Root(), filepath.FromSlash(path.Dir(f.Path))))
	if err != nil {
		return err
	}
	id = filepath.ToSlash(id)
	files, err := w.Saved(id)
	if err != nil {
		return err
	}
	before, err := committedText(repo, f.Before)
	if err != nil {
		return err
	}
	after, err := committedText(repo, f.After)
	if err != nil {
		return err
	}
	disk := files[atlas.ChangeLog]
	if disk.Revision == "" || disk.Text != after || slices.Contains(w.Unsaved(id), atlas.ChangeLog) {
		return errLeft
	}
	c, err := w.CheckSaved(id)
	if err != nil {
		return err
	}
	rest, taken := changelog.Withdraw(before, after, c.Package.Name, func(string, string) bool { return true })
	switch {
	case taken == 0:
		return nil
	case rest == "" && f.Before == (history.Hash{}):
		return w.Remove(id, atlas.ChangeLog, disk.Revision)
	}
	_, err = w.Save(id, atlas.ChangeLog, rest, disk.Revision)
	return err
}

func committedText(repo *history.Repo, hash history.Hash) (string, error) {
	if hash.IsZero() {
		return "", nil
	}
	raw, err := repo.ReadBlob(hash)
	if err != nil {
		return "", err
	}
	decoded, _, err := text.Decode(raw)
	if err != nil {
		return "", fmt.Errorf("the change log is no text: %w", err)
	}
	return decoded, nil
}
