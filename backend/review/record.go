// Package review tells how the statements of a package stand with the people
// who review it.
//
// What a person says is a [Record]: a sign-off of one statement, bound to its
// text and to the evidence it rests on, a comment, or the end of a review. What
// has lapsed is in no record; [Of] works it out from the records and from how
// the package reads today.
package review

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"atlasdesk/backend/statement"
)

// Kind is what a record says.
type Kind string

// The kinds. Approved and Flagged are sign-offs: of the same text a later one
// of the same person takes the place of an earlier one.
const (
	Approved Kind = "approved"
	Flagged  Kind = "flagged"
	Comment  Kind = "comment"
	Resolved Kind = "resolved" // a thread of comments
	Reopened Kind = "reopened" // a thread of comments
	Finished Kind = "finished" // a review
)

// Kinds are all there are.
func Kinds() []Kind { return []Kind{Approved, Flagged, Comment, Resolved, Reopened, Finished} }

// Verdict is what a review came to.
type Verdict string

// The verdicts.
const (
	CommentOnly      Verdict = "comment only"
	PackageApproved  Verdict = "approved"
	ChangesRequested Verdict = "changes requested"
)

// Verdicts are all there are.
func Verdicts() []Verdict { return []Verdict{CommentOnly, PackageApproved, ChangesRequested} }

// Record is what one person said once.
type Record struct {
	Kind Kind

	// Of a sign-off and of a comment: the statement.
	Layer   string // its key
	Section string // the heading that it stood under, to find it again once it reads otherwise
	Words   string // as it read

	Evidence []string // of a sign-off: the evidence that the statement rested on, as it read
	Seal     string   // of a sign-off: hash of what was signed, see Seal
	Engine   string   // of a sign-off and of a finished review: the version of the program

	ID string // of a comment
	To string // the ID of the comment that began the thread; empty for that one itself

	Note string // what a sign-off or a review adds, and what a comment says

	Verdict Verdict // of a finished review
	Counts  Counts  // of a finished review, as the package stood then

	By   string // who says it
	Time string // RFC 3339 in UTC
}

// Counts are statements by how they stand.
type Counts struct{ Approved, Flagged, Open int }

// Of is how many statements there are.
func (c Counts) Of() int { return c.Approved + c.Flagged + c.Open }

// IsSignOff says whether the record is a verdict on a statement.
func (r *Record) IsSignOff() bool { return r.Kind == Approved || r.Kind == Flagged }

// IsIntact says whether a sign-off says what was signed: its words or its
// evidence can be edited in the file, its seal cannot be forged by accident.
func (r *Record) IsIntact() bool { return r.Seal == Seal(r.Layer, r.Words, r.Evidence) }

// Key is what a record is about: of two with the same, the later one takes the
// place of the earlier one.
func (r *Record) Key() string {
	switch r.Kind {
	case Approved, Flagged:
		return strings.Join([]string{"sign-off", r.By, r.Layer, statement.Fold(r.Words)}, "\x00")
	case Resolved, Reopened:
		return strings.Join([]string{"thread", r.By, r.To}, "\x00")
	case Comment:
		return strings.Join([]string{"comment", r.By, r.ID}, "\x00")
	}
	return strings.Join([]string{"review", r.By, r.Time}, "\x00")
}

// Seal is the hash of a statement and of the evidence that it rests on, in
// whatever order, as 32 hexadecimal digits. Capitals, kinds of quotes and
// dashes, and spaces make no difference.
func Seal(layer, words string, evidence []string) string {
	folded := make([]string, len(evidence))
	for i, e := range evidence {
		folded[i] = statement.Fold(e)
	}
	slices.Sort(folded)
	return hash(slices.Concat([]string{layer, statement.Fold(words)}, slices.Compact(folded)))
}

// CommentID names a comment by all that it says.
func CommentID(r *Record) string {
	return hash([]string{r.By, r.Time, r.Layer, r.Words, r.To, r.Note})
}

func hash(parts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
