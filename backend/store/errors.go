package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"syscall"

	"atlasdesk/backend/text"
)

// Code is the kind of an [Error], for a caller that must choose what to do.
type Code string

const (
	CodeConflict Code = "conflict"  // the file is not the version that the change was made on
	CodeReadOnly Code = "read-only" // the file or its folder must not be written
	CodeFull     Code = "full"      // no room on the disk
	CodeVanished Code = "vanished"  // the folder is gone
	CodeOutside  Code = "outside"   // the path leads out of the workspace
	CodeExists   Code = "exists"    // something of that name is there already
	CodeNotText  Code = "not-text"  // the bytes are no text that can be edited
	CodeTooMany  Code = "too-many"  // more folders than are looked through
	CodeIO       Code = "io"        // anything else that the system reports
)

// Error says what was being done, with what, why it failed and what to do now.
type Error struct {
	Op   string // a verb: "save", "read", "create"
	Path string // slash-separated below the workspace, or a whole path of the system
	Code Code
	Err  error
	Hint string // a sentence
}

func (e *Error) Error() string {
	return fmt.Sprintf("cannot %s %s: %v. %s", e.Op, e.Path, e.Err, e.Hint)
}

func (e *Error) Unwrap() error { return e.Err }

// ConflictError says that a file is not the version that a change was made on.
// Revisions are those of [File].
type ConflictError struct {
	Path string
	Base string // the version the change was made on
	Disk string // the version found
}

func (e *ConflictError) Error() string {
	switch {
	case e.Base == "":
		return "there is a file of that name on the disk already"
	case e.Disk == "":
		return "the file was deleted from the disk since it was read"
	}
	return "the file was changed on the disk since it was read"
}

func conflict(name, base, disk string) *Error {
	return refuse(CodeConflict, &ConflictError{name, base, disk}, "Compare the disk with the new text and choose.")
}

func notText(err error) *Error {
	if errors.Is(err, text.ErrTooLarge) {
		return refuse(CodeNotText, err, "No layer needs to be that long; look for what does not belong in it and take it out.")
	}
	return refuse(CodeNotText, err, "Only UTF-8 text can be edited here; convert the file with another program.")
}

// refuse makes an Error that [explain] completes.
func refuse(code Code, err error, hint string) *Error {
	return &Error{Code: code, Err: err, Hint: hint}
}

// explain completes an error of this package, or of the system, with what was
// being done.
func explain(op, path string, err error) error {
	if err == nil {
		return nil
	}
	var known *Error
	if !errors.As(err, &known) {
		known = classify(err)
	}
	return &Error{op, path, known.Code, known.Err, known.Hint}
}

var kinds = []struct {
	code   Code
	is     func(error) bool
	reason string
	hint   string
}{
	{CodeFull, isFull, "the disk is full", "Make room and try again; what stood on the disk is unchanged."},
	{CodeVanished, isGone, "the folder is no longer there", "Bring the folder back and try again."},
	{CodeReadOnly, isDenied, "writing there is not permitted", "Change the permissions of the folder and try again."},
	{CodeExists, isTaken, "something of that name is there already", "Choose another name."},
	{CodeIO, func(error) bool { return true }, "the system reports a fault", "Look at the disk and try again."},
}

func classify(err error) *Error {
	err = cause(err)
	for _, k := range kinds {
		if k.is(err) {
			return refuse(k.code, fmt.Errorf("%s (%w)", k.reason, err), k.hint)
		}
	}
	panic("unreachable: the last kind takes any error")
}

// cause drops the names of temporary files, which mean nothing to a person.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err
	}
	return err
}

func isGone(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

func isDenied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

func isTaken(err error) bool { return errors.Is(err, fs.ErrExist) }

func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		isWindows(err, 39, 112) // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
}

// isWindows says whether err is one of the given system error codes of Windows.
func isWindows(err error, codes ...syscall.Errno) bool {
	code, ok := errors.AsType[syscall.Errno](err)
	return ok && runtime.GOOS == "windows" && slices.Contains(codes, code)
}
