package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"atlasdesk/backend/draft"
	"atlasdesk/backend/store"

	"github.com/adrg/xdg"
)

// begunFormat is the format of the file that keeps a package which is not
// written yet.
const begunFormat = "atlas-desk/new-package/1"

// begun is that file, as JSON.
type begun struct {
	Format string `json:"format"`
	NewPackage
}

// begunFile keeps the package that was begun in a folder; a folder has one.
func begunFile(root string) string {
	return filepath.Join(xdg.DataHome, "atlas-desk", "begun", draft.Folder(root)+".json")
}

// keepBegun keeps what the author has said; of nothing, nothing is kept.
func keepBegun(root string, p NewPackage) error {
	if p.Name == "" && p.Folder == "" && len(p.Sources) == 0 {
		return forgetBegun(root)
	}
	p.At = time.Now().UTC().Format(time.RFC3339)
	raw, err := json.Marshal(begun{begunFormat, p})
	if err != nil {
		return err
	}
	file := begunFile(root)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return store.Replace(file, raw, 0o600)
}

func forgetBegun(root string) error {
	err := os.Remove(begunFile(root))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// readBegun reads what was kept; ok is false where nothing is.
func readBegun(root string) (p NewPackage, ok bool, err error) {
	raw, err := os.ReadFile(begunFile(root))
	if errors.Is(err, fs.ErrNotExist) {
		return NewPackage{}, false, nil
	}
	if err != nil {
		return NewPackage{}, false, err
	}
	var b begun
	if err = json.Unmarshal(raw, &b); err == nil && b.Format != begunFormat {
		err = fmt.Errorf("its format is “%s” and not “%s”", b.Format, begunFormat)
	}
	if err != nil {
		kept, keepErr := setBegunAside(root, raw)
		return NewPackage{}, false, errors.Join(fmt.Errorf("the package that was begun here cannot be read: %w; its file is now %s", err, kept), keepErr)
	}
	return b.NewPackage, true, nil
}

// setBegunAside keeps a package that is given up in a file, whose path is
// returned.
func setBegunAside(root string, raw []byte) (string, error) {
	kept, err := store.Keep(displacedFolder(), "new-package.json", raw)
	if err != nil {
		return "", err
	}
	return kept, forgetBegun(root)
}

// Begun returns the package that was begun in the open folder and not written;
// At is empty where there is none.
func (n *NewPackages) Begun() (NewPackage, error) {
	w, err := n.desk.workspace()
	if err != nil {
		return NewPackage{}, err
	}
	p, _, err := readBegun(w.Root())
	if p.Sources == nil {
		p.Sources = []NewSource{}
	}
	if p.Layers == nil {
		p.Layers = []string{}
	}
	return p, err
}

// GiveUp gives the package up that was begun. It is kept in a file, whose path
// is returned; empty where nothing was begun.
func (n *NewPackages) GiveUp() (string, error) {
	w, err := n.desk.workspace()
	if err != nil {
		return "", err
	}
	raw, err := os.ReadFile(begunFile(w.Root()))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return setBegunAside(w.Root(), raw)
}
