package settings

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/review"

	"github.com/google/go-cmp/cmp"
)

const reviewsName = ".atlas-desk/reviews/ruritania/ada.yaml"

func approval(words string) review.Record {
	r := review.Record{Kind: review.Approved, Layer: "signals", Section: "Registers: old and new", Words: words, Note: "Checked.",
		Evidence: []string{"The Registry Office states that it keeps 17 registers.", "It is so: yes."}, By: "Ada", Time: "2026-03-01T10:00:00Z", Engine: "1.2.0"}
	r.Seal = review.Seal(r.Layer, r.Words, r.Evidence)
	return r
}

func remark(words, note string) review.Record {
	r := review.Record{Kind: review.Comment, Layer: "signals", Words: words, Note: note, By: "Ada", Time: "2026-03-01T10:00:01Z"}
	r.ID = review.CommentID(&r)
	return r
}

// allKinds is a record of each kind.
func allKinds() []review.Record {
	flag, comment := approval("B."), remark("A.", "Why?\nOn two lines.")
	flag.Kind = review.Flagged
	reply := remark("A.", "Because.")
	reply.To, reply.ID = comment.ID, digits
	return []review.Record{approval("A."), flag, comment, reply,
		{Kind: review.Resolved, To: comment.ID, By: "Ada", Time: "2026-03-01T10:00:02Z"},
		{Kind: review.Reopened, To: digits, By: "Ada", Time: "2026-03-01T10:00:03Z"},
		{Kind: review.Finished, Verdict: review.ChangesRequested, Counts: review.Counts{Approved: 1, Flagged: 1}, Note: "See the flags.", By: "Ada", Time: "2026-03-01T10:00:04Z", Engine: "1.2.0"}}
}

func fileOfRecords(t testing.TB, records ...review.Record) string {
	t.Helper()
	source, _, err := ChangeReviews(reviewsName, "", nil, records)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func sortedRecords(all []review.Record) []review.Record {
	return slices.SortedFunc(slices.Values(all), func(a, b review.Record) int { return compareRecords(&a, &b) })
}

func TestReviewsAreReadAsWritten(t *testing.T) {
	source := fileOfRecords(t, allKinds()...)
	got, err := ParseReviews(reviewsName, source)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sortedRecords(allKinds()), got); d != "" {
		t.Errorf("%s in\n%s", d, source)
	}
	one := ""
	for _, r := range allKinds() {
		if one, _, err = ChangeReviews(reviewsName, one, nil, []review.Record{r}); err != nil {
			t.Fatal(err)
		}
	}
	if one != source {
		t.Errorf("one by one: %s", cmp.Diff(source, one))
	}
	for _, empty := range []string{"", "# nothing yet\n", "version: 1\nrecords:\n"} {
		if r, err := ParseReviews(reviewsName, empty); err != nil || len(r) > 0 {
			t.Errorf("%q: %v, %v", empty, r, err)
		}
	}
}

func TestReviewsAreChangedInPlace(t *testing.T) {
	base := "# ours\n" + fileOfRecords(t, approval("A."), approval("C.")) + "  # the end\n"
	flag := approval("a.")
	flag.Kind, flag.Note = review.Flagged, ""
	got, _, err := ChangeReviews(reviewsName, base, []review.Record{approval("C."), approval("never there")}, []review.Record{approval("D."), flag, approval("B.")})
	if err != nil {
		t.Fatal(err)
	}
	b := reviews().written
	a, bb, d := flag, approval("B."), approval("D.")
	want := "# ours\n" + reviews().top() + b(&a, 2) + b(&bb, 2) + b(&d, 2) + "  # the end\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	back, _, err := ChangeReviews(reviewsName, got, []review.Record{a, bb, d}, nil)
	if err != nil || strings.Contains(back, "kind:") || !strings.Contains(back, "# the end") {
		t.Errorf("%v:\n%s", err, back)
	}
}

// Where git itself joined two files of one person, both may say something of
// one statement: the next word on it is the only one.
func TestReviewsThatSayOneThingTwice(t *testing.T) {
	first := approval("A.")
	first.Time = "2026-02-01T10:00:00Z"
	twice := reviews().top() + reviews().written(&first, 2) + reviews().written(&[]review.Record{approval("A.")}[0], 2)
	flag := approval("A.")
	flag.Kind = review.Flagged
	got, _, err := ChangeReviews(reviewsName, twice, nil, []review.Record{flag})
	if want := fileOfRecords(t, flag); err != nil || got != want {
		t.Errorf("%v: %s", err, cmp.Diff(want, got))
	}
}

func TestFaultsOfReviews(t *testing.T) {
	whole := fileOfRecords(t, approval("A."))
	swap := func(old, new string) string { return strings.Replace(whole, old, new, 1) }
	finished := fileOfRecords(t, allKinds()[6])
	for _, c := range []struct{ source, want string }{
		{swap("version: 1\n", ""), "2:1: the file does not say its version"},
		{swap("kind: approved", "kind: aproved"), "4:11: “aproved” is not one of “approved”, “flagged”"},
		{swap("    by: Ada\n", ""), "4:5: this record has no by"},
		{swap("layer: signals", "layer: signal"), "5:12: “signal” is not the key of a layer"},
		{swap("17 registers", "18 registers"), "4:5: the words or the evidence of this record are not those that were signed"},
		{swap("words: A.", "words: B."), "4:5: the words or the evidence"},
		{swap("    words: A.\n", ""), "4:5: this record is “approved” and has no layer or no words"},
		{swap("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+01:00"), "is not a time"},
		{swap("evidence:\n", "evidence: none\n"), "this is not YAML"},
		{strings.Replace(finished, "1 approved", "one approved", 1), "is not counts, as in"},
		{strings.Replace(finished, "verdict: changes requested", "verdict: fine", 1), "“fine” is not one of “comment only”"},
		{whole + "<<<<<<< ours\n=======\n", ": this is not YAML"},
		{strings.Repeat("# long\n", ReviewsLimit/7+1), "1:1: the records are larger than 8192 KB"},
	} {
		_, err := ParseReviews(reviewsName, c.source)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), reviewsName+":") {
			t.Errorf("%.200q: got %v, want %s", c.source, err, c.want)
		}
		if _, _, err := ChangeReviews(reviewsName, c.source, nil, []review.Record{approval("B.")}); err == nil {
			t.Errorf("%.80q was changed", c.source)
		}
	}
}

