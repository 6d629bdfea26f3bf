package history

import "path/filepath"

// Setting is a setting that came with a repository.
type Setting struct {
	Name  string // section.key or section.subsection.key; section and key in lower case
	Value string // "true" for a setting without a value
}

// OwnSettings are the settings that the repository itself brings: those of its
// configuration file, of this work tree's, and of all files that they include,
// whether or not the condition of an include holds now. What the user and the
// system set is not among them.
func (r *Repo) OwnSettings() ([]Setting, error) {
	files := configFiles{always: true}
	var all config
	for _, file := range []string{filepath.Join(r.commonDir, "config"), filepath.Join(r.gitDir, "config.worktree")} {
		var err error
		if all, err = files.load(all, file, 0); err != nil {
			return nil, err
		}
	}
	settings := make([]Setting, 0, len(all))
	for _, v := range all {
		if v.bare {
			v.value = "true"
		}
		settings = append(settings, Setting{v.name, v.value})
	}
	return settings, nil
}

// GitDir is the absolute path of the folder that holds HEAD and the index of
// this work tree.
func (r *Repo) GitDir() string { return r.gitDir }

// CommonDir is the absolute path of the folder that holds what all work trees
// share: objects, references, the configuration.
func (r *Repo) CommonDir() string { return r.commonDir }
