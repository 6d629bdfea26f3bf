package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
)

// The tests see no settings and no git configuration but their own.
func TestMain(m *testing.M) { gittest.Main(m) }

// window is the desk of a test with the events that the page would get.
type window struct {
	*desk
	folder string
	events chan string
}

func openWindow(t *testing.T) window {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "jurisdictions")
	if err := os.CopyFS(filepath.Join(folder, "kazakhstan"), os.DirFS(filepath.Join("..", "jurisdictions", "kazakhstan"))); err != nil {
		t.Fatal(err)
	}
	return openWindowOn(t, folder)
}

func openWindowOn(t *testing.T, folder string) window {
	t.Helper()
	w := window{desk: &desk{}, folder: folder, events: make(chan string, 100)}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() { cancel(); w.stop() })
	w.start(ctx, func(_ context.Context, event string, _ ...any) {
		select {
		case w.events <- event:
		default:
			// A full queue has told enough.
		}
	}, w.folder)
	return w
}

func (w window) await(t *testing.T, what string, done func() bool) {
	t.Helper()
	late := time.After(20 * time.Second)
	for !done() {
		select {
		case <-w.events:
		case <-late:
			t.Fatal(what + " did not happen")
		}
	}
}

var git = gittest.Git

const pkg = "kazakhstan"

// The story of the program, as the page calls it.
func TestEditSaveCommit(t *testing.T) {
	w := openWindow(t)
	documents, commits, workspaces := Documents{w.desk}, Commits{desk: w.desk}, Workspaces{w.desk}

	plan, err := commits.Plan(CommitChoice{Package: pkg})
	if err != nil || plan.Repository {
		t.Fatalf("a folder without repository: %+v, %v", plan, err)
	}
	if err := commits.InitRepository(); err != nil {
		t.Fatal(err)
	}
	if now := workspaces.Overview(0); !now.Repository || now.Branch == "" {
		t.Errorf("after making a repository the window shows %+v", now)
	}
	if plan, err = commits.Plan(CommitChoice{Package: pkg}); err != nil || !plan.Repository || plan.Author.Name != "" || len(plan.Layers) != 7 {
		t.Fatalf("the first commit: %+v, %v", plan, err)
	}
	if err := commits.SetAuthor(Author{"Ada", "ada@example.org"}); err != nil {
		t.Fatal(err)
	}
	if _, err := commits.Commit(CommitRequest{Package: pkg, Message: "Begin", Plan: plan.Fingerprint}); err != nil {
		t.Fatal(err)
	}

	doc, err := documents.Read(pkg, "signals")
	if err != nil {
		t.Fatal(err)
	}
	wrong := strings.Replace(doc.Text, "17 data centers", "19 data centers", 1)
	analysis, err := documents.Edit(pkg, "signals", wrong, doc.Base, 1)
	if err != nil || analysis.Version != 1 || len(analysis.Findings) != 1 {
		t.Fatalf("the wrong figure: %+v, %v", analysis.Findings, err)
	}
	finding := analysis.Findings[0]
	if got := utf16Slice(wrong, finding.From, finding.To); finding.Rule != "trace/figure-disagrees" || got != "19 data centers" {
		t.Errorf("%s marks %q", finding.Rule, got)
	}
	if row := workspaces.Overview(0).Packages[0]; row.Counts.Errors != 1 || !row.Layers[1].Unsaved {
		t.Errorf("the list says %+v", row)
	}
	right := strings.Replace(doc.Text, "17 data centers signal", "17 data centers also signal", 1)
	if _, err := documents.Edit(pkg, "signals", right, doc.Base, 2); err != nil {
		t.Fatal(err)
	}
	if _, err := documents.Save(pkg, "signals", right, doc.Base, 2); err != nil {
		t.Fatal(err)
	}
	if plan, err = commits.Plan(CommitChoice{Package: pkg}); err != nil || len(plan.Layers) != 1 || len(plan.Blocking) != 0 {
		t.Fatalf("the second commit: %+v, %v", plan, err)
	}
	made, err := commits.Commit(CommitRequest{Package: pkg, Message: plan.Message, Entry: plan.Entry, Plan: plan.Fingerprint})
	if err != nil {
		t.Fatal(err)
	}
	if got := git(t, w.folder, "show", "--name-only", "--format=%H"); got != made.Hash+"\n\nkazakhstan/change-log.md\nkazakhstan/signals.md" {
		t.Errorf("the commit holds %q", got)
	}
	if got := git(t, w.folder, "status", "--porcelain"); got != "" {
		t.Errorf("the repository is left with %q", got)
	}
	undone, err := commits.Undo(made.Hash)
	if err != nil || undone.Subject != made.Subject || len(undone.Left) != 0 {
		t.Errorf("undone: %+v, %v", undone, err)
	}
	if got := git(t, w.folder, "status", "--porcelain"); got != " M kazakhstan/signals.md" {
		t.Errorf("the undo left %q", got)
	}
	w.await(t, "the change since the last commit", func() bool {
		return slices.ContainsFunc(workspaces.Overview(0).Packages[0].Layers, func(c LayerCell) bool { return c.Layer == "signals" && c.Change == "changed" })
	})
	if err := os.RemoveAll(filepath.Join(w.folder, pkg)); err != nil {
		t.Fatal(err)
	}
	w.await(t, "the lost package", func() bool { return slices.Equal(workspaces.Overview(0).Gone, []string{pkg}) })
	if plan, err = commits.Plan(CommitChoice{Package: pkg}); err != nil || len(plan.Layers) != 7 || plan.Layers[0].Kind != "removed" || plan.Entry != "" {
		t.Errorf("the plan of a lost package: %+v, %v", plan, err)
	}
	git(t, w.folder, "checkout", "-q", ".")
	if _, err := commits.Undo(made.Hash); !errors.Is(err, history.ErrMoved) {
		t.Errorf("undone twice: %v", err)
	}
}

