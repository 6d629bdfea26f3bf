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
