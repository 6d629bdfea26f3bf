// Package instance lets one program run for a person at a time. The first one
// claims a folder of the person's own; a later one gives the first what it was
// to open, through a socket in that folder, and ends.
//
// A lock decides who is first, so that a socket which a crash has left stands
// in nobody's way. What is given is one path: whoever may write into the
// folder could start the program with it as well.
package instance

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	patience = 2 * time.Second // for the other side of a conversation
	longest  = 64 << 10        // bytes of a path, quoted
	taken    = "taken\n"
)

// ErrRunning says that another program has claimed the folder.
var ErrRunning = errors.New("the program runs already")

// First is the one program that runs.
type First struct {
	lock     *flock.Flock
	listener net.Listener
}

// Claim makes this program the first in a folder, which is created for this
// person alone. It fails with [ErrRunning] where another one is.
func Claim(folder string) (*First, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("claim %s: %w", folder, err)
	}
	lock := flock.New(filepath.Join(folder, "lock"), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err == nil && !held {
		err = ErrRunning
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("claim %s: %w", folder, err), lock.Close())
	}
	listener, err := listen(folder)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("claim %s: %w", folder, err), lock.Close())
	}
	return &First{lock, listener}, nil
}

// listen puts a socket in the place of one that a crash has left.
func listen(folder string) (net.Listener, error) {
	if err := os.Remove(socket(folder)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	listener, err := net.Listen("unix", socket(folder))
	if err != nil {
		return nil, err
	}
	return listener, os.Chmod(socket(folder), 0o600)
}

func socket(folder string) string { return filepath.Join(folder, "socket") }

// Serve calls opened with every path that another program gives, one at a
// time, until the claim ends.
func (f *First) Serve(opened func(path string)) {
	for {
		conn, err := f.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		if path, err := take(conn); err == nil {
			opened(path)
		}
	}
}

// take reads what one program gives and tells it so.
func take(conn net.Conn) (string, error) {
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(io.LimitReader(conn, longest)).ReadString('\n')
	if err != nil {
		return "", err
	}
	path, err := parse(line)
	if err != nil {
		return "", err
	}
	_, err = io.WriteString(conn, taken)
	return path, err
}

// parse reads a line with a path: empty, or absolute.
func parse(line string) (string, error) {
	path, err := strconv.Unquote(strings.TrimSuffix(line, "\n"))
	if err != nil {
		return "", fmt.Errorf("read a path: %w", err)
	}
	if path != "" && !filepath.IsAbs(path) {
		return "", fmt.Errorf("read a path: %q is not absolute", path)
	}
	return path, nil
}

// End gives the claim up.
func (f *First) End() error { return errors.Join(f.listener.Close(), f.lock.Close()) }

// Give gives an absolute path, or an empty one, to the program that has claimed
// the folder, and returns when that has taken it.
func Give(folder, path string) error {
	conn, err := net.DialTimeout("unix", socket(folder), patience)
	if err != nil {
		return fmt.Errorf("call the program that runs: %w", err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(conn, "%s\n", strconv.Quote(path)); err != nil {
		return fmt.Errorf("call the program that runs: %w", err)
	}
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err == nil && answer != taken {
		err = fmt.Errorf("it answered %q", answer)
	}
	if err != nil {
		return fmt.Errorf("call the program that runs: %w", err)
	}
	return nil
}
