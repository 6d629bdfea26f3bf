package lexicon

import (
	"slices"
	"strings"
	"testing"
)

func TestHas(t *testing.T) {
	for _, w := range []string{"aardvark", "the", "payment", "payments", "organise", "organize", "centre", "zooms"} {
		if !Has(w) {
			t.Errorf("%q is missing", w)
		}
	}
	for _, w := range []string{"", "a b", "zzzz", "ruritania", "npck", "Payment", "\n", "the\n"} {
		if Has(w) {
			t.Errorf("%q is no word of the list", w)
		}
	}
}

func TestEveryWordIsFound(t *testing.T) {
	var words []string
	for line := range strings.Lines(english) {
		words = append(words, strings.Fields(line)[0])
	}
	if !slices.IsSorted(words) || !strings.HasSuffix(english, "\n") {
		t.Fatal("the list must be sorted and end with a line end: Has searches it as it is")
	}
	for _, w := range words {
		if !Has(w) {
			t.Fatalf("%q is in the list and not found", w)
		}
	}
}

func BenchmarkHas(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Has("infrastructure")
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		word, like string
		kind       Kind
	}{
		{"ownership", "own", Symbol}, {"custodial", "custody", Adjective}, {"landing", "land", Thing},
		{"regulators", "regulatory", Thing}, {"sovereignty", "sovereign", Abstract}, {"retrievable", "retrieve", Adjective},
	} {
		got, kind, ok := Find(c.word)
		want, _, likeOK := Find(c.like)
		if !ok || !likeOK || got != want || kind != c.kind {
			t.Errorf("%s: %q %c; %s: %q", c.word, got, kind, c.like, want)
		}
	}
	for _, pair := range [][2]string{{"custom", "customer"}, {"author", "authority"}, {"nation", "notion"}} {
		a, _, _ := Find(pair[0])
		if b, _, _ := Find(pair[1]); a == b {
			t.Errorf("%s and %s are one family", pair[0], pair[1])
		}
	}
	if _, _, ok := Find("zzzz"); ok {
		t.Error("zzzz has a family")
	}
}
