package app

import (
	"maps"
	"slices"
)

// KeyBinding is the combinations that a person has given a command; none where
// it is to have no key.
type KeyBinding struct {
	Command string   `json:"command"` // its id in the page
	Keys    []string `json:"keys"`    // in the form of the page: "Mod+Shift+P"
}

// Keys lists the commands that have other keys than the usual ones, by their
// ids.
func (s *Settings) Keys() []KeyBinding {
	own := s.desk.settings.read().Keys
	out := []KeyBinding{}
	for _, id := range slices.Sorted(maps.Keys(own)) {
		out = append(out, KeyBinding{id, append([]string{}, own[id]...)})
	}
	return out
}

// SetKeys gives a command keys of the person's own.
func (s *Settings) SetKeys(b KeyBinding) error {
	return s.changeKeys(func(own map[string][]string) { own[b.Command] = append([]string{}, b.Keys...) })
}

// ResetKeys gives commands their usual keys back.
func (s *Settings) ResetKeys(commands []string) error {
	return s.changeKeys(func(own map[string][]string) {
		for _, id := range commands {
			delete(own, id)
		}
	})
}

func (s *Settings) changeKeys(change func(own map[string][]string)) error {
	err := s.desk.settings.change(func(all *settings) {
		if all.Keys == nil {
			all.Keys = map[string][]string{}
		}
		change(all.Keys)
	})
	if err == nil && s.desk.native.menu != nil {
		s.desk.native.menu(recentOf(s.desk.settings.read()))
	}
	return err
}
