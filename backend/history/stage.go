package history

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// change is one file of a commit that differs from the commit's parent.
type change struct {
	path    string
	parent  Hash // its blob in the parent, zero if it is new
	blob    Hash
	mode    filemode.FileMode
	content []byte // of the blob, line ends converted
	eol     conversion
}

// stageable refuses what would commit or lose somebody else's staged work.
func (x *index) stageable(changes []change) error {
	for i := range x.entries {
		if e := &x.entries[i]; e.stage() != 0 {
			return refuse(e.name+" has an unresolved conflict", "Resolve it and stage the result with git, then commit again.")
		}
	}
	for _, c := range changes {
		if err := x.stageableFile(c); err != nil {
			return err
		}
	}
	return nil
}

func (x *index) stageableFile(c change) error {
	at, found := x.find(c.path)
	if !found {
		if c.parent != plumbing.ZeroHash {
			return refuseStaged(c.path, "its removal is staged")
		}
		return x.roomFor(c.path, at)
	}
	e := &x.entries[at]
	switch {
	case e.extended&extendedSkipWorktree != 0:
		return refuse(c.path+" is outside of the sparse checkout", "Add its folder with `git sparse-checkout add`.")
	case e.flags&flagAssumeValid != 0:
		return refuse(c.path+" is marked as assume-unchanged", "Clear the mark with `git update-index --no-assume-unchanged`.")
	case e.extended&extendedIntentToAdd != 0 && c.parent == plumbing.ZeroHash:
		return nil
	case !e.mode().IsFile() || e.mode() == filemode.Symlink:
		return refuseStaged(c.path, "something that is no file is staged there")
	case e.hash != c.parent && e.hash != c.blob:
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
		fmt.Sprintf("Commit that with git, or take it back with `git restore --staged %s`.", path))
}

// stage puts a changed file into the index. A mode that somebody staged stays.
func (x *index) stage(c change, s stat) {
	at, found := x.find(c.path)
	mode := c.mode
	if found {
		if e := &x.entries[at]; e.extended&extendedIntentToAdd == 0 {
			mode = e.mode()
		}
	} else {
		x.entries = slices.Insert(x.entries, at, indexEntry{name: c.path})
	}
	e := &x.entries[at]
	e.hash, e.stat = c.blob, s
	e.stat.setWord(wordMode, uint32(mode))
	e.extended &^= extendedIntentToAdd
	if e.extended == 0 {
		e.flags &^= flagExtended
	}
}

// unstage takes back what stage did for a commit that was never published, and
// says whether there was anything to take back.
func (x *index) unstage(c change) bool {
	at, found := x.find(c.path)
	if !found || x.entries[at].hash != c.blob {
		return false
	}
	if c.parent == plumbing.ZeroHash {
		x.entries = slices.Delete(x.entries, at, at+1)
		return true
	}
	e := &x.entries[at]
	mode := e.mode()
	e.hash, e.stat = c.parent, stat{}
	e.stat.setWord(wordMode, uint32(mode))
	return true
}

// statOf describes the file in the work tree for the index, if its content is
// what the commit holds; otherwise the zero stat tells git to look for itself.
func (r *Repo) statOf(c change) stat {
	name := filepath.Join(r.root, filepath.FromSlash(c.path))
	before, err := os.Lstat(name)
	if err != nil || !before.Mode().IsRegular() || before.Size() > 2*int64(len(c.content))+1 {
		return stat{}
	}
	content, err := os.ReadFile(name)
	if err != nil || plumbing.ComputeHash(plumbing.BlobObject, c.eol.strip(content)) != c.blob {
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
