package workspace

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/store"
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
		layers[l] = ReadLayer(l, texts[l], nil, nil, plain.vocabulary)
	}
	return layers
}

func BenchmarkReadLayers(b *testing.B) {
	texts, size := kazakhstan(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		readAll(texts)
	}
}

// BenchmarkCheckPackage reads and checks the whole package.
func BenchmarkCheckPackage(b *testing.B) {
	texts, size := kazakhstan(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		Check(Source{ID: "kazakhstan", Slug: "kazakhstan", Layers: readAll(texts)}, plain)
	}
}

// BenchmarkKeystroke is what one edit of the signals costs: reading that
// layer, and joining and checking the package again.
func BenchmarkKeystroke(b *testing.B) {
	texts, _ := kazakhstan(b)
	layers := readAll(texts)
	edited := [2]string{texts[atlas.Signals], strings.Replace(texts[atlas.Signals], "17 data centers", "19 data centers", 1)}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		layers[atlas.Signals] = ReadLayer(atlas.Signals, edited[i%2], nil, layers[atlas.Signals], plain.vocabulary)
		Check(Source{ID: "kazakhstan", Slug: "kazakhstan", Layers: layers}, plain)
	}
}

// BenchmarkLongLine is a layer of one line. MB/s must not fall with its
// length: a hostile line costs no more than its size.
func BenchmarkLongLine(b *testing.B) {
	for _, words := range []string{"Alpha Bravo ", "it is top ranked, ", "The office has 9 boats. "} {
		for _, size := range []int{1 << 16, 1 << 20} {
			line := strings.Repeat(words, size/len(words))
			b.Run(fmt.Sprintf("%s/%dKB", strings.TrimSpace(words), size>>10), func(b *testing.B) {
				b.SetBytes(int64(size))
				for b.Loop() {
					var layers Layers
					layers[atlas.Evidence] = ReadLayer(atlas.Evidence, "The office states that it has 8 boats.", nil, nil, plain.vocabulary)
					layers[atlas.Signals] = ReadLayer(atlas.Signals, line, nil, nil, plain.vocabulary)
					Check(Source{ID: "x", Slug: "x", Layers: layers}, plain)
				}
			})
		}
	}
}
