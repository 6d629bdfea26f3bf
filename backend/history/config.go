package history

import (
	"fmt"
	"strconv"
	"strings"
)

// config is the settings of one or several configuration files in the order
// in which git reads them.
type config []variable

// variable is one setting.
type variable struct {
	name  string // section.key or section.subsection.key; section and key in lower case
	value string
	bare  bool // written without "=", which means true
	span       // of "key = value" in its file
}

// span is a stretch of bytes [start, end) of a configuration file.
type span struct{ start, end int }

// get is the value of a name, "" when it is not set. The last setting counts.
func (c config) get(name string) string {
	v, _ := c.find(name)
	return v.value
}

func (c config) find(name string) (variable, bool) {
	for i := len(c) - 1; i >= 0; i-- {
		if c[i].name == name {
			return c[i], true
		}
	}
	return variable{}, false
}

// isTrue reads a setting as git reads a boolean.
func (v variable) isTrue() bool {
	switch strings.ToLower(v.value) {
	case "true", "yes", "on":
		return true
	}
	n, err := strconv.Atoi(v.value)
	return v.bare || err == nil && n != 0
}

// configText is one configuration file, taken apart without losing a byte.
type configText struct {
	text      string
	variables config
	sections  []section
}

type section struct {
	name string // section or section.subsection
	end  int    // behind its header or its last variable
}

// parseConfig takes a configuration file apart by the rules of the SYNTAX
// section of git-config(1).
func parseConfig(text string) (*configText, error) {
	s := &configScanner{text: text, out: &configText{text: text}}
	s.skip("\ufeff")
	for {
		s.blank()
		if s.at == len(s.text) {
			return s.out, nil
		}
		read := s.variable
		if s.skip("[") {
			read = s.header
		}
		if err := read(); err != nil {
			return nil, fmt.Errorf("line %d: %w", 1+strings.Count(s.text[:s.at], "\n"), err)
		}
	}
}

type configScanner struct {
	text string
	at   int
	out  *configText
}

// peek is the next byte, 0 at the end.
func (s *configScanner) peek() byte {
	if s.at == len(s.text) {
		return 0
	}
	return s.text[s.at]
}

func (s *configScanner) skip(token string) bool {
	if !strings.HasPrefix(s.text[s.at:], token) {
		return false
	}
	s.at += len(token)
	return true
}

// word reads bytes as long as they are in the class.
func (s *configScanner) word(class func(byte) bool) string {
	start := s.at
	for s.at < len(s.text) && class(s.text[s.at]) {
		s.at++
	}
	return s.text[start:s.at]
}

// blank skips white space, empty lines and comments.
func (s *configScanner) blank() {
	for {
		s.word(isSpace)
		if c := s.peek(); c != '#' && c != ';' {
			return
		}
		s.word(func(c byte) bool { return c != '\n' })
	}
}

// header reads the rest of [section], [section "subsection"] or the old form
// [section.subsection].
func (s *configScanner) header() error {
	name := strings.ToLower(s.word(func(c byte) bool { return isKey(c) || c == '.' }))
	if name == "" {
		return fmt.Errorf("a section has no name")
	}
	s.word(func(c byte) bool { return c == ' ' || c == '\t' })
	if s.skip(`"`) {
		var sub strings.Builder
		for !s.skip(`"`) {
			s.skip(`\`)
			c := s.peek()
			if c == 0 || c == '\n' {
				return fmt.Errorf("the name of a section is not closed")
			}
			sub.WriteByte(c)
			s.at++
		}
		name += "." + sub.String()
	}
	if !s.skip("]") {
		return fmt.Errorf("the name of a section is not closed")
	}
	s.out.sections = append(s.out.sections, section{name, s.at})
	return nil
}

// variable reads "key" or "key = value".
func (s *configScanner) variable() error {
	start := s.at
	key := strings.ToLower(s.word(isKey))
	if key == "" || len(s.out.sections) == 0 {
		return fmt.Errorf("neither a section nor a setting")
	}
	end := s.at
	s.word(func(c byte) bool { return c == ' ' || c == '\t' })
	bare := !s.skip("=")
	value := ""
	if !bare {
		var err error
		if value, end, err = s.value(); err != nil {
			return err
		}
	} else if rest := s.text[s.at:]; rest != "" && rest[0] != '\n' && !strings.HasPrefix(rest, "\r\n") {
		return fmt.Errorf("%s is followed by something else than =", key)
	}
	in := &s.out.sections[len(s.out.sections)-1]
	in.end = end
	s.out.variables = append(s.out.variables, variable{in.name + "." + key, value, bare, span{start, end}})
	return nil
}

// value reads up to the end of the line. The end it returns is behind the
// last byte that belongs to the value.
func (s *configScanner) value() (value string, end int, err error) {
	var out strings.Builder
	quoted := false
	kept := 0 // length of out without white space that may turn out to be trailing
	s.word(func(c byte) bool { return c == ' ' || c == '\t' })
	for end = s.at; s.at < len(s.text); s.at++ {
		c := s.text[s.at]
		switch {
		case c == '\n' && quoted:
			return "", 0, fmt.Errorf("a quotation mark is not closed")
		case c == '\n', (c == '#' || c == ';') && !quoted:
			return out.String()[:kept], end, nil
		case isSpace(c) && !quoted:
			out.WriteByte(c)
			continue
		case c == '"':
			quoted = !quoted
		case c == '\\':
			s.at++
			if err := s.escape(&out); err != nil {
				return "", 0, err
			}
		default:
			out.WriteByte(c)
		}
		kept, end = out.Len(), min(s.at+1, len(s.text))
	}
	if quoted {
		return "", 0, fmt.Errorf("a quotation mark is not closed")
	}
	return out.String()[:kept], end, nil
}

var configEscapes = map[byte]string{'n': "\n", 't': "\t", 'b': "\b", '"': `"`, '\\': `\`, '\n': ""}

// escape reads what follows a backslash; at a line break the value goes on.
func (s *configScanner) escape(out *strings.Builder) error {
	if s.peek() == '\r' && strings.HasPrefix(s.text[s.at:], "\r\n") {
		s.at++
	}
	text, ok := configEscapes[s.peek()]
	if !ok {
		return fmt.Errorf("a backslash is followed by %q", s.peek())
	}
	out.WriteString(text)
	return nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isKey(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-'
}

// set returns the text with one setting changed or added and every other byte
// as it was. The section has no subsection.
func (c *configText) set(section, key, value string) string {
	line := key + " = " + quoteConfig(value)
	if v, ok := c.variables.find(section + "." + key); ok {
		return c.text[:v.start] + line + c.text[v.end:]
	}
	for _, s := range c.sections {
		if s.name == section {
			comment, rest, _ := strings.Cut(c.text[s.end:], "\n")
			if strings.Contains(comment, "[") { // it may be the next section
				comment, rest = "", c.text[s.end:]
			}
			return c.text[:s.end] + comment + "\n\t" + line + "\n" + rest
		}
	}
	text := c.text
	if text != "" && !strings.HasSuffix(text, "\n") || endsContinued(text) {
		text += "\n"
	}
	return text + "[" + section + "]\n\t" + line + "\n"
}

// endsContinued says whether the last line may go on in what is appended.
func endsContinued(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, "\r\n"), `\`)
}

// quoteConfig writes a value so that no character of it has a meaning. The
// value has no line break.
func quoteConfig(value string) string {
	escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value)
	if escaped != value || strings.ContainsAny(value, "#;") || strings.TrimSpace(value) != value {
		return `"` + escaped + `"`
	}
	return value
}
