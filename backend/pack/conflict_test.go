package pack

import (
	"fmt"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"

	"github.com/google/go-cmp/cmp"
)

func TestConflicts(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"two versions":        {"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> draft\n", `HEAD "a\n", draft "b\n"`},
		"what both come from": {"<<<<<<< ours\na\n||||||| 1234\nc\n=======\nb\n>>>>>>> theirs (what it says)\n", `ours "a\n", theirs (what it says) "b\n"`},
		"one is empty":        {"<<<<<<< HEAD\n=======\nb\n>>>>>>> draft", `HEAD "", draft "b\n"`},
		"without names":       {"<<<<<<<\na\n=======\nb\n>>>>>>>\n", ` "a\n",  "b\n"`},
		"the end is gone":     {"<<<<<<< HEAD\na\n=======\nb\n", `"<<<<<<< HEAD\n"`},
		"the beginning":       {"a\n=======\nb\n>>>>>>> draft\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> draft\n", `">>>>>>> draft\n"; HEAD "a\n", draft "b\n"`},
		"one in another":      {"<<<<<<< HEAD\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> draft\n=======\n>>>>>>> draft\n", `"<<<<<<< HEAD\n"; HEAD "a\n", draft "b\n"; ">>>>>>> draft\n"`},
		"a heading":           {"Banks\n=======\n\nb\n", ""},
		"a quotation":         {"> > > > > > > b\n>>>>>>>b\n", ""},
		"within a line":       {"It says <<<<<<< HEAD.\n", ""},
		"longer":              {"<<<<<<<< HEAD\n>>>>>>>> draft\n", ""},
	} {
		var got []string
		for _, conflict := range Parse(atlas.Signals, c.source).Conflicts {
			if !conflict.Whole() {
				got = append(got, fmt.Sprintf("%q", conflict.Span().In(c.source)))
				continue
			}
			got = append(got, fmt.Sprintf("%s %q, %s %q", conflict.Ours.Name, conflict.Ours.Span.In(c.source), conflict.Theirs.Name, conflict.Theirs.Span.In(c.source)))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// The lines of git are no text: without this, the first version would be a
// heading and the name of the branch a word of the layer.
func TestBothVersionsAreRead(t *testing.T) {
	f := Parse(atlas.Signals, "# R - Signals\n\n## Banks\n\n<<<<<<< HEAD\nThree banks.\n||||||| 1234\nTwo banks.\n=======\nFour banks.\n>>>>>>> draft\n")
	var got []string
	for _, s := range f.Sections {
		for _, b := range s.Blocks {
			got = append(got, s.Text+": "+b.Seen.Text)
		}
	}
	if diff := cmp.Diff([]string{"Banks: Three banks.", "Banks: Four banks."}, got); diff != "" {
		t.Error(diff)
	}
}
