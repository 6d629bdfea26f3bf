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
	words := strings.Fields(english)
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
