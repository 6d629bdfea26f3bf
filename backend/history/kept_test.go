package history

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestKeptFile(t *testing.T) {
	f := open(t, fixture(t)).Kept("note.json")
	if _, err := f.Read(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("read of none: %v", err)
	}
	for _, content := range []string{"one", "", "three"} {
		if err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		got, err := f.Read()
		if err != nil || string(got) != content {
			t.Errorf("read %q, %v; want %q", got, err, content)
		}
	}
	for range 2 {
		if err := f.Remove(); err != nil {
			t.Error(err)
		}
	}
	left, err := os.ReadDir(filepath.Dir(f.Path()))
	if err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

// Who makes a repository does not say where else files are read or written.
func TestKeptFileThroughLink(t *testing.T) {
	for name, link := range map[string]func(f KeptFile, elsewhere string) error{
		"the folder": func(f KeptFile, elsewhere string) error {
			return os.Symlink(elsewhere, filepath.Dir(f.Path()))
		},
		"the file": func(f KeptFile, elsewhere string) error {
			if err := os.MkdirAll(filepath.Dir(f.Path()), 0o777); err != nil {
				return err
			}
			return os.Symlink(filepath.Join(elsewhere, "note.json"), f.Path())
		},
	} {
		t.Run(name, func(t *testing.T) {
			elsewhere := t.TempDir()
			write(t, elsewhere, "note.json", "theirs")
			f := open(t, fixture(t)).Kept("note.json")
			if err := link(f, elsewhere); err != nil {
				t.Skip("no links here: ", err)
			}
			if got, err := f.Read(); err == nil {
				t.Errorf("read %q through a link", got)
			}
			_ = f.Write([]byte("ours"))
			_ = f.Remove()
			equal(t, "elsewhere", read(t, filepath.Join(elsewhere, "note.json")), "theirs")
		})
	}
}
