package changelog

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	entryA  = "### 2026-11-22: Signals, one figure changed\n<!-- entry: A1 -->\n\nThis is a structural change.\n\n- “x” became “y”."
	entryB  = "### 2026-11-23: Profile, layout only\n<!-- entry: B2 -->\n\nThis is an observational change."
	entryA2 = "### 2026-11-24: Signals, two figures changed\n<!-- entry: A1 -->\n\nAgain."
	plain   = "### By hand\n\nWithout a mark."
)

func TestInsert(t *testing.T) {
	const head = "# Ruritania — Change Log\n\n## Initial package creation\n\nCreated."
	for _, c := range []struct{ name, log, entry, want string }{
		{"an empty change log", "", entryA, "# Ruritania - Change Log\n\n## Changes\n\n" + entryA + "\n"},
		{"blank lines alone", "\n \n", entryA, "# Ruritania - Change Log\n\n## Changes\n\n" + entryA + "\n"},
		{"no section yet", head + "\n", entryA, head + "\n\n## Changes\n\n" + entryA + "\n"},
		{"no line end", head, entryA, head + "\n\n## Changes\n\n" + entryA + "\n"},
		{"an empty section", head + "\n\n## Changes\n", entryA, head + "\n\n## Changes\n\n" + entryA + "\n"},
		{"a section with an introduction", head + "\n\n## Changes\n\nNewest first.\n", entryA, head + "\n\n## Changes\n\nNewest first.\n\n" + entryA + "\n"},
		{"newest first", head + "\n\n## Changes\n\nNewest first.\n\n" + entryA + "\n", entryB, head + "\n\n## Changes\n\nNewest first.\n\n" + entryB + "\n\n" + entryA + "\n"},
		{"right behind the heading", "## Changes\n### Old\n", entryB, "## Changes\n\n" + entryB + "\n\n### Old\n"},
		{"a section behind it", "## changes\n\n## Package completion status\n\nDraft.\n", entryA, "## changes\n\n" + entryA + "\n\n## Package completion status\n\nDraft.\n"},
		{"behind an entry comes a section", "## Changes\n\n" + entryA + "\n\n## Status\n", entryB, "## Changes\n\n" + entryB + "\n\n" + entryA + "\n\n## Status\n"},
		{"the same again", "## Changes\n\n" + entryB + "\n\n" + entryA + "\n", entryA, "## Changes\n\n" + entryB + "\n\n" + entryA + "\n"},
		{"the same identity", "## Changes\n\n" + entryB + "\n\n" + entryA + "\n\n\n## Status\n", entryA2, "## Changes\n\n" + entryB + "\n\n" + entryA2 + "\n\n\n## Status\n"},
		{"an entry edited with a heading in it", "## Changes\n\n" + entryA + "\n\n#### Note\n\nMine.\n\n" + entryB + "\n", entryA2, "## Changes\n\n" + entryA2 + "\n\n" + entryB + "\n"},
		{"an entry without mark", "## Changes\n\n" + plain + "\n", plain, "## Changes\n\n" + plain + "\n\n" + plain + "\n"},
		{"a heading in code is none", "```\n## Changes\n```\n", entryB, "```\n## Changes\n```\n\n## Changes\n\n" + entryB + "\n"},
		{"the mark in another place", "## Changes\n\n### Other\n\nSee <!-- entry: B2 --> there.\n", entryB, "## Changes\n\n" + entryB + "\n\n### Other\n\nSee <!-- entry: B2 --> there.\n"},
		{"an underlined heading", "Changes\n-------\n\nText.\n", entryB, "Changes\n-------\n\nText.\n\n" + entryB + "\n"},
		{"blank lines around the entry", "## Changes\n", "\n\n" + entryB + "\n\n", "## Changes\n\n" + entryB + "\n"},
	} {
		got := Insert(c.log, "Ruritania", c.entry)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestEntries(t *testing.T) {
	log := "# Ruritania - Change Log\n\n## Changes\n\n" + entryB + "\n\n" + plain + "\n\n" + entryA + "\n\n## Status\n\n### No entry\n"
	var got []string
	for _, e := range Entries(log) {
		got = append(got, e.ID+"|"+e.Title+"|"+e.Span.In(log))
	}
	want := []string{"B2|2026-11-23: Profile, layout only|" + entryB, "|By hand|" + plain, "A1|2026-11-22: Signals, one figure changed|" + entryA}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzInsert(f *testing.F) {
	f.Add("# R\n\n## Changes\n\n"+entryB, "x")
	f.Add("## Changes\n### a\n## b\n", "A1")
	f.Add("```\n## Changes", "")
	f.Add("- item\n\n  ## Changes\n\n> ### quoted\n", "y")
	f.Add("Changes\n--\n<!-- entry: q -->\n### z\n<!-- entry: q -->", "q")
	f.Fuzz(func(t *testing.T, log, id string) {
		log = strings.ReplaceAll(log, "\r", "")
		id = safeID(id)
		entry := "### 2026-11-22: Changed\n" + markOpen + id + markClose + "\n\nText."
		before := Entries(log)
		known := id != "" && slices.ContainsFunc(before, func(e EntryRef) bool { return e.ID == id })
		got := Insert(log, "R", entry)
		if !strings.Contains(got, entry) {
			t.Fatalf("the entry is missing in %q", got)
		}
		if !known {
			keepsLines(t, log, got)
		}
		seen := slices.ContainsFunc(Entries(got), func(e EntryRef) bool { return id != "" && e.ID == id })
		if again := Insert(got, "R", entry); seen && again != got {
			t.Errorf("once more gives\n%q\ninstead of\n%q", again, got)
		}
	})
}

// keepsLines says whether all lines of a text that are not blank stand in
// another one, in order.
func keepsLines(t *testing.T, before, after string) {
	t.Helper()
	rest := strings.Split(after, "\n")
	for line := range strings.SplitSeq(before, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		at := slices.Index(rest, line)
		if at < 0 {
			t.Fatalf("the line %q is lost in %q", line, after)
		}
		rest = rest[at+1:]
	}
}
