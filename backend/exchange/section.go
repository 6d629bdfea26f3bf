package exchange

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

// sectionsOf reads the lines of one part.
func sectionsOf(lines []line) []Section {
	r := reader{lines: lines, sections: []Section{{}}}
	for i := range lines {
		r.read(i)
	}
	r.close()
	for i := range r.sections {
		s := &r.sections[i]
		s.Heading = separateCode(s.Heading)
		s.Blocks = repair(s.Blocks)
	}
	return r.sections
}

// repair separates glued code and parts items that run together.
func repair(blocks []Block) []Block {
	var out []Block
	for _, b := range blocks {
		texts := []string{separateCode(b.Text)}
		if b.Kind == Item {
			texts = partItems(texts[0])
		}
		for _, text := range texts {
			if text != "" {
				out = append(out, Block{b.Kind, b.Mark, text})
			}
		}
	}
	return out
}

type reader struct {
	lines    []line
	sections []Section
	open     strings.Builder // the text of the last block, which may go on
	end      string          // the last line of it
}

func (r *reader) read(i int) {
	l := r.lines[i]
	mark, text, isItem := itemOf(l.text)
	switch {
	case isItem:
		r.add(Block{Item, mark, text})
	case r.continues(l):
		r.extend(l.text)
	case r.isField(l.text):
		r.add(Block{Kind: Field, Text: l.text})
	case r.isHeading(i):
		r.close()
		r.sections = append(r.sections, Section{Heading: l.text})
	case r.breaksItem():
		r.extend(l.text)
	default:
		r.add(Block{Kind: Paragraph, Text: l.text})
	}
}

func (r *reader) add(b Block) {
	r.close()
	s := &r.sections[len(r.sections)-1]
	s.Blocks = append(s.Blocks, b)
	r.open.WriteString(b.Text)
	r.end = b.Text
}

// extend puts a line behind the block that it continues. Punctuation that
// stood behind code comes back to it without a space.
func (r *reader) extend(next string) {
	if r.end != "" && !strings.ContainsAny(next[:1], closing) {
		r.open.WriteByte(' ')
	}
	r.open.WriteString(next)
	r.end = next
}

func (r *reader) close() {
	if last := r.last(); last != nil {
		last.Text = r.open.String()
		r.open.Reset()
	}
}

// last is the block before, nil where a section begins.
func (r *reader) last() *Block {
	s := &r.sections[len(r.sections)-1]
	if len(s.Blocks) == 0 {
		return nil
	}
	return &s.Blocks[len(s.Blocks)-1]
}

// continues says whether a line goes on with the block before: it starts in
// the middle of a sentence, or the block stopped in one.
func (r *reader) continues(l line) bool {
	last := r.last()
	switch {
	case last == nil:
		return false
	case r.end == "" || breaksOff(r.end) || startsInside(l.text):
		return true
	case startsWithFile(l.text):
		return !isEnded(r.end) && !strings.HasSuffix(l.text, ":")
	}
	return last.Kind == Paragraph && !isEnded(r.end) && !l.afterBlank
}

// isField says whether a line is a field: "Region: East", or the value under a
// heading that is a field's name.
func (r *reader) isField(s string) bool {
	isValue := r.last() == nil && atlas.IsField(r.sections[len(r.sections)-1].Heading)
	return fieldLine.MatchString(s) || isValue && isShort(s) && !isEnded(s)
}

// isHeading says whether line i is a heading: short, without a final stop, and
// with something beneath it that does not continue it.
func (r *reader) isHeading(i int) bool {
	s := r.lines[i].text
	return i+1 < len(r.lines) && !startsInside(r.lines[i+1].text) &&
		isShort(s) && begins(s) && !isEnded(s) && !strings.ContainsAny(s[len(s)-1:], ";,-") &&
		!breaksOff(s) && len(statement.Sentences(s)) == 1
}

// breaksItem says whether the block before is an item without a final stop in
// a list whose items are sentences, so that it was broken in two.
func (r *reader) breaksItem() bool {
	blocks := r.sections[len(r.sections)-1].Blocks
	n := len(blocks)
	return n >= 2 && blocks[n-1].Kind == Item && blocks[n-2].Kind == Item &&
		!isEnded(r.end) && isEnded(blocks[n-2].Text)
}

var (
	itemLine  = regexp.MustCompile(`^(?:([-–•*·▪◦])|(\d{1,3})[.)])(?: (.*))?$`)
	fieldLine = regexp.MustCompile(`^(?:[A-Z][\w/-]*(?: [\w/&-]+){0,4}|[a-z][a-z0-9]*(?:_[a-z0-9]+)+): [^.!?;]*$`)
)

// itemOf reads a list item. Where the copy left the mark alone on its line, the
// text is empty and stands on the next line.
func itemOf(s string) (mark, text string, ok bool) {
	m := itemLine.FindStringSubmatch(s)
	switch {
	case m == nil:
		return "", "", false
	case m[1] != "":
		return "-", m[3], true
	}
	return m[2] + ".", m[3], m[3] != ""
}

// closing is the punctuation that stands behind a word without a space.
const closing = ".,;:!?)]"

// Bounds of a heading; those in use have at most eight words.
const (
	maxHeading      = 120 // bytes
	maxHeadingWords = 14
)

func isShort(s string) bool { return len(s) <= maxHeading && strings.Count(s, " ") < maxHeadingWords }

// begins says whether a text can begin a sentence or heading: with a capital, a
// digit, a letter without case, or a name that holds a capital (eGov).
func begins(s string) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(s, `"'([“‘«`), " ")
	r, _ := utf8.DecodeRuneInString(word)
	if unicode.IsLower(r) {
		return strings.IndexFunc(word, unicode.IsUpper) > 0
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// startsInside says whether a line can only stand inside a sentence: it starts
// with a plain word in small letters, or with punctuation that closes.
func startsInside(s string) bool {
	if strings.ContainsAny(s[:1], closing) {
		return true
	}
	word, _, _ := strings.Cut(s, " ")
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r) && !startsWithFile(s) && strings.IndexFunc(word, unicode.IsUpper) < 0 &&
		!strings.Contains(strings.TrimRight(word, ".,;:!?"), ".")
}

// isEnded says whether a text ends with a stop or a colon.
func isEnded(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"')]”’»`))
	return strings.ContainsRune(".!?:…", r)
}

// breaksOff says whether a text ends with a word that another must follow.
func breaksOff(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	return strings.HasSuffix(s, ",") || strings.HasSuffix(s, "(") || slices.Contains(unfinished, strings.ToLower(word))
}

var unfinished = strings.Fields(`a an and as at between but by for from in inside into its of on or per than that the their through to
 under via which while with within without`)
