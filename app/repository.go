package app

import (
	"errors"
	"slices"

	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"
)

// repository is what the window shows of one.
type repository struct {
	there   bool
	fault   string // why there is one that cannot be read, as a sentence
	branch  string
	tip     string               // the hash of the last commit
	state   string               // what is unusual about it, in a word or two
	why     string               // the same in sentences, with what to do
	shallow bool                 // it has not all commits
	changes []history.FileStatus // of layers since the last commit
}

func (r repository) same(o repository) bool {
	return r.there == o.there && r.fault == o.fault && r.branch == o.branch && r.tip == o.tip &&
		r.state == o.state && r.why == o.why && r.shallow == o.shallow && slices.Equal(r.changes, o.changes)
}

// repositoryOf looks for the repository of a workspace. The packages are
// compared with its last commit from now on.
func repositoryOf(w *workspace.Workspace) repository {
	repo, err := history.Open(w.Root())
	if err != nil {
		w.Compare("", nil)
		if errors.Is(err, history.ErrNoRepository) {
			return repository{state: "no repository", why: "The folder lies in no git repository, so there are no commits. The commit dialog can make one."}
		}
		return repository{fault: sentence(err), state: "repository not readable", why: sentence(err)}
	}
	compare(w, repo)
	found := repository{there: true, branch: repo.Branch(), tip: w.ComparedWith(), changes: changesOf(w, repo)}
	found.shallow, _ = repo.Shallow() // who asks for the history is told what is wrong with it
	if err := repo.Committable(nil); err != nil {
		found.state, found.why = stateOf(repo), sentence(err)
	}
	return found
}

// stateOf says in a word or two what keeps a repository from commits.
func stateOf(repo *history.Repo) string {
	if act := repo.Unfinished(); act != "" {
		return act + " under way"
	}
	if _, _, err := repo.Head(); err != nil {
		return "repository not readable"
	}
	if repo.Branch() == "" {
		return "no branch"
	}
	return "no commits now"
}

// compare compares the packages with the last commit; with none where that
// cannot be read.
func compare(w *workspace.Workspace, repo *history.Repo) {
	last, err := repo.Last()
	if err != nil {
		w.Compare("", nil)
		return
	}
	w.Compare(last.Commit().String(), last.File)
}

// lookAtRepository looks at the repository of a workspace at once, after an act
// that moved its branch.
func (d *desk) lookAtRepository(w *workspace.Workspace) {
	found := repositoryOf(w)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == w {
		d.repository = found
	}
}
