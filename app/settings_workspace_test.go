package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func (w window) putSettings(t *testing.T, content string) {
	t.Helper()
	folder := filepath.Join(w.folder, ".atlas-desk")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "config.yaml"), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What somebody writes into the settings counts at once; what is wrong in them
// stands over the list of packages until it is mended.
func TestSettingsOfTheWorkspaceReachThePage(t *testing.T) {
	w := openWindow(t)
	problem := func() string { return (&Workspaces{w.desk}).Overview(0).Problem }
	w.putSettings(t, "severites: {}\n")
	w.await(t, "a word about wrong settings", func() bool { return strings.Contains(problem(), "did you mean “severities”?") })
	if now := (&Workspaces{w.desk}).Overview(0); len(now.Packages) != 1 {
		t.Errorf("with wrong settings the window shows %+v", now)
	}
	w.putSettings(t, "leave-out: [kazakhstan]\n")
	w.await(t, "a list without what is left out", func() bool {
		return !strings.Contains(problem(), "severites") && len((&Workspaces{w.desk}).Overview(0).Packages) == 0
	})
}

func TestWrongSettingsAreToldFromTheStart(t *testing.T) {
	w := openWindow(t)
	w.putSettings(t, "aliases: 3\n")
	if _, err := (&Workspaces{w.desk}).Open(w.folder); err != nil {
		t.Fatal(err)
	}
	if got := (&Workspaces{w.desk}).Overview(0).Problem; !strings.Contains(got, "config.yaml:1:10: aliases are a name with a list") {
		t.Errorf("the window says %q", got)
	}
}

// The fix on a card that declares an alias.
func TestDeclareAlias(t *testing.T) {
	w := openWindow(t)
	documents := Documents{w.desk}
	doc, err := documents.Read(pkg, "signals")
	if err != nil {
		t.Fatal(err)
	}
	analysis, err := documents.Edit(pkg, "signals", doc.Text+"\nThe Nationel Bank of Kazakhstan signals continuity.\n", doc.Base, 1)
	if err != nil || len(analysis.Findings) == 0 {
		t.Fatal(analysis.Findings, err)
	}
	var alias *Alias
	for _, fix := range analysis.Findings[0].Fixes {
		if fix.Alias != nil {
			alias = fix.Alias
		}
	}
	if alias == nil {
		t.Fatalf("no fix of %+v declares an alias", analysis.Findings[0])
	}
	if err := (&Workspaces{w.desk}).DeclareAlias(alias.Name, alias.Also); err != nil {
		t.Fatal(err)
	}
	if analysis, err = documents.Analysis(pkg, "signals"); err != nil || len(analysis.Findings) > 0 {
		t.Errorf("after the alias is declared: %+v, %v", analysis.Findings, err)
	}
	if err := (&Workspaces{w.desk}).DeclareAlias(alias.Name, alias.Also); err == nil {
		t.Error("an alias is declared twice")
	}
}

// A commit of somebody else moves what packages are compared with.
func TestOutsideCommitIsComparedWith(t *testing.T) {
	w := openWindow(t)
	if err := (&Commits{desk: w.desk}).InitRepository(); err != nil {
		t.Fatal(err)
	}
	open, err := w.workspace()
	if err != nil {
		t.Fatal(err)
	}
	git(t, w.folder, "add", ".")
	git(t, w.folder, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "Begin")
	head := git(t, w.folder, "rev-parse", "HEAD")
	w.await(t, "a look at the commit", func() bool { return open.ComparedWith() == head })
}
