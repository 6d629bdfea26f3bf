package commit

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/history"
)

func (f fixture) undo() Undone {
	f.t.Helper()
	u, err := Undo(context.Background(), f.w, f.repo, f.head())
	if err != nil {
		f.t.Fatal(err)
	}
	return u
}

func (f fixture) head() history.Hash {
	f.t.Helper()
	last, _, err := f.repo.Head()
	if err != nil {
		f.t.Fatal(err)
	}
	return last.Hash
}

// An undo gives back what was there before the commit, and the same commit can
// be made again.
func TestUndo(t *testing.T) {
	for name, prepare := range map[string]func(f fixture){
		"an edit":         func(f fixture) {},
		"a removed layer": func(f fixture) { f.remove("signals.md") },
		"no change log": func(f fixture) {
			f.remove("change-log.md")
			f.git("commit", "-q", "-m", "no log", "ruritania/change-log.md")
		},
		"line endings": func(f fixture) { f.git("config", "core.autocrlf", "true") },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.put("signals.md", more)
			prepare(f)
			before := f.git("status", "--porcelain") + f.git("diff")
			head := f.head()
			for range 2 {
				f.commit(Decision{Message: "Reach", Override: "since"})
				if u := f.undo(); u.Commit.Subject != "Reach" || len(u.Left) != 0 {
					t.Errorf("undone: %+v", u)
				}
				if got := f.git("status", "--porcelain") + f.git("diff"); got != before || f.head() != head {
					t.Errorf("left is %s, want %s", got, before)
				}
			}
		})
	}
}

// What was written into the change log since the commit is not touched, and the
// next commit replaces the entry that was left.
func TestUndoLeavesAChangedChangeLog(t *testing.T) {
	for name, change := range map[string]func(f fixture){
		"on the disk":   func(f fixture) { f.put("change-log.md", f.get("change-log.md")+"\r\nBy hand.\r\n") },
		"in the editor": func(f fixture) { f.edit("change-log.md") },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.put("signals.md", more)
			f.commit(Decision{Message: "Reach"})
			change(f)
			log := f.get("change-log.md")
			if u := f.undo(); len(u.Left) != 1 || u.Left[0] != "ruritania/change-log.md" {
				t.Errorf("undone: %+v", u)
			}
			if f.get("change-log.md") != log {
				t.Errorf("the change log is %q", f.get("change-log.md"))
			}
			if name == "on the disk" {
				f.commit(Decision{Message: "Reach"})
				if n := strings.Count(f.get("change-log.md"), "<!-- entry:"); n != 2 {
					t.Errorf("%d entries for two commits", n)
				}
			}
		})
	}
}

func TestUndoOfTheFirstCommitChangesNothing(t *testing.T) {
	f := newFixture(t)
	log := f.get("change-log.md")
	_, err := Undo(context.Background(), f.w, f.repo, f.head())
	if _, ok := errors.AsType[*history.RefusedError](err); !ok || f.get("change-log.md") != log {
		t.Errorf("got %v", err)
	}
}

func TestConcerns(t *testing.T) {
	f := newFixture(t)
	for folder, want := range map[string]error{".": nil, "ruritania": nil, "rurit": ErrOther, "freedonia": ErrOther} {
		if err := os.MkdirAll(filepath.Join(f.root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := Concerns(f.repo, f.head(), filepath.Join(f.root, folder)); !errors.Is(err, want) {
			t.Errorf("%s: %v", folder, err)
		}
	}
}
