package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

func findings(t *testing.T, w *Workspace, family string) []string {
	t.Helper()
	c, err := w.Package("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	return rulesOf(c, family)
}

func refresh(t *testing.T, w *Workspace) {
	t.Helper()
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
}

// The settings are read again when they change; wrong ones leave the last good
// ones in force and are told.
func TestSettingsAreFollowed(t *testing.T) {
	w, root := fixture(t)
	d := document(t, w, atlas.Signals)
	if _, _, err := w.Edit("ruritania", atlas.Signals, d.Text+"\nThe Harbour Board signals it.\n", base(w, atlas.Signals), 1); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		name, settings string
		want           []string
		fault          string
	}{
		{"none", "", []string{"trace/untraced-name"}, ""},
		{"an alias", "aliases: {Office: [Harbour Board]}\n", nil, ""},
		{"wrong", "aliases: []\n", nil, "config.yaml:1:10: aliases are a name with a list"},
		{"another wrong", "alias: {}\n", nil, "did you mean “aliases”?"},
		{"mended", "severities: {trace: info}\n", []string{"trace/untraced-name"}, ""},
		{"off", "severities: {trace: off}\n", nil, ""},
	} {
		if step.settings != "" {
			put(t, root, ".atlas-desk/config.yaml", step.settings)
		}
		seq := w.Seq()
		refresh(t, w)
		if grew := w.Seq() > seq; grew != (step.settings != "") {
			t.Errorf("%s: seq grew is %v", step.name, grew)
		}
		if got := findings(t, w, "trace/untraced"); !slices.Equal(got, step.want) {
			t.Errorf("%s: findings %q", step.name, got)
		}
		if err := w.Fault(); (err == nil) != (step.fault == "") || err != nil && !strings.Contains(err.Error(), step.fault) {
			t.Errorf("%s: fault %v", step.name, err)
		}
	}
	if got := document(t, w, atlas.Signals); !got.Edited {
		t.Error("settings took unsaved text away")
	}
}

func TestVoiceWordsAreReadAnew(t *testing.T) {
	w, root := fixture(t)
	voiced := func() bool {
		c, err := w.Package("ruritania")
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range c.Layers[atlas.Evidence].Texts[0].Words {
			if word.Key == "register" {
				return word.Voice
			}
		}
		t.Fatal("the word is not there")
		return false
	}
	if voiced() {
		t.Fatal("a plain word is voice")
	}
	put(t, root, ".atlas-desk/config.yaml", "voice-words: [Register]\n")
	refresh(t, w)
	if !voiced() {
		t.Error("the added word is no voice")
	}
}

func TestLeftOut(t *testing.T) {
	w, root := fixture(t)
	put(t, root, "sylvania/evidence.md", "# Sylvania - Evidence Layer\n")
	put(t, root, "ruritania/notes.md", "Mine.\n")
	refresh(t, w)
	if got := findings(t, w, "package/unknown-file"); len(w.IDs()) != 2 || len(got) != 1 {
		t.Fatal(w.IDs(), got)
	}
	put(t, root, ".atlas-desk/config.yaml", "leave-out: [sylvania, '*/notes.md', ruritania/signals.md]\n")
	refresh(t, w)
	if got := findings(t, w, "package/unknown-file"); len(w.IDs()) != 1 || len(got) != 0 {
		t.Error(w.IDs(), got)
	}
	if d := document(t, w, atlas.Signals); d.Text != "" {
		t.Errorf("a layer that is left out holds %q", d.Text)
	}
}

// The nearest settings count, and those above a work tree do not.
func TestSettingsHome(t *testing.T) {
	top := t.TempDir()
	inner := filepath.Join(top, "a", "b")
	if err := os.MkdirAll(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ make, want string }{
		{".atlas-desk", top}, {"a/.git", inner}, {"a/.atlas-desk", filepath.Join(top, "a")}, {"a/b/.atlas-desk", inner},
	} {
		if err := os.Mkdir(filepath.Join(top, filepath.FromSlash(step.make)), 0o755); err != nil {
			t.Fatal(err)
		}
		if got := settingsHome(inner); got != step.want {
			t.Errorf("with %s the settings stand in %s", step.make, got)
		}
	}
}

func TestDeclareAlias(t *testing.T) {
	w, root := fixture(t)
	d := document(t, w, atlas.Signals)
	if _, _, err := w.Edit("ruritania", atlas.Signals, d.Text+"\nThe Harbour Board and the Sea Board signal it.\n", base(w, atlas.Signals), 1); err != nil {
		t.Fatal(err)
	}
	for _, also := range []string{"Harbour Board", "Sea Board"} {
		if len(findings(t, w, "trace/untraced-name")) == 0 {
			t.Errorf("nothing to declare “%s” for", also)
		}
		if err := w.DeclareAlias("Office", also); err != nil {
			t.Fatal(err)
		}
	}
	if got := findings(t, w, "trace/untraced-name"); len(got) > 0 {
		t.Errorf("after both are declared: %q", got)
	}
	if got, want := get(t, root, ".atlas-desk/config.yaml"), "aliases:\n  Office: [Sea Board, Harbour Board]\n"; got != want {
		t.Errorf("the file holds %q", got)
	}
	if err := w.DeclareAlias("Office", "sea board"); err == nil {
		t.Error("declared twice")
	}
	put(t, root, ".atlas-desk/config.yaml", "aliases: 3\n")
	if err := w.DeclareAlias("Office", "Port"); err == nil || get(t, root, ".atlas-desk/config.yaml") != "aliases: 3\n" {
		t.Errorf("wrong settings were written over: %v", err)
	}
}
