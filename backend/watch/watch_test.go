package watch

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/google/go-cmp/cmp"
)

// never is longer than any test runs.
const never = time.Hour

// brisk has only events to go by: nothing is polled.
var brisk = Options{Quiet: 10 * time.Millisecond, Cap: 50 * time.Millisecond, Poll: never, Rescan: never}

// observed is a running watcher under test.
type observed struct {
	t       *testing.T
	batches <-chan Batch
	stop    func()
}

func observe(t *testing.T, w *watcher) *observed {
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return &observed{t, start(ctx, w), cancel}
}

func onRoot(t *testing.T, root string, o Options) *observed {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	return observe(t, newWatcher(events, root, o))
}

// until takes batches until enough holds.
func (o *observed) until(what string, enough func(Batch) bool) {
	o.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case b, open := <-o.batches:
			if !open {
				o.t.Fatalf("closed before %s", what)
			}
			if enough(b) {
				return
			}
		case <-deadline:
			o.t.Fatalf("no %s", what)
		}
	}
}

func (o *observed) untilAll(why string) {
	o.t.Helper()
	o.until("All after "+why, func(b Batch) bool { return b.All && len(b.Paths) == 0 })
}

func (o *observed) untilPath(path string) {
	o.t.Helper()
	o.until("event of "+path, func(b Batch) bool {
		if b.All {
			o.t.Fatal("All, where only one path changed")
		}
		return slices.Contains(b.Paths, path)
	})
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWaysOfSaving(t *testing.T) {
	type save func(file string) error
	for name, save := range map[string]save{
		"in place": func(file string) error { return os.WriteFile(file, []byte("a"), 0o644) },
		"a file renamed over it": func(file string) error {
			temp := filepath.Join(filepath.Dir(file), ".atlas-desk-1")
			return first(os.WriteFile(temp, []byte("b"), 0o644), os.Rename(temp, file))
		},
		"a file moved in from elsewhere": func(file string) error {
			temp := filepath.Join(t.TempDir(), "x")
			return first(os.WriteFile(temp, []byte("c"), 0o644), os.Rename(temp, file))
		},
		"a copy left behind": func(file string) error {
			return first(os.Rename(file, file+"~"), os.WriteFile(file, []byte("d"), 0o644))
		},
		"made read-only": func(file string) error { return os.Chmod(file, 0o444) },
		"deleted":        os.Remove,
		"renamed":        func(file string) error { return os.Rename(file, file+"~") },
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			file := filepath.Join(root, "kz", "signals.md")
			write(t, file, "old")
			o := onRoot(t, root, brisk)
			must(t, save(file))
			o.untilPath(file)
		})
	}
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestStormInNewFoldersMissesNothing(t *testing.T) {
	root := t.TempDir()
	o := onRoot(t, root, brisk)
	missing := map[string]bool{}
	for i := range 300 {
		for j := range 7 {
			missing[filepath.Join(root, "region", fmt.Sprint("p", i), fmt.Sprint(j, ".md"))] = true
		}
	}
	go func() {
		for _, path := range slices.Sorted(maps.Keys(missing)) {
			write(t, path, "x")
		}
	}()
	seen := map[string]bool{}
	o.until("report of every file", func(b Batch) bool {
		if b.All {
			t.Fatal("All, where events would do")
		}
		for _, path := range b.Paths {
			if missing[path] {
				seen[path] = true
			}
		}
		return len(seen) == len(missing)
	})
}

// TestRandomOperations plays a receiver that believes the batches and nothing
// else, and compares what it knows with the disk.
func TestRandomOperations(t *testing.T) {
	root := t.TempDir()
	o := onRoot(t, root, brisk)
	done := make(chan struct{})
	go func() {
		defer close(done)
		scramble(root, rand.New(rand.NewPCG(1, 2)), 3000)
	}()
	known := map[string]string{}
	o.until("agreement with the disk", func(b Batch) bool {
		if b.All {
			b.Paths = []string{root}
		}
		for _, path := range b.Paths {
			maps.DeleteFunc(known, func(k, _ string) bool { return within(k, path) })
			maps.Copy(known, contents(path))
		}
		select {
		case <-done:
			return maps.Equal(known, contents(root))
		default:
			return false
		}
	})
}

// contents returns the texts of the files at and below a path.
func contents(path string) map[string]string {
	found := map[string]string{}
	_ = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if raw, err := os.ReadFile(p); err == nil {
				found[p] = string(raw)
			}
		}
		return nil
	})
	return found
}

