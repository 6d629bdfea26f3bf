// Package exchange reads the published page of a jurisdiction, as plain text
// from a browser's copy, back into the layers that it was made from.
//
// A copy loses what the page was marked up with. Section headings come as bare
// lines, inline code is glued to its neighbours or stands on a line of its
// own, a list item that ends behind code runs together with the next one, and
// the identity fields are gone. Reading repairs this by three rules: a short
// line without a final stop is a heading, a line that starts in the middle of
// a sentence continues the line before, and the names of the layer files are
// code. Only spaces and marks are added; the words stay as they are.
package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
)

// LineError says which line of a page cannot be read.
type LineError struct {
	Line   int // counted from 1
	Reason string
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

func lineError(line int, format string, args ...any) error {
	return &LineError{line, fmt.Sprintf(format, args...)}
}

// Page is a published page as read.
type Page struct {
	Name     string  // the jurisdiction's, as the sentences of the page give it; empty where none does
	Overview []Block // its first part, which repeats the profile and adds a scope line
	Layers   [atlas.ChangeLog + 1][]Section
}

// Section is a section of a layer. The first of a layer holds what stands
// before any heading, and has none.
type Section struct {
	Heading string
	Blocks  []Block
}

// Block is one paragraph, list item or field, as plain text.
type Block struct {
	Kind Kind
	Mark string // of a list item: "-" or a number with a stop
	Text string
}

// Kind is the kind of a block.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Item
	Field // "Key: value", or such a value, on a line of its own
)

// overview is the first of the page's numbered parts; the layers follow in
// their order.
const overview = "Overview"

// ParsePage reads a page: an overview and the seven layers, each under a
// numbered line such as "2.Evidence Layer". It fails with a *LineError where
// a part is missing, empty, unknown or out of order.
func ParsePage(page string) (*Page, error) {
	lines, err := linesOf(page)
	if err != nil {
		return nil, err
	}
	parts, err := partsOf(lines)
	if err != nil {
		return nil, err
	}
	p := &Page{Name: nameIn(page)}
	for i, part := range parts {
		if i == 0 {
			p.Overview = flatten(sectionsOf(part.lines))
			continue
		}
		l := atlas.Layer(i - 1)
		p.Layers[l] = sectionsOf(part.lines)
		if isEmpty(p.Layers[l]) {
			return nil, lineError(part.heading.number, "nothing stands under %q; open the whole page and copy it again", part.heading.text)
		}
	}
	return p, nil
}

// line is a line of the page that is not blank.
type line struct {
	number     int // from 1
	text       string
	afterBlank bool
}

func linesOf(page string) ([]line, error) {
	var out []line
	number, blank := 0, false
	for raw := range strings.SplitSeq(page, "\n") {
		number++
		if !utf8.ValidString(raw) || strings.ContainsRune(raw, 0) {
			return nil, lineError(number, "this is no text in UTF-8; save the page's text as UTF-8 and import it again")
		}
		text := strings.Join(strings.Fields(raw), " ")
		if text != "" {
			out = append(out, line{number, text, blank})
		}
		blank = text == ""
	}
	if len(out) == 0 {
		return nil, lineError(1, "the page is empty; copy the whole page, from %q on", "1."+overview)
	}
	return out, nil
}

// part is a numbered part of the page.
type part struct {
	heading line
	lines   []line
}

// partsOf parts the page at its numbered headings.
func partsOf(lines []line) ([]part, error) {
	first, ok := numberedIn(lines[0])
	if title, _ := titleOf(0); !ok || !first.is(title) {
		return nil, lineError(lines[0].number, "the page begins with %q, not with %q; leave out what stands before the overview", excerpt(lines[0].text), "1."+overview)
	}
	var parts []part
	var before numbered
	for _, l := range lines {
		n, ok := numberedIn(l)
		if !ok || n.separator != first.separator {
			n = numbered{}
		}
		opens, err := n.opens(len(parts), before, l)
		if err != nil {
			return nil, err
		}
		if opens {
			parts = append(parts, part{heading: l})
		} else {
			last := &parts[len(parts)-1]
			last.lines = append(last.lines, l)
		}
		before = n
	}
	if title, missing := titleOf(len(parts)); missing {
		return nil, lineError(lines[len(lines)-1].number, "the page ends without \"%d.%s\"; copy it again to its end", len(parts)+1, title)
	}
	return parts, nil
}

// numbered is a line that may be a part's heading: "2.Evidence Layer".
type numbered struct {
	number           int
	separator, title string
}

var numberedLine = regexp.MustCompile(`^(\d{1,2})([.)] ?)(\p{Lu}.*[^.!?:;,])$`)

func numberedIn(l line) (numbered, bool) {
	m := numberedLine.FindStringSubmatch(l.text)
	if m == nil || !isShort(l.text) {
		return numbered{}, false
	}
	number, _ := strconv.Atoi(m[1]) // two digits
	return numbered{number, m[2], m[3]}, true
}

// opens says whether the line opens part number due, counted from 0. It fails
// where the line opens another part, or one that the format does not know.
func (n numbered) opens(due int, before numbered, l line) (bool, error) {
	if n.title == "" {
		return false, nil
	}
	expected, more := titleOf(due)
	switch {
	case more && n.is(expected):
		return true, nil
	case n.isPart():
		if !more {
			return false, lineError(l.number, "%q comes a second time; a page has each part once", l.text)
		}
		return false, lineError(l.number, "%q stands where \"%d.%s\" is due; a page has each part once, in the order of the layers", l.text, due+1, expected)
	case n.number == due+1 && before.number != n.number-1:
		return false, lineError(l.number, "%q is no part of a page; its parts are the overview and the seven layers", l.text)
	}
	return false, nil
}

func (n numbered) isPart() bool {
	for i := 0; ; i++ {
		title, ok := titleOf(i)
		if !ok || n.is(title) {
			return ok
		}
	}
}

// is compares titles; letter case, hyphens and the word "layer" do not matter.
func (n numbered) is(title string) bool { return plainTitle(n.title) == plainTitle(title) }

func plainTitle(s string) string {
	return strings.TrimSuffix(strings.ReplaceAll(strings.ToLower(s), "-", " "), " layer")
}

// Parts lists the titles of the parts of a page, in their order.
func Parts() []string {
	var titles []string
	for i := 0; ; i++ {
		title, ok := titleOf(i)
		if !ok {
			return titles
		}
		titles = append(titles, title)
	}
}

// titleOf is the title of part i of a page, counted from 0.
func titleOf(i int) (string, bool) {
	switch {
	case i == 0:
		return overview, true
	case i <= len(atlas.Layers()):
		return atlas.Layer(i - 1).Heading(), true
	}
	return "", false
}

func excerpt(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func isEmpty(sections []Section) bool { return len(flatten(sections)) == 0 }

// flatten returns all blocks, and headings as paragraphs.
func flatten(sections []Section) []Block {
	var out []Block
	for _, s := range sections {
		if s.Heading != "" {
			out = append(out, Block{Kind: Paragraph, Text: s.Heading})
		}
		out = append(out, s.Blocks...)
	}
	return out
}
