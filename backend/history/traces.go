package history

import (
	"errors"
	"os"
	"path/filepath"
)

// Traces are the absolute paths, there or not, of which at least one changes
// when somebody commits, stages, switches branches or fetches in the repository
// of the folder dir, or when dir comes to lie in another one, or in none. A
// file or folder of places changes also with what lies directly in it, one of
// trees with all that is in it.
func Traces(dir string) (places, trees []string, err error) {
	start, err := physical(dir)
	if err != nil {
		return nil, nil, err
	}
	for at := start; ; at = filepath.Dir(at) {
		places = append(places, filepath.Join(at, ".git"))
		r, err := openAt(at)
		if err == nil {
			return append(places, r.gitDir, r.commonDir), []string{filepath.Join(r.commonDir, "refs")}, nil
		}
		if lost, ok := errors.AsType[*lostError](err); ok {
			return append(places, existing(lost.gitDir)), nil, nil
		}
		if filepath.Dir(at) == at {
			return places, nil, nil
		}
	}
}

// existing is the path, or what of it is to appear first.
func existing(path string) string {
	for {
		above := filepath.Dir(path)
		if _, err := os.Lstat(above); err == nil || above == path {
			return path
		}
		path = above
	}
}
