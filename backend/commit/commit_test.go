package commit

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) { gittest.Main(m) }

// fixture is a repository with one committed package.
type fixture struct {
	t    *testing.T
	root string
	w    *workspace.Workspace
	repo *history.Repo
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	f := fixture{t: t, root: t.TempDir()}
	f.put("evidence.md", "# Ruritania - Evidence Layer\n\nThe office states that it keeps 17 registers.\n")
	f.put("signals.md", "# Ruritania - Signals\n\nThe 17 registers signal continuity.\n")
	f.put("change-log.md", "# Ruritania - Change Log\r\n\r\nThe package was made.\r\n")
	var err error
	if f.repo, err = history.Init(f.root); err != nil {
		t.Fatal(err)
	}
	if err := f.repo.SetIdentity(history.Identity{Name: "Ada", Email: "ada@example.org"}); err != nil {
		t.Fatal(err)
	}
	if f.w, err = workspace.Open(f.root); err != nil {
		t.Fatal(err)
	}
	f.commit(Decision{Message: "Begin"})
	return f
}

func (f fixture) put(name, content string) {
	f.t.Helper()
	gittest.Write(f.t, f.root, "ruritania/"+name, content)
}

func (f fixture) get(name string) string {
	f.t.Helper()
	return gittest.Read(f.t, f.root, "ruritania", name)
}

func (f fixture) git(args ...string) string {
	f.t.Helper()
	return gittest.Git(f.t, f.root, args...)
}

func (f fixture) commit(d Decision) {
	f.t.Helper()
	if _, err := Make(context.Background(), f.w, f.repo, "ruritania", d, noon); err != nil {
		f.t.Fatal(err)
	}
}

func (f fixture) refused(d Decision) error {
	f.t.Helper()
	state := func() string { return f.git("rev-parse", "HEAD") + f.git("status", "--porcelain") + f.git("diff") }
	before := state()
	_, err := Make(context.Background(), f.w, f.repo, "ruritania", d, noon)
	if err == nil {
		f.t.Fatal("the commit was made")
	}
	if state() != before {
		f.t.Errorf("a refused commit (%v) changed something", err)
	}
	return err
}

const more = "# Ruritania - Signals\n\nThe 17 registers signal continuity. They signal reach.\n"

func TestEntryKeepsTheFormOfTheChangeLog(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", more)
	f.commit(Decision{Message: "Reach"})
	log := f.get("change-log.md")
	if !strings.HasPrefix(log, "# Ruritania - Change Log\r\n\r\nThe package was made.\r\n") || strings.Count(log, "\n") != strings.Count(log, "\r\n") {
		t.Errorf("the change log is %q", log)
	}
	if got := f.git("status", "--porcelain"); got != "" {
		t.Errorf("left over: %s", got)
	}
}

func TestFailedCommitPutsTheChangeLogBack(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", more)
	f.git("checkout", "-q", "--detach")
	var refused *history.RefusedError
	if err := f.refused(Decision{Message: "x"}); !errors.As(err, &refused) {
		t.Errorf("refused because of %v", err)
	}
	f.git("checkout", "-q", "main")
	f.commit(Decision{Message: "Reach"})
	if n := strings.Count(f.get("change-log.md"), "<!-- entry:"); n != 2 {
		t.Errorf("%d entries for two commits", n)
	}
}

// A package without a change log has none after a failed commit.
func TestFailedCommitLeavesNoChangeLogBehind(t *testing.T) {
	f := newFixture(t)
	f.remove("change-log.md")
	f.git("commit", "-q", "-a", "-m", "no log")
	f.put("signals.md", more)
	f.git("checkout", "-q", "--detach")
	var refused *history.RefusedError
	if _, err := Make(context.Background(), f.w, f.repo, "ruritania", Decision{Message: "x"}, noon); !errors.As(err, &refused) {
		t.Errorf("refused because of %v", err)
	}
	if got := f.git("status", "--porcelain"); got != " M ruritania/signals.md" {
		t.Errorf("left behind: %s", got)
	}
	if d, err := f.w.Document("ruritania", atlas.ChangeLog); err != nil || d.Disk != "" || d.Text != "" {
		t.Errorf("the workspace still has a change log: %+v, %v", d, err)
	}
	f.git("checkout", "-q", "main")
	f.commit(Decision{Message: "Reach"})
}

// What is said of a package without another text is true of its bytes as well.
func TestNothingToCommit(t *testing.T) {
	for name, c := range map[string]struct {
		change   func(string) string
		autocrlf string
		form     bool
	}{
		"the same bytes":                 {func(s string) string { return s }, "false", false},
		"line endings":                   {crlf, "false", true},
		"line endings that git converts": {crlf, "true", false},
		"byte order mark":                {func(s string) string { return "\ufeff" + s }, "false", true},
	} {
		f := newFixture(t)
		f.git("config", "core.autocrlf", c.autocrlf)
		f.put("signals.md", c.change(f.get("signals.md")))
		err := f.refused(Decision{Message: "x"})
		if nothing, ok := errors.AsType[*NothingError](err); !ok || nothing.Form != c.form || !errors.Is(err, history.ErrNothing) {
			t.Errorf("%s: %v", name, err)
		}
		if p, err := Prepare(f.w, f.repo, "ruritania", noon); err != nil || p.OnlyForm() != c.form {
			t.Errorf("%s: the plan differs (%v)", name, err)
		}
	}
}

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

