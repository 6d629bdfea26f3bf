package statement

import (
	"fmt"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"

	"github.com/google/go-cmp/cmp"
)

const layer = `# Ruritania - Metadata

Metadata derivation constraint: this file derives only from ` + "`evidence.md`" + `. It ranks nothing.

## Identity

Country: Ruritania  
Metadata status: draft  

## Lists

The package does not establish:

- a **cable** landing
- a rail plan. It has
  two sentences.

A paragraph. With ` + "`code`" + ` in it. <!-- not seen -->

Sources:
- Registry, "Annual list"

` + "```\nnot a statement\n```\n"

func TestOf(t *testing.T) {
	f := pack.Parse(atlas.Metadata, layer)
	var got []string
	for _, s := range Of(f) {
		got = append(got, fmt.Sprintf("%d %d %q %q %q", s.Kind, s.Section, s.Text, s.Span.In(f.Text), s.LeadIn))
	}
	want := []string{
		`3 1 "Identity" "Identity" ""`,
		`1 1 "Country: Ruritania Metadata status: draft" "Country: Ruritania  \nMetadata status: draft" ""`,
		`3 2 "Lists" "Lists" ""`,
		`0 2 "The package does not establish:" "The package does not establish:" ""`,
		`0 2 "a cable landing" "a **cable** landing" "The package does not establish:"`,
		`0 2 "a rail plan." "a rail plan." "The package does not establish:"`,
		`0 2 "It has two sentences." "It has\n  two sentences." "The package does not establish:"`,
		`0 2 "A paragraph." "A paragraph." ""`,
		"0 2 \"With code in it.\" \"With `code` in it.\" \"\"",
		`2 2 "Sources:" "Sources:" ""`,
		`2 2 "Registry, \"Annual list\"" "Registry, \"Annual list\"" ""`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestIdentitySurvivesMovingAndMarkup(t *testing.T) {
	a := Of(pack.Parse(atlas.Signals, "# T\n\n## S\n\nOne “fact”. Same. Same.\n"))
	b := Of(pack.Parse(atlas.Signals, "# T\n\nNew text here.\n\n## S\n\n- One *\"fact\"*.\n- Same.\n- same\n- Other.\n"))
	id := map[ID]string{}
	for _, s := range b {
		id[s.ID] = s.Text
	}
	for _, s := range a {
		if _, ok := id[s.ID]; !ok {
			t.Errorf("%q lost its identity", s.Text)
		}
	}
	if len(id) != len(b) {
		t.Errorf("%d identities for %d statements", len(id), len(b))
	}
}

func BenchmarkOf(b *testing.B) {
	f := pack.Parse(atlas.Metadata, strings.Repeat(layer[strings.Index(layer, "## Lists"):], 30))
	b.SetBytes(int64(len(f.Text)))
	for b.Loop() {
		Of(f)
	}
}
