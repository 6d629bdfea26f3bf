package workspace

import (
	"errors"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"atlasdesk/backend/check"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
	"atlasdesk/backend/text"
)

// waiversFile is the file of waivers that counts for a folder.
type waiversFile struct {
	home  string // the folder that holds, or would hold, settings.Folder
	file  store.File
	fault error // why nothing is waived
}

// lookForWaivers returns the options without any waiver where the file is
// wrong: what cannot be read accepts nothing.
func (o *Options) lookForWaivers(home string) (*Options, waiversFile) {
	found := waiversFile{home: home}
	if found.file, found.fault = readBeside(home, settings.WaiversFile); found.fault != nil {
		return o.withWaivers(nil, ""), found
	}
	w, err := settings.ParseWaivers(filepath.Join(home, filepath.FromSlash(settings.WaiversFile)), found.file.Text)
	if err != nil {
		found.fault = err
		return o.withWaivers(nil, ""), found
	}
	return o.withWaivers(w, found.file.Text), found
}

// refreshWaivers takes what the file of waivers says now and says whether that
// made a difference.
func (w *Workspace) refreshWaivers() (changed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before, home := w.waivers, w.settings.home
	if file, err := readBeside(home, settings.WaiversFile); err == nil && before.fault == nil && before.home == home && before.file.Revision == file.Revision {
		return false
	}
	options, found := w.options.Load().lookForWaivers(home)
	w.waivers = found
	if same := found.fault != nil && before.fault != nil && found.fault.Error() == before.fault.Error(); same {
		return false
	}
	w.options.Store(options)
	if first := before.home == ""; first {
		return false
	}
	w.seq++
	return true
}

// ErrNoFinding says that a finding is not there to be waived.
var ErrNoFinding = errors.New("the finding is no longer there; look at the package again")

// ErrWaiver says that a finding about a waiver cannot be waived in turn.
var ErrWaiver = errors.New("a waiver that no longer applies cannot be waived; remove it")

// ErrReason says that a waiver lacks what makes it one.
var ErrReason = errors.New("a waiver needs a reason, and the name of who gives it")

// Accept is why a person accepts a finding.
type Accept struct {
	Reason, By string
	Date       string // 2006-01-02
}

// Waive writes into the file of waivers that a finding of a package is
// accepted, and makes the file where there is none. The finding is told by its
// fingerprint in the package as it stands. It fails with [ErrNoFinding],
// [ErrWaiver], [ErrReason], and as settings.AddWaiver and store.Write do.
func (w *Workspace) Waive(id, fingerprint string, a Accept) error {
	c, d, err := w.finding(id, fingerprint)
	if err != nil {
		return err
	}
	switch {
	case d.Stale != nil:
		return ErrWaiver
	case strings.TrimSpace(a.Reason) == "" || strings.TrimSpace(a.By) == "":
		return ErrReason
	}
	waiver := c.reading().Waiver(d)
	waiver.Reason, waiver.By, waiver.Date = strings.TrimSpace(a.Reason), strings.TrimSpace(a.By), a.Date
	return w.editWaivers(id, waiver, settings.AddWaiver)
}

// Unwaive takes the waiver of a finding out of the file: the one that accepts
// the finding, or the stale one that the finding is about.
func (w *Workspace) Unwaive(id, fingerprint string) error {
	_, d, err := w.finding(id, fingerprint)
	if err != nil {
		return err
	}
	waiver := d.Waived
	if waiver == nil {
		waiver = d.Stale
	}
	if waiver == nil {
		return ErrNoFinding
	}
	return w.editWaivers(id, *waiver, settings.RemoveWaiver)
}

func (w *Workspace) finding(id, fingerprint string) (*Checked, *check.Diagnostic, error) {
	c, err := w.Package(id)
	if err != nil {
		return nil, nil, err
	}
	i := slices.Index(c.Fingerprints(c.Findings), fingerprint)
	if i < 0 {
		return nil, nil, ErrNoFinding
	}
	return c, &c.Findings[i], nil
}

func (w *Workspace) editWaivers(id string, waiver check.Waiver, edit func(name, source string, w settings.PackageWaiver) (text.Edit, error)) error {
	pkg := settings.PackageWaiver{Package: path.Join(w.options.Load().below, id), Waiver: waiver}
	err := editBeside(settingsHome(w.Root()), settings.WaiversFile, applied(func(name, source string) (text.Edit, error) { return edit(name, source, pkg) }))
	if err != nil {
		return err
	}
	w.refreshing.Lock()
	defer w.refreshing.Unlock()
	w.refreshSettings()
	w.refreshWaivers()
	return nil
}

// WaiversOnDisk is the file of waivers, there or not.
type WaiversOnDisk struct {
	Path    string // absolute
	File    store.File
	Package string // by what name the file calls the package that was asked for
}

// WaiversOf reads the file that holds the waivers of a package.
func (w *Workspace) WaiversOf(id string) (WaiversOnDisk, error) {
	home := settingsHome(w.Root())
	file, err := readBeside(home, settings.WaiversFile)
	return WaiversOnDisk{filepath.Join(home, filepath.FromSlash(settings.WaiversFile)), file, path.Join(w.options.Load().below, id)}, err
}
