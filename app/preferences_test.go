package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// settingsText is the person's file of settings, which is removed again.
func settingsText(t *testing.T, w window, content string) func() string {
	t.Helper()
	name := w.settings.path()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Remove(name) })
	return func() string {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
}

func TestSettingsKeepWhatTheyDoNotKnow(t *testing.T) {
	w := openWindow(t)
	text := settingsText(t, w, `{"later": {"a": 1}, "preferences": {"zoom": 120, "colour": "red"}, "keys": {"text.later": ["F9"]}}`)
	s := &Settings{w.desk}
	p := s.Read()
	if p.Zoom != 120 || p.Text != usualLook().Text {
		t.Errorf("read %+v", p)
	}
	p.Zoom = 130
	if err := s.Write(p); err != nil {
		t.Fatal(err)
	}
	if err := s.SetKeys(KeyBinding{"text.save", []string{"Mod+Shift+K"}}); err != nil {
		t.Fatal(err)
	}
	var all struct {
		Later       map[string]int      `json:"later"`
		Preferences map[string]any      `json:"preferences"`
		Keys        map[string][]string `json:"keys"`
	}
	if err := json.Unmarshal([]byte(text()), &all); err != nil {
		t.Fatal(err)
	}
	if all.Later["a"] != 1 || all.Preferences["colour"] != "red" || all.Preferences["zoom"] != 130.0 {
		t.Errorf("the file says %s", text())
	}
	want := map[string][]string{"text.later": {"F9"}, "text.save": {"Mod+Shift+K"}}
	if diff := cmp.Diff(want, all.Keys); diff != "" {
		t.Error(diff)
	}
	if err := s.ResetKeys([]string{"text.save"}); err != nil {
		t.Fatal(err)
	}
	if got := s.Keys(); !slices.EqualFunc(got, []KeyBinding{{"text.later", []string{"F9"}}}, func(a, b KeyBinding) bool { return cmp.Equal(a, b) }) {
		t.Errorf("the keys are %+v", got)
	}
}

func TestWhatIsWrongInTheSettingsIsNamedAndStays(t *testing.T) {
	w := openWindow(t)
	s := &Settings{w.desk}
	if got := s.Fault(); got != "" {
		t.Errorf("of the program's own file: %s", got)
	}
	text := settingsText(t, w, "\ufeff"+`{"keys": {"text.save": "Mod+K", "text.find": null, "help.keys": 7, "text.undo": ["F9", 1], "text.saveAll": ["F2"]},
		"preferences": {"zoom": "big", "theme": "dark", "zooom": 150, "beside": {"p": 1, "q": "signals"}}, "folder": 5, "recent": null, "window": []}`)
	for _, want := range []string{
		w.settings.path(), `“keys › text.save” is "Mod+K" and must be a list of texts, as ["…"]`, "“keys › text.find” is null and", "“keys › help.keys” is 7 and", `“keys › text.undo” is ["F9",1] and`,
		`“preferences › zoom” is "big" and must be a whole number`, "“preferences › zooom” is no setting", "“preferences › beside › p” is 1 and must be text in quotes", "“folder” is 5", "“window” is [] and must be entries in { }",
	} {
		if got := s.Fault(); !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %s", got, want)
		}
	}
	if diff := cmp.Diff([]KeyBinding{{"text.saveAll", []string{"F2"}}}, s.Keys()); diff != "" {
		t.Error(diff)
	}
	p := s.Read()
	if p.Zoom != 100 || p.Theme != "dark" || !cmp.Equal(p.Beside, map[string]string{"q": "signals"}) {
		t.Errorf("read %+v", p)
	}
	fault := s.Fault()
	p.Theme = "light"
	if err := s.Write(p); err != nil {
		t.Fatal(err)
	}
	if err := s.SetKeys(KeyBinding{"text.replace", []string{"F3"}}); err != nil {
		t.Fatal(err)
	}
	if s.Fault() != fault || s.Read().Theme != "light" || !strings.HasPrefix(text(), "\ufeff") {
		t.Errorf("what was wrong is lost: %s", text())
	}
	kept := func() []string {
		all, _ := filepath.Glob(filepath.Join(filepath.Dir(w.settings.path()), "settings-*.json"))
		return all
	}
	if got := kept(); len(got) > 0 {
		t.Errorf("kept %v", got)
	}
	before := text()
	if err := s.SetKeys(KeyBinding{"text.save", []string{"F4"}}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Remove(kept()[0]) })
	if raw, err := os.ReadFile(kept()[0]); err != nil || string(raw) != before || strings.Contains(s.Fault(), "text.save") {
		t.Errorf("what gave way is not kept: %s, %v", raw, err)
	}
}

