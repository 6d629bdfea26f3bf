package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/text"

	"github.com/google/go-cmp/cmp"
)

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.TempDir())
	must(t, err)
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// at is the place of a workspace's path on the disk.
func (s *Store) at(name string) string { return filepath.Join(s.root, filepath.FromSlash(name)) }

// put writes a file behind the store's back, with its folders.
func put(t testing.TB, path, content string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(content), 0o644))
}

func get(t testing.TB, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	must(t, err)
	return string(raw)
}

func read(t testing.TB, s *Store, name string) File {
	t.Helper()
	f, err := s.Read(name)
	must(t, err)
	return f
}

// wantCode checks the kind of an error and that it speaks of path.
func wantCode(t testing.TB, err error, code Code, path string) {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Code != code || !strings.Contains(err.Error(), path) || e.Hint == "" {
		t.Errorf("got %v, want one of code %q about %s", err, code, path)
	}
}

// wantNoTemporary checks that nothing on its way is left below a folder.
func wantNoTemporary(t testing.TB, folder string) {
	t.Helper()
	must(t, filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		if strings.HasPrefix(filepath.Base(path), prefix) {
			t.Errorf("left behind: %s", path)
		}
		return err
	}))
}

func TestOpenRefusesWhatIsNoFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	put(t, file, "x")
	for _, path := range []string{filepath.Join(dir, "missing"), file} {
		_, err := Open(path)
		wantCode(t, err, CodeVanished, path)
	}
}

func TestPackages(t *testing.T) {
	s := open(t)
	outside := t.TempDir()
	put(t, filepath.Join(outside, "evidence.md"), "x")
	deep := strings.Repeat("d/", maxDepth-1) + "at8"
	for _, name := range []string{
		"evidence.md", "kz/signals.md", "kz/evidence.md", "kz/.hidden.md", "group/uz/evidence.md", "group/readme.md",
		deep + "/evidence.md", deep + "/at9/evidence.md", ".git/evidence.md", "node_modules/x/evidence.md",
		prefix + "half/evidence.md",
	} {
		put(t, s.at(name), "x")
	}
	must(t, os.Symlink(outside, s.at("link")))
	must(t, os.Symlink(s.at("kz"), s.at("again")))
	got, err := s.Packages(func(names []string) bool { return slices.Contains(names, "evidence.md") })
	want := []Folder{
		{".", []string{"again", "evidence.md", "link"}},
		{deep, []string{"evidence.md"}},
		{"group/uz", []string{"evidence.md"}},
		{"kz", []string{"evidence.md", "signals.md"}},
	}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(err, d)
	}
}

func TestPackagesOfVanishedWorkspace(t *testing.T) {
	s := open(t)
	must(t, os.Remove(s.root))
	_, err := s.Packages(func([]string) bool { return true })
	wantCode(t, err, CodeVanished, s.root)
}

func TestFormsComeBackByteForByte(t *testing.T) {
	s := open(t)
	for i, raw := range []string{
		"", "# A\n\nx", "# A\n\nx\n", "# A\r\n\r\nx\r\n", "\ufeff# A\nx\n", "\ufeff# A\r\nx", "a\nx\r\nb\r\n", "a\rx\r",
	} {
		name := fmt.Sprintf("%d.md", i)
		put(t, s.at(name), raw)
		f := read(t, s, name)
		if strings.Contains(f.Text, "\r") || string(f.Bytes()) != raw {
			t.Errorf("%q is read as %q", raw, f.Text)
		}
		revision, err := s.Write(name, strings.Replace(f.Text, "x", "yy", 1), f.Form, f.Revision)
		must(t, err)
		if got, want := get(t, s.at(name)), strings.Replace(raw, "x", "yy", 1); got != want {
			t.Errorf("%q was saved as %q", want, got)
		}
		if got := read(t, s, name).Revision; got != revision {
			t.Errorf("revision %s was given, %s is read", revision, got)
		}
	}
	wantNoTemporary(t, s.root)
}

func TestWriteKeepsModeAndCreates(t *testing.T) {
	s := open(t)
	put(t, s.at("old.md"), "x")
	must(t, os.Chmod(s.at("old.md"), 0o664)) // more than a usual umask permits
	for _, c := range []struct {
		name string
		mode os.FileMode
	}{{"old.md", 0o664}, {"new.md", 0o644}} {
		_, err := s.Write(c.name, "y", text.Form{}, read(t, s, c.name).Revision)
		must(t, err)
		info, err := os.Stat(s.at(c.name))
		must(t, err)
		if got := info.Mode(); got&^0o022 != c.mode&^0o022 || c.name == "old.md" && got != c.mode {
			t.Errorf("%s has mode %v, want %v", c.name, got, c.mode)
		}
	}
}

