package history

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Request is a commit somebody wants.
type Request struct {
	Files   []File
	Message string    // its first line is the subject
	Author  Identity  // the zero Identity stands for [Repo.Identity]
	When    time.Time // the zero time stands for now; its zone is recorded
}

// File is one file of a commit.
type File struct {
	Path    string // slash path from the root
	Content []byte // as saved, not nil where the file is empty; see [Repo.Commit] for line ends
	Deleted bool   // the commit takes the file out; Content does not count
	Base    Base   // the committed version that the edit was made on
}

// Base is the committed version of a file that an edit was made on. The zero
// Base says that the file was not committed yet.
type Base struct {
	hash    Hash
	content []byte
	known   bool // content counts
}

// OnContent is the base of an edit that was made on these bytes, as committed
// or as checked out.
func OnContent(content []byte) Base { return Base{content: content, known: true} }

// OnBlob is the base of an edit that was made on the blob of this hash.
func OnBlob(hash Hash) Base { return Base{hash: hash} }

// Commit commits exactly the given bytes at the given paths on top of HEAD, takes
// out the files that are deleted, and returns the commit's hash. Every other
// file of the commit is as in HEAD: what anybody staged stays staged and is not
// committed. The files in the work tree are neither written nor removed.
//
// Commit takes git's locks in git's order and waits a few seconds for other
// programs. Once it returns without an error the commit is durable and on the
// branch; when it fails the branch, the index and HEAD are as before. A crash
// at any moment leaves one or the other, after [Repo.Recover] at the latest.
//
// Line ends become LF where git would do that: by the attributes text, crlf and
// eol in all files of attributes, and by core.autocrlf, with git's guess of
// what is binary and its care for files that were committed with CRLF. Files
// with the attributes filter (such as Git LFS), ident or working-tree-encoding
// are refused. The mode of a committed file is kept; a new file gets 100644.
// Hooks are run and the commit is signed in a repository that a person trusts,
// see [Repo.With]; elsewhere neither is done, see [Repo.Notices]. Hooks may
// refuse the commit and change its message, but not what is committed.
//
// The errors to tell apart: [*ChangedError] if a file's base is not what HEAD
// holds, [ErrNothing], [ErrNoIdentity], [*RefusedError], [*LockedError], [*HookError],
// and that of ctx.
func (r *Repo) Commit(ctx context.Context, req Request) (Hash, error) {
	hash, err := r.commit(ctx, req)
	if err != nil {
		return Hash{}, fmt.Errorf("commit: %w", err)
	}
	return hash, nil
}

func (r *Repo) commit(ctx context.Context, req Request) (Hash, error) {
	if err := req.check(); err != nil {
		return Hash{}, err
	}
	hash, err := r.move(ctx, func() (*transaction, error) { return r.prepareCommit(ctx, req) })
	if err == nil && r.program != nil {
		if o, err := r.outside(); err == nil {
			o.after(ctx)
		}
	}
	return hash, err
}

// ground is what a commit is made on, and what its files change of that. The
// caller closes the snapshot's store.
type ground struct {
	at       tip
	settings config
	*snapshot
	changes []change
}

func (r *Repo) ground(files []File) (g *ground, err error) {
	g = &ground{}
	if g.at, err = r.ready(); err != nil {
		return nil, err
	}
	if g.settings, err = r.config(); err != nil {
		return nil, err
	}
	if g.snapshot, err = r.snapshot(g.at.commit); err != nil {
		return nil, err
	}
	if g.changes, err = r.changes(g.snapshot, g.settings, files); err != nil {
		g.store.Close()
		return nil, err
	}
	return g, nil
}

// prepareCommit writes the objects of the commit on top of what HEAD is now.
func (r *Repo) prepareCommit(ctx context.Context, req Request) (*transaction, error) {
	g, err := r.ground(req.Files)
	if err != nil {
		return nil, err
	}
	defer g.store.Close()
	if len(g.changes) == 0 {
		return nil, ErrNothing
	}
	commit, err := req.compose(g.settings, g.at)
	if err != nil {
		return nil, err
	}
	w := r.objectWriter()
	hash, err := r.writeObjects(ctx, w, g.snapshot, g.changes, commit)
	if err != nil {
		w.discard()
		return nil, err
	}
	reason := "commit: "
	if g.at.commit.IsZero() {
		reason = "commit (initial): "
	}
	return &transaction{
		repo: r, from: g.at, to: hash, changes: g.changes, objects: w,
		reflog: newReflog(g.settings, commit.Committer, reason+subject(commit.Message)),
	}, nil
}

// changes compares the files with what is committed. Those that are committed
// as they are drop out.
func (r *Repo) changes(s *snapshot, settings config, files []File) ([]change, error) {
	var changes []change
	for _, f := range files {
		c, err := r.change(s, settings, f)
		if err != nil {
			return nil, err
		}
		if c.from != c.to {
			changes = append(changes, c)
		}
	}
	return changes, nil
}

