package history

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Committable says why [Repo.Commit] would refuse these files, whatever the
// message and the author, as far as that can be told without beginning; nil
// where nothing is known against it. Without files it says why it would refuse
// any. What hooks think of a commit is only known by the attempt.
func (r *Repo) Committable(files []File) error {
	return r.explain(retryMissing(func() error { return r.committable(files) }))
}

func (r *Repo) committable(files []File) error {
	if err := checkFiles(files); err != nil {
		return err
	}
	g, err := r.ground(files)
	if err != nil {
		return err
	}
	defer g.store.Close()
	if err := r.writable(); err != nil {
		return err
	}
	if err := r.leftLocked(g.at); err != nil {
		return err
	}
	x, _, err := readIndex(filepath.Join(r.gitDir, "index"))
	if err != nil {
		return err
	}
	return x.stageable(g.changes)
}

// writable says why the system would let nobody write into the git folder, as
// the error that writing there would fail with.
func (r *Repo) writable() error {
	for _, folder := range []string{r.gitDir, r.commonDir, filepath.Join(r.commonDir, "objects")} {
		if err := MayWrite(folder); err != nil {
			return &fs.PathError{Op: "write", Path: filepath.Join(folder, "new"), Err: err}
		}
	}
	return nil
}

// passing is how long another program takes that holds a lock and is at work.
const passing = time.Second

// leftLocked finds a lock that somebody has held for longer than that: a commit
// would wait for it, and hardly get it.
func (r *Repo) leftLocked(at tip) error {
	for _, target := range []string{filepath.Join(r.gitDir, "index"), filepath.Join(r.gitDir, "HEAD"), r.branchFile(at.branch)} {
		lock := target + ".lock"
		if info, err := os.Lstat(lock); err == nil && time.Since(info.ModTime()) > passing {
			return lockedError(lock, fs.ErrExist)
		}
	}
	return nil
}
