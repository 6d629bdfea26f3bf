package store

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// KeptFile is a version of a file that [Keep] has kept.
type KeptFile struct {
	Path string
	At   time.Time // when it was kept
}

var keptHash = regexp.MustCompile(`^-[0-9a-f]{16}$`)

// Kept lists the versions of the file at name that are kept in dir, the newest
// first; none where there is no such folder.
func Kept(dir, name string) ([]KeptFile, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain("list the kept versions of", name, err)
	}
	stem, ext := keptStem(name)
	var out []KeptFile
	for _, e := range entries {
		rest, ok := cutBoth(e.Name(), stem, ext)
		if !ok || !keptHash.MatchString(rest) || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil { // else it has just gone
			out = append(out, KeptFile{filepath.Join(dir, e.Name()), info.ModTime()})
		}
	}
	slices.SortFunc(out, func(a, b KeptFile) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Path, b.Path)) })
	return out, nil
}

// cutBoth is what stands between a prefix and a suffix.
func cutBoth(s, prefix, suffix string) (between string, ok bool) {
	if len(s) < len(prefix)+len(suffix) || s[:len(prefix)] != prefix || s[len(s)-len(suffix):] != suffix {
		return "", false
	}
	return s[len(prefix) : len(s)-len(suffix)], true
}
