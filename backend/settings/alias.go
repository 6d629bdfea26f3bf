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

// Declarer makes many edits of one text of settings, each of which declares one
// alias. It is immutable.
type Declarer struct {
	path, source string
	settings     *Settings
	spelled      map[string]spelling
	insert       func(entry string) text.Edit // nil where each must be tried
}

// NewDeclarer reads the text of a file of settings, which may be empty. path is
// what messages call the file. It fails as [Parse] does.
func NewDeclarer(path, source string) (*Declarer, error) {
	r := read(source)
	if err := r.err(path); err != nil {
		return nil, err
	}
	d := &Declarer{path: path, source: source, settings: &r.out, spelled: r.spelled}
	// What holds for one name that is new holds for all.
	const probe = "(a name that nobody has)"
	if _, err := AddAlias(path, source, probe, probe+"!"); err == nil {
		d.insert = sectionEntry(source, (&reader{}).load(source), "aliases")
	}
	return d, nil
}

// Settings are what the text says.
func (d *Declarer) Settings() *Settings { return d.settings }

// Source is the text.
func (d *Declarer) Source() string { return d.source }

// Declare is the edit that declares also to mean the same as name, as
// [AddAlias] makes it.
func (d *Declarer) Declare(name, also string) (text.Edit, error) {
	_, known := d.spelled[fold(name)]
	_, spelled := d.spelled[fold(also)]
	if d.insert == nil || known || spelled || fold(name) == fold(also) || !isName(name) || !isName(also) {
		return AddAlias(d.path, d.source, name, also)
	}
	return d.insert(aliasEntry(name, also)), nil
}

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
	if !after.says(append(before.facts(), aliasFact(name, also))) {
		return text.Edit{}, errByHand(path, name, also)
	}
	return edit, nil
}

// says tells whether the settings state these facts, in whatever order, and no
// other.
func (s *Settings) says(facts []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(facts)), s.facts())
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
		out = append(out, severityFact(name, severity))
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
// list of its name, or as a name of its own.
func aliasEdit(source, name, also string) (text.Edit, bool) {
	root := (&reader{}).load(source)
	if root != nil {
		_, section := child(root, "aliases")
		if key, others := child(section, name); others != nil {
			return placesIn(source).listed(section, key, others, scalar(also))
		}
	}
	insert := sectionEntry(source, root, "aliases")
	if insert == nil {
		return text.Edit{}, false
	}
	return insert(aliasEntry(name, also)), true
}

func aliasEntry(name, also string) string { return fmt.Sprintf("%s: [%s]", scalar(name), scalar(also)) }

// sectionEntry is where a section takes one more entry; nil where it cannot.
func sectionEntry(source string, root *yaml.Node, name string) func(entry string) text.Edit {
	at := placesIn(source)
	if root == nil || isEmpty(root) {
		return func(entry string) text.Edit { return at.end(name + ":\n  " + entry) }
	}
	key, section := child(root, name)
	switch {
	case root.Style&yaml.FlowStyle != 0:
		return nil
	case section == nil:
		return func(entry string) text.Edit { return at.end(name + ":\n  " + entry) }
	case isEmpty(section):
		return func(entry string) text.Edit { return at.below(key, key.Column+1, entry) }
	case section.Style&yaml.FlowStyle != 0:
		return func(entry string) text.Edit { return at.inside(section, entry) }
	}
	return func(entry string) text.Edit { return at.below(key, section.Column-1, entry) }
}

// child is the entry of a mapping; nil where there is none.
func child(n *yaml.Node, name string) (key, value *yaml.Node) {
	if n == nil {
		return nil, nil
	}
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

func placesIn(source string) places { return places{source, text.NewIndex(source)} }

// listed inserts one more spelling in the list of a name.
func (p places) listed(section, key, others *yaml.Node, spelling string) (text.Edit, bool) {
	switch {
	case others.Style&yaml.FlowStyle != 0:
		return p.inside(others, spelling), true
	case section.Style&yaml.FlowStyle != 0:
		return text.Edit{}, false
	case isEmpty(others):
		return p.below(key, key.Column+1, "- "+spelling), true
	}
	return p.below(key, others.Column-1, "- "+spelling), true
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
// words that stand for a value.
var plainScalar = regexp.MustCompile(`^\p{L}[\p{L}\p{N}.&/()’_-]*( [\p{L}\p{N}(/][\p{L}\p{N}.&/()’_-]*)*$`)

// valueWords are those of YAML 1.1 and 1.2.
var valueWords = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

// scalar writes a text as YAML, in quotes where it would mean something else
// without. Strings of JSON are strings of YAML.
func scalar(s string) string {
	if plainScalar.MatchString(s) && !slices.Contains(valueWords, strings.ToLower(s)) {
		return s
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}
