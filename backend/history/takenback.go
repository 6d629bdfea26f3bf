package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// undoReason is how the reflog names an undo, before the subject of the commit.
const undoReason = "undo: "

// reflogLimit is how much of the end of a reflog is read, in bytes.
const reflogLimit = 1 << 20

// TakenBack is a commit that [Repo.Undo] took back, and when.
type TakenBack struct {
	Commit Commit
	At     time.Time
}

// TakenBack lists the commits that were taken back in this work tree, the last
// one first, as far as the log of HEAD tells and the repository still has them:
// git keeps such commits for weeks.
func (r *Repo) TakenBack() ([]TakenBack, error) {
	log, err := readEnd(filepath.Join(r.gitDir, "logs", "HEAD"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the commits that were taken back: %w", err)
	}
	var out []TakenBack
	for _, u := range undosIn(log) {
		c, err := r.Resolve(u.hash)
		if err != nil {
			continue // it is gone
		}
		out = append(out, TakenBack{c, u.at})
	}
	slices.Reverse(out)
	return out, nil
}

// readEnd reads the last reflogLimit bytes of a file.
func readEnd(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	raw := make([]byte, min(info.Size(), reflogLimit))
	n, err := f.ReadAt(raw, info.Size()-int64(len(raw)))
	if n < len(raw) {
		return "", err
	}
	return string(raw), nil
}

// undone is a commit that a reflog says was taken back.
type undone struct {
	hash string
	at   time.Time
}

// undosIn reads the lines of a reflog: old, new, who with the seconds and the
// zone, a tab, and what. Lines of any other form are passed by.
func undosIn(log string) (out []undone) {
	for line := range strings.Lines(log) {
		move, what, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		words := strings.Fields(move)
		if !strings.HasPrefix(what, undoReason) || len(words) < 4 || !isHash(words[0]) {
			continue
		}
		seconds, err := strconv.ParseInt(words[len(words)-2], 10, 64)
		if err != nil {
			continue
		}
		out = append(out, undone{words[0], time.Unix(seconds, 0)})
	}
	return out
}

func isHash(s string) bool {
	_, err := ParseHash(s)
	return err == nil
}