// One entry of a list that is wrong takes no other with it, either.
func TestWhatIsWrongInAListIsNamed(t *testing.T) {
	s, faults := parseSettings([]byte(`{"recent": [{"path": "/a"}, 5, {"path": "/b", "layers": 7}]}`))
	want := []string{"“recent › 2” is 5 and must be entries in { }", `“recent › 3 › layers” is 7 and must be a list of texts, as ["…"]`}
	if diff := cmp.Diff(want, faults); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]opened{{Path: "/a"}, {Path: "/b"}}, s.Recent); diff != "" {
		t.Error(diff)
	}
}

// Nothing is written over a file that is no text, so no copy of it is made.
func TestSettingsThatAreNoTextStay(t *testing.T) {
	w := openWindow(t)
	s := &Settings{w.desk}
	for _, raw := range []string{"{\"folder\": \"caf\xe9\"}", "{\x00}"} {
		text := settingsText(t, w, raw)
		if got := s.Fault(); !strings.HasPrefix(got, "Your settings in "+w.settings.path()+" cannot be read: not ") {
			t.Errorf("of %q: %s", raw, got)
		}
		if err := s.Write(Preferences{Theme: "dark"}); err == nil || text() != raw {
			t.Errorf("%q was made %q: %v", raw, text(), err)
		}
		if kept, _ := filepath.Glob(filepath.Join(filepath.Dir(w.settings.path()), "settings-*.json")); len(kept) > 0 {
			t.Errorf("of %q, %v is kept", raw, kept)
		}
	}
}

func TestSettingsThatCannotBeReadAreTold(t *testing.T) {
	w := openWindow(t)
	s := &Settings{w.desk}
	settingsText(t, w, "\n{\n  \"folder\": \"/w\",\n}\n")
	if got := s.Fault(); !strings.Contains(got, "nothing can be read: line 4 is no JSON") {
		t.Errorf("%s", got)
	}
	name := w.settings.path()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(name, "below"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(name) })
	if got := s.Fault(); !strings.HasPrefix(got, "Your settings in "+name+" cannot be read: ") {
		t.Errorf("%s", got)
	}
	if err := s.Write(s.Read()); err == nil || !strings.HasPrefix(err.Error(), "keep the settings: ") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(filepath.Join(name, "below")); err != nil {
		t.Error(err)
	}
}

func TestMenusShowTheKeysOfThePerson(t *testing.T) {
	own := map[string][]string{"text.save": {"Mod+K"}, "text.saveAll": {}}
	m := menuFor("linux", nil, own, func(string) {}, func(string) {})
	if got := find(t, m, "File", "Save").Accelerator; got == nil || got.Key != "k" {
		t.Errorf("Save has %v", got)
	}
	if got := find(t, m, "File", "Save everything").Accelerator; got != nil {
		t.Errorf("Save everything has %v", got)
	}
}

func TestChecksOfTheWorkspace(t *testing.T) {
	w := openWindow(t)
	c := &Checks{w.desk}
	file := filepath.Join(w.folder, ".atlas-desk", "config.yaml")
	rule := func() RuleRow {
		rows := c.Read().Rules
		return rows[slices.IndexFunc(rows, func(r RuleRow) bool { return r.Name == "package/title" })]
	}
	if err := c.SetSeverity("package/title", "off"); err != nil {
		t.Fatal(err)
	}
	if got := rule(); got.Own != "off" || got.Usual == "off" {
		t.Errorf("the rule is %+v", got)
	}
	if err := c.AddAlias("National Bank", "NBK"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]AliasRow{{"National Bank", []string{"NBK"}}}, c.Read().Aliases); diff != "" {
		t.Error(diff)
	}
	if err := c.RemoveAlias("National Bank", "NBK"); err != nil {
		t.Fatal(err)
	}
	if err := c.SetSeverity("package/title", ""); err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(file); err != nil || string(raw) != "severities:\naliases:\n" || rule().Own != "" {
		t.Errorf("the file says %q, %v", raw, err)
	}
	if err := os.WriteFile(file, []byte("severites: {}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.await(t, "a word about wrong settings", func() bool { return strings.Contains(c.Read().Problem, "severities") })
}

func TestShowRefusesOtherPlaces(t *testing.T) {
	w := openWindow(t)
	if err := (&Settings{w.desk}).Show("/"); err == nil {
		t.Error("any folder can be opened")
	}
}

func TestSettingsThatChangeOnTheDiskAreTold(t *testing.T) {
	w := openWindow(t)
	settingsText(t, w, `{"preferences": {"zoom": 150}}`)
	told := false
	late := time.After(20 * time.Second)
	for !told {
		select {
		case event := <-w.events:
			told = event == prefers
		case <-late:
			t.Fatal("nobody was told")
		}
	}
}
