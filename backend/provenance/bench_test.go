package provenance

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
)

// pastSize says how large a repository the benchmark measures on, "1000x10000"
// for 1,000 packages and 10,000 commits; pastDir, where one of them is already.
const (
	pastSize = "ATLAS_PAST"
	pastDir  = "ATLAS_PAST_DIR"
)

// generated makes the repository of the benchmark.
func generated(b *testing.B) (dir string) {
	b.Helper()
	if dir := os.Getenv(pastDir); dir != "" {
		return dir
	}
	p := generate.Past{Packages: 10, Commits: 1000}
	if size := os.Getenv(pastSize); size != "" {
		if n, err := fmt.Sscanf(size, "%dx%d", &p.Packages, &p.Commits); n != 2 {
			b.Fatalf("%s=%s: %v", pastSize, size, err)
		}
	}
	dir = fresh(b)
	stream, to := io.Pipe()
	go func() { to.CloseWithError(p.Stream(to)) }()
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = dir, stream
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("git fast-import: %v\n%s", err, out)
	}
	git(b, dir, "gc", "-q")
	git(b, dir, "checkout", "-q", "main")
	return dir
}

// mostEdited finds the package with the most commits, and its layer with the
// most.
func mostEdited(b *testing.B, dir string) (folder string, l atlas.Layer) {
	folders, err := filepath.Glob(filepath.Join(dir, "jurisdictions", "*"))
	if err != nil || len(folders) == 0 {
		b.Fatal(folders, err)
	}
	p, most := past(b, dir), 0
	for _, f := range folders {
		counts := map[atlas.Layer]int{}
		for _, e := range p.Package("jurisdictions/" + filepath.Base(f)) {
			for _, l := range e.Layers {
				counts[l]++
			}
		}
		for i, n := range counts {
			if n > most {
				most, folder, l = n, "jurisdictions/"+filepath.Base(f), i
			}
		}
	}
	b.Logf("%s of %s has %d versions", l, folder, most)
	return folder, l
}

// BenchmarkLayer measures finding out where all statements of a layer come from,
// with what was found out before read from the disk, against git blame.
func BenchmarkLayer(b *testing.B) {
	if _, err := exec.LookPath("git"); err != nil {
		b.Skip("git is not there to be measured against")
	}
	dir := generated(b)
	folder, l := mostEdited(b, dir)
	now, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(folder), l.File()))
	if err != nil {
		b.Fatal(err)
	}
	repo, err := history.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	var blame time.Duration
	for b.Loop() {
		b.StopTimer()
		start := time.Now()
		lines := strings.Count(git(b, dir, "blame", "-s", path.Join(folder, l.File())), "\n")
		blame += time.Since(start)
		b.StartTimer()
		p, err := Open(b.Context(), repo, nil)
		if err != nil {
			b.Fatal(err)
		}
		found, err := p.Layer(b.Context(), folder, pack.Parse(l, string(now)))
		if err != nil || len(found) == 0 || lines == 0 {
			b.Fatal(len(found), err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(blame), "×git")
}
