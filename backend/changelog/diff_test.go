package changelog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown writes a difference as text: changed words stand in brackets.
func shown(lines []Line) string {
	var out strings.Builder
	for _, l := range lines {
		if l.Kind == LineGap {
			fmt.Fprintf(&out, "~%d\n", l.Hidden)
			continue
		}
		out.WriteString(map[LineKind]string{LineSame: " ", LineAdded: "+", LineRemoved: "-"}[l.Kind])
		for _, r := range l.Runs {
			if r.Changed {
				out.WriteString("[" + r.Text + "]")
			} else {
				out.WriteString(r.Text)
			}
		}
		out.WriteString("\n")
	}
	return out.String()
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"from nothing", "", "a\nb\n", "+a\n+b\n"},
		{"to nothing", "a\nb\n", "", "-a\n-b\n"},
		{"a word", "1\n2\n3\nIt has 17 data centers.\n4\n5\n6\n", "1\n2\n3\nIt has 19 data centers.\n4\n5\n6\n",
			" 1\n 2\n 3\n-It has [17] data centers.\n+It has [19] data centers.\n 4\n 5\n 6\n"},
		{"context of two", "1\n2\n3\n4\nx\n5\n6\n7\n8\n", "1\n2\n3\n4\n5\n6\n7\n8\n", "~2\n 3\n 4\n-x\n 5\n 6\n~2\n"},
		{"a gap between", "x\n1\n2\n3\n4\n5\n6\ny\n", "1\n2\n3\n4\n5\n6\n", "-x\n 1\n 2\n~2\n 5\n 6\n-y\n"},
		{"no gap for one line", "x\n1\n2\n3\n4\n5\ny\n", "1\n2\n3\n4\n5\n", "-x\n 1\n 2\n 3\n 4\n 5\n-y\n"},
		{"words at both ends", "old law of the register\n", "new law of the registers\n", "-[old] law of the [register]\n+[new] law of the [registers]\n"},
		{"neighboring words", "it keeps paper deeds in Alba today\n", "it keeps vellum maps in Alba today\n", "-it keeps [paper deeds] in Alba today\n+it keeps [vellum maps] in Alba today\n"},
		{"a word comes", "it keeps deeds\n", "it keeps old deeds\n", "-it keeps deeds\n+it keeps [old ]deeds\n"},
		{"nothing in common", "deeds\n", "lamps burn\n", "-deeds\n+lamps burn\n"},
		{"numbers and names are words", "see eesti.ee and 1,250 things, no 4\n", "see eesti.fi and 1,260 things, no 4\n", "-see [eesti.ee] and [1,250] things, no 4\n+see [eesti.fi] and [1,260] things, no 4\n"},
		{"paragraphs", "One old vault stands.\n\nTwo old masts stand.\n", "One new vault stands.\n\nTwo new masts stand.\n",
			"-One [old] vault stands.\n+One [new] vault stands.\n \n-Two [old] masts stand.\n+Two [new] masts stand.\n"},
		{"a line comes before an edited one", "The old vault stands.\n", "Lamps burn.\nThe new vault stands.\n", "-The [old] vault stands.\n+Lamps burn.\n+The [new] vault stands.\n"},
		{"the last line end", "a\nb", "a\nb\n", " a\n-b\n+b\n"},
		{"a blank line", "a\nb\n", "a\n\nb\n", " a\n+\n b\n"},
	} {
		if diff := cmp.Diff(c.want, shown(Diff(c.before, c.after))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestCount(t *testing.T) {
	if added, removed := Count(Diff("a\nb\nc\n", "b\nx\ny\nc\n")); added != 2 || removed != 1 {
		t.Errorf("got +%d −%d, want +2 −1", added, removed)
	}
}

// checkDiff says whether a difference tells both texts whole.
func checkDiff(t *testing.T, before, after string) {
	t.Helper()
	was, is := splitLines(before), splitLines(after)
	b, a := 0, 0
	for _, l := range Diff(before, after) {
		n := max(1, l.Hidden)
		if l.Kind != LineAdded {
			if l.Before != b+1 || b+n > len(was) {
				t.Fatalf("line %d of before is counted as %d", b+1, l.Before)
			}
			b += n
		}
		if l.Kind != LineRemoved {
			if l.After != a+1 || a+n > len(is) {
				t.Fatalf("line %d of after is counted as %d", a+1, l.After)
			}
			a += n
		}
		checkLine(t, l, was[:b], is[:a], n)
	}
	if before != after && (b != len(was) || a != len(is)) {
		t.Fatalf("the difference tells %d of %d and %d of %d lines", b, len(was), a, len(is))
	}
}

func checkLine(t *testing.T, l Line, was, is []string, n int) {
	t.Helper()
	text := ""
	for _, r := range l.Runs {
		text += r.Text
	}
	switch l.Kind {
	case LineGap:
		if !slices.Equal(was[len(was)-n:], is[len(is)-n:]) {
			t.Fatalf("a gap hides a change")
		}
	case LineRemoved:
		if text != strings.TrimSuffix(was[len(was)-1], "\n") {
			t.Fatalf("%q is shown as %q", was[len(was)-1], text)
		}
	default:
		if text != strings.TrimSuffix(is[len(is)-1], "\n") || l.Kind == LineSame && was[len(was)-1] != is[len(is)-1] {
			t.Fatalf("%q is shown as %q", is[len(is)-1], text)
		}
	}
}

// TestDiffIsWhole compares texts in which lines repeat much.
func TestDiffIsWhole(t *testing.T) {
	lines := []string{"", "one two three", "one two", "two three four", "five", "five six", "- a", "- b"}
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var out []string
		for range random.IntN(30) {
			out = append(out, lines[random.IntN(len(lines))])
		}
		return strings.Join(out, "\n")
	}
	for range 5000 {
		checkDiff(t, text(), text())
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("a\nb\nc", "a\nx\nc\n")
	f.Add("", "\n\n")
	f.Add("The 1,250 d.\n\nx", "The 1,260 e.\n\ny")
	f.Fuzz(func(t *testing.T, before, after string) { checkDiff(t, before, after) })
}

// BenchmarkDiff compares two layers of 75 KB with nothing in common, and
// BenchmarkDiffEdit two with one word changed.
func BenchmarkDiff(b *testing.B) {
	before, after := prose(75_000, "deed", 1), prose(75_000, "lamp", 7)
	b.ReportAllocs()
	for b.Loop() {
		Diff(before, after)
	}
}

func BenchmarkDiffEdit(b *testing.B) {
	before := prose(75_000, "deed", 1)
	after := strings.Replace(before, "deed5", "deed6", 1)
	b.ReportAllocs()
	for b.Loop() {
		Diff(before, after)
	}
}

// BenchmarkDiffLarge compares two texts of 2 MB in which every line differs.
func BenchmarkDiffLarge(b *testing.B) {
	before, after := prose(2_000_000, "deed", 1), prose(2_000_000, "deed", 3)
	b.ReportAllocs()
	for b.Loop() {
		Diff(before, after)
	}
}

func prose(size int, word string, step int) string {
	var out strings.Builder
	for i := 0; out.Len() < size; i += step {
		fmt.Fprintf(&out, "The %s%d of the register stands by the %s%d in the vault and holds parchment.\n\n", word, i, word, i*31%997)
	}
	return out.String()
}