func (r *Repo) change(s *snapshot, settings config, f File) (change, error) {
	c := change{path: f.Path}
	if err := r.throughLink(f.Path); err != nil {
		return c, err
	}
	if err := r.inAnother(f.Path); err != nil {
		return c, err
	}
	committed, err := c.compare(s)
	if err != nil {
		return c, err
	}
	if c.eol, err = r.eol(s, settings, f.Path); err != nil {
		return c, err
	}
	c.eol = c.eol.settle(committed)
	if !f.Deleted {
		c.content = c.eol.strip(f.Content)
		c.to = version{blobHash(c.content), cmp.Or(c.from.mode, filemode.Regular)}
	}
	if c.from != c.to && !f.Base.is(c.from.blob, c.eol) {
		return c, &ChangedError{f.Path}
	}
	return c, nil
}

// compare notes what the parent holds at the path and returns its content.
func (c *change) compare(s *snapshot) ([]byte, error) {
	e, err := s.entry(c.path)
	switch {
	case errors.Is(err, errNoFolder):
		return nil, refuse(c.path+" lies in what is committed as a file, link or submodule", "Remove that with git first.")
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !isFile(e.Mode):
		return nil, refuse(c.path+" is committed as a folder, link or submodule", "Remove that with git first.")
	}
	c.from = version{e.Hash, e.Mode}
	return s.blob(e.Hash)
}

// is says whether the base is the committed blob, zero for none. Content may be
// the blob's own or, with other line ends, that of the checked out file.
func (b Base) is(committed Hash, eol conversion) bool {
	if !b.known {
		return b.hash == committed
	}
	return committed == blobHash(b.content) || committed == blobHash(eol.strip(b.content))
}

// eol decides about the line ends of a file.
func (r *Repo) eol(s *snapshot, settings config, path string) (conversion, error) {
	a, err := r.attributesOf(s, settings, path)
	if err != nil {
		return keepEOL, err
	}
	autocrlf, _ := settings.find("core.autocrlf")
	return eolOf(a, autocrlf), nil
}

// attributesOf reads the attributes of a file and refuses one that git would
// have to convert by other means than its line ends.
func (r *Repo) attributesOf(s *snapshot, settings config, path string) (attributes, error) {
	files, err := r.attributeFiles(settings, path, s.file)
	if err != nil {
		return nil, fmt.Errorf("read the git attributes of %s: %w", path, err)
	}
	foldCase, _ := settings.find("core.ignorecase")
	a := attributesOf(files, path, foldCase.isTrue())
	return a, a.supported(path)
}

// compose fills in the commit, all but its tree. As with git the committer may
// be another person than the author, by configuration.
func (q *Request) compose(settings config, at tip) (*object.Commit, error) {
	author, committer, when := q.Author, settings.identity("committer"), q.When
	if author == (Identity{}) {
		author = settings.identity("author")
	}
	if author.Name == "" || author.Email == "" {
		return nil, ErrNoIdentity
	}
	if committer.Name == "" || committer.Email == "" {
		committer = author
	}
	if when.IsZero() {
		when = time.Now()
	}
	c := &object.Commit{
		Author:    object.Signature{Name: author.Name, Email: author.Email, When: when},
		Committer: object.Signature{Name: committer.Name, Email: committer.Email, When: when},
		Message:   strings.TrimSpace(q.Message) + "\n",
	}
	if !at.commit.IsZero() {
		c.ParentHashes = []Hash{at.commit}
	}
	return c, nil
}

// writeObjects writes the blobs, the folders above them and the commit.
func (r *Repo) writeObjects(ctx context.Context, w *objectWriter, s *snapshot, changes []change, commit *object.Commit) (hash Hash, err error) {
	if commit.TreeHash, err = w.writeTree(s, changes); err != nil {
		return Hash{}, fmt.Errorf("write the objects of the commit: %w", err)
	}
	return r.writeCommit(ctx, w, commit)
}

// writeCommit writes the commit object, where the repository is trusted after
// its hooks agree and signed if git is set to.
func (r *Repo) writeCommit(ctx context.Context, w *objectWriter, commit *object.Commit) (Hash, error) {
	if r.program == nil {
		return w.encode(commit)
	}
	o, err := r.outside()
	if err != nil {
		return Hash{}, err
	}
	if err := w.flush(); err != nil {
		return Hash{}, fmt.Errorf("write the objects of the commit: %w", err)
	}
	if err := o.before(ctx, commit); err != nil {
		return Hash{}, err
	}
	if !o.signs {
		return w.encode(commit)
	}
	hash, err := o.sign(ctx, commit)
	if err != nil {
		return Hash{}, err
	}
	return hash, w.adopt(hash)
}
