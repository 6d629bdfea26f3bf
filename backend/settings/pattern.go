package settings

import (
	"errors"
	"path"
	"strings"
)

// pattern names files and folders by their path, part by part: * stands for
// anything within a name and ** for any number of folders, as in
// gitignore(5).
type pattern []string

var errPattern = errors.New("this is no pattern; use * for anything within a name, ** for any number of folders, and a whole path with slashes as in “archive/**” or “*/notes.md”")

// parsePattern reads a pattern that is relative to the workspace.
func parsePattern(s string) (pattern, error) {
	p := pattern(strings.Split(strings.TrimSuffix(s, "/"), "/"))
	for _, part := range p {
		if _, err := path.Match(part, ""); err != nil || part == "" || part == "." || part == ".." || part != "**" && strings.Contains(part, "**") {
			return nil, errPattern
		}
	}
	if strings.Contains(s, `\`) {
		return nil, errPattern // on the way from Windows
	}
	return p, nil
}

// covers says whether the pattern matches a path or a folder above it.
func (p pattern) covers(name string) bool {
	parts := strings.Split(name, "/")
	for n := range parts {
		if p.matches(parts[:n+1]) {
			return true
		}
	}
	return false
}

// matches goes back to the last ** alone, which then takes one part more: what
// an earlier one took has no need to change.
func (p pattern) matches(parts []string) bool {
	at, last, taken := 0, -1, 0
	for i := 0; i < len(parts); {
		switch {
		case at < len(p) && p[at] == "**":
			last, taken = at, i
			at++
		case at < len(p) && matchesPart(p[at], parts[i]):
			at++
			i++
		case last >= 0:
			taken++
			at, i = last+1, taken
		default:
			return false
		}
	}
	for at < len(p) && p[at] == "**" {
		at++
	}
	return at == len(p)
}

func matchesPart(pattern, part string) bool {
	ok, _ := path.Match(pattern, part) // whose syntax was checked
	return ok
}
