package settings

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"atlasdesk/backend/merge"
	"atlasdesk/backend/review"
)

// ReviewsFolder, in [Folder], holds what reviewers said: in a folder for each
// package a file for each person, so that two people never write to one.
const ReviewsFolder = Folder + "/reviews"

// ReviewsLimit is how large one such file may be, in bytes.
const ReviewsLimit = 8 << 20

// ReviewFile is the file of a person for a package, both as records and
// waivers name them; a slash path from the folder that holds [Folder].
func ReviewFile(pkg, by string) string {
	var name strings.Builder
	for _, c := range strings.ToLower(by) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			name.WriteRune(c)
		} else if s := name.String(); s != "" && !strings.HasSuffix(s, "-") {
			name.WriteByte('-')
		}
	}
	sum := sha256.Sum256([]byte(by)) // letters of other scripts tell people apart too
	parts := []string{strings.Trim(name.String()[:min(name.Len(), 40)], "-"), hex.EncodeToString(sum[:3])}
	return path.Join(ReviewsFolder, pkg, strings.TrimPrefix(strings.Join(parts, "-"), "-")+".yaml")
}

// IsReviewFile says whether a slash path, from wherever, is that of such a
// file.
func IsReviewFile(name string) bool {
	return path.Ext(name) == ".yaml" && strings.Contains("/"+name, "/"+ReviewsFolder+"/")
}

// ParseReviews reads the text of a file of records. name is what messages call
// the file. It fails with an *[Error].
func ParseReviews(name, source string) ([]review.Record, error) { return reviews().parse(name, source) }

// ChangeReviews is the text of a file of records without some of them and with
// others, each at its place in the order, and what that says. One about the same
// as one that is added is replaced. Comments and the look of the file stay. It
// fails where the file is wrong, and where it is written so that only a person
// can change it.
func ChangeReviews(name, source string, drop, add []review.Record) (changed string, after []review.Record, err error) {
	return reviews().change(name, source, drop, add)
}

// MergeReviews joins two files of records that come from a third one, as
// [MergeWaivers] does files of waivers.
func MergeReviews(base, ours, theirs string) merge.Result { return reviews().merge(base, ours, theirs) }

// reviews is the format of those files.
func reviews() *format[review.Record] {
	return &format[review.Record]{
		list: "records", one: "record", limit: ReviewsLimit, shrink: "take out what is of no use any more",
		head:   "# What one person says of the statements of one package; see “Reviews” in the manual of Atlas Desk.\n",
		fields: fieldsOfRecord,
		whole:  wrongRecord,
		order:  compareRecords,
		key:    (*review.Record).Key,
	}
}

func fieldsOfRecord(r *review.Record) []field {
	const digits = "32 hexadecimal digits, which Atlas Desk writes"
	counts, kind, verdict := countsField{&r.Counts}, wordField[review.Kind]{&r.Kind, review.Kinds()}, wordField[review.Verdict]{&r.Verdict, review.Verdicts()}
	return []field{
		{key: "kind", get: kind.get, set: kind.set, bare: true, want: kind.want()},
		{key: "layer", value: &r.Layer, optional: true, is: isLayer, want: aLayer},
		{key: "section", value: &r.Section, optional: true},
		{key: "words", value: &r.Words, optional: true},
		{key: "verdict", get: verdict.get, set: verdict.set, optional: true, bare: true, want: verdict.want()},
		{key: "counts", get: counts.get, set: counts.set, optional: true, bare: true, want: "counts, as in “61 approved, 2 flagged, 37 open”"},
		{key: "note", value: &r.Note, optional: true},
		{key: "evidence", items: &r.Evidence, optional: true},
		{key: "by", value: &r.By},
		{key: "time", value: &r.Time, bare: true, is: isTime, want: "a time, as in 2026-03-31T09:30:00Z"},
		{key: "engine", value: &r.Engine, optional: true},
		{key: "id", value: &r.ID, optional: true, bare: true, is: isHash, want: digits},
		{key: "to", value: &r.To, optional: true, bare: true, is: isHash, want: digits},
		{key: "seal", value: &r.Seal, optional: true, bare: true, is: isHash, want: digits},
	}
}

// wrongRecord says what a record lacks, by its kind.
func wrongRecord(r *review.Record) string {
	lacks := func(what string) string { return "this record is “" + string(r.Kind) + "” and has no " + what }
	switch {
	case r.IsSignOff() && (r.Layer == "" || r.Words == ""):
		return lacks("layer or no words")
	case r.IsSignOff() && !r.IsIntact():
		return "the words or the evidence of this record are not those that were signed; bring them back, or remove the record and sign the statement again"
	case r.Kind == review.Comment && (r.Layer == "" || r.Words == "" || r.Note == "" || r.ID == ""):
		return lacks("layer, words, note or id")
	case (r.Kind == review.Resolved || r.Kind == review.Reopened) && r.To == "":
		return lacks("to: the id of the comment that began the thread")
	case r.Kind == review.Finished && r.Verdict == "":
		return lacks("verdict")
	}
	return ""
}

// compareRecords is the order of the file: by layer and statement, so that what
// is said at different places stands in different lines.
func compareRecords(a, b *review.Record) int {
	return cmp.Or(cmp.Compare(layerOrder(a.Layer), layerOrder(b.Layer)), strings.Compare(a.Words, b.Words),
		cmp.Compare(slices.Index(review.Kinds(), a.Kind), slices.Index(review.Kinds(), b.Kind)),
		strings.Compare(a.Time, b.Time), strings.Compare(a.ID+a.To, b.ID+b.To), strings.Compare(a.By, b.By))
}

func isTime(s string) bool {
	t, err := time.Parse(time.RFC3339, s)
	return err == nil && t.Format("2006-01-02T15:04:05Z") == s
}

// wordField is one of a few words.
type wordField[W ~string] struct {
	of    *W
	words []W
}

func (w wordField[W]) get() string { return string(*w.of) }

func (w wordField[W]) set(s string) bool {
	*w.of = W(s)
	return slices.Contains(w.words, W(s))
}

func (w wordField[W]) want() string {
	names := make([]string, len(w.words))
	for i, word := range w.words {
		names[i] = "“" + string(word) + "”"
	}
	return "one of " + list(names)
}

// countsField is written in words, for people.
type countsField struct{ *review.Counts }

func (c countsField) get() string {
	if *c.Counts == (review.Counts{}) {
		return ""
	}
	return strconv.Itoa(c.Approved) + " approved, " + strconv.Itoa(c.Flagged) + " flagged, " + strconv.Itoa(c.Open) + " open"
}

func (c countsField) set(s string) bool {
	parts := strings.Split(s, ", ")
	names, into := []string{" approved", " flagged", " open"}, []*int{&c.Approved, &c.Flagged, &c.Open}
	if len(parts) != len(names) {
		return false
	}
	for i, part := range parts {
		number, ok := strings.CutSuffix(part, names[i])
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 0 || strconv.Itoa(n) != number {
			return false
		}
		*into[i] = n
	}
	return true
}
