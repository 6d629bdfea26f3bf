package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"atlasdesk/backend/check"

	"github.com/rogpeppe/go-internal/testscript"
)

// The sessions in testdata are the tests: what a person types and sees.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"atlas-desk": func() {
			os.Exit(Run(os.Args[1:], os.Stdout, os.Stderr, func(folder string) error {
				_, err := fmt.Printf("window on %q\n", folder)
				return err
			}))
		},
	})
}

var update = flag.Bool("update", false, "write docs/rules.md anew")

// The rule reference in docs is what the program prints.
func TestRuleReference(t *testing.T) {
	page := filepath.Join("..", "..", "docs", "rules.md")
	var want bytes.Buffer
	if err := printRules(&want, check.Rules()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(page, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s is not what the rules say; run go test ./backend/cli -update", page)
	}
}

func TestSessions(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("GIT_CONFIG_GLOBAL", e.WorkDir+"/gitconfig")
			e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			e.Setenv("HOME", e.WorkDir)
			return nil
		},
	})
}
