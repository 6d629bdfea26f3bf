package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// change is what a move of the branch means for one file.
type change struct {
	path     string
	from, to version
	content  []byte // of to as committed, where the commit is made here
	eol      conversion
}

// version is a file as one commit has it. The zero version is no file.
type version struct {
	blob Hash
	mode filemode.FileMode
}

func (v version) there() bool { return v.blob != plumbing.ZeroHash }

// stageable refuses what would commit or lose somebody else's staged work.
func (x *index) stageable(changes []change) error {
	if names := x.disputed(); len(names) > 0 {
		return refuse("there are unresolved conflicts in "+firstFew(names), "Resolve them and stage the result with `git add`, then commit again.")
	}
	for _, c := range changes {
		if err := x.stageableFile(c); err != nil {
			return err
		}
	}
	return nil
}

// disputed are the files with a conflict that nobody has resolved.
func (x *index) disputed() (names []string) {
	for i := range x.entries {
		if e := &x.entries[i]; e.stage() != 0 && (len(names) == 0 || names[len(names)-1] != e.name) {
			names = append(names, e.name)
		}
	}
	return names
}

// firstFew names the first few of some files.
func firstFew(names []string) string {
	const few = 3
	if more := len(names) - few; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), more)
	}
	return strings.Join(names, ", ")
}

func (x *index) stageableFile(c change) error {
	at, found := x.find(c.path)
	switch {
	case !found && c.to.there() && c.from.there():
		return refuseStaged(c.path, "its removal is staged")
	case !found && c.to.there():
		return x.roomFor(c.path, at)
	case !found:
		return nil
	}
	e := &x.entries[at]
	switch {
	case e.extended&extendedSkipWorktree != 0:
		return refuse(c.path+" is outside of the sparse checkout", "Add its folder with `git sparse-checkout add`.")
	case e.flags&flagAssumeValid != 0:
		return refuse(c.path+" is marked as assume-unchanged", "Clear the mark with `git update-index --no-assume-unchanged "+InShell(c.path)+"` in the repository's root.")
	case e.extended&extendedIntentToAdd != 0 && !c.from.there():
		return nil
	case !e.mode().IsFile() || e.mode() == filemode.Symlink:
		return refuseStaged(c.path, "something that is no file is staged there")
	case e.hash != c.from.blob && e.hash != c.to.blob:
		return refuseStaged(c.path, "another version of it is staged")
	}
	return nil
}

// roomFor refuses a path that needs a folder where a file is staged, or the
// other way round. at is where the path would stand.
func (x *index) roomFor(path string, at int) error {
	if at < len(x.entries) && strings.HasPrefix(x.entries[at].name, path+"/") {
		return refuseStaged(path, "a folder of this name is staged")
	}
	for i, c := range path {
		if c != '/' {
			continue
		}
		if _, found := x.find(path[:i]); found {
			return refuseStaged(path, path[:i]+" is staged as a file")
		}
	}
	return nil
}

func refuseStaged(path, why string) error {
	return refuse(fmt.Sprintf("%s was staged by another program: %s", path, why),
		fmt.Sprintf("Commit that with git, or take it back with `git reset -- %s` in the repository's root.", InShell(path)))
}

// stage makes the entries of changed files those of the move's end. statOf says
// what the index shall remember of a file. A mode that somebody staged stays.
func (x *index) stage(changes []change, statOf func(change) stat) {
	var added []indexEntry
	gone := map[string]bool{}
	for _, c := range changes {
		x.forget(c.path)
		at, found := x.find(c.path)
		switch {
		case !c.to.there():
			gone[c.path] = true
		case found:
			x.entries[at].set(c.from, c.to, statOf(c))
		default:
			e := indexEntry{name: c.path}
			e.set(version{}, c.to, statOf(c))
			added = append(added, e)
		}
	}
	x.insert(added)
	x.remove(gone)
}