func TestMergeReviews(t *testing.T) {
	a, b, c := approval("A."), approval("B."), approval("C.")
	later := a
	later.Kind, later.Note = review.Flagged, "Not so."
	other := a
	other.Note = "Quite so."
	file := func(records ...review.Record) string { return fileOfRecords(t, records...) }
	for _, x := range []struct {
		name, base, ours, theirs, want string // empty for a conflict
	}{
		{"both added", file(b), file(a, b), file(b, c), file(a, b, c)},
		{"both added where nothing was", "", file(a), file(b), file(a, b)},
		{"they took one back, we added", file(a, b), file(a, b, c), file(b), file(b, c)},
		{"they thought again", file(a, b), file(a, b, c), file(later, b), file(later, b, c)},
		{"both thought again", file(a), file(later), file(other), ""},
	} {
		got, clean := MergeReviews(x.base, x.ours, x.theirs).Text()
		if clean != (x.want != "") || clean && got != x.want {
			t.Errorf("%s: clean %v\n%s", x.name, clean, got)
		}
	}
}

func TestReviewFile(t *testing.T) {
	names := map[string]bool{}
	for _, c := range []struct{ pkg, by, want string }{
		{"ruritania", "Ada Lovelace", ".atlas-desk/reviews/ruritania/ada-lovelace-"},
		{"a/b", "  Ada  Lovelace!", ".atlas-desk/reviews/a/b/ada-lovelace-"},
		{".", "Ада", ".atlas-desk/reviews/"},
		{".", "Аня", ".atlas-desk/reviews/"},
		{"ruritania", "../..", ".atlas-desk/reviews/ruritania/"},
	} {
		got := ReviewFile(c.pkg, c.by)
		if !strings.HasPrefix(got, c.want) || names[got] || !IsReviewFile("below/"+got) || strings.Contains(got, "..") || strings.Contains(got, "/-") {
			t.Errorf("%q: %s", c.by, got)
		}
		names[got] = true
	}
	for _, other := range []string{WaiversFile, "a/reviews/b.yaml", ReviewsFolder + "/readme.md"} {
		if IsReviewFile(other) {
			t.Errorf("%s is no file of records", other)
		}
	}
}

func FuzzReviews(f *testing.F) {
	f.Add(fileOfRecords(f, allKinds()...), "It.", "A note")
	f.Add("version: 1\nrecords:\n- kind: approved\n", "“a”: b\n- c", "# none")
	f.Add("records: []\nversion: 1", "", "yes")
	f.Fuzz(func(t *testing.T, source, words, note string) {
		before, err := ParseReviews(reviewsName, source)
		r := remark(words, note)
		changed, _, changeErr := ChangeReviews(reviewsName, source, nil, []review.Record{r})
		if changeErr != nil {
			return
		}
		if err != nil {
			t.Fatal("a faulty file was changed")
		}
		after, err := ParseReviews(reviewsName, changed)
		if err != nil || !slices.ContainsFunc(after, func(o review.Record) bool { return o.Key() == r.Key() && o.Note == note && o.Words == words }) {
			t.Fatalf("%v in\n%s", err, changed)
		}
		keys := map[string]bool{}
		for _, some := range [][]review.Record{before, {r}} {
			for i := range some {
				keys[some[i].Key()] = true
			}
		}
		for i := range after {
			delete(keys, after[i].Key())
		}
		if len(keys) > 0 {
			t.Fatalf("lost %v of\n%s\nin\n%s", keys, source, changed)
		}
	})
}

// The manual shows what is read.
func TestManualShowsReviews(t *testing.T) {
	page, err := os.ReadFile(filepath.FromSlash("../../docs/review.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(page), "```yaml\nversion: ")
	example, _, _ := strings.Cut(rest, "```")
	if r, err := ParseReviews(reviewsName, "version: "+example); !found || err != nil || len(r) != 2 {
		t.Errorf("found %v, %v, %v", found, err, r)
	}
}

// A verdict on one of a thousand statements.
func BenchmarkChangeReviews(b *testing.B) {
	var all []review.Record
	for i := range 1000 {
		r := approval(fmt.Sprintf("The office of district %d signals continuity of its %d registers, which it keeps and publishes by law.", i, i*7))
		r.Evidence = []string{strings.Repeat("The office states that it keeps registers. ", 4), strings.Repeat("The registers are kept. ", 4)}
		r.Seal = review.Seal(r.Layer, r.Words, r.Evidence)
		all = append(all, r)
	}
	source := fileOfRecords(b, all...)
	b.Logf("%d KB", len(source)>>10)
	for b.Loop() {
		if _, _, err := ChangeReviews(reviewsName, source, nil, []review.Record{approval("The office of district 500 and a half.")}); err != nil {
			b.Fatal(err)
		}
	}
}
