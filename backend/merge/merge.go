// Package merge joins two versions of a text that both come from a third one.
//
// It is diff3 (Khanna, Kunal and Pierce, A Formal Investigation of Diff3,
// 2007) with three differences that keep it from choosing for a person:
//
//   - Each side is aligned with the base twice, from the beginning and from
//     the end. A shortest difference is often not the only one, as where one of
//     several equal lines went away, and which one an algorithm finds decides
//     where an edit seems to stand. Only what both alignments agree on counts
//     as unchanged; the rest belongs to the edit. So a merge is clean only
//     where every alignment gives the same bytes.
//   - What both sides still have is never lost: where one side removed the
//     first of two equal pieces and the other side the second, plain diff3
//     drops both, and this is a conflict.
//   - [Statements] takes the sentence for its unit, since the layers of a
//     package have whole paragraphs on one line.
//
// Texts are bytes in a string: line endings, a byte order mark, a missing last
// line ending and invalid UTF-8 come through as they are.
package merge

import (
	"fmt"
	"strings"
)

// Result is a merged text, piece by piece.
type Result struct {
	Hunks []Hunk `json:"hunks"`
}

// Hunk is a stretch of a merged text: Text where the versions agree, or the
// three versions of a Conflict that someone has to decide.
type Hunk struct {
	Conflict bool   `json:"conflict"`
	Text     string `json:"text"`
	Base     string `json:"base"`
	Ours     string `json:"ours"`
	Theirs   string `json:"theirs"`
	Joint    string `json:"joint"` // what parts ours from theirs where both are kept
}

// Text returns the merged text of a result without conflicts; ok is false
// where there is one.
func (r Result) Text() (merged string, ok bool) {
	merged, err := r.Resolve(nil)
	return merged, err == nil
}

// Conflicts lists what has to be decided, in order.
func (r Result) Conflicts() []Hunk {
	var out []Hunk
	for _, h := range r.Hunks {
		if h.Conflict {
			out = append(out, h)
		}
	}
	return out
}

// Take is how a conflict is decided.
type Take string

// The ways. The zero Take leaves a conflict open.
const (
	Open   Take = ""
	Ours   Take = "ours"
	Theirs Take = "theirs"
	Both   Take = "both" // ours, then theirs
	Own    Take = "own"  // the text that comes with the choice
)

// Choice decides one conflict.
type Choice struct {
	Take Take   `json:"take"`
	Text string `json:"text"` // with Own
}

// Resolve puts the text together from what is agreed and one choice for each
// of [Result.Conflicts]. It fails while a conflict is open.
func (r Result) Resolve(choices []Choice) (string, error) {
	var out strings.Builder
	conflicts, open := 0, 0
	for _, h := range r.Hunks {
		if !h.Conflict {
			out.WriteString(h.Text)
			continue
		}
		var choice Choice
		if conflicts < len(choices) {
			choice = choices[conflicts]
		}
		conflicts++
		taken, ok := h.take(choice)
		if !ok {
			open++
		}
		out.WriteString(taken)
	}
	switch {
	case open > 0:
		return "", fmt.Errorf("%d of %d conflicts are not decided: choose ours, theirs, both or an own text for each", open, conflicts)
	case len(choices) > conflicts:
		return "", fmt.Errorf("there are %d choices for %d conflicts: merge again", len(choices), conflicts)
	}
	return out.String(), nil
}

func (h Hunk) take(c Choice) (taken string, ok bool) {
	switch c.Take {
	case Ours:
		return h.Ours, true
	case Theirs:
		return h.Theirs, true
	case Both:
		return h.Ours + h.Joint + h.Theirs, true
	case Own:
		return c.Text, true
	}
	return "", false
}

// Lines merges line by line, as git does: edits of neighbouring lines are in
// conflict.
func Lines(base, ours, theirs string) Result {
	return lineUnit.merge(base, ours, theirs)
}

// Statements merges sentence by sentence: edits of different sentences of one
// line do not conflict, nor do edits of neighbouring ones. Additions at one
// place do, and an addition beside a sentence that the other side altered.
func Statements(base, ours, theirs string) Result {
	return statementUnit.merge(base, ours, theirs)
}

// Compact joins neighbouring hunks without conflict, and drops empty ones.
func (r Result) Compact() Result {
	var out Result
	for _, h := range r.Hunks {
		last := len(out.Hunks) - 1
		switch {
		case !h.Conflict && h.Text == "":
		case !h.Conflict && last >= 0 && !out.Hunks[last].Conflict:
			out.Hunks[last].Text += h.Text
		default:
			out.Hunks = append(out.Hunks, h)
		}
	}
	return out
}
