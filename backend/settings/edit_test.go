package settings

import (
	"strings"
	"testing"

	"atlasdesk/backend/check"

	"github.com/google/go-cmp/cmp"
)

func TestSetSeverity(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"no file", "", "severities:\n  package/title: off\n"},
		{"comments only", "# Ours.\n", "# Ours.\nseverities:\n  package/title: off\n"},
		{"another section", "voice-words: [a]", "voice-words: [a]\nseverities:\n  package/title: off\n"},
		{"an empty section", "severities:\n# end\n", "severities:\n  package/title: off\n# end\n"},
		{"other rules", "severities:\n    trace: error # why\n", "severities:\n    package/title: off\n    trace: error # why\n"},
		{"the rule", "severities:\n  package/title: info # why\n", "severities:\n  package/title: off # why\n"},
		{"the rule in quotes", "severities: {package/title: \"info\", trace: off}\n", "severities: {package/title: off, trace: off}\n"},
		{"the same", "severities:\n  package/title: off\n", "severities:\n  package/title: off\n"},
	} {
		edit, err := SetSeverity(name, c.source, "package/title", check.Off)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := cmp.Diff(c.want, edit.Apply(c.source)); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

func TestResetSeverity(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"nothing there", "voice-words: [a]\n", "voice-words: [a]\n"},
		{"one of several", "severities:\n  trace: off\n  # ours\n  package/title: info # why\n  package: error\n", "severities:\n  trace: off\n  # ours\n  package: error\n"},
		{"the only one", "severities:\n  package/title: info", "severities:\n"},
		{"the first in brackets", "severities: {package/title: info, trace: off}\n", "severities: {trace: off}\n"},
		{"the last in brackets", "severities: {trace: 'off', package/title: info}\n", "severities: {trace: 'off'}\n"},
		{"the only one in brackets", "severities: {package/title: info}\n", "severities: {}\n"},
	} {
		edit, err := ResetSeverity(name, c.source, "package/title")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := cmp.Diff(c.want, edit.Apply(c.source)); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

func TestRemoveAlias(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"one of several lines", "aliases:\n  Bank:\n    - BoR # the old\n    - Central Bank\n", "aliases:\n  Bank:\n    - Central Bank\n"},
		{"the last of several lines", "aliases:\n  Bank:\n    - Central Bank\n    - BoR\nvoice-words: [a]\n", "aliases:\n  Bank:\n    - Central Bank\nvoice-words: [a]\n"},
		{"the only line", "aliases:\n  Bank:\n    - BoR\n  Office: [O]\n", "aliases:\n  Office: [O]\n"},
		{"the first in brackets", "aliases:\n  Bank: [BoR, \"Central [Bank]\"]\n", "aliases:\n  Bank: [\"Central [Bank]\"]\n"},
		{"the last in brackets", "aliases:\n  Bank: ['O''Neill', BoR] # why\n", "aliases:\n  Bank: ['O''Neill'] # why\n"},
		{"the only one in brackets", "aliases:\n  Bank: [BoR]\n# end\n", "aliases:\n# end\n"},
		{"all in brackets", "aliases: {Bank: [BoR], Office: [O]}\n", "aliases: {Office: [O]}\n"},
	} {
		edit, err := RemoveAlias(name, c.source, "Bank", "BoR")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if d := cmp.Diff(c.want, edit.Apply(c.source)); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
}

func TestEditsRefuse(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"severites: {}", "is no setting"},
		{"{severities: {}}", "by hand"},
	} {
		if _, err := SetSeverity(name, c.source, "package/title", check.Off); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.source, err, c.want)
		}
	}
	if _, err := SetSeverity(name, "", "package/nonsense", check.Off); err == nil {
		t.Error("a rule that does not exist has a severity")
	}
	if _, err := RemoveAlias(name, "aliases:\n  Bank: [BoR]\n", "Bank", "Central Bank"); err == nil {
		t.Error("an alias that is not there is removed")
	}
}

// Whatever an edit does, it changes the one fact that it is about.
func FuzzEdits(f *testing.F) {
	for _, source := range []string{"severities: {trace: off}", "severities:\n  trace: info\n  package: off # a\n", "aliases:\n  Bank: [b, 'c']\n  D:\n  - e\n", "aliases: {Bank: [b]}"} {
		f.Add(source, "Bank", "b")
	}
	f.Fuzz(func(t *testing.T, source, bank, also string) {
		before, err := Parse(name, source)
		if err != nil {
			return
		}
		facts := len(before.facts())
		if edit, err := SetSeverity(name, source, "trace", check.Error); err == nil {
			after, err := Parse(name, edit.Apply(source))
			if err != nil {
				t.Fatal(err)
			}
			if got, ok := after.Severity("trace"); !ok || got != check.Error {
				t.Errorf("%q: trace is %v", edit.Apply(source), got)
			}
		}
		if edit, err := RemoveAlias(name, source, bank, also); err == nil {
			after, err := Parse(name, edit.Apply(source))
			if err != nil || len(after.facts()) != facts-1 {
				t.Errorf("%q: %v", edit.Apply(source), err)
			}
		}
	})
}
