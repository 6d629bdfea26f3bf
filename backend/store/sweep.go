package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// ownPrefix begins the temporary names of this process: prefix, the computer,
// the process. It tells whose they are when they are found later.
func ownPrefix() string { return fmt.Sprintf("%s%s-%d-", prefix, computer(), os.Getpid()) }

// temporary is a name for what is on the way to its place.
func temporary() string { return ownPrefix() + rand.Text() }

func computer() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	return revisionOf([]byte(name))[:8]
}

// Sweep removes what processes of this computer that are gone had on the way to
// its place: half-written files, and whole ones that never replaced anything.
// It looks where Packages does, and leaves what it cannot remove.
func (s *Store) Sweep() {
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return
	}
	defer root.Close()
	_ = fs.WalkDir(root.FS(), ".", func(at string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // the rest can still be swept
		case abandoned(e.Name()):
			_ = root.RemoveAll(at)
			return skip(e)
		case at != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules" || strings.Count(at, "/") >= maxDepth):
			return skip(e)
		}
		return nil
	})
}

// skip passes a folder by.
func skip(e fs.DirEntry) error {
	if e.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// abandoned says whether a name is of a process that is gone.
func abandoned(name string) bool {
	rest, ours := strings.CutPrefix(name, prefix+computer()+"-")
	number, _, whole := strings.Cut(rest, "-")
	pid, err := strconv.Atoi(number)
	return ours && whole && err == nil && pid > 0 && !runs(pid)
}

func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false // Windows looks for it here
	}
	defer p.Release()
	return runtime.GOOS == "windows" || !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
