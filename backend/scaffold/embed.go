package scaffold

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"atlasdesk/backend/markdown"
)

// highest is the level of the highest heading inside a source: its own section
// has level 2.
const highest = 3

// errOpen is a text whose Markdown would take in what follows it.
var errOpen = errors.New("the Markdown of the text is not closed at its end, and what follows it would be lost in it; add it in parts")

// embed makes a text fit to stand in a section: its headings below the
// section's, and whatever is open at its end closed. What was done is noted.
func (s *Settled) embed(body string) (string, error) {
	body = strings.TrimRight(body, " \t\n")
	body = strings.TrimLeft(firstLines.ReplaceAllString(body, ""), "\n")
	below, headings := lower(body)
	if s.parted = headings > 0; s.parted {
		s.note("Its headings stand below the heading of its section.")
	}
	safe, closed := closeEnd(below)
	if !closed {
		return "", errOpen
	}
	if safe != below {
		s.note("Its last code or comment was not closed; it is closed now.")
	}
	return safe, nil
}

// firstLines are lines of white space before a text.
var firstLines = regexp.MustCompile(`^([ \t]*\n)+`)

// lower moves the headings of a text so that the highest of them has the level
// that a section may hold, and makes one form of both forms of headings.
func lower(body string) (string, int) {
	headings := slices.DeleteFunc(markdown.Parse(body), func(b markdown.Block) bool { return b.Kind != markdown.Heading })
	if len(headings) == 0 {
		return body, 0
	}
	least := slices.MinFunc(headings, func(a, b markdown.Block) int { return a.Level - b.Level }).Level
	var out strings.Builder
	at := 0
	for _, h := range headings {
		marks := strings.Repeat("#", min(6, h.Level+max(0, highest-least))) + " "
		from := h.Lines[0].Start
		opening := body[at:from]
		if mark := hashes.FindStringIndex(opening); mark != nil {
			out.WriteString(opening[:mark[0]] + marks)
			at = from
			continue
		}
		out.WriteString(opening + marks + joined(body, h))
		at = underlined(body, h.Span.End)
	}
	out.WriteString(body[at:])
	return out.String(), len(headings)
}

// hashes are the marks before the words of a heading; without them it is one
// that a line beneath makes.
var hashes = regexp.MustCompile(`#{1,6}[ \t]+$`)

// underlined is where the line ends that stands beneath the one of an offset.
func underlined(body string, at int) int {
	for range 2 {
		next := strings.IndexByte(body[at:], '\n')
		if next < 0 {
			return len(body)
		}
		at += next + 1
	}
	return at - 1
}

// joined is a heading of several lines as one; a "#" at its end is a word.
func joined(body string, h markdown.Block) string {
	lines := make([]string, len(h.Lines))
	for i, line := range h.Lines {
		lines[i] = strings.TrimSpace(line.In(body))
	}
	words := strings.Join(lines, " ")
	if rest := strings.TrimRight(words, "#"); rest != words && !strings.HasSuffix(rest, `\`) {
		words = rest + `\` + words[len(rest):]
	}
	return words
}

// closeEnd ends what is open at the end of a text. A heading that follows is
// one then, and no other heading stands so high.
func closeEnd(body string) (string, bool) {
	for _, end := range []string{"", "\n" + fence(body, "`"), "\n" + fence(body, "~"), "\n-->", "\n</script>", "\n</pre>", "\n</style>", "\n</textarea>", "\n?>", "\n]]>", "\n>"} {
		if endsWithSection(body + end) {
			return body + end, true
		}
	}
	return "", false
}

// fence closes any block of code in a text that was opened with a mark.
func fence(body, mark string) string {
	longest, run := 3, 0
	for i := range len(body) {
		if body[i] != mark[0] {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return strings.Repeat(mark, longest)
}

func endsWithSection(body string) bool {
	const next = "\n\n## next\n"
	blocks := markdown.Parse(body + next)
	high := slices.DeleteFunc(blocks, func(b markdown.Block) bool { return b.Kind != markdown.Heading || b.Level >= highest })
	return len(high) == 1 && high[0].Span.Start == len(body)+len("\n\n## ")
}
