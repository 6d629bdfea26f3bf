package report

import (
	"bytes"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/pack"
)

const hostile = "Eve\x1b[2J\u202e\r\n"

// What commits and layers say never commands the terminal.
func TestPastIsHarmless(t *testing.T) {
	m := Made{strings.Repeat("a", 40), "2026-03-01T12:00:00Z", hostile, hostile, hostile}
	read := func(source string) *pack.File { return pack.Parse(atlas.Signals, source) }
	rows := changelog.LayerSideBySide(atlas.Signals, read("# A\n\n## B"+hostile+"\n\n- Ports "+hostile+" are open.\n"), read("# A\n\n## C\n\n- Ports"+hostile+" are shut.\n\n- New "+hostile+" line.\n"))
	for _, color := range []bool{false, true} {
		past := &Past{
			Edits:     []PastEdit{{m, hostile, []string{"signals"}}, {m, "", nil}},
			Statement: &Statement{hostile, 1, hostile},
			Versions:  []Version{{m, "moved", hostile, hostile, []changelog.Run{{Text: hostile, Changed: true}, {Text: hostile}}}, {Change: "written"}},
			Screen:    Screen{Color: color, Width: 40},
		}
		difference := &Difference{[]changelog.LayerRows{rows}, past.Screen}
		for name, print := range map[string]func(*bytes.Buffer) error{
			"history": func(b *bytes.Buffer) error { return past.Text(b) }, "as JSON": func(b *bytes.Buffer) error { return past.JSON(b) },
			"difference": func(b *bytes.Buffer) error { return difference.Text(b) }, "difference as JSON": func(b *bytes.Buffer) error { return difference.JSON(b) },
		} {
			out := printed(t, print)
			if strings.Contains(name, "JSON") != strings.HasPrefix(out, `{"schema":`) || !strings.Contains(out, "Eve") && !strings.Contains(out, "line") {
				t.Errorf("%s: %q", name, out)
			}
			if obeyed := strings.ContainsAny(stripped(out), "\x1b\r\u202e"); obeyed || !color && strings.Contains(out, "\x1b") {
				t.Errorf("%s: %q", name, out)
			}
		}
	}
}
