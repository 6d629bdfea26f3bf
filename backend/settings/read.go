package settings

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"atlasdesk/backend/check"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"

	"go.yaml.in/yaml/v4"
)

// sections are the keys of the file, each with the function that reads its
// value.
func sections() []section {
	return []section{
		{"severities", (*reader).severities},
		{"aliases", (*reader).aliases},
		{"voice-words", (*reader).voiceWords},
		{"leave-out", (*reader).leaveOut},
	}
}

type section struct {
	key  string
	read func(*reader, *yaml.Node)
}

// Parse reads the text of a file of settings. path is what messages call the
// file. It fails with an *[Error].
func Parse(path, source string) (*Settings, error) {
	r := read(source)
	if err := r.err(path); err != nil {
		return nil, err
	}
	return &r.out, nil
}

func read(source string) *reader {
	r := &reader{spelled: map[string]spelling{}}
	if len(source) > Limit {
		r.fault(&yaml.Node{}, "the settings are larger than %d KB; write severities for families of rules, and patterns for folders", Limit>>10)
		return r
	}
	if root := r.load(source); root != nil {
		r.file(root)
	}
	return r
}

func (r *reader) err(path string) error {
	if len(r.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(r.faults, comparePlaces)
	return &Error{path, r.faults}
}

func comparePlaces(a, b Fault) int {
	if a.Line != b.Line {
		return a.Line - b.Line
	}
	return a.Column - b.Column
}

// reader turns nodes into settings and keeps what is wrong.
type reader struct {
	out     Settings
	faults  []Fault
	spelled map[string]spelling // of the aliases, by fold
}

func (r *reader) fault(at *yaml.Node, format string, args ...any) {
	r.faults = append(r.faults, Fault{max(at.Line, 1), max(at.Column, 1), fmt.Sprintf(format, args...)})
}

func (r *reader) file(root *yaml.Node) {
	var keys []string
	for _, s := range sections() {
		keys = append(keys, s.key)
	}
	for key, value := range r.pairs(root, "the settings are keys with values: "+list(keys)) {
		i := slices.Index(keys, key.Value)
		if i < 0 {
			r.fault(key, "“%s” is no setting; %s", key.Value, meant(key.Value, keys, "there are "+list(keys)))
			continue
		}
		sections()[i].read(r, value)
	}
}

// pairs yields the keys and values of a mapping; nothing of one that is empty.
// want is the sentence for a node that is none.
func (r *reader) pairs(n *yaml.Node, want string) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		if n.Kind != yaml.MappingNode {
			if !isEmpty(n) {
				r.fault(n, "%s", want)
			}
			return
		}
		seen := map[string]int{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			line, again := seen[key.Value]
			switch {
			case key.Kind != yaml.ScalarNode || isEmpty(key):
				r.fault(key, "a key is a word or a few on one line")
			case again:
				r.fault(key, "“%s” stands in line %d already; put the two together", key.Value, line)
			default:
				seen[key.Value] = key.Line
				if !yield(key, n.Content[i+1]) {
					return
				}
			}
		}
	}
}

// entries are the scalars of a list. want is the sentence for what is none.
func (r *reader) entries(n *yaml.Node, want string) (out []*yaml.Node) {
	if n.Kind != yaml.SequenceNode {
		if !isEmpty(n) {
			r.fault(n, "%s", want)
		}
		return nil
	}
	for _, c := range n.Content {
		if c.Kind != yaml.ScalarNode || isEmpty(c) {
			r.fault(c, "%s", want)
			continue
		}
		out = append(out, c)
	}
	return out
}

func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.ShortTag() == "!!null" || strings.TrimSpace(n.Value) == "")
}

func (r *reader) severities(n *yaml.Node) {
	r.out.severities = map[string]check.Severity{}
	names := ruleNames()
	for key, value := range r.pairs(n, "severities are rules or families with error, warning, info or off, as in “package/title: off”") {
		if !slices.Contains(names, key.Value) {
			r.fault(key, "“%s” is no rule and no family of rules; %s", key.Value, meant(key.Value, names, "`atlas-desk rules` lists them"))
			continue
		}
		severity, known := check.SeverityOf(value.Value)
		if value.Value == check.Off.String() {
			severity, known = check.Off, true
		}
		if !known || value.Kind != yaml.ScalarNode {
			r.fault(value, "the severity of %s is one of error, warning, info and off", key.Value)
			continue
		}
		r.out.severities[key.Value] = severity
	}
}

// ruleNames lists the names of rules and of their families.
func ruleNames() (names []string) {
	for _, rule := range check.Rules() {
		names = append(names, rule.Name, rule.Family())
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// spelling is a name that the aliases mention.
type spelling struct {
	of   string // the name that it means
	line int
}

func (r *reader) aliases(n *yaml.Node) {
	const want = "aliases are a name with a list of what means the same, as in “National Bank: [NB, Central Bank]”"
	for key, value := range r.pairs(n, want) {
		r.spell(key, key.Value)
		alias := trace.Alias{Name: key.Value}
		for _, also := range r.entries(value, want) {
			r.spell(also, key.Value)
			alias.Also = append(alias.Also, also.Value)
		}
		r.out.Aliases = append(r.out.Aliases, alias)
	}
}

// spell takes a spelling down: one that stood before, for this name or for
// another, would make two names one behind the author's back.
func (r *reader) spell(n *yaml.Node, of string) {
	if !isName(n.Value) {
		r.fault(n, "“%s” is no name", n.Value)
		return
	}
	before, again := r.spelled[fold(n.Value)]
	switch {
	case !again:
		r.spelled[fold(n.Value)] = spelling{of, n.Line}
	case before.of == of:
		r.fault(n, "“%s” stands in line %d already; capitals make no difference", n.Value, before.line)
	default:
		r.fault(n, "“%s” stands in line %d already, for “%s”; put all that means the same under one name", n.Value, before.line, before.of)
	}
}

func isName(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) && !strings.Contains(s, "\n")
}

// fold makes spellings equal that differ in capitals or spaces alone.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func (r *reader) voiceWords(n *yaml.Node) {
	for _, word := range r.entries(n, "voice words are a list of words, as in “[resilience, posture]”") {
		if strings.ContainsFunc(word.Value, func(c rune) bool { return !unicode.IsLetter(c) && !strings.ContainsRune("'’.", c) }) {
			r.fault(word, "“%s” is not one word; a voice word has letters only, so list the parts of a longer one by themselves", word.Value)
			continue
		}
		r.out.VoiceWords = append(r.out.VoiceWords, word.Value)
	}
}

func (r *reader) leaveOut(n *yaml.Node) {
	for _, entry := range r.entries(n, "what to leave out is a list of patterns, as in “[archive, '*/notes.md']”") {
		p, err := parsePattern(entry.Value)
		if err != nil {
			r.fault(entry, "“%s”: %v", entry.Value, err)
			continue
		}
		r.out.leaveOut = append(r.out.leaveOut, p)
	}
}

// meant proposes the name that was perhaps meant, or says otherwise.
func meant(written string, names []string, otherwise string) string {
	best, limit := "", 2+len(written)/4
	for _, name := range names {
		if d := text.Distance(strings.ToLower(written), name, limit); d < limit {
			best, limit = name, d
		}
	}
	if best == "" {
		return otherwise
	}
	return "did you mean “" + best + "”?"
}

func list(names []string) string {
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
