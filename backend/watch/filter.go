package watch

import (
	"path/filepath"
	"strings"
)

// maxDepth is how many folders below the root are watched.
const maxDepth = 8

// noise are the names under which editors, git and this program write on the
// way to a file's real name. 4913 is vim's, asking whether it may write.
var noise = []string{".#*", "#*#", "*~", "*.swp", "*.swx", "4913", "*.tmp", "*.lock", ".atlas-desk-*"}

// filter says which paths matter.
type filter struct {
	root  string
	extra map[string]bool // true for those whose folders matter as well
}

func newFilter(root string, extra, trees []string) filter {
	f := filter{filepath.Clean(root), map[string]bool{}}
	for _, path := range extra {
		f.extra[filepath.Clean(path)] = false
	}
	for _, path := range trees {
		f.extra[filepath.Clean(path)] = true
	}
	return f
}

func (f filter) concerns(path string) bool {
	name := filepath.Base(path)
	for _, pattern := range noise {
		if is, _ := filepath.Match(pattern, name); is {
			return false
		}
	}
	return f.isExtra(path) || f.isExtra(filepath.Dir(path)) || f.entered(path)
}

func (f filter) isExtra(path string) bool {
	_, is := f.extra[path]
	return is
}

// entered says whether a folder is watched with what is in it.
func (f filter) entered(path string) bool {
	return f.isExtra(path) || f.inTree(path) || f.inRoot(path)
}

func (f filter) inTree(path string) bool {
	for ; !f.extra[path]; path = filepath.Dir(path) {
		if path == filepath.Dir(path) {
			return false
		}
	}
	return true
}

// inRoot leaves out what is hidden, of installed packages, or too deep.
func (f filter) inRoot(path string) bool {
	if !within(path, f.root) {
		return false
	}
	below := strings.Split(strings.TrimPrefix(path[len(f.root):], string(filepath.Separator)), string(filepath.Separator))
	for _, part := range below {
		if strings.HasPrefix(part, ".") || part == "node_modules" {
			return false
		}
	}
	return len(below) <= maxDepth+1
}

// within says whether path is folder or lies below it.
func within(path, folder string) bool {
	rest, ok := strings.CutPrefix(path, folder)
	return ok && (rest == "" || strings.HasSuffix(folder, string(filepath.Separator)) || rest[0] == filepath.Separator)
}
