package soak

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/gittest"
)

// amount is how much of each is done.
type amount struct {
	kills map[int]int // of each operation, by the number of packages
	race  time.Duration
	fsck  int           // every so many kills one of the whole repository
	draft time.Duration // how old unsaved text may be without a draft
	// stride is how much more room is left on the full disk from one attempt to
	// the next; each write is tried at 1.
	stride int
}

// amounts, by the value of the variable SOAK. Without it the tests are skipped.
var amounts = map[string]amount{
	"short": {kills: map[int]int{100: 4, 1000: 1}, race: 2 * time.Second, fsck: 4, draft: 10 * time.Second, stride: 10},
	"full":  {kills: map[int]int{100: 200, 1000: 200}, race: time.Minute, fsck: 20, draft: time.Second, stride: 1},
}

func asked(t *testing.T) amount {
	t.Helper()
	a, ok := amounts[os.Getenv("SOAK")]
	if !ok {
		t.Skip("this is for build/soak")
	}
	return a
}

// The child and git see no configuration but the fixtures'.
func TestMain(m *testing.M) {
	if os.Getenv(childOperation) != "" {
		os.Exit(runChild())
	}
	gittest.Main(m, [2]string{"GIT_OPTIONAL_LOCKS", "0"})
}

// row is a line of the table that build/soak prints.
type row struct {
	t       *testing.T
	what    string
	tries   int // kills, commits or writes
	unit    string
	notes   string
	lost    int // what was acknowledged, or stood on the disk, and is gone
	broken  int // whatever else git finds wrong
	started time.Time
}

func begin(t *testing.T, what, unit string) *row {
	r := &row{t: t, what: what, unit: unit, started: time.Now()}
	t.Cleanup(r.write)
	return r
}

func (r *row) lose(format string, args ...any) {
	r.t.Helper()
	r.lost++
	r.t.Errorf("lost: "+format, args...)
}

func (r *row) fault(format string, args ...any) {
	r.t.Helper()
	r.broken++
	r.t.Errorf("broken: "+format, args...)
}

// write appends to the file that the variable SOAK_TABLE names, parted by bars.
func (r *row) write() {
	line := fmt.Sprintf("%s|%d %s|%d|%d|%.1f s|%s\n", r.what, r.tries, r.unit, r.lost, r.broken, time.Since(r.started).Seconds(), r.notes)
	r.t.Log(strings.TrimSpace(line))
	table := os.Getenv("SOAK_TABLE")
	if table == "" {
		return
	}
	file, err := os.OpenFile(table, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = file.WriteString(line)
		_ = file.Close()
	}
	if err != nil {
		r.t.Error(err)
	}
}
