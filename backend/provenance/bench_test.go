package provenance

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/gittest"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
)

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
	b.Logf("%s of %s, in %d commits", l, folder, most)
	return folder, l
}

// BenchmarkOrigin measures finding out where all statements of a layer come from,
// and where one does, with what was found out before read from the disk,
// against git blame of the file. On a large repository:
//
//	ATLAS_PAST=1000x10000 go test -run - -bench Origin ./backend/provenance
func BenchmarkOrigin(b *testing.B) {
	if _, err := exec.LookPath("git"); err != nil {
		b.Skip("git is not there to be measured against")
	}
	dir := gittest.Past(b)
	folder, l := mostEdited(b, dir)
	source, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(folder), l.File()))
	if err != nil {
		b.Fatal(err)
	}
	repo, err := history.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	now := pack.Parse(l, string(source))
	statements := statement.Of(now)
	one := statements[len(statements)/2].Span.Start
	for name, find := range map[string]func(p *Past) error{
		"layer":     func(p *Past) error { _, err := p.Layer(b.Context(), folder, now); return err },
		"statement": func(p *Past) error { _, _, err := p.Statement(b.Context(), folder, now, one, nil); return err },
	} {
		b.Run(name, func(b *testing.B) {
			var blame time.Duration
			for b.Loop() {
				b.StopTimer()
				start := time.Now()
				git(b, dir, "blame", "-s", path.Join(folder, l.File()))
				blame += time.Since(start)
				b.StartTimer()
				p, err := Open(b.Context(), repo, nil)
				if err != nil {
					b.Fatal(err)
				}
				if err := find(p); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed())/float64(blame), "×git")
		})
	}
}
