package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/version"

	"github.com/adrg/xdg"
	"github.com/pkg/browser"
)

// Diagnostics are what to tell when asking for help.
type Diagnostics struct {
	Version   string     `json:"version"`
	Commit    string     `json:"commit"`    // that it was built from; empty where nobody knows
	Toolchain string     `json:"toolchain"` // what it was built with and for
	Places    []DataPath `json:"places"`
}

// DataPath is where the program keeps something.
type DataPath struct {
	Name string `json:"name"` // what is kept there
	Path string `json:"path"` // a folder or a file
	Here bool   `json:"here"` // it exists
}

// Diagnostics returns them.
func (s *Settings) Diagnostics() Diagnostics {
	out := Diagnostics{version.Number(), version.Commit(), version.Toolchain(), []DataPath{
		{Name: "Settings", Path: s.desk.settings.path()},
		{Name: "Unsaved text", Path: filepath.Join(xdg.DataHome, "atlas-desk", "drafts")},
		{Name: "Versions that lost a conflict", Path: displacedFolder()},
	}}
	if open, err := s.desk.workspace(); err == nil {
		out.Places = append(out.Places, DataPath{Name: "Open folder", Path: open.Root()}, DataPath{Name: "Settings of this folder", Path: open.SettingsFile()})
	}
	for i := range out.Places {
		_, err := os.Stat(out.Places[i].Path)
		out.Places[i].Here = err == nil
	}
	return out
}

// Show opens one of the places of [Settings.Diagnostics] in the file manager of
// the system; of a file its folder.
func (s *Settings) Show(path string) error {
	if !slices.ContainsFunc(s.Diagnostics().Places, func(p DataPath) bool { return p.Path == path }) {
		return fmt.Errorf("show %s: that is no place of Atlas Desk", path)
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		path = filepath.Dir(path)
	}
	if err := browser.OpenFile(path); err != nil {
		return fmt.Errorf("show %s: %w", path, err)
	}
	return nil
}

// TrustedFolder is a work tree in which git may run.
type TrustedFolder struct {
	Folder     string `json:"folder"`
	Repository string `json:"repository"` // its git folder
}

// Trusted lists the work trees that the person trusts, by their folders.
func (s *Settings) Trusted() ([]TrustedFolder, error) {
	all, err := gitcommand.UserTrust().All()
	out := []TrustedFolder{}
	for _, t := range all {
		out = append(out, TrustedFolder{t.Folder, t.Repository})
	}
	return out, err
}

// Withdraw takes the trust in a work tree back.
func (s *Settings) Withdraw(t TrustedFolder) error {
	if err := gitcommand.UserTrust().Withdraw(t.Repository, t.Folder); err != nil {
		return err
	}
	s.desk.tell(shared)
	return nil
}
