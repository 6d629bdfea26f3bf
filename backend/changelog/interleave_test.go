package changelog

import (
	"strings"
	"testing"
)

func interleaved(pieces []Piece) (drawn, was, is string) {
	for _, p := range pieces {
		switch p.Kind {
		case LineRemoved:
			drawn += "[-" + p.Text + "-]"
			was += p.Text
		case LineAdded:
			drawn += "{+" + p.Text + "+}"
			is += p.Text
		default:
			drawn += p.Text
			was += p.Text
			is += p.Text
		}
	}
	return drawn, was, is
}

func TestInterleave(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"The board keeps 17 registers.", "The board keeps 19 registers.", "The board keeps [-17-]{+19+} registers."},
		{"The duty applies to operators with 500 or more persons.", "The duty applies to all operators.", "The duty applies to {+all +}operators[- with 500 or more persons-]."},
		{"Alba and Brod", "Streslau or Zenda", "[-Alba and Brod-]{+Streslau or Zenda+}"},
		{"", "New.", "{+New.+}"},
		{"Gone.", "", "[-Gone.-]"},
		{"Same.", "Same.", "Same."},
	} {
		if got, _, _ := interleaved(Interleave(c.was, c.is)); got != c.want {
			t.Errorf("%q, %q: %s", c.was, c.is, got)
		}
	}
}

// Both texts are there whole.
func FuzzInterleave(f *testing.F) {
	f.Add("a b c", "a x c")
	f.Add(" a  b", "b  a ")
	f.Fuzz(func(t *testing.T, before, after string) {
		drawn, was, is := interleaved(Interleave(before, after))
		if was != before || is != after {
			t.Errorf("%q, %q: %q has %q, %q", before, after, drawn, was, is)
		}
		if strings.Count(drawn, "[-") == 0 && before != after && len(before) > len(after) {
			t.Errorf("%q, %q: nothing is taken out of %q", before, after, drawn)
		}
	})
}
