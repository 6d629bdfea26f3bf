package history

import (
	"io/fs"
	"time"
)

// smudge makes git look at the content of files that may have changed unseen
// within the second in which the index was written. Git takes an entry of that
// second for unsure as long as the index has that time, and a rewritten index
// is newer; see Documentation/technical/racy-git in git's sources. now says
// what a file's stat is now: git compares whole seconds, so an entry whose
// nanoseconds still are right, and older than the index, is sure.
func (x *index) smudge(written time.Time, now func(name string) stat) {
	for i := range x.entries {
		e := &x.entries[i]
		if int64(e.stat.word(wordMTime)) < written.Unix() {
			continue
		}
		if !e.stat.modified().Add(clockTick).Before(written) || !e.stat.sameFile(now(e.name)) {
			e.stat.setWord(wordSize, 0)
		}
	}
}

// clockTick is more than the steps in which operating systems stamp files.
const clockTick = 20 * time.Millisecond

func (s *stat) modified() time.Time {
	return time.Unix(int64(s.word(wordMTime)), int64(s.word(wordMTimeNano)))
}

// sameFile compares all but the mode, which is not the file's. Without
// nanoseconds it cannot tell.
func (s stat) sameFile(now stat) bool {
	now.setWord(wordMode, s.word(wordMode))
	return s == now && s.word(wordMTimeNano) != 0
}

// timesAndSize is the part of a stat that is the same on every system.
func timesAndSize(info fs.FileInfo) stat {
	var s stat
	s.setWord(wordMTime, uint32(info.ModTime().Unix()))
	s.setWord(wordMTimeNano, uint32(info.ModTime().Nanosecond()))
	s.setWord(wordSize, uint32(info.Size()))
	return s
}
