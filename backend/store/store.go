// Package store keeps the files of a workspace on disk so that nothing is lost.
//
// A workspace is a folder. Nothing outside it is read or written: every path is
// opened through [os.Root]. A file is read with the form of its bytes and a
// revision, and is saved only over the revision that the change was made on, by
// writing a temporary file beside it and renaming that into place. Whatever
// goes wrong, the old file is whole. Faults are of type [*Error].
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
)

const (
	// prefix begins the names of files and folders on the way to their place.
	prefix = ".atlas-desk-"

	maxDepth   = 8
	maxFolders = 10_000
)

// Store reads and writes below one folder. It may be used by many goroutines.
type Store struct {
	root string
	// saving lets one change of the disk happen at a time, so that two saves of
	// this program never both replace the same revision.
	saving sync.Mutex
}

// Open opens the workspace at root, which must be an existing folder.
func Open(root string) (*Store, error) {
	abs, err := resolve(root)
	if err != nil {
		return nil, &Error{"open the folder", root, CodeVanished, cause(err), "Choose a folder that exists."}
	}
	handle, err := os.OpenRoot(abs)
	if err != nil {
		return nil, &Error{"open the folder", root, CodeIO, cause(err), "Choose a folder that you may read."}
	}
	return &Store{root: abs}, handle.Close()
}

func resolve(root string) (string, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return "", err
	}
	info, err := os.Stat(abs)
	if err == nil && !info.IsDir() {
		err = errors.New("it is a file, not a folder")
	}
	return abs, err
}

// Root returns the absolute path of the workspace, symbolic links resolved.
func (s *Store) Root() string { return s.root }

// Folder is a folder of the workspace.
type Folder struct {
	Path  string   // slash-separated below the root, "." for the root itself
	Names []string // of the files in it, sorted, without those that begin with a dot
}

// Packages returns the folders whose file names satisfy isPackage, sorted by
// path. It looks up to 8 folders deep, follows no symbolic link, and passes by
// node_modules, folders that begin with a dot and folders that may not be read.
// Where there are more than 10,000 folders it returns the packages of the upper
// ones together with an error of CodeTooMany.
func (s *Store) Packages(isPackage func(names []string) bool) ([]Folder, error) {
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return nil, explain("look through", s.root, err)
	}
	defer root.Close()
	found, err := walk(root.FS(), isPackage)
	sort.Slice(found, func(i, j int) bool { return found[i].Path < found[j].Path })
	return found, explain("look through", s.root, err)
}

// walk goes breadth first, so that a limit cuts off what lies deepest.
func walk(fsys fs.FS, isPackage func([]string) bool) (found []Folder, err error) {
	level := []string{"."}
	for depth, seen := 0, 0; depth <= maxDepth && len(level) > 0; depth++ {
		var below []string
		for _, at := range level {
			if seen++; seen > maxFolders {
				return found, refuse(CodeTooMany, fmt.Errorf("it holds more than %d folders", maxFolders), "Open a folder further in.")
			}
			folder, inner, err := list(fsys, at)
			if err != nil && at == "." {
				return nil, err
			}
			if isPackage(folder.Names) {
				found = append(found, folder)
			}
			below = append(below, inner...)
		}
		level = below
	}
	return found, nil
}

// list parts the entries of a folder into file names and folders to look into.
func list(fsys fs.FS, at string) (Folder, []string, error) {
	entries, err := fs.ReadDir(fsys, at)
	folder, below := Folder{Path: at}, []string(nil)
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, "."), name == "node_modules":
		case !e.IsDir():
			folder.Names = append(folder.Names, name)
		case at == ".":
			below = append(below, name)
		default:
			below = append(below, at+"/"+name)
		}
	}
	return folder, below, err
}

// open opens the workspace for work on name. It is opened anew each time, so
// that a folder that was moved away is missed and one that came back is found.
func (s *Store) open(name string) (*os.Root, error) {
	if _, err := filepath.Localize(name); err != nil || name == "." {
		return nil, refuse(CodeOutside, errors.New("it is not a path inside the workspace"),
			"Use a path below the opened folder, with slashes and without \"..\".")
	}
	return os.OpenRoot(s.root)
}
