package cli

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"atlasdesk/backend/check"
	"atlasdesk/backend/report"

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
	if err := report.Reference(&want, check.Rules()); err != nil {
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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"hostile": writes("- The Harbour\x1b[2J\x1b]0;mine\a Board\x7f\u009b and the 19 registers\u202e signal\r continuity.\n"),
			"long":    writes(strings.Repeat("the register signals continuity ", 16_000) + "in 19 registers" + strings.Repeat(" and the register signals reach", 16_000) + ".\n"),
			"obeyed":  obeyed,

			"same-fingerprints": sameFingerprints,
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("GIT_CONFIG_GLOBAL", e.WorkDir+"/gitconfig")
			e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("GORACE", "atexit_sleep_ms=0") // else with -race each program sleeps for a second before it ends
			return nil
		},
	})
}

// writes is a command that writes a layer which an archive cannot hold.
func writes(layer string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, files []string) {
		for _, f := range files {
			ts.Check(os.WriteFile(ts.MkAbs(f), []byte("# Ruritania - Signals Layer\n\n"+layer), 0o644))
		}
	}
}

// obeyed is a command that looks for what a terminal obeys, besides the ends
// of lines.
func obeyed(ts *testscript.TestScript, neg bool, files []string) {
	for _, f := range files {
		at := strings.IndexFunc(ts.ReadFile(f), func(r rune) bool {
			return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r))
		})
		if (at < 0) != neg {
			ts.Fatalf("%s: a terminal would obey something: %v, at %d", f, at >= 0, at)
		}
	}
}

var fingerprint = regexp.MustCompile(`"partialFingerprints":{[^}]+}`)

// sameFingerprints is a command that compares those of two SARIF logs.
func sameFingerprints(ts *testscript.TestScript, neg bool, files []string) {
	a, b := fingerprint.FindAllString(ts.ReadFile(files[0]), -1), fingerprint.FindAllString(ts.ReadFile(files[1]), -1)
	if len(a) == 0 || slices.Equal(a, b) == neg {
		ts.Fatalf("%s has %q, %s has %q", files[0], a, files[1], b)
	}
}

// A person who interrupts does not wait for the work.
func TestInterrupt(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	started, never := make(chan struct{}), make(chan struct{})
	defer close(never)
	go func() { <-started; interrupt() }()
	_, err := promptly(ctx, func() (int, error) { close(started); <-never; return 0, nil })
	if !errors.Is(err, errInterrupted) {
		t.Errorf("got %v", err)
	}
	if n, err := promptly(t.Context(), func() (int, error) { return 7, io.EOF }); n != 7 || err != io.EOF {
		t.Errorf("got %d, %v", n, err)
	}
}

// Every command says what it is for and shows how it is used.
func TestHelp(t *testing.T) {
	for _, c := range append(Root(nil).Commands(), Root(nil)) {
		if c.Long == "" || !strings.HasPrefix(c.Example, "  atlas-desk ") {
			t.Errorf("%s: its help lacks a description or examples", c.Name())
		}
	}
}
