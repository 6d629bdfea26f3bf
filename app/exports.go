package app

import (
	"errors"
	"path/filepath"
	"strings"

	"atlasdesk/backend/export"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Exported is a file that was written for a person.
type Exported struct {
	Path string `json:"path"` // absolute; empty when the person thought better of it
	Size int    `json:"size"` // bytes
	// Notes are sentences about what is not in it as one might think.
	Notes []string `json:"notes"`
}

// kind is a kind of file that can be exported.
type kind struct{ title, extension, name string }

var csvFile = kind{"Save the coverage as a table", ".csv", "Table (*.csv)"}

func kindOf(f export.Format) kind {
	return kind{"Export as " + f.Title, f.Extension, f.Title + " (*" + f.Extension + ")"}
}

// export asks where a file is to go, and writes it.
func (d *desk) export(k kind, name string, raw []byte) (Exported, error) {
	window, err := d.window()
	if err != nil {
		return Exported{}, err
	}
	at, err := runtime.SaveFileDialog(window, runtime.SaveDialogOptions{Title: k.title, DefaultFilename: name + k.extension,
		Filters: []runtime.FileFilter{{DisplayName: k.name, Pattern: "*" + k.extension}}})
	if err != nil || at == "" {
		return Exported{}, err
	}
	written, err := k.write(at, raw)
	if err == nil {
		d.mu.Lock()
		d.exported = written.Path
		d.mu.Unlock()
	}
	return written, err
}

// write puts a file in the place of what is there. Its name has to say what it
// is.
func (k kind) write(at string, raw []byte) (Exported, error) {
	if !strings.EqualFold(filepath.Ext(at), k.extension) {
		return Exported{}, errors.New("the name of the file must end in " + k.extension)
	}
	if err := export.Write(at, raw); err != nil {
		return Exported{}, err
	}
	return Exported{at, len(raw), []string{}}, nil
}