func TestConflict(t *testing.T) {
	s := open(t)
	name := "kz/signals.md"
	put(t, s.at(name), "base")
	base := read(t, s, name).Revision
	for _, c := range []struct {
		title, base string
		change      func() error
		disk        string
	}{
		{"changed", base, func() error { return os.WriteFile(s.at(name), []byte("theirs"), 0o644) }, "theirs"},
		{"there already", "", func() error { return nil }, "theirs"},
		{"deleted", base, func() error { return os.Remove(s.at(name)) }, ""},
	} {
		t.Run(c.title, func(t *testing.T) {
			must(t, c.change())
			revision, err := s.Write(name, "mine", text.Form{}, c.base)
			wantCode(t, err, CodeConflict, name)
			got, ok := errors.AsType[*ConflictError](err)
			want := &ConflictError{name, c.base, read(t, s, name).Revision}
			if d := cmp.Diff(want, got); !ok || d != "" || revision != "" {
				t.Error(d)
			}
			if c.disk != "" && get(t, s.at(name)) != c.disk {
				t.Errorf("the disk holds %q", get(t, s.at(name)))
			}
			wantNoTemporary(t, s.root)
		})
	}
}

func TestSavingWhatIsThereAlreadyIsNoConflict(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), "same")
	before, err := os.Stat(s.at("a.md"))
	must(t, err)
	revision, err := s.Write("a.md", "same", text.Form{}, "another base")
	must(t, err)
	after, err := os.Stat(s.at("a.md"))
	must(t, err)
	if !os.SameFile(before, after) || revision != read(t, s, "a.md").Revision {
		t.Error("the file was replaced by itself")
	}
}

// TestWriterBetweenReadAndRename lets another program write when the temporary
// file is already there.
func TestWriterBetweenReadAndRename(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), "base")
	base := read(t, s, "a.md").Revision
	root, err := os.OpenRoot(s.root)
	must(t, err)
	defer root.Close()
	for _, c := range []struct {
		title  string
		change func() error
	}{
		{"another content", func() error { return os.WriteFile(s.at("a.md"), []byte("theirs"), 0o644) }},
		{"read-only", func() error {
			return errors.Join(os.WriteFile(s.at("a.md"), []byte("base"), 0o644), os.Chmod(s.at("a.md"), 0o444))
		}},
		{"a link", func() error {
			return errors.Join(os.Rename(s.at("a.md"), s.at("b.md")), os.Symlink("b.md", s.at("a.md")))
		}},
	} {
		staged, err := stage(root, "a.md", []byte("mine"), 0o644)
		must(t, err)
		must(t, c.change())
		if err := staged.replace(base); err == nil {
			t.Errorf("%s was replaced", c.title)
		}
		staged.discard()
		if got := get(t, s.at("a.md")); got == "mine" {
			t.Errorf("%s is lost", c.title)
		}
	}
	wantNoTemporary(t, s.root)
}

// TestWriterBetweenLookAndRename lets other programs write after the last look:
// what they wrote stays, or the newest of it.
func TestWriterBetweenLookAndRename(t *testing.T) {
	for _, c := range []struct {
		title, base string
		theirs      string // when the files change places
		third       string // when they have
		want        string
		conflict    bool
	}{
		{"nobody", "base", "base", "", "mine", false},
		{"another content", "base", "theirs", "", "theirs", true},
		{"two contents", "base", "theirs", "third", "third", true},
		{"a new file", "", "theirs", "", "theirs", true},
		{"no file yet", "", "", "", "mine", false},
	} {
		s := open(t)
		if c.theirs != "" {
			put(t, s.at("a.md"), c.theirs)
		}
		base := ""
		if c.base != "" {
			base = revisionOf([]byte(c.base))
		}
		root, err := os.OpenRoot(s.root)
		must(t, err)
		staged, err := stage(root, "a.md", []byte("mine"), 0o644)
		must(t, err)
		if c.third == "" {
			err = staged.putOver(base)
		} else if err = exchange(root, staged.temp, "a.md"); err == nil {
			put(t, s.at("a.md"), c.third)
			must(t, staged.putBack())
			err = conflict("a.md", base, "")
		}
		if errors.Is(err, errors.ErrUnsupported) {
			t.Skip("files cannot change places here")
		}
		staged.discard()
		must(t, root.Close())
		var told *ConflictError
		if got := get(t, s.at("a.md")); got != c.want || errors.As(err, &told) != c.conflict {
			t.Errorf("%s: the disk holds %q, and %v", c.title, got, err)
		}
		wantNoTemporary(t, s.root)
	}
}

