package provenance

import (
	"errors"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
)

const old = `# Ruritania - Signals Layer

## Ports

- The **harbour board** keeps 17 registers.
- A pilot boards every ship.
- Lighthouses mark
  the strait.

## Courts

A court of appeal sits in Streslau. *Judges are named for life.* Appeals are heard in spring.

## Mint

- Coins are struck in Hentzau.
`

func TestRestore(t *testing.T) {
	for _, c := range []struct {
		name, edit, statement string // edit: "old text => new text"
		place                 Place
		err                   error
	}{
		{name: "over its successor", edit: "17 registers => 19 registers", statement: "The harbour board"},
		{name: "after its neighbor", edit: "- A pilot boards every ship.\n => ", statement: "A pilot", place: BesideNeighbor},
		{name: "before its neighbor", edit: "- The **harbour board** keeps 17 registers.\n => ", statement: "The harbour board", place: BesideNeighbor},
		{name: "wrapped", edit: "- Lighthouses mark\n  the strait.\n => ", statement: "Lighthouses", place: BesideNeighbor},
		{name: "a sentence after another", edit: " *Judges are named for life.* => ", statement: "Judges", place: BesideNeighbor},
		{name: "a sentence before another", edit: "A court of appeal sits in Streslau. => ", statement: "A court",
			place: BesideNeighbor},
		{name: "the only one of its section", edit: "- Coins are struck in Hentzau.\n => ", statement: "Coins", place: EndOfSection},
		{name: "the section is gone", edit: "## Mint\n\n- Coins are struck in Hentzau.\n => ", statement: "Coins", err: ErrNoPlace},
		{name: "as it was", edit: "Streslau => Zenda", statement: "Coins", err: ErrAsItWas},
	} {
		t.Run(c.name, func(t *testing.T) {
			from, to, _ := strings.Cut(c.edit, " => ")
			now := strings.Replace(old, from, to, 1)
			if now == old {
				t.Fatalf("%q is not in the text", from)
			}
			then := pack.Parse(atlas.Signals, old)
			edit, place, err := Restore(then, pack.Parse(atlas.Signals, now), find(t, then, c.statement))
			if !errors.Is(err, c.err) {
				t.Fatalf("got %v, want %v", err, c.err)
			}
			if err != nil {
				return
			}
			if got := edit.Apply(now); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(old), " ") || place != c.place {
				t.Errorf("%v, %s", place, got)
			}
		})
	}
}

// What stands elsewhere and reads otherwise is replaced there.
func TestRestoreWhereItMoved(t *testing.T) {
	now := strings.Replace(strings.Replace(old, "- A pilot boards every ship.\n", "", 1), "in Hentzau.\n", "in Hentzau.\n- A pilot boards every large ship.\n", 1)
	then := pack.Parse(atlas.Signals, old)
	edit, place, err := Restore(then, pack.Parse(atlas.Signals, now), find(t, then, "A pilot"))
	if got := edit.Apply(now); err != nil || place != OverSuccessor || got != strings.Replace(now, "large ", "", 1) {
		t.Errorf("%v, %v, %s", place, err, got)
	}
}

// A bullet goes behind those below its neighbor, and into a section by its
// present heading.
func TestRestoreBetweenBullets(t *testing.T) {
	before := "## Ports\n\n- Pilots board ships.\n  - They climb.\n- Lights burn.\n- Bells ring.\n"
	now := "## Harbors\n\n- Pilots board ships.\n  - They climb.\n- Bells ring.\n"
	then := pack.Parse(atlas.Signals, before)
	edit, place, err := Restore(then, pack.Parse(atlas.Signals, now), find(t, then, "Lights"))
	if got := edit.Apply(now); err != nil || place != BesideNeighbor || got != strings.Replace(before, "Ports", "Harbors", 1) {
		t.Errorf("%v, %v, %s", place, err, got)
	}
	now = "## Ports\n\n- Pilots board ships.\n  - They climb.\n"
	then = pack.Parse(atlas.Signals, "## Ports\n\n- Pilots board ships.\n- Lights burn.\n")
	edit, _, err = Restore(then, pack.Parse(atlas.Signals, now), find(t, then, "Lights"))
	if got := edit.Apply(now); err != nil || got != now+"- Lights burn.\n" {
		t.Errorf("%v, %s", err, got)
	}
}

func find(t *testing.T, f *pack.File, start string) int {
	t.Helper()
	for i, s := range statement.Of(f) {
		if strings.HasPrefix(s.Text, start) {
			return i
		}
	}
	t.Fatalf("no statement starts with %q", start)
	return 0
}

// A restored statement is there, and all that was there still is.
func FuzzRestore(f *testing.F) {
	f.Add(old, strings.Replace(old, "- A pilot boards every ship.\n", "", 1), 2)
	f.Add(old, "", 1)
	f.Fuzz(func(t *testing.T, before, after string, at int) {
		then, now := pack.Parse(atlas.Signals, before), pack.Parse(atlas.Signals, after)
		statements := statement.Of(then)
		if at < 0 || at >= len(statements) || statements[at].Kind == statement.Heading {
			return
		}
		edit, place, err := Restore(then, now, at)
		if err != nil {
			return
		}
		if edit.Span.Start < 0 || edit.Span.End < edit.Span.Start || edit.Span.End > len(after) {
			t.Fatalf("%v in %d bytes", edit.Span, len(after))
		}
		if place != OverSuccessor && edit.Span.Len() > 0 {
			t.Errorf("%v takes %q away", place, edit.Span.In(after))
		}
	})
}
