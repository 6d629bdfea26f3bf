package markdown

import (
	"regexp"
	"strings"
)

var (
	special = regexp.MustCompile("[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+|[\\\\*`\\[\\]_#]|<[A-Za-z/!?]|&#?[A-Za-z0-9]+;|~~+")
	number  = regexp.MustCompile(`^(\d{1,9})([.)])( |$)`)
)

// Escape writes plain text as Markdown: it puts a backslash before what would
// be read as a mark. An underscore inside a word is none.
func Escape(plain string) string {
	return special.ReplaceAllStringFunc(plain, func(mark string) string {
		switch {
		case strings.IndexByte(mark, '_') > 0:
			return mark
		case mark[0] == '~':
			return strings.Repeat(`\~`, len(mark))
		}
		return `\` + mark
	})
}

// EscapeLine puts a backslash before what only the start of a block is read as
// a mark for; escaped is not empty and comes from [Escape].
func EscapeLine(escaped string) string {
	if strings.ContainsAny(escaped[:1], "-+>=") {
		return `\` + escaped
	}
	return number.ReplaceAllString(escaped, `$1\$2$3`)
}