// scramble ignores failures: what is not there cannot be renamed.
func scramble(root string, r *rand.Rand, operations int) {
	folder := func() string {
		path := root
		for range r.IntN(3) {
			path = filepath.Join(path, string(rune('a'+r.IntN(4))))
		}
		return path
	}
	file := func() string { return filepath.Join(folder(), fmt.Sprint(r.IntN(4), ".md")) }
	for i := range operations {
		switch r.IntN(8) {
		case 0, 1:
			_ = os.MkdirAll(folder(), 0o755)
		case 2, 3, 4:
			_ = os.WriteFile(file(), fmt.Append(nil, i), 0o644)
		case 5:
			_ = os.Rename(file(), file())
		case 6:
			if from := folder(); from != root {
				_ = os.Rename(from, folder())
			}
		case 7:
			if path := folder(); path != root && r.IntN(4) == 0 {
				_ = os.RemoveAll(path)
			} else {
				_ = os.Remove(file())
			}
		}
	}
}

func TestRenamedFolderIsWatchedUnderItsNewName(t *testing.T) {
	root := t.TempDir()
	old, renamed := filepath.Join(root, "old"), filepath.Join(root, "new")
	write(t, filepath.Join(old, "sub", "a.md"), "x")
	o := onRoot(t, root, brisk)
	must(t, os.Rename(old, renamed))
	o.untilPath(filepath.Join(renamed, "sub", "a.md"))
	write(t, filepath.Join(renamed, "sub", "a.md"), "y")
	o.untilPath(filepath.Join(renamed, "sub", "a.md"))
}

func TestOverflow(t *testing.T) {
	events, err := fsnotify.NewWatcher()
	must(t, err)
	root := t.TempDir()
	o := observe(t, newWatcher(events, root, brisk))
	file := filepath.Join(root, "kz", "a.md")
	must(t, events.Remove(root)) // as if the event of the new folder were lost
	write(t, file, "x")
	events.Errors <- fsnotify.ErrEventOverflow
	o.untilAll("an overflow")
	write(t, file, "y")
	o.untilPath(file)
}

// TestFullQueue writes so much while nobody reads that the system drops events.
func TestFullQueue(t *testing.T) {
	raw, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	size, _ := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil || size > 50_000 {
		t.Skip("the queue of events is not to be filled here")
	}
	events, err := fsnotify.NewWatcher()
	must(t, err)
	root := t.TempDir()
	must(t, events.Add(root))
	two := []string{filepath.Join(root, "1.md"), filepath.Join(root, "2.md")}
	write(t, two[0], "x")
	write(t, two[1], "x")
	for i := range 2 * size { // fsnotify may read ahead; by turns, since two equal events in a row become one
		must(t, os.Chmod(two[i%2], 0o644))
	}
	file := filepath.Join(root, "late", "a.md")
	write(t, file, "x")
	o := observe(t, newWatcher(events, root, brisk))
	o.untilAll("an overflow")
	write(t, file, "y")
	o.untilPath(file)
}

func TestVanishedRoot(t *testing.T) {
	root := filepath.Join(t.TempDir(), "workspace")
	polling := brisk
	polling.Poll = 20 * time.Millisecond
	for _, gone := range []struct {
		name string
		way  func() error
	}{
		{"deleted", func() error { return os.RemoveAll(root) }},
		{"renamed", func() error { return os.Rename(root, filepath.Join(t.TempDir(), "elsewhere")) }},
		{"its parent renamed", func() error { return os.Rename(filepath.Dir(root), filepath.Join(t.TempDir(), "elsewhere")) }},
	} {
		t.Run(gone.name, func(t *testing.T) {
			file := filepath.Join(root, "kz", "a.md")
			write(t, file, "x")
			o := onRoot(t, root, polling)
			must(t, gone.way())
			o.untilAll("the root has gone")
			write(t, file, "y")
			o.untilAll("the root is back")
			write(t, file, "z")
			o.until("event in the root that is back", func(b Batch) bool {
				if b.All { // a second notice of its going or coming
					write(t, file, "z")
				}
				return slices.Contains(b.Paths, file)
			})
		})
	}
}

