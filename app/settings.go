package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"atlasdesk/backend/store"

	"github.com/adrg/xdg"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Settings are bound to the page: how the window looks, and closing it.
type Settings struct{ desk *desk }

// settings is what is kept from one start to the next.
type settings struct {
	Preferences Preferences `json:"preferences"`
	Folder      string      `json:"folder"`   // opened last
	Recent      []opened    `json:"recent"`   // the last one first
	Commands    []string    `json:"commands"` // of the page that were given last, the last one first
	Window      placement   `json:"window"`
	// Keys are the person's own, by the commands of the page. Those of commands
	// that this program does not have stay too.
	Keys map[string][]string `json:"keys"`
}

// opened is a folder that was opened.
type opened struct {
	Path   string   `json:"path"`
	At     string   `json:"at"`               // when, RFC 3339
	Layers []string `json:"layers,omitempty"` // "package/layer", that were open in it, the last one first
}

// Read returns how the window looks.
func (s *Settings) Read() Preferences { return s.desk.settings.read().Preferences }

// Write keeps how the window looks.
func (s *Settings) Write(p Preferences) error {
	s.desk.dress(p.Theme)
	return s.desk.settings.change(func(all *settings) { all.Preferences = p })
}

// Quit closes the window, unsaved text or not: the page has asked.
func (s *Settings) Quit() {
	window, err := s.desk.window()
	if err != nil {
		return // there is none to close
	}
	s.desk.mu.Lock()
	s.desk.mayClose = true
	s.desk.mu.Unlock()
	runtime.Quit(window)
}

// settingsFile is the file of the settings; the lock is for its changes.
type settingsFile struct{ mu sync.Mutex }

// path follows a link that stands for the file, as people keep who have their
// settings in a repository.
func (*settingsFile) path() string {
	name := filepath.Join(xdg.ConfigHome, "atlas-desk", "settings.json")
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	return name
}

// read reads the settings; where there are none, or none that can be read, the
// window starts as new.
func (f *settingsFile) read() settings {
	s, _ := parseSettings([]byte(f.text()))
	return s
}

// text is what the file says, empty where there is none or none can be read.
func (f *settingsFile) text() string {
	raw, err := os.ReadFile(f.path())
	if err != nil {
		return ""
	}
	return string(raw)
}

// usualLook is how the window looks before anybody chose otherwise.
func usualLook() Preferences {
	return Preferences{Theme: "system", Zoom: 100, Evidence: 42, Follow: true, Beside: map[string]string{}, Text: 15, Line: 48, Motion: "system", Spelling: true}
}

// parseSettings leaves out what is not of its type, and all where raw is not
// JSON; then it says that something is lost.
func parseSettings(raw []byte) (s settings, lost bool) {
	fresh := settings{Preferences: usualLook()}
	if len(raw) == 0 {
		return fresh, false
	}
	s = fresh
	err := json.Unmarshal(raw, &s)
	if _, typed := errors.AsType[*json.UnmarshalTypeError](err); err != nil && !typed {
		s = fresh
	}
	if s.Preferences.Beside == nil {
		s.Preferences.Beside = fresh.Preferences.Beside
	}
	return s, err != nil
}

// change reads the settings, changes them and puts the new file in the place of
// the old one. A file that cannot be understood is kept beside it.
func (f *settingsFile) change(change func(*settings)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	folder, name := filepath.Split(f.path())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	if err := rewrite(folder, name, change); err != nil {
		return fmt.Errorf("keep the settings: %w", err)
	}
	return nil
}

func rewrite(folder, name string, change func(*settings)) error {
	files, err := store.Open(folder)
	if err != nil {
		return err
	}
	old, err := files.Read(name)
	if err != nil {
		return err
	}
	was := old.Bytes()
	s, lost := parseSettings(was)
	if lost {
		if _, err := store.Keep(folder, name, was); err != nil {
			return err
		}
	}
	change(&s)
	raw, err := over(was, s)
	if err != nil {
		return err
	}
	_, err = files.Write(name, string(raw), old.Form, old.Revision)
	return err
}

// over writes settings over those of a file. What it says that this program does
// not know stays.
func over(old []byte, s settings) ([]byte, error) {
	all, err := overlaid(old, s)
	if err != nil {
		return nil, err
	}
	var was struct {
		Preferences json.RawMessage `json:"preferences"`
	}
	_ = json.Unmarshal(old, &was) // what is wrong in it is lost, and was kept beside the file
	inner, err := overlaid(was.Preferences, s.Preferences)
	if err != nil {
		return nil, err
	}
	if all["preferences"], err = json.Marshal(inner); err != nil {
		return nil, err
	}
	return json.MarshalIndent(all, "", "  ")
}

func overlaid(old []byte, value any) (map[string]json.RawMessage, error) {
	all := map[string]json.RawMessage{}
	_ = json.Unmarshal(old, &all) // as above
	raw, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	if all == nil { // old was "null"
		all = map[string]json.RawMessage{}
	}
	return all, json.Unmarshal(raw, &all)
}
