package workspace

import (
	"slices"

	"atlasdesk/backend/review"
	"atlasdesk/backend/store"
)

// surveyed is how the review of a package stood when somebody last looked. Of a
// thousand packages nobody keeps what reviewers said.
type surveyed struct {
	review.Standing
	check int          // number of the check that it rests on
	files []store.File // that hold the reviews, without their texts
}

// Survey makes what a list shows of a package: its check, and how its review
// stands. It says whether any of that was to be made anew, and leaves the
// package at rest unless somebody works on it.
func (w *Workspace) Survey(id string) (news bool, err error) {
	c, number, err := w.survey(id, w.saysTheSame(id))
	if c == nil || err != nil {
		return false, err
	}
	now, err := w.standingOf(c)
	if err != nil {
		return true, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if e := w.packages[id]; e != nil {
		now.check = number
		e.surveyed = now
	}
	return true, nil
}

// survey checks a package, and returns the whole check and its number; nil
// where all that is known of the package still holds.
func (w *Workspace) survey(id string, saysTheSame bool) (whole *Checked, number int, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e, err := w.entry(id)
	if err != nil {
		return nil, 0, err
	}
	reviewed := !saysTheSame || len(e.surveyed.files) > 0 && e.surveyed.check != e.number
	if e.isChecked(w.Path(e.id), w.options.Load()) && !reviewed {
		return nil, 0, nil
	}
	w.checkAwake(e)
	whole, number = e.checked, e.number
	if !slices.Contains(w.awake, e) {
		e.rest()
	}
	return whole, number, nil
}

// saysTheSame says whether the files that hold the reviews of a package are
// those that were looked at.
func (w *Workspace) saysTheSame(id string) bool {
	home := settingsHome(w.Root())
	names, err := reviewNames(home, w.reviewedAs(id))
	w.mu.Lock()
	var seen []store.File
	if e := w.packages[id]; e != nil {
		seen = e.surveyed.files
	}
	w.mu.Unlock()
	if err != nil || len(names) != len(seen) {
		return false
	}
	if len(names) == 0 {
		return true
	}
	s, err := store.Open(home)
	return err == nil && !slices.ContainsFunc(seen, func(f store.File) bool { return !slices.Contains(names, f.Path) || !s.Untouched(f) })
}

// standingOf reads what reviewers said of a package, and how that stands.
func (w *Workspace) standingOf(c *Checked) (out surveyed, err error) {
	home := settingsHome(w.Root())
	names, err := reviewNames(home, w.reviewedAs(c.ID))
	if len(names) == 0 || err != nil {
		return surveyed{}, err
	}
	s, err := store.Open(home)
	if err != nil {
		return surveyed{}, err
	}
	var records []review.Record
	for _, name := range names {
		file, err := s.Read(name)
		if err != nil {
			return surveyed{}, err
		}
		records = append(records, readReviews(home, name, file).records...)
		file.Text = ""
		out.files = append(out.files, file)
	}
	out.Standing = review.Of(c.Package, c.Graph, records).Standing()
	return out, nil
}
