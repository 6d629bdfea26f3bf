package history

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gittest"
)

func layerFiles() (names []string) {
	for _, l := range atlas.Layers() {
		names = append(names, l.File())
	}
	return names
}

// BenchmarkChangedPaths measures finding out what every commit changed, and
// then the history of one package, read from the disk anew each time, against
// git. For the figures in the README:
//
//	ATLAS_PAST=1000x10000 go test -run - -bench ChangedPaths ./backend/history
func BenchmarkChangedPaths(b *testing.B) {
	if _, err := exec.LookPath("git"); err != nil {
		b.Skip("git is not there to be measured against")
	}
	dir := gittest.Past(b)
	r := open(b, dir)
	var folder string
	b.Run("build", func(b *testing.B) {
		var git time.Duration
		for b.Loop() {
			b.StopTimer()
			os.RemoveAll(filepath.Dir(keptFile(dir)))
			git += timeGit(b, dir, "log", "--format=%H", "--name-only", "-m")
			b.StartTimer()
			p, err := r.ChangedPaths(b.Context(), layerFiles(), nil)
			if err != nil {
				b.Fatal(err)
			}
			folder = path.Dir(p.paths[len(p.paths)/2])
		}
		b.ReportMetric(float64(b.Elapsed())/float64(git), "×git")
	})
	b.Run("latest", func(b *testing.B) {
		p, err := r.ChangedPaths(b.Context(), layerFiles(), nil)
		if err != nil {
			b.Fatal(err)
		}
		var folders []string
		for _, name := range p.paths {
			folders = append(folders, path.Dir(name))
		}
		slices.Sort(folders)
		folders = slices.Compact(folders)
		b.ReportAllocs()
		for b.Loop() {
			if len(p.Latest(folders)) == 0 {
				b.Fatal("no folder has a last commit")
			}
		}
	})
	b.Run("package", func(b *testing.B) {
		var git time.Duration
		for b.Loop() {
			b.StopTimer()
			git += timeGit(b, dir, "log", "--format=%H", "--", folder)
			b.StartTimer()
			p, err := r.ChangedPaths(b.Context(), layerFiles(), nil)
			if err != nil || len(p.Log(folder)) == 0 {
				b.Fatal(folder, err)
			}
		}
		b.ReportMetric(float64(b.Elapsed())/float64(git), "×git")
	})
}

// timeGit is how long git takes, its start included.
func timeGit(b *testing.B, dir string, args ...string) time.Duration {
	b.Helper()
	start := time.Now()
	git(b, dir, args...)
	return time.Since(start)
}