// The loss of a layer is a change as others are, and the entry tells it.
func TestLostLayer(t *testing.T) {
	f := newFixture(t)
	f.remove("signals.md")
	p, err := Prepare(f.w, f.repo, "ruritania", noon)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Layers) != 1 || p.Layers[0].Kind != Removed || p.Gone || !strings.Contains(p.Entry, "`signals.md` was removed") {
		t.Errorf("planned: %+v", p)
	}
	f.commit(Decision{Message: "Without signals", Override: "they are made anew"})
	f.is("show", "--format=", "--name-status")("M\truritania/change-log.md\nD\truritania/signals.md")
	f.is("status", "--porcelain")("")
	if !strings.Contains(f.get("change-log.md"), "`signals.md` was removed") {
		t.Errorf("the entry does not tell it: %s", f.get("change-log.md"))
	}
}

// is compares what git prints.
func (f fixture) is(args ...string) func(want string) {
	f.t.Helper()
	return func(want string) {
		f.t.Helper()
		if got := f.git(args...); got != want {
			f.t.Errorf("git %s: %q, want %q", strings.Join(args, " "), got, want)
		}
	}
}

// A package whose files are gone is taken out, with what is left of it.
func TestLostPackage(t *testing.T) {
	for name, c := range map[string]struct {
		lose    func(f fixture)
		changes string
	}{
		"the folder": {func(f fixture) {
			if err := os.RemoveAll(filepath.Join(f.root, "ruritania")); err != nil {
				f.t.Fatal(err)
			}
		}, "D\truritania/change-log.md\nD\truritania/evidence.md\nD\truritania/signals.md"},
		"all but the change log": {func(f fixture) {
			f.remove("evidence.md")
			f.remove("signals.md")
			f.put("change-log.md", "# Ruritania - Change Log\n\nClosed.\n")
		}, "M\truritania/change-log.md\nD\truritania/evidence.md\nD\truritania/signals.md"},
	} {
		for _, refreshed := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				f := newFixture(t)
				if c.lose(f); refreshed {
					if _, err := f.w.Refresh(); err != nil {
						t.Fatal(err)
					}
				}
				p, err := Prepare(f.w, f.repo, "ruritania", noon)
				if err != nil {
					t.Fatal(err)
				}
				f.commit(Decision{Message: p.Message, Plan: p.Fingerprint, Override: "closed"})
				if !refreshed && name != "the folder" {
					return // it still is a package to the workspace
				}
				f.is("show", "--format=", "--name-status")(c.changes)
				f.is("status", "--porcelain")("")
			})
		}
	}
	f := newFixture(t)
	if _, err := Prepare(f.w, f.repo, "nowhere", noon); err == nil {
		t.Error("a package was planned that never was")
	}
}

// An interrupted commit leaves its entry in the file; the next one replaces
// it.
func TestInterruptedCommitIsNotDoubled(t *testing.T) {
	f := newFixture(t)
	f.put("signals.md", more)
	p, err := Prepare(f.w, f.repo, "ruritania", noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.writeEntry(f.w, Decision{}); err != nil {
		t.Fatal(err)
	}
	f.commit(Decision{Message: "Reach"})
	if n := strings.Count(f.get("change-log.md"), "<!-- entry:"); n != 2 {
		t.Errorf("%d entries for two commits:\n%s", n, f.get("change-log.md"))
	}
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		change   func(fixture)
		decision Decision
		want     error
	}{
		"nothing changed":     {func(fixture) {}, Decision{Message: "x"}, history.ErrNothing},
		"line endings alone":  {func(f fixture) { f.put("signals.md", strings.ReplaceAll(f.get("signals.md"), "\n", "\r\n")) }, Decision{Message: "x"}, history.ErrNothing},
		"no message":          {func(f fixture) { f.put("signals.md", more) }, Decision{Message: " \n"}, ErrMessage},
		"another plan":        {func(f fixture) { f.put("signals.md", more) }, Decision{Message: "x", Plan: "seen"}, ErrStale},
		"an error":            {func(f fixture) { f.put("signals.md", strings.Replace(more, "17", "19", 1)) }, Decision{Message: "x"}, ErrBlocked},
		"an empty reason":     {func(f fixture) { f.put("signals.md", strings.Replace(more, "17", "19", 1)) }, Decision{Message: "x", Override: " "}, ErrBlocked},
		"unsaved change log":  {func(f fixture) { f.put("signals.md", more); f.edit("change-log.md") }, Decision{Message: "x"}, ErrUnsaved},
		"a lost change log":   {func(f fixture) { f.put("signals.md", more); f.remove("change-log.md") }, Decision{Message: "x"}, ErrNoLog},
		"a binary change log": {func(f fixture) { f.put("signals.md", more); f.put("change-log.md", "a\x00b") }, Decision{Message: "x", Override: "y"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			c.change(f)
			if err := f.refused(c.decision); c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("refused because of %v, want %v", err, c.want)
			}
		})
	}
}

func (f fixture) edit(file string) {
	f.t.Helper()
	l, _ := atlas.LayerOf(file)
	if _, _, err := f.w.Edit("ruritania", l, "unsaved", "", 1); err != nil {
		f.t.Fatal(err)
	}
}

func (f fixture) remove(file string) {
	f.t.Helper()
	if err := os.Remove(filepath.Join(f.root, "ruritania", file)); err != nil {
		f.t.Fatal(err)
	}
}
