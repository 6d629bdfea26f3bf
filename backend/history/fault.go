package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

// faults are the errors of the system that a person can do something about.
// The reason takes the folder.
var faults = []struct {
	is           func(error) bool
	reason, hint string
}{
	{isFull, "the disk of %s is full", "Make room and try again"},
	{isReadOnly, "%s cannot be written (read-only file system)", "Make it writable, or copy the repository elsewhere, and try again"},
	{isDenied, "%s cannot be written (permission denied)", "Change the permissions there and try again"},
}

// explain says for a person what kept a move from writing, once and without the
// names of temporary files, as a [*RefusedError]. Other errors stay.
func (r *Repo) explain(err error) error {
	folder, ours := r.faultAt(err)
	if !ours {
		return err
	}
	for _, f := range faults {
		if !f.is(err) {
			continue
		}
		after := "; nothing was changed."
		if errors.Is(err, errUnsettled) {
			after = "; what was begun is cleared up then."
		}
		return &RefusedError{fmt.Sprintf(f.reason, folder), f.hint + after, err}
	}
	return err
}

// faultAt is the folder in which the system reported an error, and whether it
// belongs to the repository.
func (r *Repo) faultAt(err error) (folder string, ours bool) {
	var path string
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		path = link.New
	} else if at, ok := errors.AsType[*fs.PathError](err); ok {
		path = at.Path
	}
	if path == "" {
		return "", false
	}
	folder = filepath.Dir(within(r.root, path)) // os.Root has names below it
	for _, part := range []string{r.commonDir, r.gitDir} {
		if folder == part || strings.HasPrefix(folder, part+string(filepath.Separator)) {
			return part, true
		}
	}
	return folder, folder == r.root || strings.HasPrefix(folder, r.root+string(filepath.Separator))
}

func isDenied(err error) bool { return errors.Is(err, fs.ErrPermission) }

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

func isFull(err error) bool {
	const handleDiskFull, diskFull = 39, 112 // of Windows
	code, isCode := errors.AsType[syscall.Errno](err)
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		isCode && runtime.GOOS == "windows" && slices.Contains([]syscall.Errno{handleDiskFull, diskFull}, code)
}
