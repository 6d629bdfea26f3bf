package changelog

import (
	"regexp"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

// The entries stand under their own heading of the change log, newest first.
// A mark behind its heading gives each an identity, so that entries can be
// replaced, and those of two branches be joined as a set.
const (
	entriesHeading = "Changes"
	entriesLevel   = 2
	markOpen       = "<!-- entry: "
	markClose      = " -->"
)

var entryMark = regexp.MustCompile(`^[^\n]*\n\s*<!-- entry: ([\w.-]+) -->`)

// EntryRef is an entry as it stands in a change log.
type EntryRef struct {
	ID    string // empty where the entry has no mark
	Title string
	Span  text.Span // from the heading's line to behind the last line that is not blank
}

// Entries lists the entries of a change log in order.
func Entries(changeLog string) []EntryRef { return entries(pack.Parse(atlas.ChangeLog, changeLog)) }

func entries(f *pack.File) []EntryRef {
	var out []EntryRef
	first, end := entryRange(f)
	for i := first + 1; i < end; i++ {
		s := f.Sections[i]
		if s.Level > entriesLevel+1 {
			continue // a heading within an entry
		}
		next := i + 1
		for next < end && f.Sections[next].Level > entriesLevel+1 {
			next++
		}
		span := text.Span{Start: lineStart(f, i), End: lineStart(f, next)}
		span.End = span.Start + len(strings.TrimRight(span.In(f.Text), " \t\n"))
		out = append(out, EntryRef{ID: markOf(f.Text[s.Span.Start:span.End]), Title: s.Text, Span: span})
	}
	return out
}

// markOf is the identity of the entry whose heading stands at the start of s.
func markOf(s string) string {
	if m := entryMark.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// entryRange is the index of the section for entries, and the index behind
// the last one in it; both are 0 without such a section.
func entryRange(f *pack.File) (first, end int) {
	for i, s := range f.Sections {
		switch {
		case end == 0 && s.Level == entriesLevel && statement.Fold(s.Text) == statement.Fold(entriesHeading):
			first, end = i, len(f.Sections)
		case end > 0 && s.Level <= entriesLevel:
			return first, i
		}
	}
	return first, end
}

// lineStart is where the line of a section's heading starts; the end of the
// text for an index behind the last section.
func lineStart(f *pack.File, section int) int {
	if section >= len(f.Sections) {
		return len(f.Text)
	}
	return strings.LastIndexByte(f.Text[:f.Sections[section].Span.Start], '\n') + 1
}

// entrySections says which sections of a change log hold entries.
func entrySections(f *pack.File) map[int]bool {
	out := map[int]bool{}
	if f.Layer == atlas.ChangeLog {
		first, end := entryRange(f)
		for i := first; i < end; i++ {
			out[i] = true
		}
	}
	return out
}

// withoutEntries is the text of a file without the entries of a change log.
func withoutEntries(f *pack.File) string {
	first, end := entryRange(f)
	if f.Layer != atlas.ChangeLog || end == 0 {
		return f.Text
	}
	return strings.TrimRight(f.Text[:lineStart(f, first)], "\n") + "\n" + f.Text[lineStart(f, end):]
}

// Insert puts an entry into the decoded text of a change log, above those that
// it has, and leaves every other line as it is. An entry of the same identity
// is replaced where it stands. Where the section for entries is missing it is
// added at the end; an empty change log gets a title with the jurisdiction's
// name.
func Insert(changeLog, jurisdiction, entry string) string {
	entry = strings.TrimSpace(entry)
	if strings.TrimSpace(changeLog) == "" {
		changeLog = "# " + oneLine(jurisdiction) + " - " + atlas.ChangeLog.Heading() + "\n"
	}
	f := pack.Parse(atlas.ChangeLog, changeLog)
	present := entries(f)
	if id := markOf(entry); id != "" {
		for _, e := range present {
			if e.ID == id {
				return changeLog[:e.Span.Start] + entry + changeLog[e.Span.End:]
			}
		}
	}
	_, end := entryRange(f)
	switch {
	case end == 0:
		return splice(changeLog, len(changeLog), "## "+entriesHeading+"\n\n"+entry)
	case len(present) > 0:
		return splice(changeLog, present[0].Span.Start, entry)
	}
	return splice(changeLog, lineStart(f, end), entry)
}

// splice puts a piece between two lines, parted from both by a blank line.
func splice(s string, at int, piece string) string {
	before, after := s[:at], s[at:]
	for !strings.HasSuffix(before, "\n\n") {
		before += "\n"
	}
	if after != "" {
		after = "\n" + after
	}
	return before + piece + "\n" + after
}
