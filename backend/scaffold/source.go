package scaffold

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

// Source is a text that an institution published, with what the format wants
// told of it: an entry in the list of sources. Only Title or Text must be there.
type Source struct {
	File        string // name of the file that it came in; empty for a pasted text
	Title       string
	Heading     string // of its section in the evidence; the title where it is empty
	Institution string
	Date        string // as published
	Address     string // http or https
	Text        string // plain text or Markdown
}

// Settled is a source as it goes into the evidence.
type Settled struct {
	Source              // with what its text says of itself where nobody said otherwise
	Statements int      // that its section makes
	Notes      []string // what is to know of it, in sentences
	parted     bool     // by headings of its own
	section    string   // of evidence.md
}

// FieldError is what is wrong with one field of a source.
type FieldError struct {
	Field string // its name in Source, in lower case
	Err   error
}

func (e *FieldError) Error() string { return e.Err.Error() }
func (e *FieldError) Unwrap() error { return e.Err }

// Settle reads a source. Front matter and a level-1 heading at its start tell
// its title, institution, date and address where the fields do not; they are
// taken off, since the section says them. No other word of the text is changed.
// It fails with a *FieldError.
func (s Source) Settle() (Settled, error) {
	body, err := Decode([]byte(s.Text))
	if err != nil {
		return Settled{Source: s}, &FieldError{"text", err}
	}
	out := Settled{Source: s}
	body = out.takeFrontMatter(body)
	body = out.takeTitle(body)
	if out.Title == "" {
		out.Title = strings.TrimSuffix(strings.TrimSuffix(s.File, ".txt"), ".md")
	}
	out.Heading = strings.TrimSpace(out.Heading)
	if out.Heading == "" {
		out.Heading = out.Title
	}
	if err := out.fault(); err != nil {
		return out, err
	}
	safe, err := out.embed(body)
	if err != nil {
		return out, &FieldError{"text", err}
	}
	out.section = out.write(safe)
	out.count()
	return out, nil
}

// Decode reads a text that came from outside of the program. Its errors say
// what is wrong with it, and what to do.
func Decode(raw []byte) (string, error) {
	source, _, err := text.Decode(raw)
	switch {
	case errors.Is(err, text.ErrEncoding):
		return "", errors.New("the text is not UTF-8; save it as UTF-8 with another program and add it again")
	case errors.Is(err, text.ErrBinary):
		return "", errors.New("it is no text but something else: it holds a NUL byte")
	case err != nil:
		return "", fmt.Errorf("the text is %w, which no layer may be; add a part of it", err)
	}
	source = strings.NewReplacer("\f", "\n\n", "\v", "\n").Replace(source) // a new page, as converters of PDF write it
	for number, line := range strings.Split(source, "\n") {
		if at := strings.IndexFunc(line, isControl); at >= 0 {
			r := []rune(line[at:])[0]
			return "", fmt.Errorf("line %d of the text holds the control character U+%04X, which is no part of a text; take it out", number+1, r)
		}
	}
	return source, nil
}

func isControl(r rune) bool { return r != '\t' && unicode.IsControl(r) }

// oneLine makes one line of a field.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func lineFault(what, s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("%s is not UTF-8", what)
	}
	if strings.ContainsFunc(oneLine(s), isControl) {
		return fmt.Errorf("%s holds a control character; take it out", what)
	}
	return nil
}

// fault says what is wrong with the fields besides the text, and makes a line
// of each.
func (s *Settled) fault() error {
	for _, f := range []struct {
		field string
		value *string
	}{{"title", &s.Title}, {"heading", &s.Heading}, {"institution", &s.Institution}, {"date", &s.Date}, {"address", &s.Address}} {
		if err := lineFault("the "+f.field, *f.value); err != nil {
			return &FieldError{f.field, err}
		}
		*f.value = oneLine(*f.value)
	}
	if s.Title == "" {
		return &FieldError{"title", errors.New("a source needs a title")}
	}
	if s.Address != "" && !isAddress(s.Address) {
		return &FieldError{"address", errors.New("an address is a whole one, such as https://example.org/act")}
	}
	if atlas.IsSourceHeading(s.Heading) {
		return &FieldError{"heading", fmt.Errorf("“%s” would open a list of sources; give the section another heading", s.Heading)}
	}
	return nil
}

// address is an absolute address of the web.
var address = regexp.MustCompile("^https?://[^\\s/<>\"`]+(/[^\\s<>\"`]*)?$")

func isAddress(s string) bool { return address.MatchString(s) }

// write is the section of a source: its heading, its text and its entry in a
// list of sources.
func (s *Settled) write(body string) string {
	if body == "" {
		body = "<!-- What this source states: name the institution in every sentence, with dates and figures as published. -->"
	}
	lead := "Sources:"
	if s.parted {
		lead = "### Sources" // a list beneath the last part alone would leave the others without
	}
	return fmt.Sprintf("\n## %s\n\n%s\n\n%s\n\n- %s\n", markdown.Escape(s.Heading), body, lead, s.entry())
}

func (s *Settled) entry() string {
	title := s.Title
	if s.Institution != "" && !strings.ContainsAny(title, `"“”`) {
		title = `"` + title + `"`
	}
	parts := slices.DeleteFunc([]string{s.Institution, title, s.Date}, func(part string) bool { return part == "" })
	entry := markdown.EscapeLine(markdown.Escape(strings.Join(parts, ", ")))
	if s.Address != "" {
		entry += ", " + s.Address
	}
	return entry
}

func sections(sources []Settled) string {
	var out strings.Builder
	for _, s := range sources {
		out.WriteString(s.section)
	}
	return out.String()
}

// count reads the section as the engine will, for the numbers and the notes.
func (s *Settled) count() {
	f := pack.Parse(atlas.Evidence, "# X - Evidence\n"+s.section)
	framing := 0
	for _, one := range statement.Of(f) {
		if one.Kind != statement.Claim {
			continue
		}
		s.Statements++
		if atlas.IsFraming(f.Sections[one.Section].Text) {
			framing++
		}
	}
	switch {
	case framing > 0 && atlas.IsFraming(s.Heading):
		s.note("“%s” reads as a section about the file itself, so nothing can rest on its statements. Give the section another heading, such as what it is about.", s.Heading)
	case framing > 0:
		s.note("%d of its statements stand under headings that speak of the text itself, such as a summary or notes; nothing can rest on those.", framing)
	case s.Statements == 0:
		s.note("It makes no statement yet.")
	}
}

func (s *Settled) note(format string, values ...any) {
	s.Notes = append(s.Notes, fmt.Sprintf(format, values...))
}
