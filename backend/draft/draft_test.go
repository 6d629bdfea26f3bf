package draft

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func draftOf(path, base, text string) Draft {
	return Draft{path, hash([]byte(base)), []byte(base), text, time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
}

var signals = draftOf("ruritania/signals.md", "\ufeff# A\r\n", "# B\n")

// files are the names of what lies in a folder and ends so.
func files(t testing.TB, dir, suffix string) (found []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), suffix) {
			found = append(found, filepath.Join(dir, e.Name()))
		}
	}
	return found
}

// left is what a new run finds.
func left(t testing.TB, dir string) []Draft {
	t.Helper()
	b := Open(dir, nil)
	defer b.Close()
	found, err := b.Recover()
	must(t, err)
	var out []Draft
	for _, l := range found {
		out = append(out, l.Draft)
	}
	return out
}

func wantDrafts(t testing.TB, got []Draft, want ...Draft) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("drafts (-want +got):\n%s", d)
	}
}

func TestDraftComesBackAsItWas(t *testing.T) {
	for _, d := range []Draft{
		signals,
		{Path: "new.md", Text: "no file yet"},
		draftOf("a/b c/é.md", "", ""),
		draftOf("x.md", "caf\xe9\x00", "a\x00\u2028<&>\ufeff\r"),
		{Path: "unknown.md", Revision: "base of which no bytes are known", Text: "x"},
	} {
		raw, err := encode(d)
		must(t, err)
		got, err := decode(raw)
		must(t, err)
		wantDrafts(t, []Draft{got}, d)
	}
	if form := signals.Form(); !form.Mark || string(form.Encode(signals.Text)) != "\ufeff# B\r\n" || signals.BaseText() != "# A\n" {
		t.Errorf("the form of the base is %+v, its text %q", form, signals.BaseText())
	}
}

func TestWhatIsNoDraft(t *testing.T) {
	raw, err := encode(signals)
	must(t, err)
	for name, bad := range map[string]string{
		"nothing":         "",
		"cut off":         string(raw[:len(raw)-1]),
		"of another kind": `{}`,
		"outside":         strings.Replace(string(raw), "ruritania/", "../", 1),
		"absolute":        strings.Replace(string(raw), "ruritania/", "/", 1),
		"a folder":        strings.Replace(string(raw), "ruritania/signals.md", ".", 1),
		"another base":    strings.Replace(string(raw), signals.Revision, hash(nil), 1),
		"too large":       string(raw) + strings.Repeat(" ", Limit),
	} {
		if d, err := decode([]byte(bad)); err == nil {
			t.Errorf("%s: read as %+v", name, d)
		}
	}
	for _, text := range []string{"\xff", strings.Repeat("x", Limit)} {
		if _, err := encode(Draft{Path: "a", Text: text}); err == nil {
			t.Errorf("%d bytes are taken that could not be read again", len(text))
		}
	}
}

// The time runs in a bubble: a draft is written within a second of the first
// change, however long the typing goes on.
func TestWrittenWithinASecondOfTheFirstChange(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "drafts")
	synctest.Test(t, func(t *testing.T) {
		b := Open(dir, nil)
		defer b.Close()
		for i := range 100 {
			d := signals
			d.Text = strings.Repeat("x", i)
			b.Keep(d)
			time.Sleep(10 * time.Millisecond)
		}
		synctest.Wait()
		written := files(t, dir, draftSuffix)
		if len(written) != 1 {
			t.Fatalf("after a second of typing there are %d drafts", len(written))
		}
		raw, err := os.ReadFile(written[0])
		must(t, err)
		d, err := decode(raw)
		must(t, err)
		if got := len(d.Text); got < 50 {
			t.Errorf("the draft holds the first %d of 100 letters", got)
		}
	})
}

func TestDroppedDraftGoes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "drafts")
	synctest.Test(t, func(t *testing.T) {
		b := Open(dir, nil)
		b.Keep(signals)
		b.Keep(draftOf("ruritania/profile.md", "", "x"))
		must(t, b.Flush())
		b.Drop(signals.Path)
		b.Drop("never/kept.md")
		time.Sleep(time.Second)
		synctest.Wait()
		if got := files(t, dir, draftSuffix); len(got) != 1 {
			t.Errorf("there are %q", got)
		}
		b.Drop("ruritania/profile.md")
		must(t, b.Close())
		if got := files(t, dir, ""); len(got) != 0 {
			t.Errorf("after everything was dropped there are %q", got)
		}
	})
}

func TestNothingToKeepMakesNoFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "drafts")
	wantDrafts(t, left(t, dir))
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder is there")
	}
}

func TestOnlyTheUserReadsThem(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "user", "drafts")
	b := Open(dir, nil)
	defer b.Close()
	b.Keep(signals)
	must(t, b.Flush())
	for _, at := range append(files(t, dir, ""), dir, filepath.Dir(dir)) {
		info, err := os.Stat(at)
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", at, info.Mode())
		}
	}
}

// abandon lets a run end as a kill does: without a word, and its lock let go by
// the system.
func abandon(b *Box) {
	b.cancel()
	<-b.ended
	b.lock.Close()
}

func TestRunsDoNotTouchEachOthersDrafts(t *testing.T) {
	dir := t.TempDir()
	one, two := Open(dir, nil), Open(dir, nil)
	other := signals
	other.Text, other.At = "of the other window", signals.At.Add(time.Second)
	one.Keep(signals)
	two.Keep(other)
	must(t, one.Flush())
	must(t, two.Flush())
	wantDrafts(t, left(t, dir))
	abandon(one)
	wantDrafts(t, left(t, dir), signals)
	must(t, two.Close())
	wantDrafts(t, left(t, dir), signals, other)
}

