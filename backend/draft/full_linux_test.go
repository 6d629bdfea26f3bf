package draft

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// On a full disk the draft that is there stays whole, and the newer text waits
// until there is room. It needs the right to mount.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no small disk to fill: mounting a tmpfs failed: %v", err)
	}
	t.Cleanup(func() { must(t, syscall.Unmount(disk, 0)) })
	dir := filepath.Join(disk, "drafts")
	b := Open(dir, nil)
	b.Keep(signals)
	must(t, b.Flush())

	longer := signals
	longer.Text = strings.Repeat("typed on ", 8<<10)
	b.Keep(longer)
	if err := b.Flush(); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("on a full disk: %v", err)
	}
	if got := files(t, dir, tempSuffix); len(got) != 0 {
		t.Errorf("left behind: %q", got)
	}
	raw, err := os.ReadFile(b.file(signals.Path))
	must(t, err)
	there, err := decode(raw)
	must(t, err)
	wantDrafts(t, []Draft{there}, signals)

	must(t, syscall.Mount("", disk, "", syscall.MS_REMOUNT, "size=256k"))
	must(t, b.Close())
	wantDrafts(t, left(t, dir), longer)
}
