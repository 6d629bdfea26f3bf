package instance

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// folder is short, as the path of a socket must be.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "instance")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "claim")
}

func claim(t *testing.T, dir string) (*First, chan string) {
	t.Helper()
	first, err := Claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	given := make(chan string, 10)
	go first.Serve(func(path string) { given <- path })
	return first, given
}

func TestTheSecondGivesItsPathToTheFirst(t *testing.T) {
	dir := folder(t)
	first, given := claim(t, dir)
	defer first.End()
	for _, path := range []string{filepath.Join(dir, "a b\n“ü”"), ""} {
		if _, err := Claim(dir); !errors.Is(err, ErrRunning) {
			t.Fatalf("a second claim: %v", err)
		}
		if err := Give(dir, path); err != nil {
			t.Fatal(err)
		}
		if got := <-given; got != path {
			t.Errorf("given %q, taken %q", path, got)
		}
	}
}

func TestNothingButPathsIsTaken(t *testing.T) {
	dir := folder(t)
	first, given := claim(t, dir)
	defer first.End()
	for _, line := range []string{"", "\n", "relative\n", `"relative"` + "\n", `"/unended` + "\n"} {
		conn, err := net.Dial("unix", socket(dir))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(conn, line)
		conn.Close()
	}
	last := filepath.Join(dir, "last")
	if err := Give(dir, last); err != nil {
		t.Fatal(err)
	}
	if got := <-given; got != last {
		t.Errorf("taken %q", got)
	}
}

func TestWhatAnotherPersonMayNotReach(t *testing.T) {
	dir := folder(t)
	first, _ := claim(t, dir)
	defer first.End()
	for name, want := range map[string]os.FileMode{dir: 0o700, socket(dir): 0o600, filepath.Join(dir, "lock"): 0o600} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has the mode %v", name, got)
		}
	}
}

func TestAnEndedClaimIsFree(t *testing.T) {
	dir := folder(t)
	first, _ := claim(t, dir)
	if err := first.End(); err != nil {
		t.Fatal(err)
	}
	if err := Give(dir, ""); err == nil {
		t.Error("somebody took a path after the end")
	}
	second, _ := claim(t, dir)
	second.End()
}

// A program that is killed leaves its socket, which is in nobody's way.
func TestAKilledProgramLeavesTheClaimFree(t *testing.T) {
	dir := folder(t)
	if os.Getenv("CLAIM") != "" {
		if _, err := Claim(os.Getenv("CLAIM")); err != nil {
			t.Fatal(err)
		}
		os.Exit(7) // without an end
	}
	child := exec.Command(os.Args[0], "-test.run", t.Name())
	child.Env = append(os.Environ(), "CLAIM="+dir)
	if err := child.Run(); child.ProcessState.ExitCode() != 7 {
		t.Fatal(err)
	}
	if _, err := os.Lstat(socket(dir)); err != nil {
		t.Fatal("the child left no socket, so this shows nothing: ", err)
	}
	first, given := claim(t, dir)
	defer first.End()
	if err := Give(dir, dir); err != nil || <-given != dir {
		t.Errorf("after a crash: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("\"/a\"\n")
	f.Fuzz(func(t *testing.T, line string) {
		if path, err := parse(line); err == nil && path != "" && !filepath.IsAbs(path) {
			t.Errorf("%q gave %q", line, path)
		}
	})
}
