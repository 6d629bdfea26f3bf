package app

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/workspace"
)

// The versions of a package are named by the hash of a commit, a hash with "^"
// behind it for the commit before it, or by one of these words.
const (
	nowVersion   = "now"   // with unsaved text
	savedVersion = "saved" // on the disk
	lastVersion  = "last"  // the last commit
	keptVersion  = "kept:" // before the name of a file: the text now, with a layer as it was set aside there
)

// Version is one version of a package.
type Version struct {
	Name   string     `json:"name"`   // as it was asked for
	Commit PastCommit `json:"commit"` // with an empty hash for what is not committed, and where there is no commit
}

// PastCommit is a commit in the past of a package.
type PastCommit struct {
	Hash    string   `json:"hash"`
	Short   string   `json:"short"`
	At      string   `json:"at"`
	Author  string   `json:"author"`
	Email   string   `json:"email"`
	Subject string   `json:"subject"`
	Layers  []string `json:"layers"` // that it changed, in order; none where a merge only brought changes together
}

func pastCommitOf(c history.Commit, layers []atlas.Layer) PastCommit {
	out := PastCommit{Layers: []string{}}
	if c.Hash.IsZero() {
		return out
	}
	out.Hash, out.Short, out.At = c.Hash.String(), c.Hash.String()[:7], c.When.Format(time.RFC3339)
	out.Author, out.Email, out.Subject = c.Author.Name, c.Author.Email, c.Subject
	for _, l := range layers {
		out.Layers = append(out.Layers, l.Key())
	}
	return out
}

// versions reads the versions of one package.
type versions struct {
	w      *workspace.Workspace
	repo   *history.Repo
	past   *provenance.Past
	pkg    string
	folder string // below the root of the repository
}

// read reads a version, nil where the package was not there.
func (v *versions) read(name string) (*pack.Package, Version, error) {
	out := Version{Name: name, Commit: pastCommitOf(history.Commit{}, nil)}
	switch name {
	case nowVersion:
		checked, err := v.w.Package(v.pkg)
		if err != nil {
			return nil, out, absent(err)
		}
		return checked.Package, out, nil
	case savedVersion:
		p, err := v.saved()
		return p, out, err
	}
	if file, ok := strings.CutPrefix(name, keptVersion); ok {
		p, err := v.kept(file)
		return p, out, err
	}
	c, there, err := v.commit(name)
	if err != nil || !there {
		return nil, out, err
	}
	out.Commit = pastCommitOf(c, nil)
	p, err := v.past.PackageAt(c.Hash, v.folder)
	return p, out, absent(err)
}

// absent takes a package that is not there for none.
func absent(err error) error {
	if _, unknown := errors.AsType[*workspace.UnknownError](err); unknown || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (v *versions) saved() (*pack.Package, error) {
	files, err := v.w.Saved(v.pkg)
	if err != nil {
		return nil, absent(err)
	}
	raw := map[string][]byte{}
	for _, l := range atlas.Layers() {
		if files[l].Revision != "" {
			raw[l.File()] = files[l].Bytes()
		}
	}
	return provenance.PackageOf(raw), nil
}

// commit finds the commit that a version names.
func (v *versions) commit(name string) (c history.Commit, there bool, err error) {
	if name == lastVersion {
		return v.repo.Head()
	}
	hash, before := cutParent(name)
	if c, err = v.repo.Resolve(hash); err != nil || !before {
		return c, err == nil, err
	}
	return v.repo.Parent(c.Hash)
}

func cutParent(name string) (hash string, before bool) {
	if n := len(name); n > 0 && name[n-1] == '^' {
		return name[:n-1], true
	}
	return name, false
}

// versions opens the past of a package.
func (p *Past) versions(ctx context.Context, pkg string) (*versions, error) {
	w, err := p.desk.workspace()
	if err != nil {
		return nil, err
	}
	repo, past, err := p.open(ctx, w)
	if err != nil {
		return nil, err
	}
	folder, err := repo.Rel(w.Path(pkg))
	return &versions{w, repo, past, pkg, folder}, err
}
