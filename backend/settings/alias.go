package settings

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"atlasdesk/backend/text"

	"go.yaml.in/yaml/v4"
)

// AddAlias is the edit that declares also to mean the same as name in the text
// of a file of settings, which may be empty. Comments and the look of the file
// stay. It fails where the file is wrong, where the spelling is declared
// already, and where the file is written so that only a person can add to it.
func AddAlias(path, source, name, also string) (text.Edit, error) {
	before, err := Parse(path, source)
	if err != nil {
		return text.Edit{}, err
	}
	name = before.principal(name)
	edit, ok := aliasEdit(source, name, also)
	if !ok {
		return text.Edit{}, errByHand(path, name, also)
	}
	after, err := Parse(path, edit.Apply(source))
	if err != nil {
		return text.Edit{}, fmt.Errorf("declare “%s” to mean “%s”: %w", also, name, err)
	}
	if want := append(before.facts(), aliasFact(name, also)); !slices.Equal(slices.Sorted(slices.Values(want)), after.facts()) {
		return text.Edit{}, errByHand(path, name, also)
	}
	return edit, nil
}

func errByHand(path, name, also string) error {
	return fmt.Errorf("declare “%s” to mean “%s”: %s is written in a way that only a person can add to; put it under aliases by hand", also, name, path)
}

// principal is the name under which a spelling is declared, or the spelling.
func (s *Settings) principal(name string) string {
	for _, a := range s.Aliases {
		for _, spelled := range append([]string{a.Name}, a.Also...) {
			if fold(spelled) == fold(name) {
				return a.Name
			}
		}
	}
	return name
}

func aliasFact(name, also string) string { return fmt.Sprintf("%q means %q", also, name) }

// facts are all that the settings say, sorted.
func (s *Settings) facts() []string {
	var out []string
	for _, a := range s.Aliases {
		for _, also := range a.Also {
			out = append(out, aliasFact(a.Name, also))
		}
	}
	for name, severity := range s.severities {
		out = append(out, name+" is "+severity.String())
	}
	for _, word := range s.VoiceWords {
		out = append(out, word+" is voice")
	}
	for _, p := range s.leaveOut {
		out = append(out, strings.Join(p, "/")+" is left out")
	}
	slices.Sort(out)
	return out
}

// aliasEdit inserts the alias at the first place where it can stand: in the
// list of its name, as a name of its own, or with a section of its own.
func aliasEdit(source, name, also string) (text.Edit, bool) {
	at := places{source, text.NewIndex(source)}
	root := (&reader{}).load(source)
	entry := fmt.Sprintf("%s: [%s]", scalar(name), scalar(also))
	if root == nil || isEmpty(root) {
		return at.end("aliases:\n  " + entry), true
	}
	key, section := child(root, "aliases")
	switch {
	case root.Style&yaml.FlowStyle != 0:
		return text.Edit{}, false
	case section == nil:
		return at.end("aliases:\n  " + entry), true
	case isEmpty(section):
		return at.below(key, key.Column+1, entry), true
	}
	spelled, others := child(section, name)
	switch {
	case others == nil && section.Style&yaml.FlowStyle != 0:
		return at.inside(section, entry), true
	case others == nil:
		return at.below(key, section.Column-1, entry), true
	case others.Style&yaml.FlowStyle != 0:
		return at.inside(others, scalar(also)), true
	case section.Style&yaml.FlowStyle != 0:
		return text.Edit{}, false
	case isEmpty(others):
		return at.below(spelled, spelled.Column+1, "- "+scalar(also)), true
	}
	return at.below(spelled, others.Column-1, "- "+scalar(also)), true
}

// child is the entry of a mapping; nil where there is none.
func child(n *yaml.Node, name string) (key, value *yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// places makes edits that insert, at places that nodes name.
type places struct {
	source string
	index  *text.Index
}

// below inserts a line below that of a node.
func (p places) below(n *yaml.Node, indent int, line string) text.Edit {
	start := p.index.Offset(text.Position{Line: n.Line, Column: 1})
	length := strings.IndexByte(p.source[start:], '\n')
	line = strings.Repeat(" ", indent) + line
	if length < 0 {
		return p.end(line)
	}
	return insert(start+length+1, line+"\n")
}

// end appends lines to the file.
func (p places) end(lines string) text.Edit {
	if p.source != "" && !strings.HasSuffix(p.source, "\n") {
		lines = "\n" + lines
	}
	return insert(len(p.source), lines+"\n")
}

// inside inserts the first entry of a list or mapping in brackets.
func (p places) inside(n *yaml.Node, entry string) text.Edit {
	if len(n.Content) > 0 {
		entry += ", "
	}
	return insert(p.index.Offset(text.Position{Line: n.Line, Column: n.Column})+1, entry)
}

func insert(at int, s string) text.Edit {
	return text.Edit{Span: text.Span{Start: at, End: at}, New: s}
}

// plainScalar is what means itself in YAML wherever it stands, but for the
// words that mean a value.
var plainScalar = regexp.MustCompile(`^\p{L}[\p{L}\p{N}.&/()’_-]*( [\p{L}\p{N}(/][\p{L}\p{N}.&/()’_-]*)*$`)

// scalar writes a text as YAML, in quotes where it would mean something else
// without. Strings of JSON are strings of YAML.
func scalar(s string) string {
	var n yaml.Node
	if plainScalar.MatchString(s) && yaml.Load([]byte(s), &n) == nil && len(n.Content) == 1 && n.Content[0].ShortTag() == "!!str" {
		return s
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}
