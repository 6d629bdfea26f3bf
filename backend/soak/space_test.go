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
	"strings"
	"syscall"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/commit"
	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/share"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"
)

// TestSpace makes every write of an operation the one that finds the disk full,
// one after the other: it leaves no room, then a little, then more, until the
// operation succeeds. Till then all is as it was before (I8).
func TestSpace(t *testing.T) {
	a := asked(t)
	for _, kind := range []struct {
		name string
		fill func(testing.TB, string, int)
	}{{"bytes", fillBytes}, {"files", fillFiles}} {
		for _, o := range acts {
			t.Run(o.name+"/"+kind.name, func(t *testing.T) {
				d := newSmall(t, o.name)
				d.row = begin(t, fmt.Sprintf("no room: %s, short of %s", o.name, kind.name), "attempts")
				for room, made := 0, 0; made < 2 && !t.Failed(); room += a.stride {
					if room > 500 {
						t.Fatal("the operation never succeeds")
					}
					if d.attempt(o, func() { kind.fill(t, d.dir, room) }) {
						made++
					}
				}
			})
		}
	}
}

// act is an operation on a package that finds the disk full.
type act struct {
	name    string
	prepare func(*small) error // with room
	make    func(*small) error // without
}

var acts = []act{
	{"save", func(*small) error { return nil }, (*small).save},
	{"commit", (*small).save, (*small).commit},
	{"undo", func(d *small) error { return errors.Join(d.save(), d.commit()) }, (*small).undo},
	{"sync", (*small).diverge, (*small).sync},
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
	if err := file.Truncate(max(0, written-page-int64(pages)*page)); err != nil {
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

// small is a repository on a small disk, and one of its packages.
type small struct {
	*row
	*repository
	peer *peer

	round  int
	w      *workspace.Workspace
	repo   *history.Repo
	hash   history.Hash // of the last commit
	undone bool
}

func newSmall(t *testing.T, operation string) *small {
	t.Helper()
	d := &small{repository: newRepository(t, tmpfs(t), 3)}
	if operation == "sync" {
		d.peer = introduce(t, d.repository)
	}
	return d
}

// attempt makes the operation after the disk was filled, and says whether it
// succeeded.
func (d *small) attempt(o act, fill func()) (made bool) {
	d.t.Helper()
	d.round, d.hash, d.undone = d.next(), history.Hash{}, false
	var err error
	if d.w, err = workspace.Open(d.folder(d.round)); err != nil {
		d.t.Fatal(err)
	}
	if d.repo, err = history.Open(d.dir); err != nil {
		d.t.Fatal(err)
	}
	if err := o.prepare(d); err != nil {
		d.t.Fatal(err)
	}
	before := d.state()
	fill()
	err = o.make(d)
	if left := d.state(); err != nil && !maps.Equal(before, left) {
		d.lose("%v", changes(before, left))
	}
	if err := os.RemoveAll(filepath.Join(d.dir, ballast)); err != nil {
		d.t.Fatal(err)
	}
	d.tries++
	d.judge(err)
	return err == nil
}

func (d *small) save() error {
	doc, err := d.w.Document(id, atlas.Signals)
	if err == nil {
		_, err = d.w.Save(id, atlas.Signals, d.edited(d.round, 1), doc.Base)
	}
	return err
}

func (d *small) commit() (err error) {
	decision := commit.Decision{Message: fmt.Sprintf("Round %d", d.round), Override: "this is a soak test"}
	d.hash, err = commit.Make(context.Background(), d.w, d.repo, id, decision, time.Now())
	return err
}

func (d *small) undo() error {
	_, err := commit.Undo(context.Background(), d.w, d.repo, d.hash)
	d.undone = err == nil
	return err
}

// diverge commits here and there.
func (d *small) diverge() error {
	d.peer.commit(d.t, d.round)
	return errors.Join(d.save(), d.commit())
}

func (d *small) sync() error {
	sharing, err := share.New(context.Background(), d.repo, gitcommand.TrustIn(d.trust()), nil)
	if err == nil {
		_, err = sharing.Sync(context.Background(), func(share.Progress) {})
	}
	return err
}

// judge looks at what an attempt left, now that there is room again.
func (d *small) judge(err error) {
	d.t.Helper()
	if err != nil && !full(err) {
		d.fault("it failed for another reason: %v", err)
	}
	if err == nil && get(d.t, filepath.Join(d.folder(d.round), "signals.md")) != d.edited(d.round, 1) {
		d.lose("a save that succeeded")
	}
	if d.hash != (history.Hash{}) && !d.undone && d.git(d.t, "show", "HEAD:"+d.name(d.round)+"/signals.md")+"\n" != d.edited(d.round, 1) {
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

// full says whether an error tells of a disk without room. Git, which sync
// calls, does not always say why it could not write.
func full(err error) bool {
	told, ok := errors.AsType[*store.Error](err)
	return errors.Is(err, syscall.ENOSPC) || ok && told.Code == store.CodeFull || strings.Contains(err.Error(), "git fetch: ")
}

// state is what no failure may change: the files, the index, HEAD and the
// branches.
func (d *small) state() map[string]string {
	out := map[string]string{}
	for _, place := range []string{"jurisdictions", foreign, ".git/index", ".git/HEAD", ".git/packed-refs", ".git/refs/heads"} {
		err := filepath.WalkDir(filepath.Join(d.dir, filepath.FromSlash(place)), func(path string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				out[path] = get(d.t, path)
			}
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			d.t.Fatal(err)
		}
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
