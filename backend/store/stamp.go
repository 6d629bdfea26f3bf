package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// stamp is what the system says of a file that was read. As long as it says the
// same, the file is the same.
type stamp struct {
	info fs.FileInfo // nil where the file must be read each time
}

// settled is how long a file has to be left alone before its times can be
// trusted: on some file systems, two changes within that have the same time.
const settled = 2 * time.Second

// stampOf is asked before the file is read, so that a change meanwhile is seen
// the next time.
func stampOf(info fs.FileInfo) stamp {
	last := info.ModTime()
	if changed := changeTime(info); changed.After(last) {
		last = changed
	}
	if age := time.Since(last); age < settled { // or it is in the future
		return stamp{}
	}
	return stamp{info}
}

func (s stamp) holds(now fs.FileInfo) bool {
	return s.info != nil && os.SameFile(s.info, now) && s.info.Size() == now.Size() && s.info.Mode() == now.Mode() &&
		s.info.ModTime().Equal(now.ModTime()) && changeTime(s.info).Equal(changeTime(now))
}

// Untouched says whether the system notes no change of a file since it was
// read: it is what it was. Where that is not certain it says no.
func (s *Store) Untouched(f File) bool {
	if f.stamp.info == nil {
		return false
	}
	at, now := s.root, fs.FileInfo(nil)
	for part := range strings.SplitSeq(f.Path, "/") {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		if err != nil || info.Mode()&fs.ModeSymlink != 0 {
			return false
		}
		now = info
	}
	return f.stamp.holds(now)
}
