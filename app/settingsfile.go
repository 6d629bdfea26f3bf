package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"atlasdesk/backend/store"
	"atlasdesk/backend/text"

	"github.com/adrg/xdg"
)

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

// read reads the settings; what is not there, or cannot be understood, is as
// usual.
func (f *settingsFile) read() settings {
	s, _ := parseSettings([]byte(f.text()))
	return s
}

// text is what the file says, empty where there is none or none can be read.
func (f *settingsFile) text() string {
	source, _ := f.load()
	return source
}

// load is what the file says; nothing where there is none.
func (f *settingsFile) load() (string, error) {
	raw, err := os.ReadFile(f.path())
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return "", path.Err
	}
	source, _, err := text.Decode(raw)
	return source, err
}

// fault is what the file says that is not in force, as a sentence; empty where
// all of it is.
func (f *settingsFile) fault() string {
	source, err := f.load()
	if err != nil {
		return fmt.Sprintf("Your settings in %s cannot be read: %v. Everything is as usual until they can.", f.path(), err)
	}
	_, faults := parseSettings([]byte(source))
	if len(faults) == 0 {
		return ""
	}
	if !json.Valid([]byte(source)) {
		return fmt.Sprintf("In your settings, %s, %s. Everything is as usual until that is mended; what the program keeps meanwhile goes into a new file, and a copy of this one stays beside it.", f.path(), faults[0])
	}
	return fmt.Sprintf("In your settings, %s, %s. What is usual counts there until that is mended.", f.path(), strings.Join(faults, "; "))
}

// change reads the settings, changes them and puts the new file in the place of
// the old one. What it says that is not changed stays as it is written.
func (f *settingsFile) change(change func(*settings)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	folder, name := filepath.Split(f.path())
	if err := os.MkdirAll(folder, 0o700); err != nil {
		if path, ok := errors.AsType[*fs.PathError](err); ok {
			err = path.Err
		}
		return fmt.Errorf("keep the settings in the folder %s: %w. Until it is one that can be written, what you choose lasts as long as the window", folder, err)
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
	if old.Fault != nil {
		return old.Fault // nothing is written over what is no text
	}
	was := old.Bytes()
	raw, err := over(was, change)
	if err != nil {
		return err
	}
	if displaces(was, raw) {
		if _, err := store.Keep(folder, name, was); err != nil {
			return err
		}
	}
	_, err = files.Write(name, string(raw), old.Form, old.Revision)
	return err
}

// displaces says whether something that could not be understood is in the file
// no more: then a copy is kept beside it.
func displaces(was, raw []byte) bool {
	_, before := parseSettings(was)
	_, after := parseSettings(raw)
	return !slices.Equal(before, after)
}

// over changes the settings of a file.
func over(old []byte, change func(*settings)) ([]byte, error) {
	s, _ := parseSettings(old)
	before, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	change(&s)
	after, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = json.Indent(&out, overlaid(withoutMark(old), before, after), "", "  ")
	return out.Bytes(), err
}

// overlaid is old with what differs between before and after. What it says that
// this program does not know, or cannot understand, stays.
func overlaid(old, before, after json.RawMessage) json.RawMessage {
	if len(old) > 0 && json.Valid(old) && bytes.Equal(before, after) {
		return old
	}
	all, is := object(old), object(after)
	if all == nil || is == nil {
		return after
	}
	was := object(before)
	for key := range was {
		if _, stays := is[key]; !stays {
			delete(all, key)
		}
	}
	for key, value := range is {
		all[key] = overlaid(all[key], was[key], value)
	}
	raw, _ := json.Marshal(all) // it is made of valid JSON
	return raw
}

// object is nil for anything else.
func object(raw json.RawMessage) (all map[string]json.RawMessage) {
	if json.Unmarshal(raw, &all) != nil {
		return nil
	}
	return all
}
