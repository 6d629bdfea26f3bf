package markdown

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line with what must be known of it to read its marks in one
// pass: a mark that is never closed is found without searching for its
// partner.
type line struct {
	text      string
	addresses [][]int // web and mail addresses still ahead
	bracket   int     // the last "]"
	angle     int     // the last ">"
}

func lineOf(s string) *line {
	return &line{s, addressesIn(s), last(s, ']'), last(s, '>')}
}

// last is strings.LastIndexByte, quick where there is none.
func last(s string, b byte) int {
	if strings.IndexByte(s, b) < 0 {
		return -1
	}
	return strings.LastIndexByte(s, b)
}

// address is the length of the web or mail address at text[i:]; i never
// decreases.
func (l *line) address(i int) int {
	for len(l.addresses) > 0 && l.addresses[0][0] < i {
		l.addresses = l.addresses[1:]
	}
	if len(l.addresses) == 0 || l.addresses[0][0] > i {
		return 0
	}
	return l.addresses[0][1] - i
}

// untouched is how many bytes at text[i:] are seen as they are written,
// whatever stands around them.
func (l *line) untouched(i int) (n int) {
	end := len(l.text)
	if len(l.addresses) > 0 {
		end = max(l.addresses[0][0], i)
	}
	for i+n < end && !touched[l.text[i+n]] {
		n++
	}
	return n
}

// touched are the bytes that begin what a reader sees otherwise than it is
// written.
var touched = func() (set [256]bool) {
	for _, b := range []byte("\\&<*`_~![]") {
		set[b] = true
	}
	return set
}()

// mark is the length of the mark at text[i:] that a reader does not see.
func (l *line) mark(i int) int {
	s := l.text
	switch s[i] {
	case '*', '`':
		return 1
	case '_':
		if !wordAt(s, i-1) || !wordAt(s, i+1) {
			return 1
		}
	case '~':
		if strings.HasPrefix(s[i:], "~~") {
			return 2
		}
	case '!':
		if i+1 < len(s) && s[i+1] == '[' {
			return 1 // the alternative text of an image is seen
		}
	case '[':
		if n := footnote(s[i:], i == 0); n > 0 {
			return n
		}
		if i < l.bracket {
			return 1
		}
	case ']':
		return 1 + destination(s[i+1:]) + label(s[i+1:])
	case '<':
		if i < l.angle {
			return tag(s[i:])
		}
	}
	return 0
}

// An address is found as GitHub's extended autolinks are: it ends before a
// mark that closes the sentence around it, and holds parentheses in pairs.
// The pattern is such that a search reads hardly beyond what it finds.
const (
	inURL  = "[^\\s\\p{Z}<>()\\[\\]`\"*|“”‘’«»]"
	endURL = "[^\\s\\p{Z}<>()\\[\\]`\"*|“”‘’«»?!.,:;_~']"
	paired = `\(` + inURL + `*\)`
	web    = `(?:\b|_)(?:https?://|www\.)(?:` + inURL + `|` + paired + `)*(?:` + endURL + `|` + paired + `)`
	mail   = `(?:\bmailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+`
)

var addresses = regexp.MustCompile(`(?i)<?(?:` + web + `|` + mail + `)>?`)

// addressesIn asks for the signs of an address first: most lines have none,
// and the pattern is slow.
func addressesIn(s string) [][]int {
	for _, sign := range []string{"://", "@", "www.", "WWW."} {
		if strings.Contains(s, sign) {
			return addresses.FindAllStringIndex(s, -1)
		}
	}
	return nil
}

var definition = regexp.MustCompile(`^\[[^\[\]^][^\[\]]*\]:\s*\S+(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?$`)

// isDefinition says whether a line is a link reference definition, as in
// `[label]: address "title"`.
func isDefinition(s string) bool { return strings.HasPrefix(s, "[") && definition.MatchString(s) }

// maxNested is how deep the parentheses of a link's address may nest, the
// limit of the CommonMark reference implementation. It keeps the pass linear:
// the search from one "(" passes at most so many that are never closed, hence
// no byte is searched from more of them.
const maxNested = 32

// destination is the length of a link's "(address)" at the start of s.
func destination(s string) int {
	if !strings.HasPrefix(s, "(") {
		return 0
	}
	depth := 0
	for i := 0; i < len(s) && depth <= maxNested; i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// label is the length of a reference's "[label]" at the start of s.
func label(s string) int {
	if !strings.HasPrefix(s, "[") || strings.HasPrefix(s, "[^") {
		return 0
	}
	end := 1 + strings.IndexAny(s[1:], "[]")
	if end == 0 || s[end] == '[' {
		return 0
	}
	return end + 1
}

// footnote is the length of "[^label]" at the start of s, and of the colon
// behind it where a footnote's text may begin.
func footnote(s string, opens bool) int {
	if !strings.HasPrefix(s, "[^") {
		return 0
	}
	end := 2 + strings.IndexAny(s[2:], "[] \t")
	if end <= 2 || s[end] != ']' {
		return 0
	}
	if opens && strings.HasPrefix(s[end+1:], ":") {
		end++
	}
	return end + 1
}

// tag is the length of a tag at the start of s, which holds a ">".
func tag(s string) int {
	if len(s) < 2 || (!isLetter(s[1]) && s[1] != '/') {
		return 0
	}
	return strings.IndexByte(s, '>') + 1
}

// maxEntity is the length of the longest entity of HTML 5,
// "&CounterClockwiseContourIntegral;".
const maxEntity = 33

var entities = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]+);`)

// entity is the length of the entity at the start of s and what it stands
// for. Control characters are left as they are written.
func entity(s string) (n int, seen string) {
	n = len(entities.FindString(s[:min(len(s), maxEntity)]))
	if n == 0 {
		return 0, ""
	}
	// An entity is one or two characters; more are left where the package
	// took an old name without its semicolon, as in "&ampere;".
	seen = html.UnescapeString(s[:n])
	r, _ := utf8.DecodeRuneInString(seen)
	if utf8.RuneCountInString(seen) > 2 || unicode.IsControl(r) {
		return 0, ""
	}
	return n, seen
}

func wordAt(s string, i int) bool { return i >= 0 && i < len(s) && isWord(s[i]) }

func isWord(b byte) bool { return isLetter(b) || '0' <= b && b <= '9' || b >= utf8.RuneSelf }

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isPunct(b byte) bool {
	return b > ' ' && b < utf8.RuneSelf && !isLetter(b) && (b < '0' || b > '9')
}
