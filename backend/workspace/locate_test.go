package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLocate(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{
		"tree/.git/HEAD", "tree/lands/ruritania/evidence.md", "tree/lands/ruritania/notes.txt", "tree/lands/README.md",
		"own/ruritania/.git/HEAD", "own/ruritania/evidence.md",
		"loose/ruritania/evidence.md", "loose/ruritania/signals.md",
		"set/.atlas-desk/config.yaml", "set/ruritania/evidence.md",
		"own-settings/.git/HEAD", "own-settings/ruritania/.atlas-desk/config.yaml", "own-settings/ruritania/evidence.md",
		"single/evidence.d/x", "single/signals.md",
	} {
		name := filepath.Join(top, file)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(top, "tree", "lands"), filepath.Join(top, "link")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, path string
		want       Location // Root below top
	}{
		{"a folder of packages", "tree/lands", Location{Root: "tree/lands"}},
		{"a work tree", "tree", Location{Root: "tree"}},
		{"a package in a work tree", "tree/lands/ruritania", Location{"tree/lands", "ruritania", ""}},
		{"a layer in a work tree", "tree/lands/ruritania/evidence.md", Location{"tree/lands", "ruritania", "evidence"}},
		{"a layer that is not there yet, through its folder", "tree/lands/ruritania/", Location{"tree/lands", "ruritania", ""}},
		{"through a link", "link/ruritania/evidence.md", Location{"tree/lands", "ruritania", "evidence"}},
		{"a package that is a work tree", "own/ruritania", Location{"own/ruritania", ".", ""}},
		{"a package in no work tree", "loose/ruritania/signals.md", Location{"loose/ruritania", ".", "signals"}},
		{"a package under settings", "set/ruritania", Location{"set", "ruritania", ""}},
		{"a package with settings of its own", "own-settings/ruritania", Location{"own-settings/ruritania", ".", ""}},
		{"a layer's name alone makes no package", "single", Location{Root: "single"}},
	} {
		got, err := Locate(filepath.Join(top, c.path))
		c.want.Root = filepath.Join(top, c.want.Root)
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
	for _, file := range []string{"tree/lands/ruritania/notes.txt", "tree/lands/README.md", "single/signals.md"} {
		var notOurs *NotOursError
		if got, err := Locate(filepath.Join(top, file)); !errors.As(err, &notOurs) || notOurs.Path != filepath.Join(top, file) {
			t.Errorf("%s: %+v, %v", file, got, err)
		}
	}
	if _, err := Locate(filepath.Join(top, "nowhere")); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("a path to nothing: %v", err)
	}
}
