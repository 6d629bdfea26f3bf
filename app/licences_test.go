package app

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLicencesAreFoundInEveryRelease(t *testing.T) {
	for _, c := range []struct{ program, file string }{
		{"atlas-desk.exe", "third-party-licences.txt"},
		{"bin/atlas-desk", "share/doc/atlas-desk/third-party-licences.txt"},
		{"Contents/MacOS/atlas-desk", "Contents/Resources/third-party-licences.txt"},
	} {
		root := t.TempDir()
		program := filepath.Join(root, c.program)
		for path, text := range map[string]string{program: "", filepath.Join(root, c.file): "MIT"} {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		link := filepath.Join(t.TempDir(), "atlas-desk")
		if err := os.Symlink(program, link); err != nil {
			t.Fatal(err)
		}
		for _, start := range []string{program, link} {
			if got, err := licencesBeside(start); got != "MIT" || err != nil {
				t.Errorf("%s: %q, %v", start, got, err)
			}
		}
	}
	if got, err := licencesBeside(filepath.Join(t.TempDir(), "atlas-desk")); err == nil {
		t.Errorf("a program alone has the licences %q", got)
	}
}
