package sample

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"atlasdesk/backend/gittest"
)

func TestMain(m *testing.M) { gittest.Main(m) }

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	files = fstest.MapFS{
		"ruritania/evidence.md": {Data: []byte("# Ruritania - Evidence Layer\n\nThe office keeps 17 registers.\n"), Mode: 0o444},
		"ruritania/signals.md":  {Data: []byte("# Ruritania - Signals Layer\n"), Mode: 0o444},
	}
)

func TestTheSampleIsARepositoryWithOneCommit(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Documents", "Atlas sample")
	for range 2 { // the second time it is there already
		if err := Make(context.Background(), folder, files, noon); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) string { return gittest.Git(t, folder, args...) }
	if got := git("log", "--format=%s %an"); got != "Begin with the sample Atlas Desk" {
		t.Errorf("the history is %q", got)
	}
	if got := git("ls-files"); got != "ruritania/evidence.md\nruritania/signals.md" {
		t.Errorf("the commit holds %q", got)
	}
	if got := git("status", "--porcelain"); got != "" {
		t.Errorf("the repository is left with %q", got)
	}
	info, err := os.Stat(filepath.Join(folder, "ruritania", "evidence.md"))
	if err != nil || info.Mode().Perm()&0o200 == 0 {
		t.Errorf("the sample cannot be edited: %v, %v", info, err)
	}
	if entries, err := os.ReadDir(filepath.Dir(folder)); err != nil || len(entries) != 1 {
		t.Errorf("beside the sample there is %v, %v", entries, err)
	}
}

func TestWhatIsThereIsNotTouched(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "mine")
	gittest.Write(t, folder, "note.txt", "mine")
	err := Make(context.Background(), folder, files, noon)
	if err == nil || !strings.Contains(err.Error(), "choose another folder") {
		t.Errorf("the folder was taken: %v", err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	if err := Make(context.Background(), "relative", files, noon); err == nil {
		t.Error("a relative path was taken")
	}
}

func TestAnInterruptedSampleLeavesNothing(t *testing.T) {
	parent := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Make(ctx, filepath.Join(parent, "sample"), files, noon); err == nil {
		t.Fatal("it was made")
	}
	if entries, err := os.ReadDir(parent); err != nil || len(entries) != 0 {
		t.Errorf("it left %v, %v", entries, err)
	}
}
