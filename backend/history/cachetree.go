package history

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
)

// cachedTrees are the folders that the index knows to be as in a tree, by name
// with a slash at the end, "" for the root. That is the extension TREE of
// gitformat-index(5), which git leaves when it has committed or checked out; what
// is damaged is left out.
func (x *index) cachedTrees() map[string]Hash {
	trees := map[string]Hash{}
	_ = x.eachCached(func(t cachedTree) {
		if t.valid {
			trees[t.name] = t.hash
		}
	})
	return trees
}

// forget marks the folders above a path as not known, as git does when it
// changes an entry.
func (x *index) forget(path string) {
	if x.forgotten == nil {
		x.forgotten = map[string]bool{}
	}
	x.forgotten[""] = true
	for _, folder := range foldersOf(path)[1:] {
		x.forgotten[folder+"/"] = true
	}
}

// appendCacheTree writes the extension without the folders that were forgotten;
// none at all if it is damaged.
func (x *index) appendCacheTree(out []byte) []byte {
	if len(x.cacheTree) == 0 {
		return out
	}
	start := len(out)
	out = append(out, "TREE\x00\x00\x00\x00"...)
	whole := x.eachCached(func(t cachedTree) {
		if x.forgotten[t.name] {
			t.valid, t.entries = false, -1
		}
		out = append(append(out, t.own...), 0)
		out = fmt.Appendf(out, "%d %d\n", t.entries, t.folders)
		if t.valid {
			out = append(out, t.hash[:]...)
		}
	})
	if !whole {
		return out[:start]
	}
	binary.BigEndian.PutUint32(out[start+4:], uint32(len(out)-start-8))
	return out
}

// eachCached reports the folders of the extension, and whether it is whole.
func (x *index) eachCached(report func(cachedTree)) (whole bool) {
	type folder struct {
		name string
		left int // sub-folders to come
	}
	var above []folder
	for data := x.cacheTree; len(data) > 0; {
		t, rest, ok := nextCached(data)
		if !ok {
			return false
		}
		if last := len(above) - 1; last >= 0 {
			t.name = above[last].name + t.own + "/"
			if above[last].left--; above[last].left == 0 {
				above = above[:last]
			}
		}
		if len(t.name) > maxPath {
			return false
		}
		report(t)
		if t.folders > 0 {
			above = append(above, folder{t.name, t.folders})
		}
		data = rest
	}
	return len(above) == 0
}

// maxPath is how long the name of a folder is taken seriously, in bytes.
const maxPath = 4096

// cachedTree is one folder of the extension.
type cachedTree struct {
	own     string // name in the folder above
	name    string // slash path with a slash at the end, "" for the root
	entries int    // of the index, below it
	folders int    // in it
	valid   bool
	hash    Hash // if valid
}

// nextCached reads a folder: its name and a zero, the number of its entries,
// negative if its tree is not known, a space, the number of folders in it, a
// line feed and, if it is known, the tree.
func nextCached(data []byte) (t cachedTree, rest []byte, ok bool) {
	name, data, named := bytes.Cut(data, []byte{0})
	line, data, whole := bytes.Cut(data, []byte("\n"))
	entries, folders, both := bytes.Cut(line, []byte(" "))
	if !named || !whole || !both || len(line) > 24 {
		return t, nil, false
	}
	var err error
	if t.entries, err = strconv.Atoi(string(entries)); err != nil {
		return t, nil, false
	}
	t.own, t.valid = string(name), t.entries >= 0
	if t.folders, err = strconv.Atoi(string(folders)); err != nil || t.folders < 0 {
		return t, nil, false
	}
	if !t.valid {
		return t, data, true
	}
	if len(data) < len(t.hash) {
		return t, nil, false
	}
	return t, data[copy(t.hash[:], data):], true
}
