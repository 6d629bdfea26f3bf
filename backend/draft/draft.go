// Package draft keeps unsaved text outside the repository, so that a crash, a
// kill or a full disk takes no more than the last second of it.
//
// Every run of the program keeps its drafts in a [Box], under a name of its own
// that a lock file proves to be in use. So two runs on one workspace never
// write over each other, and the next run finds the drafts of those that have
// ended, and only of those. A draft goes when its text is safely in its place
// or the author lets go of it; nothing here decides that.
package draft

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"
	"unicode/utf8"

	"atlasdesk/backend/text"
)

// Limit is the largest file, in bytes, that is written or read as a draft: far
// more than the longest layer and its base together.
const Limit = 32 << 20

// Draft is the text of a file as it stood in the editor.
type Draft struct {
	Path     string // of the file, slash-separated below the workspace
	Revision string // hex SHA-256 of the file that Text was made on; "" where there was none
	Base     []byte // the bytes of that file; nil where they are not known
	Text     string // without byte order mark and with "\n" at the end of each line
	At       time.Time
}

// Form is how the bytes of the base differ from plain text: byte order mark
// and line endings.
func (d Draft) Form() text.Form {
	_, form, _ := text.Decode(d.Base) // of what is no text, none
	return form
}

// BaseText is the text that the draft was made on.
func (d Draft) BaseText() string {
	base, _, _ := text.Decode(d.Base)
	return base
}

const format = "atlas-desk/draft/1"

// file is a draft as it is written, as JSON. The bytes of the base are in
// base64, so that they come back as they were; the text can be read by a
// person.
type file struct {
	Format   string    `json:"format"`
	Path     string    `json:"path"`
	Revision string    `json:"revision"`
	At       time.Time `json:"at"`
	Text     string    `json:"text"`
	Base     []byte    `json:"base"`
}

var errTooLarge = fmt.Errorf("it is larger than %d MB", Limit>>20)

func encode(d Draft) ([]byte, error) {
	if !utf8.ValidString(d.Text) {
		return nil, text.ErrEncoding
	}
	raw, err := json.Marshal(file{format, d.Path, d.Revision, d.At.UTC(), d.Text, d.Base})
	if err == nil && len(raw) > Limit {
		err = errTooLarge
	}
	return raw, err
}

// decode reads what [encode] wrote. Whatever is not exactly that is an error.
func decode(raw []byte) (Draft, error) {
	var f file
	if len(raw) > Limit {
		return Draft{}, errTooLarge
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		return Draft{}, err
	}
	switch {
	case f.Format != format:
		return Draft{}, fmt.Errorf("its format is “%s” and not “%s”", f.Format, format)
	case !fs.ValidPath(f.Path) || f.Path == ".":
		return Draft{}, fmt.Errorf("“%s” is no path of a workspace", f.Path)
	case f.Base != nil && f.Revision != hash(f.Base):
		return Draft{}, errors.New("its base is not of the revision that it names")
	}
	return Draft{f.Path, f.Revision, f.Base, f.Text, f.At}, nil
}

func hash(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// Folder is the name under which is kept what belongs to a folder, as the drafts
// of a workspace; root is its absolute path.
func Folder(root string) string { return hash([]byte(root))[:32] }
