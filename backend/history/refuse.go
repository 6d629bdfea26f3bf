package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// RefusedError says that the repository is in a state, or a request of a kind,
// in which writing could harm what is there. Nothing was changed.
type RefusedError struct {
	Reason string // what is in the way, without a full stop
	Hint   string // what to do now, a sentence
	Err    error  // of the system; nil where nothing failed
}

func (e *RefusedError) Unwrap() error { return e.Err }

func (e *RefusedError) Error() string { return e.Reason + ". " + e.Hint }

func refuse(reason, hint string) error { return &RefusedError{Reason: reason, Hint: hint} }

// ChangedError says that the last committed version of a file is not the one
// the edit was made on: somebody else committed the file meanwhile.
type ChangedError struct {
	Path string // slash path from the root
}

func (e *ChangedError) Error() string {
	return e.Path + " was committed by somebody else since this edit began; " +
		"load the committed version, bring both together and commit again"
}

// ErrNothing says that every file of a request already is committed as it is.
var ErrNothing = errors.New("nothing to commit: the files are as they were committed last")

// act is something that git does in more than one call.
type act struct {
	file string // in the git folder, there while git is in the middle of it
	name string // in one word
	what string // in a sentence
	end  string // how a person ends it
}

var acts = []act{
	{"MERGE_HEAD", "merge", "a merge", "git commit` or `git merge --abort"},
	{"rebase-merge", "rebase", "a rebase", "git rebase --continue` or `git rebase --abort"},
	{"rebase-apply", "rebase", "a rebase or `git am`", "git rebase --continue`, `git am --continue` or their --abort"},
	{"CHERRY_PICK_HEAD", "cherry-pick", "a cherry-pick", "git cherry-pick --continue` or `git cherry-pick --abort"},
	{"REVERT_HEAD", "revert", "a revert", "git revert --continue` or `git revert --abort"},
	{"sequencer", "cherry-pick", "a series of cherry-picks or reverts", "git cherry-pick --continue` or `git cherry-pick --abort"},
	{"BISECT_LOG", "bisection", "a bisection", "git bisect reset"},
}

// unfinished is what git is in the middle of.
func (r *Repo) unfinished() (a act, is bool) {
	for _, a := range acts {
		if _, err := os.Lstat(filepath.Join(r.gitDir, a.file)); !errors.Is(err, fs.ErrNotExist) {
			return a, true
		}
	}
	return act{}, false
}

// Unfinished is what git is in the middle of, in one word; empty for nothing.
func (r *Repo) Unfinished() string {
	a, _ := r.unfinished()
	return a.name
}

// ready reads where HEAD stands, for a commit on top of it.
func (r *Repo) ready() (tip, error) {
	if a, is := r.unfinished(); is {
		hint := "Finish it with `" + a.end + "`."
		if x, _, err := readIndex(filepath.Join(r.gitDir, "index")); err == nil && len(x.disputed()) > 0 {
			hint = "Resolve the conflicts in " + firstFew(x.disputed()) + " and stage the result with `git add`; then finish it with `" + a.end + "`."
		}
		return tip{}, refuse("git is in the middle of "+a.what, hint)
	}
	at, err := r.head()
	if err == nil && at.branch == "" {
		err = refuse("no branch is checked out (detached HEAD)", "Switch to one with `git switch NAME`, or begin one here with `git switch -c NAME`.")
	}
	return at, err
}

// check refuses a request that makes no sense by itself.
func (q *Request) check() error {
	if err := checkMessage(q.Message); err != nil {
		return err
	}
	if q.Author != (Identity{}) {
		if err := q.Author.check(); err != nil {
			return refuse(err.Error(), "Correct who commits.")
		}
	}
	return checkFiles(q.Files)
}

func checkFiles(files []File) error {
	seen := map[string]bool{}
	for _, f := range files {
		if err := checkPath(f.Path); err != nil {
			return err
		}
		if seen[f.Path] {
			return refuse(f.Path+" is named twice", "Name each file once.")
		}
		seen[f.Path] = true
		if f.Content == nil && !f.Deleted {
			return refuse(f.Path+" has no content, not even an empty one", "Make it readable, or take it out.")
		}
	}
	for path := range seen {
		for _, folder := range foldersOf(path)[1:] {
			if seen[folder] {
				return refuse(folder+" is named as a file and as a folder", "Name files only.")
			}
		}
	}
	return nil
}

func checkMessage(message string) error {
	if strings.TrimSpace(message) == "" || !utf8.ValidString(message) || strings.ContainsRune(message, 0) {
		return refuse("the message is empty or no text", "Say in a few words what changed.")
	}
	return nil
}

// checkPath refuses paths that git refuses to put into a work tree, on any
// system, because they would lead out of it or into the git folder.
func checkPath(path string) error {
	ok := fs.ValidPath(path) && path != "." && !strings.ContainsAny(path, "\\:") && !strings.ContainsFunc(path, unicode.IsControl)
	for part := range strings.SplitSeq(path, "/") {
		ok = ok && !namesGitFolder(part)
	}
	if !ok {
		return refuse(fmt.Sprintf("%q is no path of a file in the work tree", path), "Name it relative to the root, with slashes.")
	}
	return nil
}

// namesGitFolder says whether some file system takes a name for .git: case is
// ignored nearly everywhere, Windows ignores dots and spaces at the end and
// knows short names, macOS ignores invisible characters.
func namesGitFolder(name string) bool {
	name = strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Cf, c) {
			return -1
		}
		return c
	}, name)
	name = strings.TrimRight(name, ". ")
	return strings.EqualFold(name, ".git") || strings.EqualFold(name, "git~1")
}
