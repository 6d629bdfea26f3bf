package history

import (
	"io/fs"
	"syscall"
)

// statWords describes a file as Git for Windows does: the creation time takes
// the place of the change time, and there are no device, inode and owner.
func statWords(info fs.FileInfo) stat {
	s := timesAndSize(info)
	if sys, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		nano := sys.CreationTime.Nanoseconds()
		s.setWord(wordCTime, uint32(nano/1e9))
		s.setWord(wordCTimeNano, uint32(nano%1e9))
	}
	return s
}
