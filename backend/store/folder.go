package store

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// CreateDir creates the folder name with the given files, by name, in an
// existing folder. It is written aside and renamed into place: other programs
// see all of it or nothing, and after an error nothing of it is left.
//
// It fails with CodeExists where anything of that name is there, in capitals or
// not, and otherwise as [Store.Write] does.
func (s *Store) CreateDir(name string, files map[string][]byte) error {
	return explain("create", name, s.createDir(name, files))
}

func (s *Store) createDir(name string, files map[string][]byte) error {
	s.saving.Lock()
	defer s.saving.Unlock()
	root, err := s.open(name)
	if err != nil {
		return err
	}
	defer root.Close()
	if link := linkIn(root, path.Dir(name)); link != "" {
		return astray(link)
	}
	parent, err := root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer parent.Close()
	temp := temporary()
	defer parent.RemoveAll(temp)
	if err := fill(parent, temp, files); err != nil {
		return err
	}
	if err := absent(parent, path.Base(name)); err != nil {
		return err
	}
	if err := rename(parent, temp, path.Base(name)); err != nil {
		return err
	}
	return syncFolder(parent)
}

// absent looks at all names, since one that differs only in capitals is the
// same folder on other people's systems.
func absent(parent *os.Root, name string) error {
	entries, err := fs.ReadDir(parent.FS(), ".")
	for _, e := range entries {
		if strings.EqualFold(e.Name(), name) {
			return refuse(CodeExists, fmt.Errorf("%s is there already", e.Name()), "Choose another name.")
		}
	}
	return err
}

func fill(parent *os.Root, name string, files map[string][]byte) error {
	if err := parent.Mkdir(name, 0o755); err != nil {
		return err
	}
	folder, err := parent.OpenRoot(name)
	if err != nil {
		return err
	}
	defer folder.Close()
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if !filepath.IsLocal(file) || file == "." || strings.ContainsAny(file, `/\`) {
			return refuse(CodeOutside, errors.New(file+" is not the name of a file"), "Use names without slashes.")
		}
		if err := create(folder, file, files[file], 0o644, nil); err != nil {
			return err
		}
	}
	return syncFolder(folder)
}
