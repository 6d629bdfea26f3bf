package pack

import (
	"regexp"
	"strings"

	"atlasdesk/backend/text"
)

// Conflict is a place at which git could not join two versions of a layer: it
// wrote both, between lines of its own (git-merge(1), “How conflicts are
// presented”). A line of git that belongs to no whole conflict is one by
// itself, without versions.
type Conflict struct {
	Marks        []text.Span // the lines that git wrote, each with its line ending
	Ours, Theirs Version     // what stood here, and what was to be merged
}

// Version is one of the two versions in a conflict.
type Version struct {
	Name string // that git gives it: "HEAD", a branch, a commit; may be empty
	Span text.Span
}

// Whole says whether both versions are there.
func (c Conflict) Whole() bool { return len(c.Marks) > 1 }

// Span is the place as a whole.
func (c Conflict) Span() text.Span {
	return text.Span{Start: c.Marks[0].Start, End: c.Marks[len(c.Marks)-1].End}
}

var (
	// conflictMark is a line that git writes: seven times one character, and a name.
	conflictMark = regexp.MustCompile(`(?m)^(<{7}|\|{7}|={7}|>{7})(?: (.*))?$\n?`)
	// wholeConflict is the order of the characters in the marks of a conflict.
	// The version that both come from is only there where git is told to write it.
	wholeConflict = regexp.MustCompile(`<\|?=>`)
)

// conflicts lists the conflicts of a text in order.
func conflicts(source string) []Conflict {
	if !strings.Contains(source, "<<<<<<<") && !strings.Contains(source, ">>>>>>>") {
		return nil // nearly every text, and this is asked at every key
	}
	var marks []text.Span
	var names []string
	var order strings.Builder
	for _, m := range conflictMark.FindAllStringSubmatchIndex(source, -1) {
		marks = append(marks, text.Span{Start: m[0], End: m[1]})
		names = append(names, source[max(m[4], 0):max(m[5], 0)])
		order.WriteByte(source[m[0]])
	}
	var out []Conflict
	leftOver := func(from, to int) {
		for i := from; i < to; i++ {
			// the other two are also written by people, under a heading or as a table
			if c := order.String()[i]; c == '<' || c == '>' {
				out = append(out, Conflict{Marks: marks[i : i+1]})
			}
		}
	}
	done := 0
	for _, m := range wholeConflict.FindAllStringIndex(order.String(), -1) {
		leftOver(done, m[0])
		first, last := m[0], m[1]-1
		out = append(out, Conflict{
			Marks:  marks[first : last+1],
			Ours:   Version{names[first], text.Span{Start: marks[first].End, End: marks[first+1].Start}},
			Theirs: Version{names[last], text.Span{Start: marks[last-1].End, End: marks[last].Start}},
		})
		done = m[1]
	}
	leftOver(done, len(marks))
	return out
}

// withoutMarks is the text with spaces for the lines that git wrote and for
// what is not of the two versions: every place stays where it is.
func withoutMarks(source string, all []Conflict) string {
	if len(all) == 0 {
		return source
	}
	out := []byte(source)
	blank := func(start, end int) {
		for i := start; i < end; i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
	}
	for _, c := range all {
		if c.Whole() {
			blank(c.Ours.Span.End, c.Theirs.Span.Start)
		}
		blank(c.Marks[0].Start, c.Marks[0].End)
		blank(c.Marks[len(c.Marks)-1].Start, c.Marks[len(c.Marks)-1].End)
	}
	return string(out)
}
