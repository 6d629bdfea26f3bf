// Package sample writes packages to try the program on: a folder that is a git
// repository of its own, with one commit, so that editing, committing and the
// history can all be tried.
package sample

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"atlasdesk/backend/history"
)

// author is who commits the sample where git does not know the person.
var author = history.Identity{Name: "Atlas Desk", Email: "atlas-desk@localhost"}

// Make writes files into a new folder and commits them. It is written aside
// and renamed into place, so there is all of it or nothing. A folder that
// exists is refused, but for a repository: it is taken for the sample of an
// earlier time, and left as it is.
func Make(ctx context.Context, folder string, files fs.FS, now time.Time) error {
	if !filepath.IsAbs(folder) {
		return fmt.Errorf("make the sample in %q: give the whole path of a folder, from the top", folder)
	}
	switch _, err := os.Lstat(folder); {
	case err == nil && isRepository(folder):
		return nil
	case err == nil:
		return fmt.Errorf("make the sample in %s: there is something of that name already; choose another folder", folder)
	}
	if err := makeAside(ctx, folder, files, now); err != nil {
		return fmt.Errorf("make the sample in %s: %w", folder, err)
	}
	return nil
}

func isRepository(folder string) bool {
	repo, err := history.Open(folder)
	if err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(folder)
	return err == nil && repo.Root() == real
}

func makeAside(ctx context.Context, folder string, files fs.FS, now time.Time) (err error) {
	parent := filepath.Dir(folder)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	aside, err := os.MkdirTemp(parent, ".atlas-desk-sample-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(aside)) }()
	inner := filepath.Join(aside, filepath.Base(folder)) // with the usual permissions, which a temporary folder has not
	if err := os.CopyFS(inner, files); err != nil {
		return err
	}
	if err := commit(ctx, inner, files, now); err != nil {
		return err
	}
	return os.Rename(inner, folder)
}

func commit(ctx context.Context, folder string, files fs.FS, now time.Time) error {
	repo, err := history.Init(folder)
	if err != nil {
		return err
	}
	request := history.Request{Message: "Begin with the sample", When: now}
	if _, err := repo.Identity(); errors.Is(err, history.ErrNoIdentity) {
		request.Author = author
	}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		request.Files = append(request.Files, history.File{Path: name, Content: content})
		return err
	})
	if err != nil {
		return err
	}
	_, err = repo.Commit(ctx, request)
	return err
}
