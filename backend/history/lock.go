package history

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// lock is a held lock file of git's protocol. The file <target>.lock, made
// only if it does not exist, keeps other writers away; it takes the next
// content of target, and renaming it over target publishes that content.
//
// A lock that must survive a crash as provably ours is a hard link to a file of
// our own, its proof: then nothing but os.SameFile tells whose lock it is. On
// file systems without hard links there is no proof, and a person has to remove
// the lock after a crash, as with git.
type lock struct {
	target string
	proof  string // "" for a lock without proof
	file   *os.File
	held   bool
}

// path is the lock file.
func (l *lock) path() string { return l.target + ".lock" }

// LockedError says that another program holds a lock of the repository, or
// left it behind. Atlas Desk never removes it.
type LockedError struct {
	Path  string    // the lock file
	Since time.Time // when it was last written
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("another program is using the repository: %s is there since %s; "+
		"wait for it to finish, and if no git program is running, remove that file by hand",
		e.Path, e.Since.Format(time.DateTime))
}

// lock takes the lock of target, waiting for other programs as long as the
// repository's patience lasts; then it fails with a [*LockedError]. The caller
// removes the proof.
func (r *Repo) lock(ctx context.Context, target, proof string) (*lock, error) {
	l := &lock{target: target, proof: proof}
	if proof != "" {
		file, err := os.OpenFile(proof, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err != nil {
			return nil, err
		}
		l.file = file
	}
	if err := r.await(ctx, l.path(), l.take); err != nil {
		l.release()
		return nil, err
	}
	return l, nil
}

// take makes the lock file, or fails with fs.ErrExist.
func (l *lock) take() error {
	if err := os.MkdirAll(filepath.Dir(l.target), 0o777); err != nil {
		return err
	}
	if l.proof != "" {
		err := os.Link(l.proof, l.path())
		if err == nil || busy(err) {
			l.held = err == nil
			return err
		}
	}
	file, err := os.OpenFile(l.path(), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if l.file != nil {
		l.file.Close()
	}
	l.file, l.held = file, true
	return nil
}

// await repeats take, at first after 1 ms and then ever more slowly, until it
// does not fail because of path.
func (r *Repo) await(ctx context.Context, path string, take func() error) error {
	patience := time.NewTimer(r.patience)
	defer patience.Stop()
	for pause := time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		err := take()
		if err == nil || !busy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-patience.C:
			return lockedError(path, err)
		case <-time.After(pause):
		}
	}
}

// busy says whether a file is another program's for the moment. Windows also
// denies access to a file that somebody has open or is removing.
func busy(err error) bool {
	return errors.Is(err, fs.ErrExist) || runtime.GOOS == "windows" && errors.Is(err, fs.ErrPermission)
}

func lockedError(path string, cause error) error {
	info, err := os.Lstat(path)
	if err != nil {
		return cause
	}
	return &LockedError{Path: path, Since: info.ModTime()}
}

// write makes content the durable content of the lock file, with the
// permissions of the file it will replace.
func (l *lock) write(content []byte) error {
	if info, err := os.Stat(l.target); err == nil {
		// Windows and some network shares have no permissions to set.
		_ = l.file.Chmod(info.Mode().Perm())
	}
	if _, err := l.file.Write(content); err != nil {
		return err
	}
	if err := l.file.Sync(); err != nil {
		return err
	}
	return l.close()
}

// publish replaces target by the lock file, durably.
func (l *lock) publish() error {
	if err := replace(l.path(), l.target); err != nil {
		return err
	}
	l.held = false
	return syncDir(filepath.Dir(l.target))
}

// release gives the lock up if it is still held.
func (l *lock) release() {
	_ = l.close()
	if l.held {
		_ = os.Remove(l.path())
		l.held = false
	}
}

func (l *lock) close() error {
	if l.file == nil {
		return nil
	}
	file := l.file
	l.file = nil
	return file.Close()
}

// replace renames over a file.
func replace(from, to string) error {
	return insist(func() error { return os.Rename(from, to) })
}

// insist renames or removes a file. On Windows that fails as long as any
// program, such as a virus scanner, has the file open; so it is tried for a
// second.
func insist(try func() error) error {
	err := try()
	for pause := 10 * time.Millisecond; err != nil && runtime.GOOS == "windows" && pause < time.Second; pause *= 2 {
		time.Sleep(pause)
		err = try()
	}
	return err
}

// together does several things at the same time, such as syncing files.
func together(count int, do func(int) error) error {
	faults := make([]error, count)
	var all sync.WaitGroup
	for i := range faults {
		all.Go(func() { faults[i] = do(i) })
	}
	all.Wait()
	return errors.Join(faults...)
}

// syncDir makes the names in a folder durable. Windows cannot open folders and
// keeps names durable itself.
func syncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

// writeDurably puts content into the file at path, whole or not at all. It
// uses path.new on the way, anew, since one that is there may be a link; the
// caller excludes other writers.
func writeDurably(path string, content []byte) error {
	_ = os.Remove(path + ".new")
	temp, err := os.OpenFile(path+".new", os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = temp.Write(content)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = replace(temp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
		return err
	}
	return syncDir(filepath.Dir(path))
}
