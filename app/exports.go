package app

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/store"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Exported is a file that was written for a person.
type Exported struct {
	Path string `json:"path"` // absolute; empty when the person thought better of it
	Size int    `json:"size"` // bytes
}

// kind is a kind of file that can be exported.
type kind struct{ title, extension, name string }

var (
	csvFile  = kind{"Save the coverage as a table", ".csv", "Table (*.csv)"}
	htmlFile = kind{"Export the page", ".html", "Page (*.html)"}
	textFile = kind{"Export the text", ".md", "Markdown (*.md)"}
	jsonFile = kind{"Export what is found", ".json", "JSON (*.json)"}
)

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
	return k.write(at, raw)
}

// write puts a file in the place of what is there. Its name has to say what it
// is, so that no layer is written over by mistake.
func (k kind) write(at string, raw []byte) (Exported, error) {
	if !strings.EqualFold(filepath.Ext(at), k.extension) {
		return Exported{}, errors.New("the name of the file must end in " + k.extension)
	}
	if _, isLayer := atlas.LayerOf(filepath.Base(at)); isLayer {
		return Exported{}, fmt.Errorf("%s is the name of a layer; choose another one for a copy", filepath.Base(at))
	}
	if err := store.Replace(at, raw, 0o666); err != nil {
		return Exported{}, err
	}
	return Exported{at, len(raw)}, nil
}
