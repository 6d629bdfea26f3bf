package workspace

import (
	"path"
	"slices"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

// While the disk is read an edit does not wait, and a save made meanwhile is
// not undone by what was read before it.
func TestRefreshReadsAside(t *testing.T) {
	w, root := fixture(t)
	d := document(t, w, atlas.Signals)
	const theirs, mine = "# Ruritania - Signals\n\nTheirs.\n", "# Ruritania - Signals\n\nMine.\n"
	put(t, root, "ruritania/signals.md", theirs)
	saved := false
	w.read = func(name string) (store.File, error) {
		file, err := w.store.Read(name)
		if path.Base(name) != "signals.md" || saved {
			return file, err
		}
		saved = true
		if !w.mu.TryLock() {
			t.Fatal("a refresh holds the lock while it reads")
		}
		w.mu.Unlock()
		if _, err := w.Save("ruritania", atlas.Signals, mine, file.Revision); err != nil {
			t.Fatal(err)
		}
		return file, err
	}
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	if got := document(t, w, atlas.Signals); got.Text != mine || got.Base != got.Disk || got.Base == d.Base {
		t.Errorf("after a save in the middle of a refresh: %+v", got)
	}
}

func TestRefreshReadsWhatAPathConcerns(t *testing.T) {
	w, root := fixture(t)
	put(t, root, "sylvania/evidence.md", "# Sylvania - Evidence Layer\n")
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	for _, id := range w.IDs() {
		if _, err := w.Layers(id); err != nil { // what nobody has asked for is not read
			t.Fatal(err)
		}
	}
	var read []string
	w.read = func(name string) (store.File, error) {
		read = append(read, path.Dir(name))
		return w.store.Read(name)
	}
	for _, c := range []struct {
		name   string
		change func()
		paths  []string
		want   []string
	}{
		{"a file", func() {}, []string{w.Path("ruritania", "signals.md")}, []string{"ruritania"}},
		{"a folder above", func() {}, []string{w.Root()}, []string{"ruritania", "sylvania"}},
		{"a folder of a like name", func() {}, []string{w.Path("ruritania-old", "signals.md")}, nil},
		{"elsewhere", func() {}, []string{w.Path(".git", "HEAD")}, nil},
		{"a package that came", func() { put(t, root, "zamunda/evidence.md", "# Zamunda - Evidence Layer\n") }, []string{w.Path("other")}, nil},
		{"anything", func() {}, nil, []string{"ruritania", "sylvania"}},
	} {
		read = nil
		c.change()
		if _, err := w.Refresh(c.paths...); err != nil {
			t.Fatal(err)
		}
		slices.Sort(read)
		if got := slices.Compact(read); !slices.Equal(got, c.want) {
			t.Errorf("%s: read %q, want %q", c.name, got, c.want)
		}
	}
}
