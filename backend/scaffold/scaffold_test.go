package scaffold

import (
	"errors"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"

	"github.com/google/go-cmp/cmp"
)

func TestNewIsADraftThatStatesNothing(t *testing.T) {
	layers, err := New("new-mexico")
	if err != nil {
		t.Fatal(err)
	}
	var files []*pack.File
	for _, l := range atlas.Layers() {
		f := pack.Parse(l, layers[l])
		files = append(files, f)
		if want := "New Mexico - " + l.Heading(); f.Title.Text != want {
			t.Errorf("%s: title %q, want %q", l, f.Title.Text, want)
		}
		for _, s := range statement.Of(f) {
			if s.Kind == statement.Claim {
				t.Errorf("%s states %q", l, s.Text)
			}
		}
		if !strings.HasSuffix(f.Text, " -->\n") || strings.Contains(f.Text, "\r") {
			t.Errorf("%s ends with %q", l, f.Text[len(f.Text)-8:])
		}
	}
	p := pack.New("new-mexico", files, nil)
	if p.Status != atlas.Draft || p.Name != "New Mexico" {
		t.Errorf("status %q, name %q", p.Status, p.Name)
	}
	if f, ok := p.Files[atlas.Metadata].Field("jurisdiction"); !ok || f.Value != "New Mexico" {
		t.Errorf("field Jurisdiction is %q", f.Value)
	}
}

func TestConstraintNamesUpstream(t *testing.T) {
	layers, err := New("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range atlas.Layers() {
		f := pack.Parse(l, layers[l])
		if got := f.Constraint.Len() > 0; got != l.IsDerived() {
			t.Fatalf("%s: has a constraint: %v", l, got)
		}
		constraint := f.Constraint.In(f.Text)
		for _, other := range atlas.Layers() {
			named := strings.Contains(constraint, "`"+other.File()+"`")
			if want := l.IsDerived() && other < l; named != want {
				t.Errorf("%s: constraint names %s: %v, want %v", l, other.File(), named, want)
			}
		}
	}
}

func TestSectionsOfTheFormat(t *testing.T) {
	layers, err := New("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	want := map[atlas.Layer][]string{
		atlas.Evidence:        {"Telecommunications structure", "Structural exclusions", "Evidence gaps", "Evidence boundary statement"},
		atlas.Signals:         {"Telecommunications signals", "Constraint boundary signals", "Signals summary statement"},
		atlas.TrustDimensions: {"Telecommunications dimension", "Constraint boundary dimension", "Trust dimensions summary statement"},
		atlas.Metadata:        {"Jurisdiction identity", "Telecommunications classification", "Constraint classification", "Metadata summary statement"},
		atlas.Profile:         {"Jurisdiction overview", "Telecommunications environment", "Structural constraints", "Profile summary statement"},
		atlas.BuilderMode:     {"Telecommunications environment", "Structural constraints for builders", "Builder mode summary statement"},
		atlas.ChangeLog:       {"Initial package creation", "Package completion status"},
	}
	for l, headings := range want {
		var got []string
		for _, s := range pack.Parse(l, layers[l]).Sections[1:] {
			if len(s.Blocks) == 0 {
				t.Errorf("%s: nothing stands under %q", l, s.Text)
			}
			for _, h := range headings {
				if s.Text == h {
					got = append(got, h)
				}
			}
		}
		if diff := cmp.Diff(headings, got); diff != "" {
			t.Errorf("%s\n%s", l, diff)
		}
	}
}

func TestNewRefusesWhatIsNoSlug(t *testing.T) {
	for name, suggestion := range map[string]string{
		"New Mexico": "new-mexico", "Côte d'Ivoire": "cote-divoire", "a/b": "a-b", "-x-": "x", "..": "", "": "", "Қазақстан": "", "CON": "",
		strings.Repeat("long ", 20): strings.Repeat("long-", 12) + "lon",
	} {
		files, err := New(name)
		var refused *NameError
		if !errors.As(err, &refused) || refused.Suggestion != suggestion || files != nil {
			t.Errorf("New(%q): %v, want a suggestion of %q", name, err, suggestion)
		}
	}
	_, err := New("New Mexico")
	const want = `"New Mexico" cannot name a package: a name is lower-case letters, digits and hyphens, 63 at most, such as "new-mexico"`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
