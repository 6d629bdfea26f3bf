package app

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Settings are bound to the page: how the window looks, and closing it.
type Settings struct{ desk *desk }

// settings is what is kept from one start to the next.
type settings struct {
	Preferences Preferences `json:"preferences"`
	Folder      string      `json:"folder"` // opened last
}

// Read returns how the window looks.
func (s *Settings) Read() Preferences { return readSettings().Preferences }

// Write keeps how the window looks.
func (s *Settings) Write(p Preferences) error {
	all := readSettings()
	all.Preferences = p
	return writeSettings(all)
}

// Quit closes the window, unsaved text or not: the page has asked.
func (s *Settings) Quit() {
	s.desk.mu.Lock()
	s.desk.mayClose = true
	s.desk.mu.Unlock()
	runtime.Quit(s.desk.ctx)
}

func settingsPath() string { return filepath.Join(xdg.ConfigHome, "atlas-desk", "settings.json") }

// readSettings reads the settings; where there are none, or none that can be
// read, the window starts as new.
func readSettings() settings {
	s := settings{Preferences: Preferences{Theme: "system", Zoom: 100, Evidence: 42, Follow: true}}
	raw, err := os.ReadFile(settingsPath())
	if err != nil {
		return s
	}
	fresh := s
	if json.Unmarshal(raw, &s) != nil {
		return fresh
	}
	return s
}

func writeSettings(s settings) error {
	raw, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(settingsPath()), 0o700); err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	if err := os.WriteFile(settingsPath(), raw, 0o600); err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	return nil
}

func rememberFolder(folder string) error {
	s := readSettings()
	s.Folder = folder
	return writeSettings(s)
}
