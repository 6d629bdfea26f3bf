package app

import "github.com/wailsapp/wails/v2/pkg/runtime"

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

// Fault is what the file of the settings says that is not in force, as a
// sentence; empty where all of it is.
func (s *Settings) Fault() string { return s.desk.settings.fault() }

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
