package history

import (
	"io/fs"
	"syscall"
)

// statWords describes a file as git does on Linux.
func statWords(info fs.FileInfo) stat {
	s := timesAndSize(info)
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.setWord(wordCTime, uint32(sys.Ctim.Sec))
		s.setWord(wordCTimeNano, uint32(sys.Ctim.Nsec))
		s.setWord(wordDev, uint32(sys.Dev))
		s.setWord(wordIno, uint32(sys.Ino))
		s.setWord(wordUID, sys.Uid)
		s.setWord(wordGID, sys.Gid)
	}
	return s
}
