package history

import (
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// difference lists the files that differ between two commits of a store, by
// path. A link or a submodule is a file of that mode.
func (s *snapshot) difference(to *snapshot) (changes []change, err error) {
	err = s.differ(s.root, to.root, "", func(c change) { changes = append(changes, c) })
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.path, b.path) })
	return changes, err
}

// differ reports the files that differ between two folders, which stand at a
// path.
func (s *snapshot) differ(a, b *object.Tree, at string, report func(change)) error {
	others := make(map[string]object.TreeEntry, len(b.Entries))
	for _, e := range b.Entries {
		others[e.Name] = e
	}
	for _, from := range a.Entries {
		if err := s.differAt(below(at, from.Name), from, others[from.Name], report); err != nil {
			return err
		}
		delete(others, from.Name)
	}
	for name, to := range others {
		if err := s.differAt(below(at, name), object.TreeEntry{}, to, report); err != nil {
			return err
		}
	}
	return nil
}

// below is the path of a name in a folder. Unlike path.Join it keeps names such
// as "..", which checkPath then sees.
func below(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}

func (s *snapshot) differAt(at string, from, to object.TreeEntry, report func(change)) error {
	if from.Hash == to.Hash && from.Mode == to.Mode {
		return nil
	}
	a, was, err := s.open(from)
	if err != nil {
		return err
	}
	b, is, err := s.open(to)
	if err != nil {
		return err
	}
	if was != is {
		report(change{path: at, from: was, to: is})
	}
	return s.differ(a, b, at, report)
}

// open is an entry of a folder as the folder or the file that it is; what is
// not there is an empty folder.
func (s *snapshot) open(e object.TreeEntry) (*object.Tree, version, error) {
	if e.Hash == plumbing.ZeroHash || e.Mode != filemode.Dir {
		return &object.Tree{}, version{e.Hash, e.Mode}, nil
	}
	tree, err := object.GetTree(s.store, e.Hash)
	return tree, version{}, err
}