func TestExtraPaths(t *testing.T) {
	root := t.TempDir()
	git := filepath.Join(root, ".git")
	head, heads := filepath.Join(git, "HEAD"), filepath.Join(git, "refs", "heads")
	must(t, os.MkdirAll(heads, 0o755))
	options := brisk
	options.Extra = []string{head, heads}
	o := onRoot(t, root, options)
	var others []string
	see := func(path string) {
		t.Helper()
		o.until("event of "+path, func(b Batch) bool {
			for _, p := range b.Paths {
				if p != path && p != heads {
					others = append(others, p)
				}
			}
			return slices.Contains(b.Paths, path)
		})
	}
	write(t, filepath.Join(git, "index"), "noise")
	write(t, filepath.Join(git, "HEAD.lock"), "ref")
	must(t, os.Rename(filepath.Join(git, "HEAD.lock"), head))
	see(head)
	write(t, filepath.Join(heads, "main"), "0")
	see(filepath.Join(heads, "main"))
	if others != nil {
		t.Errorf("reported as well: %q", others)
	}
}

func TestExtraPathThatComesLater(t *testing.T) {
	root := t.TempDir()
	head := filepath.Join(root, ".git", "HEAD")
	options := brisk
	options.Extra, options.Poll = []string{head}, 20*time.Millisecond
	o := onRoot(t, root, options)
	write(t, head, "ref")
	o.untilPath(head)
}

func TestTrees(t *testing.T) {
	root := t.TempDir()
	refs := filepath.Join(root, ".git", "refs")
	write(t, filepath.Join(refs, "heads", "main"), "0")
	options := brisk
	options.Trees = []string{refs}
	o := onRoot(t, root, options)
	write(t, filepath.Join(refs, "heads", "main"), "1")
	o.untilPath(filepath.Join(refs, "heads", "main"))
	topic := filepath.Join(refs, "remotes", "origin", "topic")
	write(t, topic, "2")
	o.untilPath(topic)
	write(t, topic, "3")
	o.untilPath(topic)
}

// TestSymbolicLinks has a folder that leads back to the root: it is passed by.
func TestSymbolicLinks(t *testing.T) {
	root := t.TempDir()
	must(t, os.Symlink(root, filepath.Join(root, "again")))
	must(t, os.Symlink("loop", filepath.Join(root, "loop")))
	o := onRoot(t, root, brisk)
	link := filepath.Join(root, "later")
	must(t, os.Symlink(root, link))
	o.untilPath(link)
	file := filepath.Join(root, "kz", "a.md")
	write(t, file, "x")
	o.until("event of "+file, func(b Batch) bool {
		for _, path := range b.Paths {
			if rel, err := filepath.Rel(root, path); err != nil || strings.Count(rel, string(filepath.Separator)) > 1 {
				t.Errorf("reported: %s", path)
			}
		}
		return slices.Contains(b.Paths, file)
	})
}

func TestExtraPathAboveTheRoot(t *testing.T) {
	for _, watched := range []bool{true, false} {
		above := t.TempDir()
		root, git := filepath.Join(above, "packages"), filepath.Join(above, ".git")
		must(t, os.Mkdir(root, 0o755))
		options := brisk
		options.Extra = []string{git}
		if !watched {
			options.Poll = 5 * time.Millisecond
		}
		events, err := fsnotify.NewWatcher()
		must(t, err)
		w := newWatcher(events, root, options)
		w.above = watched
		o := observe(t, w)
		must(t, os.Mkdir(git, 0o755))
		o.untilPath(git)
		must(t, os.Remove(git))
		o.untilPath(git)
	}
}

func TestFilter(t *testing.T) {
	f := newFilter("/w/", []string{"/w/.git/HEAD", "/w/.git/info"}, []string{"/w/.git/refs"})
	for path, want := range map[string]bool{
		"/w/kz/signals.md":                 true,
		"/w/kz":                            true,
		"/w":                               true,
		"/packages/x.md":                   false,
		"/w/kz/.#signals.md":               false,
		"/w/kz/#signals.md#":               false,
		"/w/kz/signals.md~":                false,
		"/w/kz/.signals.md.swp":            false,
		"/w/kz/4913":                       false,
		"/w/kz/x.tmp":                      false,
		"/w/kz/.atlas-desk-ABC":            false,
		"/w/.obsidian/a.md":                false,
		"/w/node_modules/a.md":             false,
		"/w/.git/HEAD":                     true,
		"/w/.git/HEAD.lock":                false,
		"/w/.git/index":                    false,
		"/w/.git/info/exclude":             true,
		"/w/.git/info/more/x":              false,
		"/w/.git/refs/heads/main":          true,
		"/w/.git/refs/heads/main.lock":     false,
		"/w/.git/refs/heads/a/b/c":         true,
		"/w/.git/refs":                     true,
		"/w/.git/refs-old/main":            false,
		"/w/1/2/3/4/5/6/7/8/signals.md":    true,
		"/w/1/2/3/4/5/6/7/8/9/10/signals.": false,
	} {
		if got := f.concerns(filepath.FromSlash(path)); got != want {
			t.Errorf("concerns(%s) = %v", path, got)
		}
	}
	if !newFilter("/", nil, nil).inRoot("/w/kz") {
		t.Error("nothing is in the root of the system")
	}
}

