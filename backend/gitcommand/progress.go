package gitcommand

import (
	"regexp"
	"strconv"
)

// Progress is how far git is with one part of its work.
type Progress struct {
	Phase       string // in git's words, such as "Receiving objects"
	Done, Total int
}

// progressPattern is a line that git's progress.c writes: a title, the share,
// the count. What the other side reports begins with "remote:".
var progressPattern = regexp.MustCompile(`^(?:remote: )?([^:%]{1,80}): +\d{1,3}% \((\d{1,12})/(\d{1,12})\)`)

// chatter is what git adds to progress and nobody needs to read afterwards.
var chatter = regexp.MustCompile(`^(?:remote: )?(?:(?:Enumerating|Counting|Compressing|Writing|Receiving|Resolving|Unpacking) (?:objects|deltas): .*done\.|Delta compression using .*|Total \d+ .*)$`)

func parseProgress(line string) (Progress, bool) {
	m := progressPattern.FindStringSubmatch(line)
	if m == nil {
		return Progress{}, false
	}
	done, _ := strconv.Atoi(m[2]) // the pattern lets only short numbers through
	total, _ := strconv.Atoi(m[3])
	return Progress{printable(m[1]), done, total}, true
}