func TestRemove(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), "one")
	base := read(t, s, "a.md").Revision
	put(t, s.at("a.md"), "two")
	wantCode(t, s.Remove("a.md", base), CodeConflict, "a.md")
	wantCode(t, s.Remove("a.md", ""), CodeConflict, "a.md")
	if got := get(t, s.at("a.md")); got != "two" {
		t.Errorf("a refused removal left %q", got)
	}
	must(t, s.Remove("a.md", read(t, s, "a.md").Revision))
	if _, err := os.Stat(s.at("a.md")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	wantCode(t, s.Remove("a.md", base), CodeConflict, "a.md")
	wantCode(t, s.Remove("../a.md", base), CodeOutside, "../a.md")
	must(t, s.Remove("a.md", ""))
}

func TestHold(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), "one\r\n")
	must(t, os.Chmod(s.at("a.md"), 0o640))
	held, err := s.Hold("a.md")
	must(t, err)
	revision, err := s.Write("a.md", "two", text.Form{}, read(t, s, "a.md").Revision)
	must(t, err)
	wantCode(t, held.Restore("another"), CodeConflict, "a.md")
	if got := get(t, s.at("a.md")); got != "two" {
		t.Errorf("a refused restoring left %q", got)
	}
	must(t, held.Restore(revision))
	held.Release()
	info, err := os.Stat(s.at("a.md"))
	must(t, err)
	if got := get(t, s.at("a.md")); got != "one\r\n" || info.Mode() != 0o640 {
		t.Errorf("restored is %q with mode %v", got, info.Mode())
	}
	held, err = s.Hold("a.md")
	must(t, err)
	held.Release()
	wantNoTemporary(t, s.root)
	_, err = s.Hold("no/folder.md")
	wantCode(t, err, CodeVanished, "no/folder.md")
}

func TestTwoSavesOverOneRevision(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), "base")
	base := read(t, s, "a.md").Revision
	const writers = 8
	saved := make(chan string, writers)
	for i := range writers {
		go func() {
			content := fmt.Sprint("version ", i)
			if _, err := s.Write("a.md", content, text.Form{}, base); err != nil {
				content = ""
			}
			saved <- content
		}()
	}
	var won []string
	for range writers {
		if content := <-saved; content != "" {
			won = append(won, content)
		}
	}
	if len(won) != 1 || get(t, s.at("a.md")) != won[0] {
		t.Errorf("%q were saved, the disk holds %q", won, get(t, s.at("a.md")))
	}
}