func TestWithoutEventsItPolls(t *testing.T) {
	options := brisk
	options.Poll = 5 * time.Millisecond
	o := observe(t, newWatcher(nil, t.TempDir(), options))
	o.untilAll("a poll")
	o.untilAll("another")
}

func TestWhereWatchingFailsItPolls(t *testing.T) {
	events, err := fsnotify.NewWatcher()
	must(t, err)
	must(t, events.Close()) // now it adds no folder
	options := brisk
	options.Poll = 5 * time.Millisecond
	o := observe(t, newWatcher(events, t.TempDir(), options))
	o.untilAll("a poll")
	o.untilAll("another")
}

func TestRemoteFolderIsPolled(t *testing.T) {
	root := t.TempDir()
	events, err := fsnotify.NewWatcher()
	must(t, err)
	options := brisk
	options.Poll = 5 * time.Millisecond
	w := newWatcher(events, root, options)
	w.remote = func(folder string) bool { return filepath.Base(folder) == "share" }
	o := observe(t, w)
	must(t, os.Mkdir(filepath.Join(root, "share"), 0o755))
	o.untilAll("a poll")
	o.untilAll("another")
}

func TestLookOnRequest(t *testing.T) {
	look := make(chan struct{})
	options := brisk
	options.Look = look
	root := t.TempDir()
	o := onRoot(t, root, options)
	look <- struct{}{}
	o.untilAll("a request")
	file := filepath.Join(root, "a.md")
	write(t, file, "x")
	o.untilPath(file)
}

func TestSlept(t *testing.T) {
	monday := time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)
	for after, want := range map[time.Duration]bool{
		0: false, 3 * time.Second: false, 10 * time.Second: false, -time.Hour: false, time.Minute: true, 14 * time.Hour: true,
	} {
		if slept(monday, monday.Add(after), 3*time.Second) != want {
			t.Errorf("after %v: slept is not %v", after, want)
		}
	}
}

func TestRescan(t *testing.T) {
	options := brisk
	options.Rescan = 5 * time.Millisecond
	onRoot(t, t.TempDir(), options).untilAll("some time")
}

func TestUntakenBatchesAreUnited(t *testing.T) {
	root := t.TempDir()
	o := onRoot(t, root, brisk)
	var want []string
	for i := range 50 {
		want = append(want, filepath.Join(root, fmt.Sprintf("%02d.md", i)))
		write(t, want[i], "x")
	}
	var got []string
	o.until("file of each name", func(b Batch) bool {
		if !slices.IsSorted(b.Paths) {
			t.Errorf("not sorted: %q", b.Paths)
		}
		got = slices.Compact(slices.Sorted(slices.Values(append(got, b.Paths...))))
		return len(got) == len(want)
	})
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestTooManyPathsAreAll(t *testing.T) {
	var d dirt
	for i := range maxPaths + 1 {
		d.add(fmt.Sprint(i))
	}
	if b := d.batch(); !b.All || len(b.Paths) != 0 {
		t.Errorf("All = %v with %d paths", b.All, len(b.Paths))
	}
}

func TestCloseDuringStorm(t *testing.T) {
	root := t.TempDir()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		r := rand.New(rand.NewPCG(3, 4))
		for {
			select {
			case <-stop:
				return
			default:
				scramble(root, r, 100)
			}
		}
	}()
	for range 5 {
		o := onRoot(t, root, brisk)
		<-o.batches
		o.stop()
		deadline := time.After(20 * time.Second)
		for open := true; open; {
			select {
			case _, open = <-o.batches:
			case <-deadline:
				t.Fatal("not closed")
			}
		}
	}
	close(stop)
	<-stopped
}
