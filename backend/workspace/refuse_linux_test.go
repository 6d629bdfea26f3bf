package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"
)

// A save that is refused leaves the old file as it was, and the text where it
// is safe: unsaved in the editor, and in a draft.
func TestRefusedSaveLosesNothing(t *testing.T) {
	const typed = "# Ruritania - Signals\n\nTyped.\n"
	signals := func(d *drafting) string { return d.Path("ruritania", "signals.md") }
	for _, c := range []struct {
		name   string
		code   store.Code
		text   string
		change func(t *testing.T, d *drafting) error
	}{
		{"a full disk", store.CodeFull, typed + strings.Repeat("A long line.\n", 8<<10), func(t *testing.T, d *drafting) error { return fillUp(t, d) }},
		{"a read-only file", store.CodeReadOnly, typed, func(t *testing.T, d *drafting) error { return os.Chmod(signals(d), 0o444) }},
		{"a link that stays inside", store.CodeReadOnly, typed, func(t *testing.T, d *drafting) error {
			return errors.Join(os.Rename(signals(d), d.Path("ruritania", "real.md")), os.Symlink("real.md", signals(d)))
		}},
		{"a link out of the folder", store.CodeOutside, typed, func(t *testing.T, d *drafting) error {
			outside := filepath.Join(t.TempDir(), "signals.md")
			return errors.Join(os.Rename(signals(d), outside), os.Symlink(outside, signals(d)))
		}},
		{"a package folder that is a link out", store.CodeOutside, typed, func(t *testing.T, d *drafting) error {
			outside := filepath.Join(t.TempDir(), "ruritania")
			return errors.Join(os.Rename(d.Path("ruritania"), outside), os.Symlink(outside, d.Path("ruritania")))
		}},
		{"a folder that has vanished", store.CodeVanished, typed, func(t *testing.T, d *drafting) error {
			return os.Rename(d.Path("ruritania"), filepath.Join(t.TempDir(), "ruritania"))
		}},
		{"no text", store.CodeNotText, typed + "\x00", func(*testing.T, *drafting) error { return nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDrafting(t)
			before := base(d.Workspace, atlas.Signals)
			if _, _, err := d.Edit("ruritania", atlas.Signals, c.text, before, 1); err != nil {
				t.Fatal(err)
			}
			if err := c.change(t, d); err != nil {
				t.Fatal(err)
			}
			old, _ := os.ReadFile(signals(d))
			if c.code == store.CodeVanished {
				before = "" // a file that is gone is written anew, where that is possible
			}
			_, err := d.SaveVersion("ruritania", atlas.Signals, c.text, before, 1)
			if refused, ok := errors.AsType[*store.Error](err); !ok || refused.Code != c.code || refused.Hint == "" {
				t.Errorf("refused with %v", err)
			}
			if now, _ := os.ReadFile(signals(d)); string(now) != string(old) {
				t.Error("the old file was touched")
			}
			if now := document(t, d.Workspace, atlas.Signals); !now.Edited || now.Text != c.text {
				t.Errorf("the editor holds %+v", now)
			}
			d.restart(t)
			if r := d.only(t); r.Text != c.text {
				t.Errorf("the draft holds %q", r.Text)
			}
		})
	}
}

// fillUp moves the workspace to a small disk; it needs the right to mount.
func fillUp(t *testing.T, d *drafting) error {
	t.Helper()
	file := filepath.Join(d.Path("ruritania"), "signals.md")
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := syscall.Mount("tmpfs", d.Path("ruritania"), "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no small disk to fill: mounting a tmpfs failed: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(d.Path("ruritania"), syscall.MNT_DETACH) })
	return os.WriteFile(file, raw, 0o644)
}

// A draft that is taken stays until there is room for the new one.
func TestTakenDraftStaysWhileTheDiskIsFull(t *testing.T) {
	d := newDrafting(t)
	if err := syscall.Mount("tmpfs", d.dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("no small disk to fill: mounting a tmpfs failed: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(d.dir, syscall.MNT_DETACH) })
	d.typeInto(t, strings.Repeat("Typed.\n", 3000), 1)
	d.restart(t)
	r := d.only(t)
	junk := filepath.Join(d.dir, "junk")
	if err := os.WriteFile(junk, make([]byte, 64<<10), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if _, err := d.Take(r.ID, 0, d.aside); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("taken on a full disk: %v", err)
	}
	d.only(t)
	if now := document(t, d.Workspace, atlas.Signals); now.Text != r.Text {
		t.Error("the text is not in the editor")
	}
	if err := os.Remove(junk); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Take(r.ID, 0, d.aside); err != nil || len(d.Recovered()) != 0 {
		t.Errorf("taken again: %v", err)
	}
}
