package cli

import (
	"fmt"
	"os"
	"testing"

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