func TestStalePlanIsRefused(t *testing.T) {
	w := openWindow(t)
	commits := Commits{desk: w.desk}
	if err := commits.InitRepository(); err != nil {
		t.Fatal(err)
	}
	if err := commits.SetAuthor(Author{"Ada", "ada@example.org"}); err != nil {
		t.Fatal(err)
	}
	plan, err := commits.Plan(CommitChoice{Package: pkg})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(w.folder, pkg, "profile.md")
	if err := os.WriteFile(file, []byte("# Kazakhstan - Profile\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := w.read(t, "change-log.md")
	if _, err := commits.Commit(CommitRequest{Package: pkg, Message: "x", Plan: plan.Fingerprint}); err == nil {
		t.Error("a commit was made of something that its author had not seen")
	}
	if w.read(t, "change-log.md") != before {
		t.Error("the refused commit wrote into the change log")
	}
}

func (w window) read(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(w.folder, pkg, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestOutsideChangeReachesThePage(t *testing.T) {
	w := openWindow(t)
	documents := Documents{w.desk}
	doc, err := documents.Read(pkg, "profile")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.folder, pkg, "profile.md"), []byte("# Kazakhstan - Profile\n\nNew.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.await(t, "a look at the changed file", func() bool {
		now, err := documents.Read(pkg, "profile")
		return err == nil && now.Disk != doc.Disk && strings.Contains(now.Text, "New.")
	})
}

// A branch that somebody else switches to is shown, without a look at the
// repository for every answer.
func TestOutsideBranchReachesThePage(t *testing.T) {
	w := openWindow(t)
	if err := (&Commits{desk: w.desk}).InitRepository(); err != nil {
		t.Fatal(err)
	}
	git(t, w.folder, "symbolic-ref", "HEAD", "refs/heads/review")
	w.await(t, "the other branch", func() bool { return (&Workspaces{w.desk}).Overview(0).Branch == "review" })
}

func TestClosingAsksForUnsavedText(t *testing.T) {
	w := openWindow(t)
	if w.beforeClose(context.Background()) {
		t.Error("a window without unsaved text stays open")
	}
	documents := Documents{w.desk}
	if _, err := documents.Edit(pkg, "profile", "unsaved", "", 1); err != nil {
		t.Fatal(err)
	}
	if !w.beforeClose(context.Background()) {
		t.Fatal("the window closes over unsaved text")
	}
	asked := false
	for len(w.events) > 0 {
		asked = <-w.events == closing || asked
	}
	if !asked {
		t.Error("the page was not asked")
	}
}

// The page may load before the folder is open, and then waits for a hint.
func TestStartTellsThePage(t *testing.T) {
	for _, folder := range []string{t.TempDir(), filepath.Join(t.TempDir(), "nowhere")} {
		d := &desk{}
		told := make(chan string, 10)
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		d.start(ctx, func(_ context.Context, event string, _ ...any) { told <- event }, folder)
		if event := <-told; event != changed {
			t.Errorf("%s: the page was told %q", folder, event)
		}
		if got := (&Workspaces{d}).Overview(0); got.Problem == "" {
			t.Errorf("%s: nothing to show, and no word why", folder)
		}
	}
}

func TestFolders(t *testing.T) {
	w := openWindow(t)
	workspaces := Workspaces{w.desk}
	if _, err := workspaces.Open(filepath.Join(w.folder, "nowhere")); err == nil {
		t.Error("a folder that is not there was opened")
	}
	if got := workspaces.Overview(0); len(got.Packages) != 1 || got.Problem != "" {
		t.Errorf("after a refused folder the window shows %+v", got)
	}
	empty := t.TempDir()
	got, err := workspaces.Open(empty)
	if err != nil || len(got.Packages) != 0 || got.Problem == "" {
		t.Errorf("an empty folder: %+v, %v", got, err)
	}
	if err := workspaces.ShowFolder("../elsewhere"); err == nil {
		t.Error("a folder that is no package was shown")
	}
	id, err := (&NewPackages{w.desk}).Make(NewPackage{Name: "New Mexico", Layers: []string{"signals", "trust-dimensions", "metadata", "profile", "builder-mode", "change-log"}})
	if err != nil || id != "new-mexico" {
		t.Fatal(id, err)
	}
	if got := workspaces.Overview(0); len(got.Packages) != 1 || got.Packages[0].Name != "New Mexico" || got.Packages[0].Status != "draft" {
		t.Errorf("after a new package the list is %+v", got.Packages)
	}
	if folder := w.settings.read().Folder; folder == "" {
		t.Error("the folder is not remembered")
	}
}

// On Linux the page may call before the window says that it has started, and
// while it does.
func TestCallsBeforeTheStart(t *testing.T) {
	d := &desk{}
	workspaces, documents, commits, settings := Workspaces{d}, Documents{d}, Commits{desk: d}, Settings{d}
	_, opened := workspaces.Open(t.TempDir())
	_, chosen := workspaces.ChooseFolder()
	_, paged := workspaces.ChoosePage()
	_, committed := commits.Commit(CommitRequest{Package: pkg})
	for call, err := range map[string]error{"Open": opened, "ChooseFolder": chosen, "ChoosePage": paged, "Commit": committed} {
		if err == nil {
			t.Errorf("%s succeeds without a window", call)
		}
	}
	settings.Quit()
	workspaces.Look()
	d.tell(changed, 1)
	if d.beforeClose(context.Background()) {
		t.Error("a window that has not started cannot be closed")
	}

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	folder, called := t.TempDir(), make(chan struct{})
	go func() {
		defer close(called)
		for range 100 {
			workspaces.Overview(0)
			_, _ = documents.Read(pkg, "profile")
			d.tell(changed, 1)
		}
	}()
	d.start(ctx, func(context.Context, string, ...any) {}, folder)
	<-called
	if got := workspaces.Overview(0); got.Root == "" {
		t.Errorf("after the start the window shows %+v", got)
	}
}

func TestSettingsKeepWhatOthersChange(t *testing.T) {
	w := openWindow(t)
	var all sync.WaitGroup
	bound, want := Settings{w.desk}, Preferences{Theme: "dark", Zoom: 110, Evidence: 30, Beside: map[string]string{"a": "signals"}}
	for i := range 20 {
		all.Go(func() {
			if err := bound.Write(want); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if err := w.settings.change(func(s *settings) { s.Folder = fmt.Sprint(i) }); err != nil {
				t.Error(err)
			}
		})
		if got := w.settings.read(); got.Folder == "" {
			t.Errorf("half a file was read: %+v", got)
		}
	}
	all.Wait()
	if got := w.settings.read(); !reflect.DeepEqual(got.Preferences, want) || len(got.Folder) > 2 {
		t.Errorf("the settings are %+v", got)
	}
}

func TestDamagedSettings(t *testing.T) {
	file := (&settingsFile{}).path()
	for _, c := range []struct {
		name, raw, folder string
		kept              int
	}{
		{"one value", `{"preferences": {"theme": "dark", "zoom": "big"}, "folder": "/packages"}`, "/packages", 0}, // it stays as it is
		{"cut off", `{"folder": "/pack`, "", 1},
		{"whole", `{"folder": "/packages"}`, "/packages", 0},
		{"empty", "", "", 0},
	} {
		if err := os.RemoveAll(filepath.Dir(file)); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(c.raw), 0o600); err != nil {
			t.Fatal(err)
		}
		settings := Settings{&desk{}}
		p := settings.Read()
		if err := settings.Write(p); err != nil {
			t.Fatal(err)
		}
		if got := settings.desk.settings.read(); got.Folder != c.folder || !reflect.DeepEqual(got.Preferences, p) || p.Beside == nil || p.Zoom != 100 {
			t.Errorf("%s: the settings are %+v", c.name, got)
		}
		kept, err := filepath.Glob(filepath.Join(filepath.Dir(file), "settings-*.json"))
		if err != nil || len(kept) != c.kept {
			t.Errorf("%s: kept %q, %v", c.name, kept, err)
		}
		for _, copied := range kept {
			if raw, err := os.ReadFile(copied); err != nil || string(raw) != c.raw {
				t.Errorf("%s: the copy holds %q, %v", c.name, raw, err)
			}
		}
	}
}

func TestFaultsHaveCodes(t *testing.T) {
	w := openWindow(t)
	documents := Documents{w.desk}
	_, err := documents.Save(pkg, "profile", "x", "another revision", 1)
	var f Fault
	if text, ok := formatFault(err).(string); !ok || json.Unmarshal([]byte(text), &f) != nil || f.Code != "conflict" || f.Message == "" || f.Hint == "" {
		t.Errorf("a conflict reaches the page as %+v", f)
	}
	if _, err := documents.Read("nowhere", "profile"); err == nil {
		t.Error("a package that is not there was read")
	}
	if _, err := documents.Read(pkg, "nothing"); err == nil {
		t.Error("a layer that is none was read")
	}
}

// utf16Slice is text.slice(from, to) of JavaScript, for text of the basic
// plane.
func utf16Slice(text string, from, to int) string { return string([]rune(text)[from:to]) }

func TestSentence(t *testing.T) {
	for message, want := range map[string]string{
		"save a.md: no room": "Save a.md: no room.", "it is done.": "It is done.", "did you mean “x”?": "Did you mean “x”?", "été": "Été.",
	} {
		if got := sentence(errors.New(message)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheLastCommitIsUndoableAfterARestart(t *testing.T) {
	w := openWindow(t)
	commits := &Commits{desk: w.desk}
	if last, err := commits.Undoable(pkg); err != nil || last.Hash != "" {
		t.Errorf("without a repository: %+v, %v", last, err)
	}
	gittest.Begin(t, w.folder)
	if last, err := commits.Undoable(pkg); err != nil || last.Hash != "" {
		t.Errorf("without a commit: %+v, %v", last, err)
	}
	for _, test := range []struct{ file, why string }{
		{pkg + "/note.txt", "It is the first commit, and there is no version before it. Change the files and commit again."},
		{pkg + "/note.txt", ""},
		{"elsewhere.txt", "The last commit changed nothing in this folder."},
	} {
		file := filepath.Join(w.folder, test.file)
		raw, _ := os.ReadFile(file)
		if err := os.WriteFile(file, append(raw, "more\n"...), 0o600); err != nil {
			t.Fatal(err)
		}
		gittest.Git(t, w.folder, "add", ".")
		gittest.Git(t, w.folder, "commit", "-qm", test.file)
		last, err := commits.Undoable(pkg)
		if err != nil || last.Subject != test.file || last.Why != test.why {
			t.Errorf("%s: %+v, %v", test.file, last, err)
		}
	}
}
