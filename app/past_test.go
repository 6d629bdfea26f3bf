package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// readWindow is the text of a layer as the window has it.
func readWindow(t *testing.T, w window, layer string) string {
	t.Helper()
	doc, err := (&Documents{w.desk}).Read(pkg, layer)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Text
}

// openPast is a window on a repository of three commits: the package, a
// sentence of the signals reworded, and the same sentence moved. A fourth
// wording is in no commit.
func openPast(t *testing.T) (w window, sentence func(words string) int) {
	t.Helper()
	w = openWindow(t)
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(w.folder, pkg, "signals.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	commit := func(subject string) {
		git(t, w.folder, "add", ".")
		git(t, w.folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", subject)
	}
	const begin = "# Kazakhstan - Signals\n\n## Ports\n\n- The harbour keeps 17 registers.\n- A pilot boards every ship.\n\n## Courts\n\n- A court sits in spring.\n"
	git(t, w.folder, "init", "-q", "-b", "main")
	write(begin)
	commit("Begin")
	write(strings.Replace(begin, "17", "19", 1))
	commit("Count the registers again")
	write("# Kazakhstan - Signals\n\n## Ports\n\n- A pilot boards every ship.\n\n## Courts\n\n- A court sits in spring.\n- The harbour keeps 19 registers.\n")
	commit("Move the registers")
	w.await(t, "the last commit", func() bool { (&Workspaces{w.desk}).Look(); return strings.Contains(readWindow(t, w, "signals"), "19") })
	return w, func(words string) int { return strings.Index(readWindow(t, w, "signals"), words) }
}

func TestPast(t *testing.T) {
	w, _ := openPast(t)
	past := &Past{desk: w.desk}
	page, err := past.Commits(PastQuery{Package: pkg, Count: 2})
	if err != nil || page.Total != 3 || len(page.Commits) != 2 || page.Commits[0].Subject != "Move the registers" || strings.Join(page.Authors, ",") != "Ada" {
		t.Fatalf("the newest two: %+v, %v", page, err)
	}
	moved := page.Commits[0].Hash
	if page, err = past.Commits(PastQuery{Package: pkg, Layer: "evidence", From: 0, Count: 9}); err != nil || page.Total != 1 || page.All != 3 || page.Commits[0].Subject != "Begin" {
		t.Fatalf("of the evidence: %+v, %v", page, err)
	}
	begun := page.Commits[0].Hash
	if page, err = past.Commits(PastQuery{Package: pkg, From: 7, Count: 9}); err != nil || len(page.Commits) != 0 {
		t.Errorf("behind the last: %+v, %v", page, err)
	}

	for _, c := range []struct{ name, before, after, kinds string }{
		{"what a commit changed", moved + "^", moved, "left moved"},
		{"the first commit", begun + "^", begun, ""},
		{"the last commit and the disk", "last", "saved", ""},
		{"the first commit and now", begun, "now", "removed added"},
		{"the other way round", "now", begun, "added removed"},
	} {
		d, err := past.Compare(pkg, c.before, c.after)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, l := range d.Layers {
			for _, r := range l.Rows {
				if l.State == "edited" && r.Kind != "same" {
					kinds = append(kinds, r.Kind)
				}
			}
		}
		if got := strings.Join(kinds, " "); got != c.kinds {
			t.Errorf("%s: %s", c.name, got)
		}
		if c.name == "the first commit" && (len(d.Layers) != 7 || d.Layers[0].State != "created" || d.Before.Commit.Hash != "") {
			t.Errorf("the first commit: %d layers", len(d.Layers))
		}
	}
	if _, err := past.Compare(pkg, "nowhere", "now"); err == nil {
		t.Error("a version that is none is compared")
	}
}

func TestStory(t *testing.T) {
	w, at := openPast(t)
	past, documents := &Past{desk: w.desk}, &Documents{w.desk}
	doc, err := documents.Read(pkg, "signals")
	if err != nil {
		t.Fatal(err)
	}
	analysis, err := documents.Edit(pkg, "signals", strings.Replace(doc.Text, "harbour keeps", "harbour always keeps", 1), doc.Base, 1)
	if err != nil {
		t.Fatal(err)
	}
	id := ""
	for _, s := range analysis.Statements {
		if s.From == at("The harbour") {
			id = s.ID
		}
	}
	story, err := past.Story(StatementRef{Package: pkg, Layer: "signals", ID: id})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, v := range story.Versions {
		told = append(told, v.Change+" "+v.Commit.Subject)
	}
	if got := strings.Join(told, "|"); got != "reworded |moved Move the registers|reworded Count the registers again|written Begin" {
		t.Errorf("the story is %q", got)
	}

	// From an earlier version the same story is found; of what is gone, its words.
	first, err := past.Commits(PastQuery{Package: pkg, Words: "begin", Count: 1})
	if err != nil {
		t.Fatal(err)
	}
	begun := first.Commits[0].Hash
	then := StatementRef{Package: pkg, Layer: "signals", Version: begun, At: strings.Index("# Kazakhstan - Signals\n\n## Ports\n\n- The harbour", "The harbour")}
	if again, err := past.Story(then); err != nil || again.From != story.From || len(again.Versions) != 4 {
		t.Errorf("from the first version: %+v, %v", again, err)
	}
	if _, err := documents.Edit(pkg, "signals", "# Kazakhstan - Signals\n\n## Ports\n\n- A pilot boards every ship.\n\n## Courts\n", doc.Base, 2); err != nil {
		t.Fatal(err)
	}
	if gone, err := past.Story(then); err != nil || gone.From != -1 || gone.Text != "The harbour keeps 17 registers." || len(gone.Versions) != 0 {
		t.Errorf("of what is gone: %+v, %v", gone, err)
	}

	// It can be brought back, and so can the layer; neither writes anything.
	before := git(t, w.folder, "status", "--porcelain")
	one, err := past.Statement(then)
	if err != nil || !strings.Contains(one.Text, "- The harbour keeps 17 registers.\n- A pilot") || one.Difference.Added != 1 || one.Version.Commit.Hash != begun {
		t.Errorf("the statement: %+v, %v", one, err)
	}
	all, err := past.Layer(pkg, "signals", begun)
	if err != nil || !strings.Contains(all.Text, "17 registers") || all.Missing || all.Same {
		t.Errorf("the layer: %+v, %v", all, err)
	}
	if now := git(t, w.folder, "status", "--porcelain"); now != before {
		t.Errorf("the disk changed: %q", now)
	}
	if kept, err := past.SetAside(pkg, "signals", "text of mine"); err != nil {
		t.Error(err)
	} else if raw, err := os.ReadFile(kept); err != nil || string(raw) != "text of mine" {
		t.Errorf("kept: %q, %v", raw, err)
	}
}

func TestPastWithoutRepository(t *testing.T) {
	w := openWindow(t)
	page, err := (&Past{desk: w.desk}).Commits(PastQuery{Package: pkg, Count: 9})
	if err != nil || page.Repository {
		t.Errorf("no repository: %+v, %v", page, err)
	}
	doc, err := (&Documents{w.desk}).Read(pkg, "signals")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&Documents{w.desk}).Edit(pkg, "signals", doc.Text+"\nNot saved.\n", doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	if saved, err := (&Past{desk: w.desk}).Layer(pkg, "signals", "saved"); err != nil || saved.Text != doc.Text || saved.Same {
		t.Errorf("what is saved: %+v, %v", saved.Difference, err)
	}
	git(t, w.folder, "init", "-q")
	if page, err = (&Past{desk: w.desk}).Commits(PastQuery{Package: pkg, Count: 9}); err != nil || !page.Repository || page.Tip != "" {
		t.Errorf("no commit: %+v, %v", page, err)
	}
	if d, err := (&Past{desk: w.desk}).Compare(pkg, "last", "now"); err != nil || len(d.Layers) != 7 {
		t.Errorf("compared with nothing: %d layers, %v", len(d.Layers), err)
	}
}

func TestKeptVersions(t *testing.T) {
	w, _ := openPast(t)
	past := &Past{desk: w.desk}
	before := readWindow(t, w, "signals")
	if _, err := past.SetAside(pkg, "signals", before+"\n- Typed and given up.\n"); err != nil {
		t.Fatal(err)
	}
	tip := git(t, w.folder, "rev-parse", "HEAD")
	if _, err := (&Commits{desk: w.desk}).Undo(tip); err != nil {
		t.Fatal(err)
	}
	all, err := past.Kept(pkg)
	if err != nil || len(all) != 2 {
		t.Fatalf("kept: %+v, %v", all, err)
	}
	slices.SortFunc(all, func(a, b KeptVersion) int { return strings.Compare(a.Layer, b.Layer) })
	undone, aside := all[0], all[1]
	if undone.Name != tip || undone.Title != "Move the registers" || undone.Commit != tip[:7] || undone.At == "" {
		t.Errorf("the commit that was taken back: %+v", undone)
	}
	if aside.Layer != "signals" || aside.Title != "Signals" || aside.At == "" {
		t.Errorf("the layer that was set aside: %+v", aside)
	}
	if d, err := past.Compare(pkg, aside.Name, "now"); err != nil || len(d.Layers) != 1 || d.Layers[0].Layer != "signals" {
		t.Errorf("compared with now: %d layers, %v", len(d.Layers), err)
	}
	if r, err := past.Layer(pkg, "signals", aside.Name); err != nil || !strings.Contains(r.Text, "Typed and given up.") || r.Same {
		t.Errorf("brought back: %+v, %v", r, err)
	}
	if _, err := past.Compare(pkg, "kept:../../secrets.md", "now"); err == nil {
		t.Error("a file that is no kept version is read")
	}
	elsewhere, _ := openPast(t)
	if all, err := (&Past{desk: elsewhere.desk}).Kept(pkg); err != nil || len(all) != 0 {
		t.Errorf("of a package of the same name elsewhere: %+v, %v", all, err)
	}
}

// A shallow clone says that it is one, and its past is read again when older
// commits have been fetched.
func TestPastOfAShallowClone(t *testing.T) {
	w, _ := openPast(t)
	clone := filepath.Join(t.TempDir(), "clone")
	git(t, w.folder, "clone", "-q", "--depth", "1", "file://"+w.folder, clone)
	past := &Past{desk: openWindowOn(t, clone).desk}
	for _, want := range []struct {
		shallow bool
		all     int
	}{{true, 1}, {false, 3}} {
		if page, err := past.Commits(PastQuery{Package: pkg, Count: 9}); err != nil || page.Shallow != want.shallow || page.All != want.all {
			t.Errorf("shallow %v, %d commits, %v; want %+v", page.Shallow, page.All, err, want)
		}
		if want.shallow {
			git(t, clone, "fetch", "-q", "--unshallow")
		}
	}
}
