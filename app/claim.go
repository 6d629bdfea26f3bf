//go:build !bindings

package app

import (
	"errors"
	"path/filepath"

	"atlasdesk/backend/instance"

	"github.com/adrg/xdg"
)

// claim makes this the one window of the person, or gives path to the one that
// is there. Where neither can be done the window opens beside it: the files are
// safe from two of them.
func claim(path string) (first *instance.First, given bool) {
	folder := filepath.Join(xdg.StateHome, "atlas-desk", "instance")
	first, err := instance.Claim(folder)
	return first, errors.Is(err, instance.ErrRunning) && instance.Give(folder, path) == nil
}
