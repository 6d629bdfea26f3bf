package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"atlasdesk/backend/text"
)

// unknown is the revision of a file that is there and cannot be read.
const unknown = "unknown"

// File is what one path of the workspace holds.
type File struct {
	Path string    // slash-separated below the root
	Text string    // decoded; empty where Fault is set
	Form text.Form // turns Text back into bytes
	// Revision is the hex SHA-256 of the bytes, "" where there is no file. Of a
	// file beyond text.Limit it is made of size and time, and of one that
	// cannot be read it is "unknown".
	Revision string
	ReadOnly string // a sentence that says why the file cannot be edited, or ""
	Fault    error  // why there is no text, or nil; an *Error where it was read from the disk

	raw   []byte // the bytes where they are no text; see Bytes
	known bool   // the bytes are at hand
	stamp stamp  // see Untouched
}

// FileOf is the file that holds a text in a form.
func FileOf(name, content string, form text.Form, revision string) File {
	return File{Path: name, Text: content, Form: form, Revision: revision, known: true}
}

// Decoded is the file that holds the bytes. Its Fault is that of [text.Decode].
func Decoded(name string, raw []byte, revision string) File {
	f := File{Path: name, Revision: revision, known: true}
	if f.Text, f.Form, f.Fault = text.Decode(raw); f.Fault != nil {
		f.raw = raw
	}
	return f
}

// Known says whether the bytes are at hand. They are not where there is no
// file, or it is beyond text.Limit or unreadable.
func (f *File) Known() bool { return f.known }

// Bytes are those of the file, made of its text where they are text; nil where
// they are not known.
func (f *File) Bytes() []byte {
	if !f.known || f.raw != nil {
		return f.raw
	}
	return f.Form.Encode(f.Text)
}

// Read reads a file. Bad content is no error but a File that says so, and so is
// a file that is not there. It fails with CodeOutside and CodeVanished, the
// latter where the workspace itself is gone.
func (s *Store) Read(name string) (File, error) {
	root, err := s.open(name)
	if err != nil {
		return File{}, explain("read", name, err)
	}
	defer root.Close()
	f, refusal := inspect(root, name)
	if refusal != nil {
		f.ReadOnly = explain("edit", name, refusal).Error()
	}
	return f, nil
}

// inspect reads a file and says why it must not be written, if so.
func inspect(root *os.Root, name string) (f File, refusal error) {
	f.Path = name
	link := linkIn(root, name)
	raw, info, err := load(root, name)
	switch {
	case link != "" && err != nil:
		f.Revision, refusal = unknown, astray(link)
	case errors.Is(err, fs.ErrNotExist):
		return f, nil
	case err != nil:
		f.Revision, refusal = unknown, refuse(CodeIO, cause(err), "Look at what it is and at its permissions.")
	case len(raw) > text.Limit:
		f.Revision, refusal = statRevision(info), notText(text.ErrTooLarge)
	default:
		f = Decoded(name, raw, revisionOf(raw))
		if link == "" {
			f.stamp = stampOf(info)
		}
		if f.Fault != nil {
			refusal = notText(f.Fault)
		}
	}
	if refusal != nil {
		f.Fault = explain("read", name, refusal)
		return f, refusal
	}
	return f, protected(info, link)
}

// linkIn returns the first part of the path that is a symbolic link, or "".
func linkIn(root *os.Root, name string) string {
	for i := range len(name) + 1 {
		if i < len(name) && name[i] != '/' {
			continue
		}
		info, err := root.Lstat(name[:i])
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return name[:i]
		}
	}
	return ""
}

// ErrNotFile says that what a path names is there and no regular file.
var ErrNotFile = errors.New("it is not a file")

// ReadOutside reads a file that is in no workspace, no further than one byte
// beyond text.Limit. It fails with [ErrNotFile], and as [os.Open] does.
func ReadOutside(path string) ([]byte, error) {
	// Not after opening: that would wait for the writer of a named pipe.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotFile
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, text.Limit+1))
}

// load reads a regular file, no further than one byte beyond text.Limit.
func load(root *os.Root, name string) ([]byte, fs.FileInfo, error) {
	// Not after opening: that would wait for the writer of a named pipe.
	info, err := root.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, errors.New("it is not a regular file")
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, text.Limit+1))
	return raw, info, err
}

func revisionOf(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func statRevision(info fs.FileInfo) string {
	return revisionOf(fmt.Appendf(nil, "%d bytes, %d ns", info.Size(), info.ModTime().UnixNano()))
}

// protected goes by the mode and not by what the kernel would let us do: to
// the superuser nothing is read-only, and renaming over a file asks only for
// the permission of its folder.
func protected(info fs.FileInfo, link string) error {
	switch {
	case link != "":
		return refuse(CodeReadOnly, fmt.Errorf("%s is a symbolic link", link),
			"Edit what it points to, or put a file in its place.")
	case info.Mode()&0o200 == 0:
		return refuse(CodeReadOnly, errors.New("the file is read-only"), "Permit writing to it and try again.")
	}
	return nil
}

func astray(link string) *Error {
	return refuse(CodeOutside, fmt.Errorf("%s is a symbolic link that leads nowhere or out of the workspace", link),
		"Put the file itself in its place.")
}
