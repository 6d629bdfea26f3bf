package workspace

import (
	"errors"
	"os"
	"path"
	"path/filepath"

	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
)

// settingsFile is the file of settings that counts for a folder.
type settingsFile struct {
	home  string // the folder that holds, or would hold, settings.Folder
	file  store.File
	fault error // why it does not count
}

// WithSettings are the options with the settings and the waivers that count
// for the folder root, an absolute path. It fails where they are wrong or
// cannot be read.
func (o *Options) WithSettings(root string) (*Options, error) {
	next, found := o.lookForSettings(root)
	next, waivers := next.lookForWaivers(found.home)
	return next, errors.Join(found.fault, waivers.fault)
}

// lookForSettings returns the options as they are where the settings are
// wrong.
func (o *Options) lookForSettings(root string) (*Options, settingsFile) {
	found := settingsFile{home: settingsHome(root)}
	if found.file, found.fault = readBeside(found.home, settings.File); found.fault != nil {
		return o, found
	}
	d, err := settings.NewDeclarer(found.path(), found.file.Text)
	if err != nil {
		found.fault = err
		return o, found
	}
	below, err := filepath.Rel(found.home, root)
	if err != nil {
		found.fault = err
		return o, found
	}
	return o.withSettings(d, filepath.ToSlash(below)), found
}

func (f settingsFile) path() string { return filepath.Join(f.home, filepath.FromSlash(settings.File)) }

// settingsHome is the nearest folder, root or above it, that holds settings:
// not above the root of a git work tree. Where there is none it is root.
func settingsHome(root string) string {
	for at := root; ; at = filepath.Dir(at) {
		switch {
		case exists(filepath.Join(at, settings.Folder)):
			return at
		case exists(filepath.Join(at, ".git")), filepath.Dir(at) == at:
			return root
		}
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// readBeside reads a file that belongs to a workspace as a whole.
func readBeside(home, name string) (store.File, error) {
	s, err := store.Open(home)
	if err != nil {
		return store.File{}, err
	}
	file, err := s.Read(name)
	if err == nil {
		err = file.Fault
	}
	return file, err
}

// refreshSettings takes what the settings say now and says whether that made a
// difference. Those that are wrong leave the last good ones in force.
func (w *Workspace) refreshSettings() (changed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before := w.settings
	home := settingsHome(w.Root())
	if file, err := readBeside(home, settings.File); err == nil && before.fault == nil && before.home == home && before.file.Revision == file.Revision {
		return false
	}
	options, found := w.options.Load().lookForSettings(w.Root())
	w.settings = found
	if found.fault == nil {
		w.options.Store(options)
	}
	if first := before.home == ""; first || found.fault != nil && before.fault != nil && found.fault.Error() == before.fault.Error() {
		return false
	}
	w.seq++
	return true
}

// Fault says what is wrong with the settings and the waivers, nil where they
// are in force.
func (w *Workspace) Fault() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return errors.Join(w.settings.fault, w.waivers.fault)
}

// ReviewsFolder is the absolute path of the folder, there or not, that holds
// what reviewers said: when something in it changes, Refresh has something to
// see.
func (w *Workspace) ReviewsFolder() string {
	return filepath.Join(settingsHome(w.Root()), filepath.FromSlash(settings.ReviewsFolder))
}

// SettingsFiles are the absolute paths, there or not, that the settings of the
// workspace may come from: when one changes, Refresh has something to see.
func (w *Workspace) SettingsFiles() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return []string{filepath.Join(w.Root(), settings.Folder), filepath.Join(w.settings.home, settings.Folder),
		filepath.Join(w.Root(), filepath.FromSlash(settings.File)), w.settings.path(), filepath.Join(w.settings.home, filepath.FromSlash(settings.WaiversFile))}
}

// DeclareAlias writes into the settings that also means the same as name, and
// makes the file where there is none. It fails with a *settings.Error where
// they are wrong, and as store.Write does.
func (w *Workspace) DeclareAlias(name, also string) error {
	return w.ChangeSettings(func(path, source string) (text.Edit, error) {
		return settings.AddAlias(path, source, name, also)
	})
}

// ChangeSettings edits the file of the settings, and makes it where there is
// none. edit is given its path, for messages, and its text. It fails as edit
// does, and as store.Write.
func (w *Workspace) ChangeSettings(edit func(path, source string) (text.Edit, error)) error {
	if err := editBeside(settingsHome(w.Root()), settings.File, applied(edit)); err != nil {
		return err
	}
	w.refreshing.Lock()
	defer w.refreshing.Unlock()
	w.refreshSettings()
	return nil
}

// Settings are those in force.
func (w *Workspace) Settings() *settings.Settings { return w.options.Load().settings }

// SettingsFile is the absolute path of the file that they are written to, there
// or not.
func (w *Workspace) SettingsFile() string {
	return filepath.Join(settingsHome(w.Root()), filepath.FromSlash(settings.File))
}

// editBeside edits a file that belongs to a workspace as a whole, and makes it
// where there is none.
func editBeside(home, name string, edit func(path, source string) (changed string, err error)) error {
	s, err := store.Open(home)
	if err != nil {
		return err
	}
	file, err := readBeside(home, name)
	if err != nil {
		return err
	}
	content, err := edit(filepath.Join(home, filepath.FromSlash(name)), file.Text)
	if err != nil || content == file.Text {
		return err
	}
	if folder := path.Dir(name); !exists(filepath.Join(home, filepath.FromSlash(folder))) {
		if err := createAbove(s, folder); err != nil {
			return err
		}
		return s.CreateDir(folder, map[string][]byte{path.Base(name): []byte(content)})
	}
	_, err = s.Write(name, content, file.Form, file.Revision)
	return err
}

// createAbove creates the folders above one, as far as they are missing.
func createAbove(s *store.Store, folder string) error {
	above := path.Dir(folder)
	if exists(filepath.Join(s.Root(), filepath.FromSlash(above))) {
		return nil
	}
	if err := createAbove(s, above); err != nil {
		return err
	}
	return s.CreateDir(above, nil)
}

// applied makes an edit of a text the text that it makes.
func applied(edit func(path, source string) (text.Edit, error)) func(path, source string) (string, error) {
	return func(path, source string) (string, error) {
		change, err := edit(path, source)
		return change.Apply(source), err
	}
}
