package app

import (
	"encoding/json"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/workspace"
)

// BenchmarkAnalysis measures what the page is told after a key, in JSON as it
// crosses, in a package with a commit: while the evidence is as committed, and
// when all its statements were changed, so that what rests on each is compared.
func BenchmarkAnalysis(b *testing.B) {
	folder := b.TempDir()
	id := putPackages(b, folder, 1)[0]
	open, err := workspace.Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	files, err := open.Saved(id)
	if err != nil {
		b.Fatal(err)
	}
	committed := map[string][]byte{}
	for _, l := range atlas.Layers() {
		committed[open.Path(files[l].Path)] = files[l].Bytes()
	}
	open.Compare("before", func(file string, _ []byte) (last []byte, ok bool) {
		last, ok = committed[file]
		return last, ok
	})
	evidence := files[atlas.Evidence]
	for i, v := range []struct{ name, text string }{
		{"as committed", evidence.Text},
		{"evidence changed", strings.ReplaceAll(evidence.Text, ".\n", " indeed.\n")},
	} {
		checked, version, err := open.Edit(id, atlas.Evidence, v.text, evidence.Revision, i+1)
		if err != nil {
			b.Fatal(err)
		}
		for _, l := range []atlas.Layer{atlas.Evidence, atlas.Signals} {
			b.Run(v.name+"/"+l.Key(), func(b *testing.B) {
				behind := 0
				for b.Loop() {
					told := analysisOf(checked, l, version)
					if _, err := json.Marshal(told); err != nil {
						b.Fatal(err)
					}
					behind = 0
					for _, s := range told.Statements {
						behind += s.Behind
					}
				}
				b.ReportMetric(float64(behind), "behind")
			})
		}
	}
}