func TestUneditableFiles(t *testing.T) {
	s := open(t)
	outside := t.TempDir()
	put(t, filepath.Join(outside, "secret.md"), "secret")
	put(t, s.at("inner/real.md"), "real")
	must(t, os.Mkdir(s.at("folder.md"), 0o755))
	must(t, os.Symlink(outside, s.at("leads-out")))
	must(t, os.Symlink("inner", s.at("leads-in")))
	must(t, os.Symlink(filepath.Join(outside, "secret.md"), s.at("out.md")))
	must(t, os.Symlink("inner/real.md", s.at("in.md")))
	must(t, os.Symlink("nowhere.md", s.at("dangling.md")))
	put(t, s.at("binary.md"), "a\x00b")
	put(t, s.at("latin1.md"), "caf\xe9")
	put(t, s.at("large.md"), strings.Repeat("0123456789abcdef", 5<<20/16))
	put(t, s.at("locked.md"), "locked")
	must(t, os.Chmod(s.at("locked.md"), 0o444))
	must(t, makePipe(s.at("pipe.md")))
	for _, c := range []struct {
		name string
		code Code
		text string // readable all the same
	}{
		{"binary.md", CodeNotText, ""},
		{"latin1.md", CodeNotText, ""},
		{"large.md", CodeNotText, ""},
		{"folder.md", CodeIO, ""},
		{"pipe.md", CodeIO, ""},
		{"out.md", CodeOutside, ""},
		{"dangling.md", CodeOutside, ""},
		{"leads-out/secret.md", CodeOutside, ""},
		{"leads-in/real.md", CodeReadOnly, "real"},
		{"in.md", CodeReadOnly, "real"},
		{"locked.md", CodeReadOnly, "locked"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := read(t, s, c.name)
			if f.ReadOnly == "" || f.Revision == "" || f.Text != c.text || (f.Fault == nil) != (c.text != "") {
				t.Errorf("read as %+v", f)
			}
			if f.Fault != nil {
				wantCode(t, f.Fault, c.code, c.name)
			}
			_, err := s.Write(c.name, "mine", text.Form{}, f.Revision)
			wantCode(t, err, c.code, c.name)
			if again := read(t, s, c.name); again.Revision != f.Revision {
				t.Error("it changed")
			}
		})
	}
	for path, want := range map[string]string{
		filepath.Join(outside, "secret.md"): "secret", s.at("inner/real.md"): "real", s.at("locked.md"): "locked",
	} {
		if got := get(t, path); got != want {
			t.Errorf("%s holds %q", path, got)
		}
	}
	wantNoTemporary(t, s.root)
	wantNoTemporary(t, outside)
}

func TestRevisionOfLargeFileFollowsIt(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), strings.Repeat("x", text.Limit+1))
	before := read(t, s, "a.md").Revision
	must(t, os.Chtimes(s.at("a.md"), time.Time{}, time.Unix(1, 0)))
	if read(t, s, "a.md").Revision == before {
		t.Error("another time, the same revision")
	}
}

func TestMissingFileIsNoFault(t *testing.T) {
	s := open(t)
	for _, name := range []string{"a.md", "no/such/folder.md"} {
		if d := cmp.Diff(File{Path: name}, read(t, s, name), cmp.AllowUnexported(File{}, stamp{}, text.Form{})); d != "" {
			t.Error(d)
		}
	}
}

func TestPathsOutside(t *testing.T) {
	s := open(t)
	put(t, filepath.Join(filepath.Dir(s.root), "x.md"), "x")
	for _, name := range []string{"", ".", "..", "../x.md", "a/../../x.md", "/etc/passwd", s.root, "a//b", "a\x00b"} {
		_, err := s.Read(name)
		wantCode(t, err, CodeOutside, name)
		_, err = s.Write(name, "mine", text.Form{}, "")
		wantCode(t, err, CodeOutside, name)
		wantCode(t, s.CreateDir(name, nil), CodeOutside, name)
	}
	if got := get(t, filepath.Join(filepath.Dir(s.root), "x.md")); got != "x" {
		t.Errorf("outside now %q", got)
	}
}

func TestVanishedFolder(t *testing.T) {
	s := open(t)
	put(t, s.at("kz/a.md"), "base")
	base := read(t, s, "kz/a.md").Revision
	must(t, os.RemoveAll(s.at("kz")))
	_, err := s.Write("kz/a.md", "mine", text.Form{}, base)
	wantCode(t, err, CodeVanished, "kz/a.md")

	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	must(t, os.Rename(s.root, elsewhere))
	_, err = s.Write("a.md", "mine", text.Form{}, "")
	wantCode(t, err, CodeVanished, "a.md")
	_, err = s.Read("a.md")
	wantCode(t, err, CodeVanished, "a.md")
	if _, err := os.Stat(filepath.Join(elsewhere, "a.md")); err == nil {
		t.Error("written into the folder that was moved away")
	}

	must(t, os.Rename(elsewhere, s.root))
	_, err = s.Write("a.md", "mine", text.Form{}, "")
	must(t, err)
}

func TestWriteRefusesWhatCouldNotBeReadAgain(t *testing.T) {
	s := open(t)
	put(t, s.at("a.md"), "base")
	for _, content := range []string{"a\x00", "\xff", strings.Repeat("x", text.Limit+1)} {
		_, err := s.Write("a.md", content, text.Form{}, read(t, s, "a.md").Revision)
		wantCode(t, err, CodeNotText, "a.md")
		refused, _ := errors.AsType[*Error](err)
		if long := len(content) > text.Limit; strings.Contains(refused.Hint, "UTF-8") == long {
			t.Errorf("of %d bytes: %s", len(content), refused.Hint)
		}
	}
	if got := get(t, s.at("a.md")); got != "base" {
		t.Errorf("now %q", got)
	}
}

func TestFolderWithoutPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write anywhere")
	}
	s := open(t)
	put(t, s.at("kz/a.md"), "base")
	must(t, os.Chmod(s.at("kz"), 0o555))
	defer os.Chmod(s.at("kz"), 0o755)
	_, err := s.Write("kz/a.md", "mine", text.Form{}, read(t, s, "kz/a.md").Revision)
	wantCode(t, err, CodeReadOnly, "kz/a.md")
}

// TestFullDisk needs the right to mount.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := mountSmall(disk); err != nil {
		t.Skipf("no small disk to fill: mounting a tmpfs failed: %v", err)
	}
	t.Cleanup(func() { must(t, unmount(disk)) })
	s, err := Open(disk)
	must(t, err)
	old := strings.Repeat("old ", 40<<10)
	put(t, s.at("kz/a.md"), old)
	f := read(t, s, "kz/a.md")
	_, err = s.Write("kz/a.md", strings.Repeat("new ", 40<<10), f.Form, f.Revision)
	wantCode(t, err, CodeFull, "kz/a.md")
	wantCode(t, s.CreateDir("uz", map[string][]byte{"a.md": []byte("x"), "b.md": []byte(old)}), CodeFull, "uz")
	if get(t, s.at("kz/a.md")) != old {
		t.Error("the old file was damaged")
	}
	if got := names(t, disk); !slices.Equal(got, []string{"kz"}) {
		t.Errorf("the disk holds %q", got)
	}
	wantNoTemporary(t, disk)
	_, err = Keep(filepath.Join(disk, "kept"), "kz/a.md", []byte(old))
	wantCode(t, err, CodeFull, "kz/a.md")
	wantNoTemporary(t, disk)
}

func names(t testing.TB, folder string) (found []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

func TestCreateDir(t *testing.T) {
	s := open(t)
	must(t, os.Mkdir(s.at("group"), 0o755))
	files := map[string][]byte{"evidence.md": []byte("# E\n"), "signals.md": nil}
	must(t, s.CreateDir("group/kz", files))
	for name, want := range files {
		if got := get(t, s.at("group/kz/"+name)); got != string(want) {
			t.Errorf("%s holds %q", name, got)
		}
	}
	must(t, os.Mkdir(s.at("empty"), 0o755))
	put(t, s.at("File"), "x")
	for _, name := range []string{"group/kz", "group/KZ", "empty", "file"} {
		wantCode(t, s.CreateDir(name, map[string][]byte{"other.md": nil}), CodeExists, name)
	}
	wantCode(t, s.CreateDir("missing/kz", files), CodeVanished, "missing/kz")
	if got := names(t, s.at("group/kz")); len(got) != len(files) {
		t.Errorf("the folder now holds %q", got)
	}
	wantNoTemporary(t, s.root)
}

func TestCreateDirThatFailsLeavesNothing(t *testing.T) {
	s := open(t)
	outside := t.TempDir()
	must(t, os.Symlink(outside, s.at("link")))
	for _, c := range []struct {
		title, folder, second string
		code                  Code
	}{
		{"in the middle", "kz", strings.Repeat("n", 300), CodeIO},
		{"a name that is a path", "kz", "sub/x.md", CodeOutside},
		{"a name that climbs", "kz", "..", CodeOutside},
		{"through a link", "link/kz", "b.md", CodeOutside},
	} {
		t.Run(c.title, func(t *testing.T) {
			err := s.CreateDir(c.folder, map[string][]byte{"!first.md": []byte("x"), c.second: nil})
			wantCode(t, err, c.code, c.folder)
			if got := append(names(t, s.root), names(t, outside)...); !slices.Equal(got, []string{"link"}) {
				t.Errorf("left behind: %q", got)
			}
		})
	}
}

func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "user", "kept")
	raw := []byte("displaced\r\n\xff")
	first, err := Keep(dir, "kz/signals.md", raw)
	must(t, err)
	again, err := Keep(dir, "kz/signals.md", raw)
	must(t, err)
	other, err := Keep(dir, "kz/signals.md", []byte("another version"))
	must(t, err)
	if !bytes.Equal([]byte(get(t, first)), raw) || again != first || other == first {
		t.Errorf("kept as %s, %s and %s", first, again, other)
	}
	if base := filepath.Base(first); filepath.Dir(first) != dir || !strings.HasPrefix(base, "kz-signals-") || filepath.Ext(base) != ".md" {
		t.Errorf("kept as %s", first)
	}
	info, err := os.Stat(dir)
	must(t, err)
	if got := info.Mode().Perm(); got != 0o700 {
		t.Errorf("the folder has mode %v", got)
	}
	if got := len(names(t, dir)); got != 2 {
		t.Errorf("%d files are kept, want 2", got)
	}
}

func TestKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kept")
	if none, err := Kept(dir, "kz/signals.md"); err != nil || len(none) != 0 {
		t.Errorf("without a folder: %v, %v", none, err)
	}
	var want []string
	for i, version := range []string{"older", "newer"} {
		at, err := Keep(dir, "kz/signals.md", []byte(version))
		must(t, err)
		must(t, os.Chtimes(at, time.Time{}, time.Unix(int64(1e9+i), 0)))
		want = slices.Insert(want, 0, at)
	}
	for _, other := range []string{"kz/signals-two.md", "kz/profile.md", "akz/signals.md", "kz/signals.txt"} {
		_, err := Keep(dir, other, []byte("other"))
		must(t, err)
	}
	got, err := Kept(dir, "kz/signals.md")
	must(t, err)
	var paths []string
	for _, f := range got {
		paths = append(paths, f.Path)
	}
	if !slices.Equal(paths, want) || got[0].At.Unix() != 1e9+1 {
		t.Errorf("kept: %v, want %v", got, want)
	}
}

func TestKeepAnyName(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"../../x.md", "/etc/passwd", "нур/é.md", strings.Repeat("long/", 100), "a.b/c", ""} {
		kept, err := Keep(dir, name, []byte(name))
		must(t, err)
		if filepath.Dir(kept) != dir || get(t, kept) != name {
			t.Errorf("%q kept as %s", name, kept)
		}
	}
}

func TestInsist(t *testing.T) {
	busy, fatal := errors.New("busy"), errors.New("fatal")
	for _, c := range []struct {
		answers []error
		tries   int
		want    error
	}{
		{[]error{nil}, 1, nil},
		{[]error{busy, busy, nil}, 3, nil},
		{[]error{busy, fatal, nil}, 2, fatal},
		{slices.Repeat([]error{busy}, 99), 8, busy},
	} {
		tries, waited := 0, time.Duration(0)
		err := insist(
			func() error { tries++; return c.answers[tries-1] },
			func(err error) bool { return err == busy },
			func(d time.Duration) { waited += d },
		)
		if err != c.want || tries != c.tries || waited > 2*time.Second {
			t.Errorf("%v after %d tries and %v, want %v after %d", err, tries, waited, c.want, c.tries)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	s, err := Open(b.TempDir())
	must(b, err)
	put(b, s.at("kz/signals.md"), strings.Repeat("A line of a layer.\n", 600))
	for b.Loop() {
		read(b, s, "kz/signals.md")
	}
}

func BenchmarkWrite(b *testing.B) {
	s, err := Open(b.TempDir())
	must(b, err)
	base := ""
	for i := 0; b.Loop(); i++ {
		base, err = s.Write("signals.md", fmt.Sprint(i, strings.Repeat("A line of a layer.\n", 600)), text.Form{}, base)
		must(b, err)
	}
}

func TestBytesAreKnownWhereTheyWereRead(t *testing.T) {
	s := open(t)
	for _, raw := range []string{"", "\n", "a\nb\n", "a\r\nb\r\n", "a\rb", "\ufeffa\r\nb\nc\r\n", "\ufeff\ufeff", "a\x00b\r\n", "\xff\xfe\r\n", "\ufeff\xff"} {
		put(t, s.at("a.md"), raw)
		f, err := s.Read("a.md")
		if err != nil || !f.Known() || f.Bytes() == nil || string(f.Bytes()) != raw {
			t.Errorf("%q is read as %q, %v", raw, f.Bytes(), err)
		}
	}
	put(t, s.at("large.md"), strings.Repeat("a", text.Limit+1))
	for _, name := range []string{"none.md", "large.md"} {
		if f, err := s.Read(name); err != nil || f.Known() || f.Bytes() != nil {
			t.Errorf("the bytes of %s are known: %.20q, %v", name, f.Bytes(), err)
		}
	}
}
