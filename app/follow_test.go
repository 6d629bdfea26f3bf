package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/workspace"
)

// build/soak asks for more.
var (
	stormOperations = flag.Int("storm", 1000, "operations of the storm")
	stormWithin     = flag.Duration("within", time.Minute, "in which the window must show the disk's state after the storm")
)

// TestStorm changes files and folders at random, as fast as it can, and then
// compares what the page would be given with the disk (invariant I12).
func TestStorm(t *testing.T) {
	w, began := openWindow(t), time.Now()
	r := rand.New(rand.NewPCG(7, uint64(*stormOperations)))
	scramble(w.folder, r, *stormOperations)
	ended, late := time.Now(), time.After(max(*stormWithin, time.Minute))
	difference := w.difference(t)
	for difference != "" {
		select {
		case <-time.After(10 * time.Millisecond):
			difference = w.difference(t)
		case <-late:
			t.Fatal(difference)
		}
	}
	took, broken := time.Since(ended).Round(time.Millisecond), 0
	if took > *stormWithin {
		broken = 1
		t.Errorf("the window shows the disk after %v", took)
	}
	packages := len((&Workspaces{w.desk}).Overview(0).Packages)
	tabulate(t, fmt.Sprintf("storm: the window follows the disk|%d operations|0|%d|%.1f s|%d packages; it shows the disk %v after the last", *stormOperations, broken, time.Since(began).Seconds(), packages, took))
}

// tabulate appends a line to the table of build/soak, which the variable
// SOAK_TABLE names.
func tabulate(t *testing.T, line string) {
	t.Helper()
	t.Log(line)
	table := os.Getenv("SOAK_TABLE")
	if table == "" {
		return
	}
	file, err := os.OpenFile(table, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = fmt.Fprintln(file, line)
		_ = file.Close()
	}
	if err != nil {
		t.Error(err)
	}
}

// scramble ignores failures: what is not there cannot be renamed.
func scramble(root string, r *rand.Rand, operations int) {
	folder := func() string {
		path := root
		for range 1 + r.IntN(2) {
			path = filepath.Join(path, fmt.Sprint("p", r.IntN(20)))
		}
		return path
	}
	layers := atlas.Layers()
	file := func() string { return filepath.Join(folder(), layers[r.IntN(len(layers))].File()) }
	for i := range operations {
		switch r.IntN(10) {
		case 0, 1:
			_ = os.MkdirAll(folder(), 0o755)
		case 2, 3, 4, 5:
			_ = os.WriteFile(file(), fmt.Appendf(nil, "# Ruritania - %d\n\nThe office keeps %d registers.\n", i, i), 0o644)
		case 6:
			_ = os.Rename(file(), file())
		case 7:
			_ = os.Rename(folder(), folder())
		case 8:
			_ = os.Remove(file())
		case 9:
			if r.IntN(4) == 0 {
				_ = os.RemoveAll(folder())
			}
		}
	}
}

// difference says where the page's state is not the disk's, "" where it is.
func (w window) difference(t *testing.T) string {
	shown, there := w.shown(t), onDisk(t, w.folder)
	for _, file := range slices.Sorted(maps.Keys(there)) {
		if text, ok := shown[file]; !ok || text != there[file] {
			return fmt.Sprintf("%s is shown as %q (%v) and holds %q", file, text, ok, there[file])
		}
		delete(shown, file)
	}
	for file, text := range shown {
		return fmt.Sprintf("%s is shown as %q and is not there", file, text)
	}
	return ""
}

// shown are the texts of all layers that the page would be given.
func (w window) shown(t *testing.T) map[string]string {
	texts := map[string]string{}
	for _, row := range (&Workspaces{w.desk}).Overview(0).Packages {
		for _, l := range atlas.Layers() {
			doc, err := (&Documents{w.desk}).Read(row.ID, l.Key())
			if err == nil && doc.Present { // it may be gone since
				texts[filepath.Join(w.folder, filepath.FromSlash(row.ID), l.File())] = doc.Text
			}
		}
	}
	return texts
}

// maxDepth is how far below the open folder packages are looked for.
const maxDepth = 8

