package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/gittest"
)

// committed is a folder with the package of the tests, committed.
func committed(t *testing.T) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "jurisdictions")
	if err := os.CopyFS(filepath.Join(folder, pkg), os.DirFS(filepath.Join("..", "jurisdictions", pkg))); err != nil {
		t.Fatal(err)
	}
	gittest.Begin(t, folder)
	git(t, folder, "add", ".")
	git(t, folder, "commit", "-qm", "Begin")
	return folder
}

// What is unusual about a repository comes and goes with what git does.
func TestStateOfTheRepository(t *testing.T) {
	folder := committed(t)
	w := openWindowOn(t, folder)
	overview := func() Workspace { return (&Workspaces{w.desk}).Overview(0) }
	if now := overview(); now.State != "" || now.Why != "" || now.Branch != "main" || now.Tip != git(t, folder, "rev-parse", "HEAD") {
		t.Errorf("nothing is unusual: %+v", now)
	}
	for _, c := range []struct{ git, state, why string }{
		{"checkout -q --detach", "no branch", "Switch to one with"},
		{"bisect start", "bisection under way", "git bisect reset"},
		{"bisect reset", "no branch", "detached HEAD"},
		{"switch -q main", "", ""},
	} {
		git(t, folder, strings.Fields(c.git)...)
		w.await(t, c.git, func() bool { now := overview(); return now.State == c.state && strings.Contains(now.Why, c.why) })
	}
	for _, file := range []string{"HEAD", "config"} {
		name := filepath.Join(folder, ".git", file)
		was := gittest.Read(t, name)
		if err := os.WriteFile(name, []byte("[rubbish"), 0o666); err != nil {
			t.Fatal(err)
		}
		w.lookAgain()
		w.await(t, file+" that cannot be read", func() bool { return overview().State == "repository not readable" })
		if err := os.WriteFile(name, []byte(was), 0o666); err != nil {
			t.Fatal(err)
		}
		w.lookAgain()
		w.await(t, file+" that can be read again", func() bool { return overview().State == "" })
	}
}

func TestFolderWithoutRepositorySaysSo(t *testing.T) {
	w := openWindow(t)
	if now := (&Workspaces{w.desk}).Overview(0); now.State != "no repository" || now.Why == "" || now.Repository {
		t.Errorf("%+v", now)
	}
}

// Both are said: that there is no package, and that the repository cannot be
// read.
func TestNoPackageAndRepositoryThatCannotBeRead(t *testing.T) {
	folder := t.TempDir()
	gittest.Begin(t, folder)
	if err := os.WriteFile(filepath.Join(folder, ".git", "config"), []byte("[extensions]\n\tfuture = 1\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	w := openWindowOn(t, folder)
	if shared, err := (&Sharing{desk: w.desk}).State(); err != nil || !strings.Contains(shared.Obstacle, "extensions.future") {
		t.Errorf("nothing can be shared: %+v, %v", shared, err)
	}
	problem := (&Workspaces{w.desk}).Overview(0).Problem
	if !strings.Contains(problem, "There is no package in") || !strings.Contains(problem, "extensions.future") {
		t.Errorf("the window says %q", problem)
	}
}

// The window knows at once of the commit that it has made, and of one that took
// its place.
func TestTipFollowsTheBranch(t *testing.T) {
	folder := committed(t)
	w := openWindowOn(t, folder)
	tip := func() string { return (&Workspaces{w.desk}).Overview(0).Tip }
	commits := Commits{desk: w.desk}
	signals := filepath.Join(folder, pkg, "signals.md")
	if err := os.WriteFile(signals, []byte("# Kazakhstan - Signals\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	made, err := commits.Commit(CommitRequest{Package: pkg, Message: "Less", Override: "a test"})
	if err != nil {
		t.Fatal(err)
	}
	if tip() != made.Hash {
		t.Errorf("the last commit is %s, not %s", tip(), made.Hash)
	}
	git(t, folder, "commit", "-q", "--amend", "-m", "Less, amended")
	w.lookAgain()
	w.await(t, "the other commit", func() bool { return tip() == git(t, folder, "rev-parse", "HEAD") })
}

// The plan says what is in the way of a commit, and no more once that is mended.
func TestPlanTellsTheObstacle(t *testing.T) {
	folder := committed(t)
	w := openWindowOn(t, folder)
	if err := os.WriteFile(filepath.Join(folder, pkg, "signals.md"), []byte("# Kazakhstan - Signals\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	obstacle := func(choice CommitChoice) string {
		choice.Package = pkg
		plan, err := (&Commits{desk: w.desk}).Plan(choice)
		if err != nil {
			t.Fatal(err)
		}
		return plan.Obstacle
	}
	git(t, folder, "checkout", "-q", "--detach")
	if told := obstacle(CommitChoice{}); !strings.HasPrefix(told, "No branch is checked out") || !strings.HasSuffix(told, ".") {
		t.Errorf("on a detached HEAD: %q", told)
	}
	git(t, folder, "switch", "-q", "main")
	if told := obstacle(CommitChoice{}); told != "" {
		t.Errorf("on a branch: %q", told)
	}
}

func TestSentenceKeepsPaths(t *testing.T) {
	for says, want := range map[string]string{
		"nothing to commit": "Nothing to commit.", "west/signals.md was staged": "west/signals.md was staged.",
		"signals.md cannot be read": "signals.md cannot be read.", "é is a letter": "É is a letter.",
	} {
		if got := sentence(errors.New(says)); got != want {
			t.Errorf("%q becomes %q", says, got)
		}
	}
}
