package provenance

import (
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
)

func TestFilter(t *testing.T) {
	edit := func(subject, author string, layers ...atlas.Layer) Edit {
		return Edit{Commit: history.Commit{Subject: subject, Author: history.Identity{Name: author}}, Layers: layers}
	}
	edits := []Edit{
		edit("Count the Registers", "Ada", atlas.Signals, atlas.ChangeLog),
		edit("Renew the evidence", "Bo", atlas.Evidence),
		edit("Merge", "Ada"),
		edit("registers of the board", "Bo", atlas.Profile),
	}
	for _, c := range []struct {
		filter Filter
		want   string
	}{
		{Filter{}, "Count the Registers|Renew the evidence|Merge|registers of the board"},
		{Filter{Layers: []atlas.Layer{atlas.Signals, atlas.Evidence}}, "Count the Registers|Renew the evidence"},
		{Filter{Words: "REGISTERS"}, "Count the Registers|registers of the board"},
		{Filter{Words: "registers bo"}, "registers of the board"},
		{Filter{Author: "Ada"}, "Count the Registers|Merge"},
		{Filter{Author: "Ad"}, ""},
		{Filter{Words: "0000000"}, "Count the Registers|Renew the evidence|Merge|registers of the board"},
	} {
		var got []string
		for _, e := range c.filter.Of(edits) {
			got = append(got, e.Commit.Subject)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%+v: %q", c.filter, got)
		}
	}
	if got := Authors(append(edits, edit("x", "Bo"))); !slices.Equal(got, []string{"Bo", "Ada"}) {
		t.Errorf("authors: %q", got)
	}
}
