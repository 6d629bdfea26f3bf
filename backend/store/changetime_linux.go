package store

import (
	"io/fs"
	"syscall"
	"time"
)

// changeTime is when the file or what the system notes of it changed last. No
// program can set it, as it can the time of modification.
func changeTime(info fs.FileInfo) time.Time {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return time.Time{}
	}
	return time.Unix(s.Ctim.Unix())
}
