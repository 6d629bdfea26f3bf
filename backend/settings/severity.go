package settings

import (
	"fmt"
	"slices"

	"atlasdesk/backend/check"
	"atlasdesk/backend/text"

	"go.yaml.in/yaml/v4"
)

func severityFact(name string, s check.Severity) string { return name + " is " + s.String() }

// SetSeverity is the edit that gives a rule or a family of rules a severity in
// the text of a file of settings, which may be empty. Comments and the look of
// the file stay. It fails where the file is wrong, where there is no such rule,
// and where the file is written so that only a person can change it.
func SetSeverity(path, source, name string, severity check.Severity) (text.Edit, error) {
	before, err := Parse(path, source)
	if err != nil {
		return text.Edit{}, err
	}
	if !slices.Contains(ruleNames(), name) {
		return text.Edit{}, fmt.Errorf("there is no rule “%s” and no such family", name)
	}
	edit, ok := severityEdit(source, name, severity)
	want := append(before.without(severityFacts(before, name)), severityFact(name, severity))
	if !ok || !saysAfter(edit, source, want) {
		return text.Edit{}, fmt.Errorf("give %s the severity %s: %s is written in a way that only a person can change; write it under severities by hand", name, severity, path)
	}
	return edit, nil
}

// ResetSeverity is the edit that takes the severity of a rule or a family out
// of the text, so that its own counts again. It fails as [SetSeverity] does; it
// is empty where there is none.
func ResetSeverity(path, source, name string) (text.Edit, error) {
	before, err := Parse(path, source)
	if err != nil {
		return text.Edit{}, err
	}
	_, section := child((&reader{}).load(source), "severities")
	key, _ := child(section, name)
	if key == nil {
		return text.Edit{}, nil
	}
	edit := placesIn(source).withoutEntry(section, key)
	if !saysAfter(edit, source, before.without(severityFacts(before, name))) {
		return text.Edit{}, fmt.Errorf("take back the severity of %s: %s is written in a way that only a person can change; remove it under severities by hand", name, path)
	}
	return edit, nil
}

func severityFacts(s *Settings, name string) []string {
	if was, ok := s.severities[name]; ok {
		return []string{severityFact(name, was)}
	}
	return nil
}

// without are the facts but for some.
func (s *Settings) without(some []string) []string {
	return slices.DeleteFunc(s.facts(), func(fact string) bool { return slices.Contains(some, fact) })
}

// saysAfter tells whether the text states these facts, and no other, once it is
// edited.
func saysAfter(edit text.Edit, source string, facts []string) bool {
	after, err := Parse("", edit.Apply(source))
	return err == nil && after.says(facts)
}

// severityEdit writes over the severity that is there, or inserts an entry.
func severityEdit(source, name string, severity check.Severity) (text.Edit, bool) {
	root := (&reader{}).load(source)
	at := placesIn(source)
	if root != nil {
		_, section := child(root, "severities")
		if _, value := child(section, name); value != nil {
			return text.Edit{Span: at.scalarSpan(value), New: severity.String()}, value.Kind == yaml.ScalarNode
		}
	}
	insert := sectionEntry(source, root, "severities")
	if insert == nil {
		return text.Edit{}, false
	}
	return insert(name + ": " + severity.String()), true
}
