package check

import (
	"testing"

	"atlasdesk/backend/atlas"
)

// TestClaimsInPlainWords edits a layer that was committed: the words for what
// is nowhere above are found, those that sum up what stands there are not.
func TestClaimsInPlainWords(t *testing.T) {
	const (
		evidence = "# Ruritania - Evidence Layer\n\n## Ports\n\nThe Harbour Board states that it runs two docks and licenses ferries. " +
			"Ferry operators file their timetables with the board each month. The board publishes tide tables.\n"
		committed = "The board's two docks signal continuity. The filing of timetables signals orderly ferry operation."
	)
	for now, fires := range map[string]bool{
		"The board's two docks signal continuity. Pupils learn to swim there.":  true,
		"The board's two docks, with diesel generators, signal continuity.":     true,
		"The filing of handwritten timetables signals orderly ferry operation.": true,
		"The board's two docks signal continuity and are guarded by soldiers.":  true,
		"The board's two docks and its tables signal continuity.":               false,
		"The board's two docks signal enduring continuity.":                     false,
		"The docks and the licences of the board together signal continuity.":   false,
		"The board's two docks signal continuity. It judges nothing.":           false,
	} {
		got := findingsSince(Example{atlas.Evidence: evidence, atlas.Signals: committed}, Example{atlas.Evidence: evidence, atlas.Signals: now}, "trace/untraced-term")
		if fires != (len(got) == 1) {
			t.Errorf("%s: %q", now, got)
		}
	}
}

// What was read and committed is held to less than what an edit adds.
func TestCommittedWords(t *testing.T) {
	e := Example{
		atlas.Evidence: "# Ruritania - Evidence Layer\n\n## Ports\n\nThe Harbour Board states that it runs two docks and licenses ferries.\n",
		atlas.Signals:  "The wooden docks of the board signal continuity.",
	}
	if got := findingsSince(e, e, "trace/untraced-term"); len(got) > 0 {
		t.Error(got)
	}
}
