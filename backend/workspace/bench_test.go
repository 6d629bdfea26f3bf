package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/draft"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/store"
	"atlasdesk/backend/trace"
)

// plain are the rules and nothing else.
var plain = NewOptions(check.Rules())

// kazakhstan reads the texts of the package that the project ships.
func kazakhstan(tb testing.TB) (texts [len(Layers{})]string, size int64) {
	s, err := store.Open(filepath.Join("..", "..", "jurisdictions", "kazakhstan"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, l := range atlas.Layers() {
		f, err := s.Read(l.File())
		if err != nil || f.Fault != nil {
			tb.Fatal(err, f.Fault)
		}
		texts[l] = f.Text
		size += int64(len(f.Text))
	}
	return texts, size
}

func readAll(texts [len(Layers{})]string) (layers Layers) {
	for _, l := range atlas.Layers() {
		layers[l] = plain.ReadLayer(l, texts[l], nil, nil)
	}
	return layers
}

// subject is a package that speed is measured on.
type subject struct {
	name  string
	texts [len(Layers{})]string
	size  int64
}

// subjects are the package that the project ships and a generated one.
func subjects(tb testing.TB) []subject {
	shipped := subject{name: "kazakhstan"}
	shipped.texts, shipped.size = kazakhstan(tb)
	generated := subject{name: "generated", texts: generate.New(1).Layers}
	for _, t := range generated.texts {
		generated.size += int64(len(t))
	}
	return []subject{shipped, generated}
}

// BenchmarkReadLayers reads the layers with words that were read before, as
// those are of all but the first package.
func BenchmarkReadLayers(b *testing.B) {
	for _, s := range subjects(b) {
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(s.size)
			b.ReportAllocs()
			for b.Loop() {
				readAll(s.texts)
			}
		})
	}
}

// BenchmarkReadEdit reads the longest layer again after one letter was typed
// into it.
func BenchmarkReadEdit(b *testing.B) {
	for _, s := range subjects(b) {
		b.Run(s.name, func(b *testing.B) {
			text := s.texts[atlas.Evidence]
			edited := [2]string{text, typed(text)}
			layer := plain.ReadLayer(atlas.Evidence, text, nil, nil)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for i := 1; b.Loop(); i++ {
				layer = plain.ReadLayer(atlas.Evidence, edited[i%2], nil, layer)
			}
		})
	}
}

// BenchmarkCheckPackage reads and checks the whole package.
func BenchmarkCheckPackage(b *testing.B) {
	for _, s := range subjects(b) {
		b.Run(s.name, func(b *testing.B) {
			b.SetBytes(s.size)
			b.ReportAllocs()
			for b.Loop() {
				Check(Source{ID: s.name, Slug: s.name, Layers: readAll(s.texts)}, plain)
			}
		})
	}
}

// BenchmarkJoinAndCheck checks the whole package after it was read.
func BenchmarkJoinAndCheck(b *testing.B) {
	for _, s := range subjects(b) {
		b.Run(s.name, func(b *testing.B) {
			layers := readAll(s.texts)
			b.SetBytes(s.size)
			b.ReportAllocs()
			for b.Loop() {
				Check(Source{ID: s.name, Slug: s.name, Layers: layers}, plain)
			}
		})
	}
}

// BenchmarkKeystroke is what one letter typed into a layer costs: reading that
// layer, and joining and checking the package again. Beside the mean it
// reports the median and the 99th percentile.
func BenchmarkKeystroke(b *testing.B) { keystrokes(b, false) }

// BenchmarkKeystrokeCommitted is BenchmarkKeystroke in a package that was
// committed before.
func BenchmarkKeystrokeCommitted(b *testing.B) { keystrokes(b, true) }

func keystrokes(b *testing.B, isCommitted bool) {
	for _, s := range subjects(b) {
		var committed trace.Layers
		if isCommitted {
			for l, layer := range readAll(s.texts) {
				committed[l] = layer.Texts
			}
		}
		for _, l := range atlas.Layers() {
			b.Run(s.name+"/"+l.Key(), func(b *testing.B) {
				layers := readAll(s.texts)
				edited := [2]string{s.texts[l], typed(s.texts[l])}
				var took []time.Duration
				var checked *Checked
				b.ReportAllocs()
				for i := 1; b.Loop(); i++ {
					start := time.Now()
					layers[l] = plain.ReadLayer(l, edited[i%2], nil, layers[l])
					checked = Check(Source{ID: s.name, Slug: s.name, Layers: layers, Committed: committed, Before: checked}, plain)
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
				b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
			})
		}
	}
}

// typed is the text with a letter more, at the end of a word in its middle.
func typed(s string) string {
	at := len(s)/2 + strings.IndexByte(s[len(s)/2:], ' ')
	return s[:at] + "x" + s[at:]
}

// BenchmarkColdCheck reads many packages from the disk and checks them, on one
// core; its MB/s say what a folder of any size takes.
func BenchmarkColdCheck(b *testing.B) {
	const packages = 20
	dir, size := b.TempDir(), 0
	for seed := range uint64(packages) {
		p := generate.New(seed)
		if err := os.Mkdir(filepath.Join(dir, p.Slug), 0o777); err != nil {
			b.Fatal(err)
		}
		for _, l := range atlas.Layers() {
			if err := os.WriteFile(filepath.Join(dir, p.Slug, l.File()), []byte(p.Layers[l]), 0o666); err != nil {
				b.Fatal(err)
			}
			size += len(p.Layers[l])
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		coldCheck(b, dir, packages)
	}
}

func coldCheck(b *testing.B, dir string, packages int) {
	s, err := store.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	folders, err := s.Packages(pack.IsPackage)
	if err != nil || len(folders) != packages {
		b.Fatalf("found %d packages: %v", len(folders), err)
	}
	for _, f := range folders {
		if _, err := ReadPackage(s, f, plain); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEditWithDrafts types into a layer, with drafts and without: what
// they add to a keystroke.
func BenchmarkEditWithDrafts(b *testing.B) {
	for _, drafted := range []bool{false, true} {
		b.Run(map[bool]string{false: "without", true: "with"}[drafted], func(b *testing.B) {
			w, err := Open(filepath.Join("..", "..", "jurisdictions"))
			if err != nil {
				b.Fatal(err)
			}
			if drafted {
				box := draft.Open(b.TempDir(), nil)
				defer box.Close()
				if err := w.KeepDrafts(box); err != nil {
					b.Fatal(err)
				}
			}
			d, err := w.Document("kazakhstan", atlas.Signals)
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				if _, _, err := w.Edit("kazakhstan", atlas.Signals, d.Text+"x"[:1-i%2]+"y", d.Base, i); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRefresh looks at packages that nobody has touched: whole, as after
// lost events, and as if each file had to be read.
func BenchmarkRefresh(b *testing.B) {
	const packages = 300
	root := b.TempDir()
	for i := range packages {
		p := generate.New(uint64(i))
		for _, l := range atlas.Layers() {
			put(b, root, p.Slug+"/"+l.File(), p.Layers[l])
			past := time.Now().Add(-time.Hour)
			if err := os.Chtimes(filepath.Join(root, p.Slug, l.File()), past, past); err != nil {
				b.Fatal(err)
			}
		}
	}
	time.Sleep(3 * time.Second) // until their times are trusted
	w, err := Open(root)
	if err != nil {
		b.Fatal(err)
	}
	for name, paths := range map[string][]string{"untouched": nil, "read": {w.Root()}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if changed, err := w.Refresh(paths...); changed || err != nil {
					b.Fatal(changed, err)
				}
			}
		})
	}
}
