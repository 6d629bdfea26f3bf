package changelog

import (
	"fmt"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
)

func readingOf(l atlas.Layer, source string) Reading {
	return ReadLayer(pack.Parse(l, source))
}

// drawn prints rows as a person would see them, with changed words in brackets.
func drawn(rows []Row) string {
	side := func(runs []Run) string {
		var out strings.Builder
		for _, r := range runs {
			if r.Changed {
				r.Text = "[" + r.Text + "]"
			}
			out.WriteString(r.Text)
		}
		return out.String()
	}
	var out strings.Builder
	for _, r := range rows {
		from := ""
		if r.From != "" {
			from = " from " + r.From
		}
		fmt.Fprintf(&out, "%s %s%s: %s | %s\n", r.Kind, r.Part, from, side(r.Was), side(r.Is))
	}
	return out.String()
}

const sideBefore = `# Ruritania - Signals Layer

Signal derivation constraint: signals derive from evidence.md.

## Ports

- The harbour board keeps 17 registers. It reads them.
- A pilot boards every ship.

## Courts

- A court of appeal sits in Streslau.
- Judges are named by the crown for life.

## Mint

- Coins are struck in Hentzau.
`

func TestSideBySide(t *testing.T) {
	for _, c := range []struct{ name, after, want string }{
		{"the same", sideBefore, ""},
		{"layout", strings.ReplaceAll(sideBefore, "- A pilot", "* A **pilot**"), ""},
		{"changed", strings.Replace(sideBefore, "17 registers", "19 registers", 1),
			"changed statement: The harbour board keeps [17] registers. | The harbour board keeps [19] registers.\n"},
		{"removed and added", strings.Replace(sideBefore, "- A pilot boards every ship.", "- Lighthouses mark the strait.", 1),
			"removed statement: A pilot boards every ship. | \nadded statement:  | Lighthouses mark the strait.\n"},
		{"moved to another section", strings.Replace(strings.Replace(sideBefore, "- A pilot boards every ship.\n", "", 1), "## Courts\n\n", "## Courts\n\n- A pilot boards every ship.\n", 1),
			"left statement from Ports: A pilot boards every ship. | A pilot boards every ship.\nmoved statement from Ports: A pilot boards every ship. | A pilot boards every ship.\n"},
		{"moved and reworded", strings.Replace(strings.Replace(sideBefore, "- A pilot boards every ship.\n", "", 1), "in Hentzau.\n", "in Hentzau.\n- A pilot boards every large ship.\n", 1),
			"left statement from Ports: A pilot boards every ship. | A pilot boards every [large ]ship.\nmoved statement from Ports: A pilot boards every ship. | A pilot boards every [large ]ship.\n"},
		{"in another order", strings.Replace(sideBefore, "- A court of appeal sits in Streslau.\n- Judges are named by the crown for life.\n", "- Judges are named by the crown for life.\n- A court of appeal sits in Streslau.\n", 1), ""},
		{"heading renamed", strings.Replace(sideBefore, "## Mint", "## Money", 1), "changed heading: [Mint] | [Money]\n"},
		{"title and constraint", strings.Replace(strings.Replace(sideBefore, "# Ruritania -", "# Kingdom of Ruritania -", 1), "from evidence.md", "only from evidence.md", 1),
			"changed title: Ruritania - Signals Layer | [Kingdom of ]Ruritania - Signals Layer\n" +
				"changed constraint: Signal derivation constraint: signals derive from evidence.md. | Signal derivation constraint: signals derive [only ]from evidence.md.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := LayerSideBySide(atlas.Signals, pack.Parse(atlas.Signals, sideBefore), pack.Parse(atlas.Signals, c.after))
			var differ []Row
			for _, r := range out.Rows {
				if r.Kind != RowSame {
					differ = append(differ, r)
				}
			}
			if c.name == "in another order" {
				if len(differ) != 2 || differ[0].Kind+differ[1].Kind != RowMoved+RowLeft {
					t.Errorf("got %s", drawn(differ))
				}
				return
			}
			if got := drawn(differ); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			if out.Layout != (c.name == "layout") || out.Same() != (c.name == "the same") {
				t.Errorf("layout %v, same %v", out.Layout, out.Same())
			}
		})
	}
}

func TestSideBySideOfWhatIsNotThere(t *testing.T) {
	is := pack.Parse(atlas.Signals, sideBefore)
	for _, c := range []struct {
		name    string
		was, is *pack.File
		state   State
		kind    RowKind
	}{
		{"created", nil, is, Created, RowAdded},
		{"deleted", is, nil, Deleted, RowRemoved},
		{"unreadable", pack.Unreadable(atlas.Signals, fmt.Errorf("binary")), is, Unreadable, RowSame},
	} {
		out := LayerSideBySide(atlas.Signals, c.was, c.is)
		for _, r := range out.Rows {
			if r.Kind != c.kind {
				t.Errorf("%s: %s", c.name, drawn([]Row{r}))
			}
		}
		if out.State != c.state || out.Same() || c.state != Unreadable && len(out.Rows) != 11 {
			t.Errorf("%s: %v, %d rows", c.name, out.State, len(out.Rows))
		}
	}
}

// Both sides are there in full, each in its order.
func FuzzSideBySide(f *testing.F) {
	f.Add(sideBefore, strings.Replace(sideBefore, "## Courts", "## Ports", 1))
	f.Add("# A\n\n## B\n\n- c.\n- c.\n", "## B\n\n- c.\n\n## B\n\n- c.\n")
	f.Fuzz(func(t *testing.T, before, after string) {
		was, is := readingOf(atlas.Signals, before), readingOf(atlas.Signals, after)
		b, a := -1, -1
		had, has := 0, 0
		for _, r := range rowsOf(was, is) {
			if len(r.Was) > 0 && r.Kind != RowMoved {
				if had++; r.Before.Start < b {
					t.Errorf("before: %d after %d", r.Before.Start, b)
				}
				b = r.Before.Start
			}
			if len(r.Is) > 0 && r.Kind != RowLeft {
				if has++; r.After.Start < a {
					t.Errorf("after: %d after %d", r.After.Start, a)
				}
				a = r.After.Start
			}
		}
		if had != len(passages(was)) || has != len(passages(is)) {
			t.Errorf("%d and %d rows of %d and %d passages", had, has, len(passages(was)), len(passages(is)))
		}
	})
}
