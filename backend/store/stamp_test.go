package store

import (
	"os"
	"testing"
	"time"
)

func TestUntouched(t *testing.T) {
	s := open(t)
	old := time.Now().Add(-time.Hour)
	settle := func(name string) { must(t, os.Chtimes(s.at(name), old, old)) }
	for _, c := range []struct {
		title  string
		change func()
		want   bool
	}{
		{"nothing", func() {}, true},
		{"the same bytes again", func() { put(t, s.at("a.md"), "one") }, false},
		{"others of the same length and time", func() { put(t, s.at("a.md"), "two"); settle("a.md") }, false},
		{"another file of the same length and time", func() {
			put(t, s.at("b.md"), "two")
			settle("b.md")
			must(t, os.Rename(s.at("b.md"), s.at("a.md")))
		}, false},
		{"read-only", func() { must(t, os.Chmod(s.at("a.md"), 0o444)) }, false},
		{"a link to it", func() {
			must(t, os.Rename(s.at("a.md"), s.at("b.md")))
			must(t, os.Symlink("b.md", s.at("a.md")))
		}, false},
		{"gone", func() { must(t, os.Remove(s.at("a.md"))) }, false},
	} {
		_ = os.Remove(s.at("a.md"))
		put(t, s.at("a.md"), "one")
		settle("a.md")
		f := read(t, s, "a.md")
		info, err := os.Stat(s.at("a.md"))
		must(t, err)
		f.stamp = stamp{info}                                          // as if it had been read some seconds later
		for later := info; !later.ModTime().After(changeTime(info)); { // till the clock of the file system ticks
			put(t, s.at("clock"), "x")
			later, err = os.Stat(s.at("clock"))
			must(t, err)
		}
		c.change()
		if got := s.Untouched(f); got != c.want {
			t.Errorf("%s: untouched is %v", c.title, got)
		}
	}
}

// What was written just now may be written again at the same time.
func TestFreshFileIsNotTrusted(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), "one")
	if s.Untouched(read(t, s, "a.md")) || s.Untouched(File{Path: "a.md"}) {
		t.Error("a file of this moment counts as untouched")
	}
	must(t, os.Chtimes(s.at("a.md"), time.Time{}, time.Now().Add(time.Hour)))
	if s.Untouched(read(t, s, "a.md")) {
		t.Error("a file of the future counts as untouched")
	}
}
