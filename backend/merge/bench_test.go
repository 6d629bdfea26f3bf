package merge

import (
	"fmt"
	"strings"
	"testing"
)

// layer is a text of about 100 KB like those of a package: headings, bullets,
// and paragraphs of several sentences on one line. The words vary with i.
func layer() string {
	var out strings.Builder
	for i := 0; out.Len() < 100<<10; i++ {
		fmt.Fprintf(&out, "## Section %d\n\nThe Ministry of Ports of Ruritania published act %d. It binds %d banks and %d courts. No register was found.\n\n", i, i*7, i%13, i%5)
		fmt.Fprintf(&out, "- A registry of %d entries is kept.\n- Not stated.\n\n", i*3)
	}
	return out.String()
}

func BenchmarkMerge(b *testing.B) {
	base := layer()
	ours := strings.ReplaceAll(base, "act 49.", "decree 49.") + "\n## Sources\n\n- Gazette\n"
	theirs := strings.Replace(base, "It binds 7 banks", "It binds 70 banks", 5)
	rewritten := strings.ReplaceAll(base, "e", "E")
	for _, c := range []struct{ name, theirs string }{{"edited", theirs}, {"rewritten", rewritten}} {
		for name, way := range ways {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(base)))
				for b.Loop() {
					way.merge(base, ours, c.theirs)
				}
			})
		}
	}
}

// TestLarge merges texts that a quadratic algorithm would not end on.
func TestLarge(t *testing.T) {
	long := strings.Repeat("word ", 200_000)
	many := strings.Repeat("a\nb\n", 15_000)
	other := strings.Repeat("b\nc\na\n", 10_000)
	for name, c := range map[string][3]string{
		"a long line":       {long + ".\n", long + "more.\n", "first " + long + ".\n"},
		"many lines":        {many, "x\n" + many, many + "y\n"},
		"rewritten lines":   {many, other, many + "y\n"},
		"nothing in common": {many, strings.Repeat("c\n", 90_000), strings.Repeat("d\n", 80_000)},
		"stops":             {strings.Repeat(". ", 50_000), strings.Repeat(". A", 50_000), strings.Repeat(".\n", 50_000)},
	} {
		for way, w := range ways {
			if fault := lossIn(w.merge(c[0], c[1], c[2]), w.split, c[1], c[2]); fault != "" {
				t.Errorf("%s, %s: %.100s", name, way, fault)
			}
		}
	}
}
