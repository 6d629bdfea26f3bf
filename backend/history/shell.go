package history

import "strings"

// InShell writes a word, such as a path in a hint, so that a shell takes it as
// it stands: in double quotes where those do, which every shell knows, and else
// in single ones.
func InShell(word string) string {
	switch {
	case strings.ContainsAny(word, "\"$`\\!%"):
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	case word == "", strings.ContainsAny(word, " \t\n'&()[]{};,*?~#|<>^"):
		return `"` + word + `"`
	}
	return word
}
