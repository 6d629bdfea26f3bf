package soak

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"
)

// TestDisplaced lets another program replace a file over and over while it is
// saved here. What either wrote is on the disk, was read by the one who wrote
// over it, or is kept aside (I9).
func TestDisplaced(t *testing.T) {
	a := asked(t)
	root, aside := t.TempDir(), t.TempDir()
	file := filepath.Join(root, "signals.md")
	put(t, filepath.Join(root, "evidence.md"), layer(0, atlas.Evidence))
	put(t, file, layer(0, atlas.Signals))
	w, err := workspace.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	table := begin(t, "external edits while a file is saved", "edits")
	mine := &versions{base: map[string]string{}}
	ended, conflicts := make(chan struct{}), 0
	var saving sync.WaitGroup
	saving.Go(func() {
		for n := 1; ; n++ {
			select {
			case <-ended:
				return
			default:
				if saveOver(t, w, n, aside, mine) {
					conflicts++
				}
			}
		}
	})
	last := layer(0, atlas.Signals)
	for late := time.Now().Add(a.race / 3); time.Now().Before(late); {
		table.tries++
		if found, there := mine.reach(t, file, last); !there && !kept(t, aside, last) {
			table.lose("%q under %q", tail(last), tail(found))
		}
		last = layer(0, atlas.Signals) + fmt.Sprintf("- Theirs, %d.\n", table.tries)
		put(t, file+".theirs", last)
		if err := os.Rename(file+".theirs", file); err != nil {
			t.Fatal(err)
		}
	}
	close(ended)
	saving.Wait()
	table.notes = fmt.Sprintf("%d conflicts told", conflicts)
}

// versions are the texts saved here, each with the text it was made on.
type versions struct {
	mu   sync.Mutex
	base map[string]string
}

// reach says whether the file leads to a text, soon at the latest: what a save
// finds that it has displaced it puts back.
func (v *versions) reach(t *testing.T, file, text string) (found string, there bool) {
	for range 20 {
		if found = get(t, file); v.leads(found, text) {
			return found, true
		}
		time.Sleep(time.Millisecond)
	}
	return found, false
}

// leads says whether one saved text was made on the other, or on one that was.
func (v *versions) leads(from, to string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	for known := true; from != to && known; {
		from, known = v.base[from]
	}
	return from == to
}

// saveOver saves over what it reads, and lets the disk's text win a conflict.
func saveOver(t *testing.T, w *workspace.Workspace, n int, aside string, mine *versions) (conflict bool) {
	if _, err := w.Refresh(); err != nil {
		t.Error(err)
		return
	}
	doc, err := w.Document(id, atlas.Signals)
	if err != nil {
		t.Error(err)
		return
	}
	text := layer(0, atlas.Signals) + fmt.Sprintf("- Mine, %d.\n", n)
	mine.mu.Lock()
	mine.base[text] = doc.Text
	mine.mu.Unlock()
	_, err = w.Save(id, atlas.Signals, text, doc.Base)
	var told *store.ConflictError
	if err != nil && !errors.As(err, &told) {
		t.Error(err)
	}
	if err == nil {
		return false
	}
	for errors.As(err, &told) { // the disk may change once more meanwhile
		var both workspace.Merged
		if both, err = w.Merge(id, atlas.Signals, text, doc.Base); err == nil {
			theirs := workspace.Resolution{Mine: text, Text: both.Theirs, Disk: both.Disk}
			_, err = w.Resolve(id, atlas.Signals, theirs, aside)
		}
	}
	if err != nil {
		t.Error(err)
	}
	return true
}

// kept says whether a text is among the files aside.
func kept(t *testing.T, aside, text string) bool {
	files, err := filepath.Glob(filepath.Join(aside, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if get(t, file) == text {
			return true
		}
	}
	return false
}

// tail is the last line of a text.
func tail(text string) string { return text[max(0, len(text)-30):] }