// onDisk are the texts of all layers in the package folders below root.
func onDisk(t *testing.T, root string) map[string]string {
	texts := map[string]string{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		if strings.Count(path[len(root):], string(filepath.Separator)) > maxDepth {
			return fs.SkipDir
		}
		entries, err := os.ReadDir(path)
		var names []string
		for _, e := range entries {
			if !e.IsDir() {
				names = append(names, e.Name())
			}
		}
		for _, l := range atlas.Layers() {
			if !pack.IsPackage(names) || !slices.Contains(names, l.File()) {
				continue
			}
			raw, readErr := os.ReadFile(filepath.Join(path, l.File()))
			texts[filepath.Join(path, l.File())], err = string(raw), errors.Join(err, readErr)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// A repository that comes or goes is seen long before the look of every minute.
func TestOutsideRepositoryReachesThePage(t *testing.T) {
	w := openWindow(t)
	shows := func(there bool, branch string) func() bool {
		return func() bool {
			now := (&Workspaces{w.desk}).Overview(0)
			return now.Repository == there && now.Branch == branch
		}
	}
	above := filepath.Dir(w.folder)
	for _, c := range []struct {
		what   string
		do     func()
		there  bool
		branch string
	}{
		{"a repository above", func() { git(t, above, "init", "-q", "-b", "trunk") }, true, "trunk"},
		{"its branch", func() { git(t, above, "symbolic-ref", "HEAD", "refs/heads/draft/one") }, true, "draft/one"},
		{"a repository of the folder", func() { git(t, w.folder, "init", "-q", "-b", "main") }, true, "main"},
		{"the one above again", func() { remove(t, filepath.Join(w.folder, ".git")) }, true, "draft/one"},
		{"none", func() { remove(t, filepath.Join(above, ".git")) }, false, ""},
	} {
		c.do()
		w.await(t, c.what, shows(c.there, c.branch))
	}
}

// A repository that cannot be read is not taken for none: the window says why, for as long as that is so.
func TestRepositoryThatCannotBeRead(t *testing.T) {
	w := openWindow(t)
	dotGit := filepath.Join(w.folder, ".git")
	if err := os.WriteFile(dotGit, []byte("gitdir: gone\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	problem := func() string { return (&Workspaces{w.desk}).Overview(0).Problem }
	w.await(t, "why it cannot be read", func() bool { return strings.Contains(problem(), w.folder) })
	remove(t, dotGit)
	w.await(t, "no repository and no problem", func() bool { return problem() == "" })
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func TestFolderThatVanishesAndComesBack(t *testing.T) {
	w := openWindow(t)
	if err := os.Rename(w.folder, w.folder+"-away"); err != nil {
		t.Fatal(err)
	}
	problem := func() string { return (&Workspaces{w.desk}).Overview(0).Problem }
	w.await(t, "a word on the vanished folder", func() bool { return problem() != "" })
	if err := os.CopyFS(w.folder, os.DirFS(w.folder+"-away")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.folder, pkg, "profile.md"), []byte("# Kazakhstan - Profile\n\nBack.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.await(t, "the folder that came back", func() bool { return problem() == "" && w.difference(t) == "" })
}

// Only what is new is told: a file that was touched, or that this program
// wrote, holds the bytes that the page has.
func TestOnlyNewsIsTold(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "jurisdictions")
	if err := os.CopyFS(filepath.Join(folder, pkg), os.DirFS(filepath.Join("..", "jurisdictions", pkg))); err != nil {
		t.Fatal(err)
	}
	open, err := workspace.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open.Package(pkg); err != nil { // what nobody has read yet is no news
		t.Fatal(err)
	}
	events := make(chan string, 10)
	d := &desk{ctx: t.Context(), open: open, repository: repositoryOf(open), emit: func(_ context.Context, event string, _ ...any) { events <- event }}
	w := window{desk: d, folder: folder, events: events} // that nothing else follows
	profile := filepath.Join(w.folder, pkg, "profile.md")
	raw, err := os.ReadFile(profile)
	if err != nil {
		t.Fatal(err)
	}
	shown := view{seq: w.open.Seq(), settings: d.settings.text()}
	for _, c := range []struct {
		what    string
		content []byte
		events  int
	}{{"nothing", nil, 0}, {"the same bytes", raw, 0}, {"others", append(raw, '\n'), 1}, {"the same again", append(raw, '\n'), 0}} {
		if c.content != nil {
			if err := os.WriteFile(profile, c.content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for len(w.events) > 0 {
			<-w.events
		}
		if w.look(w.open, &shown, profile); len(w.events) != c.events {
			t.Errorf("%s: the page is told %d times", c.what, len(w.events))
		}
	}
}
