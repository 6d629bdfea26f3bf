package history

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// treeDiff finds the files, of certain names, in which two trees differ. It
// reads the folders that differ and no others.
type treeDiff struct {
	read  func(Hash) ([]byte, error)
	names []string
	found []fileDiff
}

// fileDiff is a file that differs.
type fileDiff struct {
	path          string
	before, after Hash // zero where there is no file
	whole         bool // all of its folder came or went
}

// folder compares two versions of a folder; a zero hash stands for none.
func (d *treeDiff) folder(name string, before, after Hash) error {
	if before == after {
		return nil
	}
	was, err := d.open(before)
	if err != nil {
		return err
	}
	is, err := d.open(after)
	if err != nil {
		return err
	}
	whole := before.IsZero() || after.IsZero()
	for len(was) > 0 || len(is) > 0 {
		a, restA, err := nextEntry(was)
		if err != nil {
			return err
		}
		b, restB, err := nextEntry(is)
		if err != nil {
			return err
		}
		order := a.compare(&b)
		if order <= 0 {
			was = restA
		} else {
			a = treeEntry{}
		}
		if order >= 0 {
			is = restB
		} else {
			b = treeEntry{}
		}
		if err := d.entry(name, &a, &b, whole); err != nil {
			return err
		}
	}
	return nil
}

func (d *treeDiff) open(folder Hash) ([]byte, error) {
	if folder.IsZero() {
		return nil, nil
	}
	return d.read(folder)
}

// entry compares two entries of the same name, one of which may be none.
func (d *treeDiff) entry(folder string, a, b *treeEntry, whole bool) error {
	if bytes.Equal(a.raw, b.raw) {
		return nil
	}
	name := a.name
	if name == nil {
		name = b.name
	}
	if a.isFolder() || b.isFolder() {
		return d.folder(path.Join(folder, string(name)), a.hash(), b.hash())
	}
	if was, is := a.file(), b.file(); (!was.IsZero() || !is.IsZero()) && slices.Contains(d.names, string(name)) {
		d.found = append(d.found, fileDiff{path.Join(folder, string(name)), was, is, whole})
	}
	return nil
}

// renames finds the folders that came with the files of another one: all of
// the folder is new, and at least half of what left the other one is in it,
// under the same name and with the same bytes.
func (d *treeDiff) renames() (found []rename) {
	type content struct {
		name string
		blob Hash
	}
	gone, left := map[content]string{}, map[string]int{}
	for _, f := range d.found {
		if f.after.IsZero() {
			gone[content{path.Base(f.path), f.before}] = path.Dir(f.path)
			left[path.Dir(f.path)]++
		}
	}
	shared := map[rename]int{}
	for _, f := range d.found {
		if f.before.IsZero() && f.whole {
			if from, ok := gone[content{path.Base(f.path), f.after}]; ok {
				r := rename{from, path.Dir(f.path)}
				if shared[r]++; 2*shared[r] >= left[from] && !slices.Contains(found, r) {
					found = append(found, r)
				}
			}
		}
	}
	return found
}

// treeEntry is an entry of a tree object; zero stands for none.
type treeEntry struct {
	raw  []byte // all of it
	mode []byte // octal digits
	name []byte
}

var errBadTree = errors.New("a folder object of the repository is damaged; run `git fsck`")

// nextEntry takes the first entry of a tree: the mode, a space, the name, a
// zero byte and the hash.
func nextEntry(tree []byte) (e treeEntry, rest []byte, err error) {
	if len(tree) == 0 {
		return e, nil, nil
	}
	space, zero := bytes.IndexByte(tree, ' '), bytes.IndexByte(tree, 0)
	end := zero + 1 + len(Hash{})
	if space < 1 || zero < space+2 || end > len(tree) {
		return e, nil, errBadTree
	}
	return treeEntry{tree[:end], tree[:space], tree[space+1 : zero]}, tree[end:], nil
}

// compare says which entry stands first in a tree; none stands last. A folder
// is sorted as if its name ended in a slash.
func (e *treeEntry) compare(other *treeEntry) int {
	switch {
	case e.raw == nil:
		return 1
	case other.raw == nil:
		return -1
	case e.isFolder() == other.isFolder():
		return bytes.Compare(e.name, other.name)
	}
	return strings.Compare(e.sortName(), other.sortName())
}

func (e *treeEntry) sortName() string {
	if e.isFolder() {
		return string(e.name) + "/"
	}
	return string(e.name)
}

func (e *treeEntry) isFolder() bool { return string(e.mode) == "40000" || string(e.mode) == "040000" }

func (e *treeEntry) hash() (h plumbing.Hash) {
	copy(h[:], e.raw[max(0, len(e.raw)-len(h)):])
	return h
}

// file is the hash of a file, zero for anything else.
func (e *treeEntry) file() Hash {
	if !bytes.HasPrefix(e.mode, []byte("100")) {
		return Hash{}
	}
	return e.hash()
}
