package history

import (
	"path"
	"strings"
)

// attributes are the states that gitattributes(5) gives one path: "set",
// "unset" or a value. An attribute that is not here is unspecified.
type attributes map[string]string

const (
	attrSet         = "set"
	attrUnset       = "unset"
	attrUnspecified = "unspecified"
)

// attributeFile is one file of attributes.
type attributeFile struct {
	folder string // slash path its patterns are relative to, "" for the root
	macros bool   // whether [attr] lines count: not below the root
	lines  []attributeLine
}

type attributeLine struct {
	pattern string // "" if the line defines a macro
	macro   string
	states  []attributeState
}

type attributeState struct{ name, state string }

// builtinAttributes are the macros git knows by itself.
var builtinAttributes = attributeFile{macros: true, lines: []attributeLine{{
	macro:  "binary",
	states: []attributeState{{"diff", attrUnset}, {"merge", attrUnset}, {"text", attrUnset}},
}}}

// parseAttributes reads the text of a file of attributes. Lines that mean
// nothing are skipped, as git does.
func parseAttributes(text, folder string, macros bool) attributeFile {
	f := attributeFile{folder: folder, macros: macros}
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		pattern, rest := cutPattern(line)
		l := attributeLine{pattern: pattern, states: parseStates(rest)}
		if name, ok := strings.CutPrefix(pattern, "[attr]"); ok {
			l.pattern, l.macro = "", name
		}
		f.lines = append(f.lines, l)
	}
	return f
}

// cutPattern cuts the pattern off a line. It may be quoted like a C string, of
// which only \" and \\ are understood.
func cutPattern(line string) (pattern, rest string) {
	if line[0] == '"' {
		var out strings.Builder
		for i := 1; i < len(line); i++ {
			switch {
			case line[i] == '"':
				return out.String(), line[i+1:]
			case line[i] == '\\' && i+1 < len(line):
				i++
			}
			out.WriteByte(line[i])
		}
	}
	if end := strings.IndexAny(line, " \t"); end >= 0 {
		return line[:end], line[end:]
	}
	return line, ""
}

func parseStates(text string) []attributeState {
	var states []attributeState
	for word := range strings.FieldsSeq(text) {
		name, value, hasValue := strings.Cut(word, "=")
		s := attributeState{name, value}
		switch {
		case hasValue:
		case word[0] == '-':
			s = attributeState{word[1:], attrUnset}
		case word[0] == '!':
			s = attributeState{word[1:], attrUnspecified}
		default:
			s.state = attrSet
		}
		states = append(states, s)
	}
	return states
}

// attributesOf gives the attributes of a path. The files come in order of
// priority, the most important last; in a file the last line counts.
func attributesOf(files []attributeFile, name string, foldCase bool) attributes {
	found := attributes{}
	macros := macrosOf(files)
	for i := len(files) - 1; i >= 0; i-- {
		f := &files[i]
		for j := len(f.lines) - 1; j >= 0; j-- {
			if l := &f.lines[j]; l.pattern != "" && l.matches(f.folder, name, foldCase) {
				found.add(l.states, macros, 0)
			}
		}
	}
	for attribute, state := range found {
		if state == attrUnspecified {
			delete(found, attribute)
		}
	}
	return found
}

func macrosOf(files []attributeFile) map[string][]attributeState {
	macros := map[string][]attributeState{}
	for _, f := range files {
		for _, l := range f.lines {
			if l.macro != "" && f.macros {
				macros[l.macro] = l.states
			}
		}
	}
	return macros
}

// add takes over the states that no more important line has decided. A macro
// that is set brings its own. Macros nest, but not forever.
func (a attributes) add(states []attributeState, macros map[string][]attributeState, depth int) {
	for i := len(states) - 1; i >= 0; i-- {
		s := states[i]
		if _, decided := a[s.name]; decided {
			continue
		}
		a[s.name] = s.state
		if s.state == attrSet && depth < maxIncludes {
			a.add(macros[s.name], macros, depth+1)
		}
	}
}

// matches says whether the line is about the path. A pattern without a slash
// is about the last part of a path, any other about the path from the folder
// of its file.
func (l *attributeLine) matches(folder, name string, foldCase bool) bool {
	if folder != "" {
		var inside bool
		if name, inside = strings.CutPrefix(name, folder+"/"); !inside {
			return false
		}
	}
	if !strings.Contains(l.pattern, "/") {
		return matchPath(l.pattern, path.Base(name), foldCase)
	}
	return matchPath(strings.TrimPrefix(l.pattern, "/"), name, foldCase)
}

// matchPath matches a path against a pattern of git: path.Match for each part,
// and ** for any number of parts.
func matchPath(pattern, name string, foldCase bool) bool {
	if foldCase {
		pattern, name = strings.ToLower(pattern), strings.ToLower(name)
	}
	pattern = strings.ReplaceAll(pattern, "[!", "[^")
	return matchParts(strings.Split(pattern, "/"), strings.Split(name, "/"))
}

func matchParts(pattern, name []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			return matchRest(pattern[1:], name)
		}
		if len(name) == 0 {
			return false
		}
		if ok, err := path.Match(pattern[0], name[0]); !ok || err != nil {
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	return len(name) == 0
}

// matchRest matches what follows ** at any depth. At the end ** stands for at
// least one part: everything inside a folder, not the folder.
func matchRest(pattern, name []string) bool {
	if len(pattern) == 0 {
		return len(name) > 0
	}
	for i := range len(name) + 1 {
		if matchParts(pattern, name[i:]) {
			return true
		}
	}
	return false
}
