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
		got, ok := Find(c.word)
		like, likeOK := Find(c.like)
		if !ok || !likeOK || got.Family != like.Family || got.Kind != c.kind {
			t.Errorf("%s: %+v; %s: %+v", c.word, got, c.like, like)
		}
	}
	for _, pair := range [][2]string{{"custom", "customer"}, {"author", "authority"}, {"nation", "notion"}} {
		a, _ := Find(pair[0])
		if b, _ := Find(pair[1]); a.Family == b.Family {
			t.Errorf("%s and %s are one family", pair[0], pair[1])
		}
	}
	water, _ := Find("water")
	if cable, _ := Find("cable"); !water.Common || cable.Common {
		t.Errorf("water %+v, cable %+v", water, cable)
	}
	if _, ok := Find("zzzz"); ok {
		t.Error("zzzz has a family")
	}
}

func BenchmarkHeads(b *testing.B) {
	for b.Loop() {
		newList(english)
	}
}

func TestSenses(t *testing.T) {
	implies := func(said, means string) bool {
		own, general := Senses(said)
		wanted, _ := Senses(means)
		return slices.ContainsFunc(wanted, func(s Sense) bool { return slices.Contains(own, s) || slices.Contains(general, s) })
	}
	for _, c := range []struct {
		said, means string
		want        bool
	}{
		{"gas", "fuel", true}, {"fuel", "gas", false}, {"car", "automobile", true}, {"hospital", "school", false}, {"zzzz", "fuel", false},
	} {
		if implies(c.said, c.means) != c.want {
			t.Errorf("%s for %s: want %v", c.said, c.means, c.want)
		}
	}
}