func TestRecoveredDraftStaysUntilItIsForgotten(t *testing.T) {
	dir := t.TempDir()
	first := Open(dir, nil)
	first.Keep(signals)
	must(t, first.Close())

	second := Open(dir, nil)
	found, err := second.Recover()
	must(t, err)
	if len(found) != 1 {
		t.Fatalf("found %+v", found)
	}
	third := Open(dir, nil)
	if held, err := third.Recover(); len(held) != 0 || err != nil {
		t.Errorf("two runs recover the same draft: %+v, %v", held, err)
	}
	must(t, third.Close())
	must(t, second.Close())
	wantDrafts(t, left(t, dir), signals)

	second = Open(dir, nil)
	found, err = second.Recover()
	must(t, err)
	must(t, second.Forget(found[0].ID))
	for _, id := range []string{found[0].ID, "", "../x", "nothing"} {
		if second.Forget(id) == nil {
			t.Errorf("%q was forgotten", id)
		}
	}
	must(t, second.Close())
	if got := files(t, dir, ""); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
}

func TestDamagedDraftIsSetAside(t *testing.T) {
	dir := t.TempDir()
	b := Open(dir, nil)
	b.Keep(signals)
	b.Keep(draftOf("ruritania/profile.md", "", "x"))
	must(t, b.Close())
	name := b.file("ruritania/profile.md")
	must(t, os.WriteFile(name, []byte("{"), 0o600))
	must(t, os.WriteFile(strings.TrimSuffix(b.file("unfinished"), draftSuffix)+tempSuffix, []byte("{"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "notes.json"), []byte("{"), 0o600))

	next := Open(dir, nil)
	found, err := next.Recover()
	if len(found) != 1 || found[0].Path != signals.Path || err == nil || !strings.Contains(err.Error(), name+".damaged") {
		t.Errorf("recovered %+v, %v", found, err)
	}
	must(t, next.Close())
	raw, err := os.ReadFile(name + ".damaged")
	if err != nil || string(raw) != "{" {
		t.Errorf("set aside is %q, %v", raw, err)
	}
	if got := files(t, dir, tempSuffix); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
	wantDrafts(t, left(t, dir), signals)
	if got := files(t, dir, "notes.json"); len(got) != 1 {
		t.Error("a file of somebody else is gone")
	}
}

// A folder that cannot be made stands for every fault of the disk.
func TestFailureIsToldAndTriedAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "drafts")
	must(t, os.WriteFile(dir, nil, 0o600))
	synctest.Test(t, func(t *testing.T) {
		var told []error
		b := Open(dir, func(err error) { told = append(told, err) })
		b.Keep(signals)
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if len(told) != 1 || told[0] == nil || !strings.Contains(told[0].Error(), signals.Path) {
			t.Fatalf("told %v", told)
		}
		must(t, os.Remove(dir))
		later := signals
		later.Text = "typed meanwhile"
		b.Keep(later)
		time.Sleep(again)
		synctest.Wait()
		if len(told) != 2 || told[1] != nil {
			t.Errorf("told %v", told)
		}
		must(t, b.Close())
		wantDrafts(t, left(t, dir), later)
	})
}

func TestFolderThatWasRemovedIsMadeAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "drafts")
	b := Open(dir, nil)
	b.Keep(signals)
	must(t, b.Flush())
	must(t, os.RemoveAll(dir))
	b.Keep(signals)
	must(t, b.Close())
	wantDrafts(t, left(t, dir), signals)
}

func TestFolderOfAWorkspace(t *testing.T) {
	if a, b := Folder("/a"), Folder("/b"); a == b || len(a) != 32 || a != Folder("/a") {
		t.Errorf("the folders are %s and %s", a, b)
	}
}

func FuzzDecode(f *testing.F) {
	for _, d := range []Draft{signals, {Path: "new.md"}} {
		raw, err := encode(d)
		must(f, err)
		f.Add(raw)
	}
	f.Add([]byte(`{"format":"atlas-desk/draft/1","path":"a","text":"\ud800","base":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := decode(raw)
		if err != nil {
			return
		}
		again, err := encode(d)
		if err != nil {
			if errors.Is(err, errTooLarge) {
				return
			}
			t.Fatal(err)
		}
		same, err := decode(again)
		if err != nil || same.Text != d.Text || !bytes.Equal(same.Base, d.Base) || same.Path != d.Path || !same.At.Equal(d.At) {
			t.Fatalf("%+v came back as %+v, %v", d, same, err)
		}
		if !json.Valid(again) {
			t.Fatal("a draft is no JSON")
		}
	})
}

// BenchmarkKeep measures what a keystroke waits for.
func BenchmarkKeep(b *testing.B) {
	box := Open(b.TempDir(), nil)
	defer box.Close()
	d := draftOf("ruritania/signals.md", strings.Repeat("A line of a layer.\n", 600), strings.Repeat("A line of a layer.\n", 601))
	for b.Loop() {
		box.Keep(d)
	}
}

// BenchmarkFlush measures what the writer does every so often.
func BenchmarkFlush(b *testing.B) {
	box := Open(b.TempDir(), nil)
	defer box.Close()
	d := draftOf("ruritania/signals.md", strings.Repeat("A line of a layer.\n", 600), strings.Repeat("A line of a layer.\n", 601))
	for b.Loop() {
		box.Keep(d)
		must(b, box.Flush())
	}
}
