package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport says, for each of our packages, which others of ours it may
// import. Data flows one way, from the texts to the window.
var mayImport = map[string][]string{
	"backend/text":       {},
	"backend/atlas":      {},
	"backend/lexicon":    {},
	"backend/watch":      {},
	"backend/history":    {},
	"backend/gitcommand": {"history", "store"},
	"backend/keyring":    {"history"},
	"backend/markdown":   {"text"},
	"backend/pack":       {"atlas", "markdown", "text"},
	"backend/statement":  {"atlas", "lexicon", "pack", "markdown", "text"},
	"backend/merge":      {"statement"},
	"backend/trace":      {"atlas", "lexicon", "statement", "text"},
	"backend/check":      {"atlas", "lexicon", "markdown", "pack", "statement", "trace", "text"},
	"backend/coverage":   {"atlas", "check", "pack", "statement", "trace", "text"},
	"backend/preview":    {"atlas", "check", "exchange", "markdown", "pack", "statement", "text", "trace"},
	"backend/pdf":        {"preview"},
	"backend/review":     {"atlas", "changelog", "pack", "statement", "trace"},
	"backend/settings":   {"atlas", "check", "merge", "review", "trace", "text"},
	"backend/changelog":  {"atlas", "lexicon", "markdown", "pack", "statement", "merge", "trace", "check", "text"},
	"backend/exchange":   {"atlas", "pack", "statement", "markdown", "text"},
	"backend/scaffold":   {"atlas", "pack", "statement", "markdown", "text"},
	"backend/generate":   {"atlas"},
	"backend/search":     {"text"},
	"backend/store":      {"text"},
	"backend/instance":   {},
	"backend/sample":     {"history"},
	"backend/draft":      {"text"},
	"backend/workspace":  append([]string{"store", "draft"}, pure...),
	"backend/share":      append([]string{"history", "gitcommand"}, pure...),
	"backend/report":     append([]string{"workspace", "history", "provenance"}, pure...),
	"backend/commit":     append([]string{"store", "workspace", "history"}, pure...),
	"backend/provenance": append([]string{"history"}, pure...),
	"backend/export":     append([]string{"commit", "history", "pdf", "provenance", "report", "store", "workspace"}, pure...),
	"backend/evaluation": {"*"},
	"backend/gittest":    {"generate"},
	"backend/soak":       {"*"},
	"backend/version":    {},
	"backend/cli":        {"*"},
	"app":                {"*"},
	"frontend":           {},
	"jurisdictions":      {},
	".":                  {"app", "cli", "frontend", "jurisdictions"},
}

// pure packages turn values into values: no disk, no clock, no locks.
var pure = []string{"text", "atlas", "lexicon", "markdown", "pack", "statement", "merge", "trace", "check", "coverage", "review", "settings", "changelog", "exchange", "preview", "pdf", "scaffold", "generate", "search"}

// testOnly packages are for tests.
var testOnly = []string{"backend/gittest"}

// owners are the only packages that may know a library, separated by spaces.
var owners = map[string]string{
	"github.com/yuin/goldmark":     "backend/markdown backend/preview",
	"codeberg.org/go-pdf/":         "backend/pdf",
	"github.com/fsnotify/fsnotify": "backend/watch",
	"github.com/go-fonts/":         "backend/pdf",
	"github.com/go-git/":           "backend/history",
	"github.com/gofrs/flock":       "backend/draft backend/instance",
	"github.com/mattn/":            "backend/cli",
	"github.com/rivo/uniseg":       "backend/report",
	"github.com/zalando/":          "backend/keyring",
	"golang.org/x/term":            "backend/cli",
	"github.com/wailsapp/":         "app",
	"go.yaml.in/yaml/":             "backend/settings",
}

var (
	impure       = []string{"os", "net", "sync", "log"}
	emptyNames   = []string{"util", "utils", "common", "types", "helpers", "models", "manager", "misc"}
	module       = "atlasdesk/"
	notOurs      = []string{"frontend/node_modules", "frontend/dist", "build", "docs"}
	timeAndClock = "time.Now"
)

func TestArchitecture(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		file = filepath.ToSlash(file)
		switch {
		case err != nil:
			return err
		case d.IsDir() && (slices.Contains(notOurs, file) || strings.HasPrefix(d.Name(), ".") && file != "."):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(file, ".go"):
			return nil
		}
		seen[path.Dir(file)] = true
		checkFile(t, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range mayImport {
		if !seen[folder] {
			t.Errorf("%s is in the table and not in the program", folder)
		}
	}
}

func checkFile(t *testing.T, file string) {
	folder := path.Dir(file)
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	allowed, known := mayImport[folder]
	if !known {
		t.Errorf("%s is not in the table: say what it may import", folder)
	}
	if slices.Contains(emptyNames, path.Base(folder)) {
		t.Errorf("%s: the name says nothing of what the package does", folder)
	}
	isPure := slices.Contains(pure, path.Base(folder)) && !strings.HasSuffix(file, "_test.go")
	for _, spec := range parsed.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if ours, ok := strings.CutPrefix(imported, module); ok && !strings.HasSuffix(file, "_test.go") && !permits(allowed, ours) {
			t.Errorf("%s imports %s", file, imported)
		}
		root, _, _ := strings.Cut(imported, "/")
		if isPure && slices.Contains(impure, root) {
			t.Errorf("%s imports %s, and %s is pure", file, imported, folder)
		}
		for library, owner := range owners {
			if strings.HasPrefix(imported, library) && !slices.Contains(strings.Fields(owner), folder) {
				t.Errorf("%s imports %s, which only %s may know", file, imported, owner)
			}
		}
	}
	if isPure && callsClock(parsed) {
		t.Errorf("%s calls %s, and %s is pure", file, timeAndClock, folder)
	}
}

func permits(allowed []string, imported string) bool {
	if slices.Contains(testOnly, imported) {
		return false
	}
	if slices.Contains(allowed, "*") {
		return strings.HasPrefix(imported, "backend/")
	}
	return slices.Contains(allowed, path.Base(imported))
}

func callsClock(file *ast.File) (found bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name+"."+s.Sel.Name == timeAndClock {
				found = true
			}
		}
		return !found
	})
	return found
}
