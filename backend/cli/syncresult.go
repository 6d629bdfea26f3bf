package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"atlasdesk/backend/merge"
	"atlasdesk/backend/report"
	"atlasdesk/backend/share"
)

// syncResult is what sync prints as JSON.
type syncResult struct {
	Schema    string         `json:"schema"`
	Branch    string         `json:"branch"`
	Upstream  string         `json:"upstream"`
	Ahead     int            `json:"ahead"`
	Behind    int            `json:"behind"`
	Taken     int            `json:"taken"`
	Sent      int            `json:"sent"`
	Merged    bool           `json:"merged"`
	Conflicts []syncConflict `json:"conflicts"`
	Decided   []syncConflict `json:"decided"` // those that wait for the others
}

type syncConflict struct {
	Path    string       `json:"path"`
	Kind    share.Kind   `json:"kind"`
	Package bool         `json:"package"` // all of it was removed
	Renamed string       `json:"renamed"` // where it went, if that is known
	Places  []merge.Hunk `json:"places"`
}

func (s *syncing) print(w io.Writer, out share.Outcome) error {
	if s.format == "json" {
		return printSyncJSON(w, out)
	}
	var b strings.Builder
	if out.Taken+out.Sent > 0 {
		fmt.Fprintf(&b, "%d taken over, %d sent\n", out.Taken, out.Sent)
	}
	fmt.Fprintln(&b, out.State)
	for _, c := range out.Conflicts {
		printConflict(&b, c)
	}
	for _, c := range out.Decided {
		fmt.Fprintf(&b, "%s: decided (%s stands); --ours or --theirs decides it anew\n", c.Path, taken(c))
	}
	_, err := io.WriteString(w, report.Lines(b.String()))
	return err
}

func printConflict(b *strings.Builder, c share.Conflict) {
	fmt.Fprintf(b, "%s: %s\n", c.Path, c)
	for _, h := range c.Result.Conflicts() {
		fmt.Fprintf(b, "    ours:   %s\n    theirs: %s\n", excerpt(h.Ours), excerpt(h.Theirs))
	}
}

// taken is the side that was decided to stand.
func taken(c share.Conflict) string {
	side := c.Take
	for i, place := range c.Choices {
		if i == 0 && side == "" {
			side = place.Take
		} else if side != place.Take {
			return "one or the other by place"
		}
	}
	if side == merge.Own {
		return "a text of its own"
	}
	return string(side)
}

// excerpt is the beginning of a text on one line.
func excerpt(text string) string {
	const most = 200 // characters
	line := []rune(strings.Join(strings.Fields(text), " "))
	switch {
	case len(line) == 0:
		return "(nothing)"
	case len(line) > most:
		return string(line[:most]) + "…"
	}
	return string(line)
}

func printSyncJSON(w io.Writer, out share.Outcome) error {
	r := syncResult{
		Schema: "atlas-desk/sync/1", Branch: out.State.Branch, Upstream: out.State.Upstream.Short(),
		Ahead: out.State.Ahead, Behind: out.State.Behind, Taken: out.Taken, Sent: out.Sent, Merged: out.Merged,
		Conflicts: syncConflicts(out.Conflicts), Decided: syncConflicts(out.Decided),
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

func syncConflicts(conflicts []share.Conflict) []syncConflict {
	out := []syncConflict{}
	for _, c := range conflicts {
		out = append(out, syncConflict{c.Path, c.Kind, c.Package, c.Renamed, append([]merge.Hunk{}, c.Result.Conflicts()...)})
	}
	return out
}