// unstage takes back what stage did for a move that was never published.
func (x *index) unstage(changes []change) {
	var added []indexEntry
	gone := map[string]bool{}
	for _, c := range changes {
		x.forget(c.path)
		at, found := x.find(c.path)
		switch {
		case !found && !c.to.there():
			e := indexEntry{name: c.path}
			e.set(version{}, c.from, stat{})
			added = append(added, e)
		case !found || x.entries[at].hash != c.to.blob:
		case !c.from.there():
			gone[c.path] = true
		default:
			x.entries[at].set(c.to, c.from, stat{})
		}
	}
	x.insert(added)
	x.remove(gone)
}

// anyStaged says whether there is anything for unstage to take back.
func (x *index) anyStaged(changes []change) bool {
	return slices.ContainsFunc(changes, func(c change) bool {
		at, found := x.find(c.path)
		if !c.to.there() {
			return !found
		}
		return found && x.entries[at].hash == c.to.blob
	})
}

// set lets an entry, which stood at one version, stand at another.
func (e *indexEntry) set(from, to version, s stat) {
	mode := to.mode
	if now := e.mode(); e.extended&extendedIntentToAdd == 0 && now != from.mode && now != 0 {
		mode = now
	}
	e.hash, e.stat = to.blob, s
	e.stat.setWord(wordMode, uint32(mode))
	e.extended &^= extendedIntentToAdd
	if e.extended == 0 {
		e.flags &^= flagExtended
	}
}

func (x *index) insert(entries []indexEntry) {
	if len(entries) == 0 {
		return
	}
	x.entries = append(x.entries, entries...)
	slices.SortStableFunc(x.entries, func(a, b indexEntry) int { return strings.Compare(a.name, b.name) })
}

func (x *index) remove(paths map[string]bool) {
	if len(paths) == 0 {
		return
	}
	x.entries = slices.DeleteFunc(x.entries, func(e indexEntry) bool { return paths[e.name] })
}

// maxFile is how large a file is read, in bytes; git looks at larger ones itself.
const maxFile = 64 << 20

// statOf describes the file in the work tree for the index, if its content is
// what the commit holds; otherwise the zero stat tells git to look for itself.
func (r *Repo) statOf(c change) stat {
	name := filepath.Join(r.root, filepath.FromSlash(c.path))
	before, err := os.Lstat(name)
	if err != nil || !before.Mode().IsRegular() || before.Size() > maxFile {
		return stat{}
	}
	content, err := os.ReadFile(name)
	if err != nil || blobHash(c.eol.strip(content)) != c.to.blob {
		return stat{}
	}
	after, err := os.Lstat(name)
	if err != nil || statWords(before) != statWords(after) {
		return stat{}
	}
	return statWords(after)
}

// statNow describes a file of the work tree, zero if there is none.
func (r *Repo) statNow(path string) stat {
	info, err := os.Lstat(filepath.Join(r.root, filepath.FromSlash(path)))
	if err != nil {
		return stat{}
	}
	return statWords(info)
}

// inAnother refuses a path of the work tree that lies in another repository, such
// as a submodule: that one has the file, or ought to.
func (r *Repo) inAnother(path string) error {
	for i, c := range path {
		if c != '/' {
			continue
		}
		at := filepath.Join(r.root, filepath.FromSlash(path[:i]))
		if _, err := gitDirOf(at); !errors.Is(err, ErrNoRepository) {
			return refuse(path+" lies in "+path[:i]+", which is a repository of its own", "Open that folder to commit there.")
		}
	}
	return nil
}

// throughLink refuses a path of the work tree that leads through a symbolic
// link, since the file it leads to is not the one that git tracks.
func (r *Repo) throughLink(path string) error {
	at := r.root
	for part := range strings.SplitSeq(path, "/") {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		if err != nil {
			return nil // not there: a commit does not need it
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return refuse(fmt.Sprintf("%s is a symbolic link", at), "Replace it by the file or folder it leads to.")
		}
	}
	return nil
}
