package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"atlasdesk/backend/draft"
	"atlasdesk/backend/store"

	"github.com/adrg/xdg"
)

// Unsent are bound to the page: words that were typed and not sent, such as a
// note to a statement under review or the message of a commit.
type Unsent struct{ desk *desk }

// Words are what was typed in a folder and not sent.
type Words struct {
	Folder string            `json:"folder"`
	Words  map[string]string `json:"words"` // by what they are about, in the form of the page
}

// unsentFormat is the format of the file that keeps them.
const unsentFormat = "atlas-desk/unsent/1"

// unsentFile is that file, as JSON.
type unsentFile struct {
	Format string `json:"format"`
	Words
}

// unsentOf is the file of a folder.
func unsentOf(root string) string {
	return filepath.Join(xdg.DataHome, "atlas-desk", "unsent", draft.Folder(root)+".json")
}

// Read returns what was typed in the open folder. A file that cannot be
// understood is set aside.
func (u *Unsent) Read() (Words, error) {
	w, err := u.desk.workspace()
	if err != nil {
		return Words{}, err
	}
	none := Words{w.Root(), map[string]string{}}
	raw, err := os.ReadFile(unsentOf(none.Folder))
	if errors.Is(err, fs.ErrNotExist) {
		return none, nil
	}
	if err != nil {
		return none, fmt.Errorf("read what was typed here and not sent: %w", err)
	}
	var f unsentFile
	if err = json.Unmarshal(raw, &f); err == nil && f.Format != unsentFormat {
		err = fmt.Errorf("its format is “%s” and not “%s”", f.Format, unsentFormat)
	}
	if err != nil {
		kept, keepErr := setUnsentAside(none.Folder, raw)
		return none, errors.Join(fmt.Errorf("what was typed here and not sent cannot be read: %w; its file is now %s", err, kept), keepErr)
	}
	if f.Words.Words != nil {
		none.Words = f.Words.Words
	}
	return none, nil
}

// Keep keeps what is typed in a folder, in the place of what was kept before.
// When it returns, a crash loses nothing of it.
func (u *Unsent) Keep(w Words) error {
	if err := keepUnsent(w); err != nil {
		return fmt.Errorf("keep what is typed and not sent: %w", err)
	}
	return nil
}

func keepUnsent(w Words) error {
	file := unsentOf(w.Folder)
	if len(w.Words) == 0 {
		return forgetUnsent(w.Folder)
	}
	raw, err := json.Marshal(unsentFile{unsentFormat, w})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return store.Replace(file, raw, 0o600)
}

func forgetUnsent(root string) error {
	err := os.Remove(unsentOf(root))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// setUnsentAside keeps what cannot be understood in a file, whose path is
// returned.
func setUnsentAside(root string, raw []byte) (string, error) {
	kept, err := store.Keep(displacedFolder(), "unsent.json", raw)
	if err != nil {
		return "", err
	}
	return kept, forgetUnsent(root)
}
