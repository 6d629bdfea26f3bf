package app

import (
	"path"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/workspace"
)

// changesOf lists the layers of a workspace that differ from the last commit,
// with paths from the workspace; none where that cannot be found out.
func changesOf(w *workspace.Workspace, repo *history.Repo) []history.FileStatus {
	below, err := repo.Rel(w.Root())
	if err != nil {
		return nil
	}
	var folders, names []string
	for _, id := range w.IDs() {
		folders = append(folders, path.Join(below, id))
	}
	for _, l := range atlas.Layers() {
		names = append(names, l.File())
	}
	changes, err := repo.Status(below, folders, names)
	if err != nil {
		return nil
	}
	for i := range changes {
		changes[i].Path = strings.TrimPrefix(changes[i].Path, below+"/")
	}
	return changes
}

// byPath finds the change of a file.
func byPath(changes []history.FileStatus) map[string]history.FileStatus {
	found := map[string]history.FileStatus{}
	for _, c := range changes {
		found[c.Path] = c
	}
	return found
}

// gone are the folders that the last commit has as packages and the workspace
// no longer has.
func gone(changes []history.FileStatus, ids []string) []string {
	left := map[string][]string{}
	for _, c := range changes {
		if folder := path.Dir(c.Path); c.Change == history.Removed && !slices.Contains(ids, folder) {
			left[folder] = append(left[folder], path.Base(c.Path))
		}
	}
	folders := []string{}
	for folder, names := range left {
		if pack.IsPackage(names) {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	return folders
}
