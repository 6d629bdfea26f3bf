// Package commit makes one commit of one package: the changed layers and the
// change log, whose entry it writes from what changed in meaning.
//
// [Prepare] says what a commit would be and changes nothing; [Make] makes
// exactly that commit, or none. What counts is the disk: text that the editor
// has not saved is not part of a commit.
package commit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/check"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/store"
	"atlasdesk/backend/workspace"
)

// Plan is what a commit of a package would be.
type Plan struct {
	ID          string // of the package
	Changes     changelog.Changes
	Layers      []Layer // those that differ from the last commit, in order
	LeftOut     []Layer // those that differ as well, and stay as they were committed
	Waivers     *Beside // that differ as well; nil where they do not
	Reviews     *Beside // that differ as well; nil where they do not
	Gone        bool    // the folder is no package any more: its layers are taken out
	Entry       string  // the change-log entry, Markdown; empty where the package is gone
	Message     string
	Blocking    []check.Diagnostic // errors that nobody waived, which need a reason to be committed
	Checked     *workspace.Checked // the package as it is on the disk
	Author      history.Identity   // zero where git does not know who commits
	Notices     []string           // what a commit will not do, e.g. run a hook
	Fingerprint string             // of everything that the plan rests on

	form    bool   // the bytes of some file differ where its text does not
	folder  string // of the package, below the repository's root, with slashes
	entryID string
	edited  bool // Entry is what an author made of one that stands in the change log
	pending history.KeptFile
	left    []pendingEntry // that an interrupted commit has left on the disk
	since   history.Hash   // the commit that is compared with, zero for none
	files   [atlas.ChangeLog + 1]store.File
	last    map[string][]byte // the files of that commit
	before  []*pack.File      // the layers of that commit
}

// Layer is one layer that differs from the last commit.
type Layer struct {
	Layer      atlas.Layer
	Kind       Kind
	Was, Is    string              // the texts, decoded
	Difference changelog.LayerRows // of them
}

// Kind is what became of a layer's file.
type Kind string

// The kinds.
const (
	Added   Kind = "added"
	Changed Kind = "changed"
	Removed Kind = "removed"
)

// Prepare compares a package on the disk with the last commit. The layers
// without are left out: what the plan says is said of a package that has them
// as they were committed. The change log cannot be left out, since it gets the
// entry.
func Prepare(w *workspace.Workspace, repo *history.Repo, id string, now time.Time, without ...atlas.Layer) (*Plan, error) {
	last, _, err := repo.Head()
	if err != nil {
		return nil, err
	}
	p := &Plan{ID: id, since: last.Hash}
	if err := p.read(w, repo); err != nil {
		return nil, err
	}
	if p.Author, err = repo.Identity(); err != nil && !errors.Is(err, history.ErrNoIdentity) {
		return nil, err
	}
	if p.Notices, err = repo.Notices(); err != nil {
		return nil, err
	}
	p.clearPending()
	p.compare()
	if p.form {
		if p.form, err = p.formDiffers(repo); err != nil {
			return nil, err
		}
	}
	if err := p.leaveOut(w, without); err != nil {
		return nil, err
	}
	if err := p.readBeside(w, repo); err != nil {
		return nil, err
	}
	p.block()
	p.tell()
	p.identify()
	if p.onlyBeside() {
		p.Message = p.onlyMessage()
		return p, nil
	}
	if !p.Gone {
		p.Entry = p.entry(now)
		p.keepEdited()
	}
	p.Message = changelog.Message(&p.Changes)
	return p, nil
}

// Since writes the entry for what changed in a package from a commit, zero for
// none, to the disk. It is the one that Prepare plans where that is the last
// commit, and empty where no text differs.
func Since(w *workspace.Workspace, repo *history.Repo, id string, since history.Hash, now time.Time) (entry string, err error) {
	p := &Plan{ID: id, since: since}
	if err := p.read(w, repo); err != nil {
		return "", err
	}
	p.clearPending()
	p.compare()
	p.tell()
	p.identify()
	if p.Nothing() {
		return "", nil
	}
	return p.entry(now), nil
}

func (p *Plan) entry(now time.Time) string {
	return changelog.Entry(&p.Changes, changelog.Meta{ID: p.entryID, Date: now.Format(time.DateOnly)})
}

// read takes the package from the disk and from the commit. One that the
// workspace does not have is gone where the commit has layers of it.
func (p *Plan) read(w *workspace.Workspace, repo *history.Repo) (err error) {
	if p.folder, err = repo.Rel(w.Path(p.ID)); err != nil {
		return err
	}
	p.pending = pendingFile(repo, w.Path(p.ID))
	if p.last, err = repo.ReadTreeAt(p.since, p.folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("compare %s with what is committed: %w", p.ID, err)
	}
	p.files, err = w.Saved(p.ID)
	if unknown := (*workspace.UnknownError)(nil); errors.As(err, &unknown) && p.committed() {
		p.Gone = true
		p.files, p.Checked, err = w.Remains(p.ID)
		return err
	}
	if err == nil {
		p.Gone = p.empty()
		p.Checked, err = w.CheckSaved(p.ID)
	}
	return err
}

// empty says whether no layer has a file.
func (p *Plan) empty() bool {
	return !slices.ContainsFunc(p.files[:], func(f store.File) bool { return f.Revision != "" })
}

// committed says whether that commit has a layer of the package.
func (p *Plan) committed() bool {
	return slices.ContainsFunc(atlas.Layers(), func(l atlas.Layer) bool { return p.last[l.File()] != nil })
}

// OnlyForm says whether files differ from the last commit in their line endings
// or byte order mark, and in nothing else; that is not committed.
func (p *Plan) OnlyForm() bool { return p.Nothing() && p.form }

// Nothing says whether there is nothing to commit.
func (p *Plan) Nothing() bool { return len(p.Layers) == 0 && !p.onlyBeside() }

// block finds the errors. What is taken out as a whole has none.
func (p *Plan) block() {
	if p.Gone {
		return
	}
	for _, d := range p.Checked.Findings {
		if d.Severity == check.Error && d.Counts() {
			p.Blocking = append(p.Blocking, d)
		}
	}
}

// identify hashes what the plan rests on. An entry that already stands in the
// change log for these layers on this commit keeps its identity, so that it is
// replaced and not doubled. A new one is told by the change log as well: two
// people may edit nothing else, and both entries are to stand after a merge.
func (p *Plan) identify() {
	var layers strings.Builder
	if !p.since.IsZero() {
		fmt.Fprintln(&layers, p.since)
	}
	for _, l := range atlas.Layers() {
		if l != atlas.ChangeLog {
			fmt.Fprintln(&layers, l.File(), p.files[l].Revision)
		}
	}
	log := p.files[atlas.ChangeLog]
	stem := hash(layers.String())[:12]
	p.entryID = stem + "." + hash(log.Text)[:8]
	for _, e := range p.uncommitted() {
		if e.ID == stem || strings.HasPrefix(e.ID, stem+".") {
			p.entryID = e.ID
		}
	}
	for _, f := range p.besides(&Decision{}) {
		fmt.Fprintln(&layers, f.Path, hash(string(f.Content)))
	}
	p.Fingerprint = hash(layers.String() + log.Revision)
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// path is where a layer's file stands below the repository's root.
func (p *Plan) path(l atlas.Layer) string { return path.Join(p.folder, l.File()) }
