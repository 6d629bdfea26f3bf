package store

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestSweep(t *testing.T) {
	gone := exec.Command(os.Args[0], "-test.run=^$")
	must(t, gone.Run())
	mine := prefix + computer() + "-"
	dead := fmt.Sprintf("%s%d-X", mine, gone.Process.Pid)
	s := open(t)
	for name, kept := range map[string]bool{
		"kz/" + dead:               false,
		"kz/" + dead + "Y/half.md": false, // a package on its way
		dead:                       false,
		"kz/" + temporary():        true, // of a save that goes on
		"kz/" + prefix + "ABC":     true,
		"kz/" + prefix + "01234567-" + fmt.Sprint(gone.Process.Pid) + "-X": true, // of another computer
		mine + "0-X":           true,
		mine + "x-X":           true,
		"kz/signals.md":        true,
		".hidden/" + dead:      true, // not ours to look into
		"node_modules/" + dead: true,
	} {
		put(t, s.at(name), "x")
		s.Sweep()
		if _, err := os.Stat(s.at(name)); (err == nil) != kept {
			t.Errorf("%s: kept is %v", name, !kept)
		}
	}
	must(t, os.RemoveAll(s.root))
	s.Sweep()
}

// Whatever is on its way to its place has a name that tells whose it is.
func TestTemporaryNames(t *testing.T) {
	s := open(t)
	put(t, s.at("kz/a.md"), "x")
	root, err := os.OpenRoot(s.at("kz"))
	must(t, err)
	defer root.Close()
	staged, err := stage(root, "a.md", []byte("y"), 0o644)
	must(t, err)
	if !strings.HasPrefix(staged.temp, ownPrefix()) || abandoned(staged.temp) {
		t.Errorf("%s is not the name of one of ours", staged.temp)
	}
	found := 0
	must(t, filepath.WalkDir(s.root, func(path string, e fs.DirEntry, err error) error {
		if strings.HasPrefix(e.Name(), prefix) {
			found++
		}
		return err
	}))
	if found != 1 {
		t.Errorf("%d temporary files", found)
	}
}
