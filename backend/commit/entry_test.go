package commit

import (
	"os"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
)

// What an author wrote into an entry stands, also when the commit of it is
// taken back and made again, with a reason or without.
func TestEditedEntryIsKept(t *testing.T) {
	for _, change := range []struct{ signals, reason string }{{more, ""}, {strings.Replace(more, "17", "19", 1), "known"}} {
		f := newFixture(t)
		f.put("signals.md", change.signals)
		f.commit(Decision{Message: "Reach", Override: change.reason})
		const mine = "The office was asked, and confirmed it."
		f.put("change-log.md", strings.Replace(f.get("change-log.md"), "This is a ", mine+"\r\n\r\nThis is a ", 1))
		if f.undo(); !strings.Contains(f.get("change-log.md"), mine) {
			t.Fatal("the undo took the edited sentence")
		}
		if p := f.plan(); !strings.Contains(p.Entry, mine) {
			t.Errorf("planned is\n%s", p.Entry)
		}
		f.commit(Decision{Message: "Reach", Override: change.reason})
		log := f.get("change-log.md")
		if !strings.Contains(log, mine) || strings.Count(log, "<!-- entry:") != 2 || strings.Count(log, "in spite of") > 1 {
			t.Errorf("the change log is\n%s", log)
		}
	}
}

func (f fixture) plan() *Plan {
	f.t.Helper()
	p, err := Prepare(f.w, f.repo, "ruritania", noon)
	if err != nil {
		f.t.Fatal(err)
	}
	return p
}

// interrupt leaves what a commit leaves that is ended before it is made.
func (f fixture) interrupt(d Decision) {
	f.t.Helper()
	_, release, err := f.plan().writeEntry(f.w, d)
	if err != nil {
		f.t.Fatal(err)
	}
	release() // opening the folder would clear it away
}

// The entry of a state that was never committed goes, and nothing else.
func TestInterruptedCommitOfAnotherState(t *testing.T) {
	const mine = "It was looked at."
	edit := func(f fixture) {
		f.put("change-log.md", strings.Replace(f.get("change-log.md"), "This is a ", mine+" This is a ", 1))
	}
	for name, c := range map[string]struct {
		decision Decision
		then     func(f fixture)
		entries  int
		mine     bool
	}{
		"as written":        {Decision{}, func(f fixture) {}, 2, false},
		"interrupted again": {Decision{}, func(f fixture) { f.put("signals.md", more+"\nAgain.\n"); f.interrupt(Decision{}) }, 2, false},
		"of other figures": {Decision{Override: "known"}, func(f fixture) {
			f.put("signals.md", strings.Replace(more, "17", "23", 1))
			f.interrupt(Decision{Override: "known"})
		}, 2, false},
		"with a reason":       {Decision{Override: "known"}, func(f fixture) {}, 2, false},
		"edited in the file":  {Decision{}, edit, 3, true},
		"edited beforehand":   {Decision{Entry: "### By hand\n<!-- entry: hand -->\n\n" + mine}, func(f fixture) {}, 3, true},
		"a failed commit":     {Decision{}, fail, 2, false},
		"the note is damaged": {Decision{}, func(f fixture) { f.damage() }, 3, false},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.put("signals.md", more)
			f.interrupt(c.decision)
			c.then(f)
			f.put("signals.md", more+"\nThey signal more.\n")
			f.commit(Decision{Message: "Reach"})
			log := f.get("change-log.md")
			if n := strings.Count(log, "<!-- entry:"); n != c.entries || strings.Contains(log, mine) != c.mine {
				t.Errorf("%d entries:\n%s", n, log)
			}
			if _, err := os.Stat(f.plan().pending.Path()); !os.IsNotExist(err) {
				t.Errorf("the note of the entry is left: %v", err)
			}
			f.is("status", "--porcelain")("")
		})
	}
}

// fail makes a commit that is refused at the last moment.
func fail(f fixture) {
	f.git("checkout", "-q", "--detach")
	f.refused(Decision{Message: "x"})
	f.git("checkout", "-q", "main")
}

func (f fixture) damage() {
	f.t.Helper()
	if err := os.WriteFile(f.plan().pending.Path(), []byte("[{"), 0o666); err != nil {
		f.t.Fatal(err)
	}
}

// Two people who edit nothing but the change log write two entries.
func TestEditsOfTheChangeLogAloneAreToldApart(t *testing.T) {
	f := newFixture(t)
	log := f.get("change-log.md")
	var ids []string
	for _, note := range []string{"\r\nMine.\r\n", "\r\nYours.\r\n"} {
		f.put("change-log.md", log+note)
		p := f.plan()
		ids = append(ids, p.entryID)
		f.interrupt(Decision{})
		if again := f.plan().entryID; again != p.entryID {
			t.Errorf("the entry written, %s is %s", p.entryID, again)
		}
		if e := changelog.Entries(f.plan().files[atlas.ChangeLog].Text); slices.ContainsFunc(e, func(e changelog.EntryRef) bool { return e.ID == p.entryID }) {
			t.Error("the pending entry is part of the plan")
		}
	}
	if ids[0] == ids[1] {
		t.Errorf("both are %s", ids[0])
	}
}

// What is to be done about a lost change log is said so that it can be done.
func TestLostChangeLogIsBroughtBack(t *testing.T) {
	for _, lose := range []func(f fixture){
		func(f fixture) { f.remove("change-log.md") },
		func(f fixture) { f.git("rm", "-q", "ruritania/change-log.md") },
	} {
		f := newFixture(t)
		f.put("signals.md", more)
		lose(f)
		_, command, _ := strings.Cut(f.refused(Decision{Message: "x"}).Error(), "`git ")
		command, _, _ = strings.Cut(command, "`")
		if command == "" {
			t.Fatal("no command is named")
		}
		f.git(strings.Fields(command)...)
		f.commit(Decision{Message: "Reach"})
	}
}

func FuzzParsePending(f *testing.F) {
	f.Add([]byte(`[{"id":"a","text":"b"}]`))
	f.Add([]byte("[{"))
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, e := range parsePending(content) {
			if len(e.ID)+len(e.Text) > 3*len(content) {
				t.Errorf("%+v is of nothing", e)
			}
		}
	})
}
