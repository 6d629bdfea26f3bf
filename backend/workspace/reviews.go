package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"atlasdesk/backend/review"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/store"
)

// Reviewed is what reviewers said of a package. It is immutable: as long as
// nothing was said since, it is the very same.
type Reviewed struct {
	Records []review.Record
	Fault   error // what is wrong with files of it: what those say does not count
}

// reviews are the files of the packages that were asked for.
type reviews struct {
	mu        sync.Mutex
	ofPackage map[string]*reviewFiles
	last      *Reviewing // as it was worked out last
}

// reviewFiles are those of one package.
type reviewFiles struct {
	files map[string]reviewFile // by their paths from the folder that holds settings.Folder
	said  *Reviewed             // nil where it is to be put together
}

type reviewFile struct {
	file    store.File
	records []review.Record
	fault   error
}

// Reviewed reads what reviewers said of a package.
func (w *Workspace) Reviewed(id string) (*Reviewed, error) {
	w.reviews.mu.Lock()
	defer w.reviews.mu.Unlock()
	return w.lookAtReviews(id)
}

// lookAtReviews reads the files that are not what they were.
func (w *Workspace) lookAtReviews(id string) (*Reviewed, error) {
	home := settingsHome(w.Root())
	s, err := store.Open(home)
	if err != nil {
		return nil, err
	}
	names, err := reviewNames(home, w.reviewedAs(id))
	if err != nil {
		return nil, err
	}
	before := w.reviews.ofPackage[id]
	now, same := &reviewFiles{files: map[string]reviewFile{}}, before != nil && before.said != nil && len(before.files) == len(names)
	for _, name := range names {
		was, known := reviewFile{}, false
		if before != nil {
			was, known = before.files[name]
		}
		if known && s.Untouched(was.file) {
			now.files[name] = was
			continue
		}
		file, err := s.Read(name)
		if err != nil {
			return nil, err
		}
		if known && file.Fault == nil && was.file.Revision == file.Revision {
			was.file = file
			now.files[name] = was
			continue
		}
		now.files[name], same = readReviews(home, name, file), false
	}
	if same {
		now.said = before.said
	} else {
		now.said = now.together(names)
	}
	w.keepReviews(id, now)
	return now.said, nil
}

func (w *Workspace) keepReviews(id string, now *reviewFiles) {
	if w.reviews.ofPackage == nil {
		w.reviews.ofPackage = map[string]*reviewFiles{}
	}
	w.reviews.ofPackage[id] = now
}

func readReviews(home, name string, file store.File) reviewFile {
	out := reviewFile{file: file, fault: file.Fault}
	if out.fault == nil {
		out.records, out.fault = settings.ParseReviews(filepath.Join(home, filepath.FromSlash(name)), file.Text)
	}
	return out
}

// together is what all files say, in their order.
func (f *reviewFiles) together(names []string) *Reviewed {
	out := &Reviewed{}
	for _, name := range names {
		out.Records = append(out.Records, f.files[name].records...)
		out.Fault = errors.Join(out.Fault, f.files[name].fault)
	}
	return out
}

// reviewedAs is how the files of reviews call a package.
func (w *Workspace) reviewedAs(id string) string { return path.Join(w.options.Load().below, id) }

// reviewNames lists the files of a package, sorted; none where nobody said
// anything.
func reviewNames(home, pkg string) (names []string, err error) {
	folder := path.Join(settings.ReviewsFolder, pkg)
	entries, err := os.ReadDir(filepath.Join(home, filepath.FromSlash(folder)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if name := path.Join(folder, e.Name()); !e.IsDir() && settings.IsReviewFile(name) && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, name)
		}
	}
	return names, err
}

// refreshReviews looks at the reviews that were asked for again, and says
// whether anybody else said something.
func (w *Workspace) refreshReviews() (changed bool) {
	w.reviews.mu.Lock()
	defer w.reviews.mu.Unlock()
	for id, before := range w.reviews.ofPackage {
		now, err := w.lookAtReviews(id)
		changed = changed || err == nil && now != before.said
	}
	if changed {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seq++
	}
	return changed
}

// say takes records of one person out of their file and writes others into it,
// and makes the file where there is none.
func (w *Workspace) say(id, by string, drop, add []review.Record) error {
	w.reviews.mu.Lock()
	defer w.reviews.mu.Unlock()
	home, name := settingsHome(w.Root()), settings.ReviewFile(w.reviewedAs(id), by)
	if _, err := w.lookAtReviews(id); err != nil {
		return err
	}
	var after reviewFile
	err := editBeside(home, name, func(at, source string) (changed string, err error) {
		changed, after.records, err = settings.ChangeReviews(at, source, drop, add)
		after.file.Text = changed
		return changed, err
	})
	if err != nil {
		return err
	}
	if file, err := readBeside(home, name); err == nil && file.Text == after.file.Text { // it need not be read once more
		after.file = file
		w.reviews.ofPackage[id].files[name] = after
	}
	w.reviews.ofPackage[id].said = nil // it is another by now
	_, err = w.lookAtReviews(id)
	return err
}

// ReviewsOnDisk are the files of what reviewers said of a package, and their
// folder as an absolute path.
type ReviewsOnDisk struct {
	Folder string
	Files  map[string]store.File // by their names in the folder
}

// ReviewsOf reads the files that hold the reviews of a package.
func (w *Workspace) ReviewsOf(id string) (ReviewsOnDisk, error) {
	w.reviews.mu.Lock()
	defer w.reviews.mu.Unlock()
	folder := path.Join(settings.ReviewsFolder, w.reviewedAs(id))
	out := ReviewsOnDisk{filepath.Join(settingsHome(w.Root()), filepath.FromSlash(folder)), map[string]store.File{}}
	if _, err := w.lookAtReviews(id); err != nil {
		return out, err
	}
	for name, f := range w.reviews.ofPackage[id].files {
		out.Files[path.Base(name)] = f.file
	}
	return out, nil
}
