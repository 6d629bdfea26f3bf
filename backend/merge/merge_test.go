package merge

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown writes a result with its conflicts as {base|ours|theirs}.
func shown(r Result) string {
	var out strings.Builder
	for _, h := range r.Hunks {
		if h.Conflict {
			out.WriteString("{" + h.Base + "|" + h.Ours + "|" + h.Theirs + "}")
		} else {
			out.WriteString(h.Text)
		}
	}
	return out.String()
}

func TestLines(t *testing.T) {
	for _, c := range []struct{ name, base, ours, theirs, want string }{
		{"edits apart", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"},
		{"neighbouring edits", "a\nb\n", "A\nb\n", "a\nB\n", "{a\nb\n|A\nb\n|a\nB\n}"},
		{"the same edit", "a\nb\n", "A\nb\n", "A\nb\n", "A\nb\n"},
		{"one line differently", "a\nb\nc\n", "a\nO\nc\n", "a\nT\nc\n", "a\n{b\n|O\n|T\n}c\n"},
		{"additions at one place", "a\n", "a\no\n", "a\nt\n", "a\n{|o\n|t\n}"},
		{"removed and edited", "a\nb\nc\n", "a\nc\n", "a\nB\nc\n", "a\n{b\n||B\n}c\n"},
		{"the same removal", "a\nb\nc\n", "a\nc\n", "a\nc\n", "a\nc\n"},
		{"line endings turned", "a\nb\nc\n", "a\r\nb\r\nc\r\n", "a\nB\nc\n", "{a\nb\nc\n|a\r\nb\r\nc\r\n|a\nB\nc\n}"},
		{"a last line ending", "a\nb\nc", "a\nb\nc\n", "A\nb\nc", "A\nb\nc\n"},
		{"from nothing", "", "o\n", "t\n", "{|o\n|t\n}"},
		{"nothing", "", "", "", ""},
		{"each removed another of two", "a\nx\nb\nc\nx\nd\n", "a\nb\nc\nx\nd\n", "a\nx\nb\nc\nd\n", "a\n{x\n||x\n}b\nc\n{x\n|x\n|}d\n"},
		{"which of the equal lines went", "x\nx\nb\n", "x\nb\n", "x\nt\nx\nb\n", "{x\nx\n|x\n|x\nt\nx\n}b\n"},
	} {
		if diff := cmp.Diff(c.want, shown(Lines(c.base, c.ours, c.theirs))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestStatements(t *testing.T) {
	for _, c := range []struct{ name, base, ours, theirs, want string }{
		{"two sentences of a line", "One law. Two banks. Three courts.\n", "One act. Two banks. Three courts.\n", "One law. Two banks. Four courts.\n", "One act. Two banks. Four courts.\n"},
		{"neighbouring sentences", "One law. Two banks.\n", "One act. Two banks.\n", "One law. Six banks.\n", "One act. Six banks.\n"},
		{"neighbouring bullets", "- A one\n- B two\n", "- A 1\n- B two\n", "- A one\n- B 2\n", "- A 1\n- B 2\n"},
		{"one sentence differently", "One law. Two banks. Three courts.\n", "One law. Six banks. Three courts.\n", "One law. Ten banks. Three courts.\n", "One law. {Two banks.|Six banks.|Ten banks.} Three courts.\n"},
		{"a sentence over two lines", "The law of 2017\ncovers 5 banks.\n", "The law of 2018\ncovers 5 banks.\n", "The law of 2017\ncovers 6 banks.\n", "{The law of 2017\ncovers 5 banks.|The law of 2018\ncovers 5 banks.|The law of 2017\ncovers 6 banks.}\n"},
		{"fields beside each other", "Country: Ruritania\nRegion: North\n", "Country: Ruritania\nRegion: South\n", "Country: Old Ruritania\nRegion: North\n", "Country: Old Ruritania\nRegion: South\n"},
		{"line endings turned", "# A\n\nOne law. Two banks.\n", "# A\r\n\r\nOne law. Two banks.\r\n", "# A\n\nOne act. Two banks.\n", "# A\r\n\r\nOne act. Two banks.\r\n"},
		{"a byte order mark", "# A\n", "\ufeff# A\n", "# B\n", "\ufeff# B\n"},
		{"a sentence added, another altered", "One law. Two banks. Three courts.\n", "One law. Two banks. Three courts. Four ports.\n", "One act. Two banks. Three courts.\n", "One act. Two banks. Three courts. Four ports.\n"},
		{"a sentence added beside one altered", "One law. Two banks.\n", "One law. Two banks. Four ports.\n", "One law. Six banks.\n", "One law. {Two banks.|Two banks. Four ports.|Six banks.}\n"},
		{"a paragraph parted", "One law. Two banks.\n", "One law.\n\nTwo banks.\n", "One law. Six banks.\n", "One law.\n\nSix banks.\n"},
		{"no last line ending and an addition", "One law.\n", "One law.", "One law.\nTwo banks.\n", "One law.{\n||\nTwo banks.\n}"},
		{"a sentence moved and altered", "One law. Two banks. Three courts. Four ports.\n", "Two banks. Three courts. Four ports. One law.\n", "One act. Two banks. Three courts. Four ports.\n", "{One law. ||One act. }Two banks. Three courts. Four ports. One law.\n"},
		{"both add the same", "One law.\n", "One law. Two banks.\n", "One law. Two banks.\n", "One law. Two banks.\n"},
		{"white space alone", " ", "  ", " ", "  "},
	} {
		if diff := cmp.Diff(c.want, shown(Statements(c.base, c.ours, c.theirs))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestResolve(t *testing.T) {
	r := Statements("One law. Two banks.\r\n\r\n- A.\r\n", "One act. Two banks.\r\n\r\n- B.\r\n", "One rule. Two banks.\r\n\r\n- C.\r\n")
	for _, c := range []struct {
		choices []Choice
		want    string
	}{
		{[]Choice{{Take: Ours}, {Take: Theirs}}, "One act. Two banks.\r\n\r\n- C.\r\n"},
		{[]Choice{{Take: Both}, {Take: Both}}, "One act. One rule. Two banks.\r\n\r\n- B.\r\n- C.\r\n"},
		{[]Choice{{Take: Own, Text: "No law."}, {Take: Own}}, "No law. Two banks.\r\n\r\n\r\n"},
	} {
		got, err := r.Resolve(c.choices)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%v: %v\n%s", c.choices, err, diff)
		}
	}
	for _, bad := range [][]Choice{nil, {{Take: Ours}}, {{Take: Ours}, {}}, {{Take: Ours}, {Take: "all"}}, {{Take: Ours}, {Take: Ours}, {Take: Ours}}} {
		if got, err := r.Resolve(bad); err == nil || got != "" {
			t.Errorf("%v resolves to %q", bad, got)
		}
	}
}

func TestBothKeepsLinesApart(t *testing.T) {
	got, err := Lines("a", "b  ", "  c").Resolve([]Choice{{Take: Both}})
	if want := "b  \n  c"; got != want || err != nil {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
}

// ways are both ways to merge, with what they take texts apart by.
var ways = map[string]struct {
	merge func(base, ours, theirs string) Result
	split func(string) []string
}{"lines": {Lines, lines}, "statements": {Statements, sentences}}

func TestProperties(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			clean := 0
			for seed := range 4000 {
				r := rand.New(rand.NewPCG(uint64(seed), 1))
				base := randomText(r)
				ours, theirs := edited(r, base), edited(r, base)
				if _, ok := way.merge(base, ours, theirs).Text(); ok {
					clean++
				}
				if fault := violation(way.merge, way.split, base, ours, theirs); fault != "" {
					t.Fatalf("seed %d: %s\nbase   %q\nours   %q\ntheirs %q", seed, fault, base, ours, theirs)
				}
			}
			t.Logf("%d of 4000 clean", clean)
		})
	}
}

// violation says which law of merging three texts break.
func violation(merge func(base, ours, theirs string) Result, split func(string) []string, base, ours, theirs string) string {
	for _, same := range []struct{ law, base, ours, theirs, want string }{
		{"merge(o, a, o) = a", base, ours, base, ours},
		{"merge(o, o, b) = b", base, base, theirs, theirs},
		{"merge(o, a, a) = a", base, ours, ours, ours},
	} {
		if got, ok := merge(same.base, same.ours, same.theirs).Text(); !ok || got != same.want {
			return fmt.Sprintf("%s: got %q", same.law, got)
		}
	}
	merged, swapped := merge(base, ours, theirs), merge(base, theirs, ours)
	if len(merged.Hunks) != len(swapped.Hunks) {
		return "the sides do not exchange"
	}
	for i, h := range merged.Hunks {
		if s := swapped.Hunks[i]; h.Text != s.Text || h.Base != s.Base || h.Ours != s.Theirs || h.Theirs != s.Ours {
			return fmt.Sprintf("the sides do not exchange in %+v and %+v", h, s)
		}
	}
	return lossIn(merged, split, ours, theirs)
}

// lossIn names a piece that both sides have and that is gone where both sides
// of each conflict are kept.
func lossIn(r Result, split func(string) []string, ours, theirs string) string {
	all := make([]Choice, len(r.Conflicts()))
	for i := range all {
		all[i].Take = Both
	}
	both, err := r.Resolve(all)
	if err != nil {
		return err.Error()
	}
	inTheirs := map[string]bool{}
	for _, piece := range split(theirs) {
		inTheirs[piece] = true
	}
	for _, piece := range split(ours) {
		if inTheirs[piece] && !strings.Contains(both, strings.TrimSpace(piece)) {
			return fmt.Sprintf("%q stands in both and is lost", piece)
		}
	}
	return ""
}

// randomText has few different pieces, so that most stand in it repeatedly.
func randomText(r *rand.Rand) string {
	var out strings.Builder
	if r.IntN(8) == 0 {
		out.WriteString(byteOrderMark)
	}
	for range r.IntN(14) {
		out.WriteString(randomPiece(r))
	}
	return strings.TrimSuffix(out.String(), strings.Repeat("\n", r.IntN(2)))
}

func randomPiece(r *rand.Rand) string {
	bodies := []string{"One law.", "Two banks.", "Three courts", "- A bullet.", "  - B", "", "# Head", "Key: value", "Line\\", "\xff\xfe.", "\u00a0No.", "Dr. Who left."}
	ends := []string{"\n", "\n", "\n", " ", " ", "\n\n", "\r\n", "  \n", "\r"}
	return bodies[r.IntN(len(bodies))] + ends[r.IntN(len(ends))]
}

// edited is a text with some pieces removed, added, replaced and moved.
func edited(r *rand.Rand, s string) string {
	pieces := strings.SplitAfter(s, ".")
	for range r.IntN(4) {
		at := r.IntN(len(pieces))
		switch r.IntN(4) {
		case 0:
			pieces[at] = ""
		case 1:
			pieces[at] = randomPiece(r)
		case 2:
			pieces[at] += randomPiece(r)
		case 3:
			to := r.IntN(len(pieces))
			pieces[at], pieces[to] = pieces[to], pieces[at]
		}
	}
	return strings.Join(pieces, "")
}

func FuzzMerge(f *testing.F) {
	f.Add("a\nb\n", "A\nb\n", "a\nB\n")
	f.Add("One. Two.\r\n", "\ufeffOne. Two", "Two. One.\n")
	f.Add("x\nx\nx", "x\nx", "x\ny\nx")
	f.Fuzz(func(t *testing.T, base, ours, theirs string) {
		for name, way := range ways {
			for _, s := range []string{base, ours, theirs} {
				if got := strings.Join(way.split(s), ""); got != s {
					t.Fatalf("%s: %q is parted into %q", name, s, got)
				}
			}
			if fault := violation(way.merge, way.split, base, ours, theirs); fault != "" {
				t.Errorf("%s: %s", name, fault)
			}
		}
	})
}
