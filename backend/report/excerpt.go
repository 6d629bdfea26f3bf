package report

import (
	"strings"

	"atlasdesk/backend/text"
)

// reach is how many bytes are kept on either side of the words in question: a
// line may be a whole paragraph, or a megabyte.
const reach = 160

// excerpt is the line that a finding stands on, as far as it is shown. Its
// parts are harmless to a terminal.
type excerpt struct{ before, anchor, after string }

// excerptOf quotes the line around a span, and the first line of a span that
// has several.
func excerptOf(source string, s text.Span) excerpt {
	from, to := max(0, s.Start-reach), min(len(source), s.End+reach)
	before := source[from:s.Start]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	} else if from > 0 {
		before = "…" + before
	}
	end := min(s.End, s.Start+2*reach)
	anchor, _, several := strings.Cut(source[s.Start:end], "\n")
	after := ""
	if !several && end == s.End {
		var ends bool
		if after, _, ends = strings.Cut(source[s.End:to], "\n"); !ends && to < len(source) {
			after += "…"
		}
	}
	return excerpt{before: shown(before), anchor: shown(anchor), after: shown(after)}
}

// shown is a copy, so that the text that it stands in is not kept.
func shown(s string) string { return strings.Clone(Line(strings.ToValidUTF8(s, ""))) }

// fit cuts the line to width cells around the anchor, which has its place
// first.
func (e excerpt) fit(width int) excerpt {
	before, after := strings.TrimLeft(e.before, " "), strings.TrimRight(e.after, " ")
	anchor := keepHead(e.anchor, width)
	room := width - cells(anchor)
	if room <= 0 {
		return excerpt{anchor: anchor}
	}
	before = keepTail(before, max(room/2, room-cells(after)))
	after = keepHead(after, room-cells(before))
	return excerpt{before, anchor, after}
}
