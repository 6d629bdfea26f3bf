//go:build linux

package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk needs the right to mount.
func TestFullDisk(t *testing.T) {
	disk, pkg := t.TempDir(), filepath.Join(t.TempDir(), "ruritania")
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=32k"); err != nil {
		t.Skipf("no small disk to fill: mounting a tmpfs failed: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	})
	file := filepath.Join(disk, "ruritania.pdf")
	for name, text := range map[string]string{file: "what was there", filepath.Join(pkg, "evidence.md"): "# Ruritania - Evidence Layer\n\n**Жүз** ✓ `x` *y*\n"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	refused := func() {
		t.Helper()
		var out, said bytes.Buffer
		if status := Run([]string{"export", pkg, "--output", file}, &out, &said, nil); status != failed || !strings.Contains(said.String(), "ruritania.pdf") {
			t.Errorf("the status is %d, and it says %q", status, said.String())
		}
		if held, err := os.ReadFile(file); err != nil || string(held) != "what was there" {
			t.Errorf("the file holds %.20q, %v", held, err)
		}
		if entries, err := os.ReadDir(disk); err != nil || len(entries) != 1 {
			t.Errorf("the disk holds %v, %v", entries, err)
		}
	}
	refused()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Fatal(err)
	}
	refused()
}
