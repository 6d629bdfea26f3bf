package history

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// checkout plans what a move does to the files of the work tree.
type checkout struct {
	repo     *Repo
	settings config
	from, to *snapshot
	merged   []Merged
}

// plan looks at the files of the changes and refuses those that may not be
// written, all at once. It sets the line ends of the changes.
func (c *checkout) plan(changes []change) (files []fileWrite, err error) {
	dirty := &DirtyError{}
	w := c.repo.objectWriter()
	defer w.discard()
	for i := range changes {
		f, clean, err := c.planFile(w, &changes[i])
		switch {
		case err != nil:
			return nil, err
		case !clean:
			dirty.Add(Difference{f.path, changes[i].from.exported(), changes[i].to.exported()})
		case f.was != f.is:
			files = append(files, f)
		}
	}
	switch {
	case len(dirty.Paths) > 0:
		return nil, dirty
	case len(c.merged) > 0:
		return nil, refuse(c.merged[0].Path+" does not differ between the two commits", "Save it as any other file.")
	}
	return files, w.sync()
}

// planFile finds what becomes of one file; clean is false where it holds what
// neither commit has and nobody has merged.
func (c *checkout) planFile(w *objectWriter, ch *change) (f fileWrite, clean bool, err error) {
	f.path = ch.path
	if err := errors.Join(checkPath(ch.path), plainFile(ch.path, ch.from), plainFile(ch.path, ch.to), c.repo.throughLink(ch.path)); err != nil {
		return f, false, err
	}
	disk, err := c.repo.readFile(ch.path)
	if err != nil {
		return f, false, err
	}
	attributes, err := c.repo.attributesOf(c.from, c.settings, ch.path)
	if err != nil {
		return f, false, err
	}
	autocrlf, _ := c.settings.find("core.autocrlf")
	ch.eol = eolOf(attributes, autocrlf)
	clean = ch.isFrom(disk)
	next, err := c.next(ch, disk, checksOutCRLF(attributes, c.settings))
	if err != nil {
		return f, false, err
	}
	if at := slices.IndexFunc(c.merged, func(m Merged) bool { return m.Path == ch.path }); at >= 0 {
		clean, next = same(c.merged[at].Was, disk), c.merged[at].Now
		c.merged = slices.Delete(slices.Clone(c.merged), at, at+1)
	}
	mode := cmp.Or(ch.to.mode, ch.from.mode)
	if f.was, err = w.keep(disk, cmp.Or(ch.from.mode, mode), ch); err != nil {
		return f, false, err
	}
	f.is, err = w.keep(next, mode, ch)
	return f, clean || same(disk, next), err
}

// plainFile refuses a version that is no file.
func plainFile(path string, v version) error {
	if v.there() && !isFile(v.mode) {
		return refuse(path+" is a link or a submodule", "Take this change over with `git merge`.")
	}
	return nil
}

// same compares what two files hold; nil is no file.
func same(a, b []byte) bool { return (a == nil) == (b == nil) && bytes.Equal(a, b) }

// isFrom says whether a file of the work tree is as the move begins.
func (ch *change) isFrom(disk []byte) bool {
	if !ch.from.there() || disk == nil {
		return !ch.from.there() && disk == nil
	}
	return blobHash(disk) == ch.from.blob || blobHash(ch.eol.strip(disk)) == ch.from.blob
}

// next is the file as the move leaves it, nil for none: with the line ends that
// it has now, or a new one with those that git would give it.
func (c *checkout) next(ch *change, disk []byte, dos bool) ([]byte, error) {
	if !ch.to.there() {
		return nil, nil
	}
	content, err := c.to.blob(ch.to.blob)
	if err != nil {
		return nil, err
	}
	ch.eol = ch.eol.settle(content)
	if disk != nil {
		dos = blobHash(disk) != ch.from.blob && bytes.Contains(disk, crlf)
	}
	if dos {
		content = ch.eol.unstrip(content)
	}
	return content, nil
}

// keep writes what a file holds into the object store, unless it is one of the
// committed versions; nil is no version.
func (w *objectWriter) keep(content []byte, mode filemode.FileMode, ch *change) (version, error) {
	if content == nil {
		return version{}, nil
	}
	v := version{blobHash(content), mode}
	if v.blob == ch.from.blob || v.blob == ch.to.blob {
		return v, nil
	}
	_, err := w.blob(content)
	return v, err
}
