package report

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"atlasdesk/backend/check"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func sarifOf(t testing.TB, r *Run) string {
	return printed(t, func(b *bytes.Buffer) error { return r.SARIF(b) })
}

// schema is that of the standard, which a library of others carries in its
// source: only the tests need it, and nothing of it is kept here.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	library, err := build.Import("github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(library.Dir, "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	source := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			source, err = strconv.Unquote(l.Value)
		}
		return true
	})
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(sarifSchema, document); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile(sarifSchema)
}

func TestSARIFIsValid(t *testing.T) {
	standard := schema(t)
	valid := func(s string) error {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(s))
		if err != nil {
			return err
		}
		return standard.Validate(v)
	}
	empty := fixed()
	empty.Packages[0].Diagnostics = nil
	for name, r := range map[string]*Run{"everything": fixed(), "no findings": empty, "checked": runOf("The 19 registers and Harbour Board\x1b[2J signal é.\n")} {
		out := sarifOf(t, r)
		if err := valid(out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := valid(strings.Replace(out, `"results"`, `"result"`, 1)); err == nil {
			t.Errorf("%s: the schema accepts what is wrong", name)
		}
	}
}

// Another program's reader finds in the log what was put there.
func TestSARIFIsReadBack(t *testing.T) {
	log, err := sarif.FromString(sarifOf(t, fixed()))
	if err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if *run.Tool.Driver.Version != "v1.2.3" || len(run.Tool.Driver.Rules) != len(check.Rules()) || *run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("driver %v, columns %q", run.Tool.Driver, *run.ColumnKind)
	}
	whole, r := run.Results[0], run.Results[1]
	if at := whole.Locations[0].PhysicalLocation; *at.ArtifactLocation.URI != "all/ruritania/" || at.Region != nil || whole.Level != "note" {
		t.Errorf("the package as a whole is %q at %q, %v", whole.Level, *at.ArtifactLocation.URI, at.Region)
	}
	if id := *run.Tool.Driver.Rules[r.RuleIndex].ID; id != *r.RuleID {
		t.Errorf("the index of %s is that of %s", *r.RuleID, id)
	}
	region := r.Locations[0].PhysicalLocation.Region
	if got := []int{*region.StartLine, *region.StartColumn, *region.EndLine, *region.EndColumn}; !slices.Equal(got, []int{7, 10, 7, 22}) {
		t.Errorf("region %v", got)
	}
	related := r.RelatedLocations[0]
	if *related.Message.Text != "17 registers" || *related.PhysicalLocation.ArtifactLocation.URI != "all/ruritania/evidence.md" {
		t.Errorf("related %v", related)
	}
	changes := r.Fixes[0].ArtifactChanges
	if len(changes) != 2 || len(changes[0].Replacements) != 2 || *changes[0].Replacements[0].InsertedContent.Text != "17" {
		t.Errorf("changes %v", changes)
	}
}

func TestPlacesOfFiles(t *testing.T) {
	for _, c := range []struct{ path, uri, base string }{
		{"ruritania", "ruritania/a%20b.md", sourceRoot},
		{".", "a%20b.md", sourceRoot},
		{"/srv/100%/é", "100%25/%C3%A9/a%20b.md", sourceRoot},
		{"../other", "file:///other/a%20b.md", ""},
		{"/elsewhere", "file:///elsewhere/a%20b.md", ""},
		{"a:b", "./a:b/a%20b.md", sourceRoot},
	} {
		if got := folderURI(filepath.FromSlash("/srv"), c.path).file("a b.md"); got.URI != c.uri || got.Base != c.base {
			t.Errorf("%s is at %q below %q, want %q below %q", c.path, got.URI, got.Base, c.uri, c.base)
		}
	}
}
