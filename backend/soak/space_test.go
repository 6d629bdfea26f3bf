package soak

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/commit"
	"atlasdesk/backend/history"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"
)

// TestSpace makes every write of an operation the one that finds the disk full,
// one after the other: it leaves no room, then a little, then more, until the
// operation succeeds. Till then all is as it was before (I8).
func TestSpace(t *testing.T) {
	asked(t)
	for _, kind := range []struct {
		name string
		fill func(testing.TB, string, int)
	}{{"bytes", fillBytes}, {"files", fillFiles}} {
		for _, operation := range []string{"save", "commit"} {
			t.Run(operation+"/"+kind.name, func(t *testing.T) {
				d := small{repository: newRepository(t, tmpfs(t), 3)}
				d.row = begin(t, fmt.Sprintf("no room: %s, short of %s", operation, kind.name), "attempts")
				for room, made := 0, 0; made < 2; room++ {
					if room > 500 {
						t.Fatal("the operation never succeeds")
					}
					if d.attempt(operation, func() { kind.fill(t, d.dir, room) }) {
						made++
					}
					if t.Failed() {
						return
					}
				}
			})
		}
	}
}

const page = 4096

// tmpfs mounts a file system of 4 MB and 600 files.
func tmpfs(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=600", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("a disk without room is tried by root on Linux only: %s", strings.TrimSpace(string(out)))
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount %s: %s", dir, out)
		}
	})
	return dir
}

// ballast is what fills the disk.
const ballast = ".git/ballast"

// fillBytes leaves room for so many pages.
func fillBytes(t testing.TB, dir string, pages int) {
	file, err := os.Create(filepath.Join(dir, ballast))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	written := int64(0)
	for block := make([]byte, page); err == nil; written += page {
		_, err = file.Write(block)
	}
	if err := file.Truncate(max(0, written-page-int64(pages)*page)); err != nil || !errors.Is(errors.Unwrap(err), nil) {
		t.Fatal(err)
	}
}

// fillFiles leaves room for so many files.
func fillFiles(t testing.TB, dir string, files int) {
	at := filepath.Join(dir, ballast)
	if err := os.Mkdir(at, 0o755); err != nil {
		t.Fatal(err)
	}
	name := func(n int) string { return filepath.Join(at, fmt.Sprint(n)) }
	n := 0
	for ; os.WriteFile(name(n), nil, 0o644) == nil; n++ {
	}
	for range files {
		n--
		if err := os.Remove(name(n)); err != nil {
			t.Fatal(err)
		}
	}
}

// small is a repository on a small disk.
type small struct {
	*row
	*repository
}

// attempt makes the operation after the disk was filled, and says whether it
// succeeded.
func (d *small) attempt(operation string, fill func()) (made bool) {
	d.t.Helper()
	round := d.next()
	w, err := workspace.Open(d.folder(round))
	if err != nil {
		d.t.Fatal(err)
	}
	repo, err := history.Open(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	if operation == "commit" {
		if err := d.save(w, round); err != nil {
			d.t.Fatal(err)
		}
	}
	before := d.state()
	fill()
	if operation == "commit" {
		err = makeCommit(w, repo, round)
	} else {
		err = d.save(w, round)
	}
	if left := d.state(); err != nil && !maps.Equal(before, left) {
		d.lose("%v", changes(before, left))
	}
	if err := os.RemoveAll(filepath.Join(d.dir, ballast)); err != nil {
		d.t.Fatal(err)
	}
	d.tries++
	d.judge(round, operation, err)
	return err == nil
}

func (d *small) save(w *workspace.Workspace, round int) error {
	doc, err := w.Document(id, atlas.Signals)
	if err == nil {
		_, err = w.Save(id, atlas.Signals, d.edited(round, 1), doc.Base)
	}
	return err
}

func makeCommit(w *workspace.Workspace, repo *history.Repo, round int) error {
	decision := commit.Decision{Message: fmt.Sprintf("Round %d", round), Override: "this is a soak test"}
	_, err := commit.Make(context.Background(), w, repo, id, decision, time.Now())
	return err
}

// judge looks at what an attempt left, now that there is room again.
func (d *small) judge(round int, operation string, err error) {
	d.t.Helper()
	full, ok := errors.AsType[*store.Error](err)
	if err != nil && !errors.Is(err, syscall.ENOSPC) && !(ok && full.Code == store.CodeFull) {
		d.fault("it failed for another reason: %v", err)
	}
	if err == nil && get(d.t, filepath.Join(d.folder(round), "signals.md")) != d.edited(round, 1) {
		d.lose("a save that succeeded")
	}
	if err == nil && operation == "commit" && d.git(d.t, "show", "HEAD:"+d.name(round)+"/signals.md")+"\n" != d.edited(round, 1) {
		d.lose("a commit that succeeded")
	}
	d.fsck(d.repository)
	for _, file := range d.leftovers(d.t) {
		d.fault("left behind: %s", file)
	}
	for _, line := range lines(d.git(d.t, "status", "--porcelain")) {
		if !ours.MatchString(line) {
			d.fault("status: %s", line)
		}
	}
}

// state is everything but objects, reflogs and our own folder: the files, the
// index, the branch.
func (d *small) state() map[string]string {
	out := map[string]string{}
	err := filepath.WalkDir(d.dir, func(path string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(d.dir, path)
		switch {
		case err != nil:
			return err
		case slices.Contains([]string{".git/objects", ".git/logs", ".git/atlas-desk", ballast}, filepath.ToSlash(rel)):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir():
			out[rel] = get(d.t, path)
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

// changes are the names of the files that differ.
func changes(before, after map[string]string) (names []string) {
	for name, content := range after {
		if was, ok := before[name]; !ok || was != content {
			names = append(names, name)
		}
		delete(before, name)
	}
	for name := range before {
		names = append(names, name+" is gone")
	}
	return names
}
