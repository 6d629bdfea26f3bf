package share

import (
	"errors"
	"fmt"
	"slices"

	"atlasdesk/backend/history"
)

// reconcile brings files of the work tree that hold work which is not committed
// together with what a move brings. It fails with a [*history.DirtyError] where
// a person has to look.
func (s *Sharing) reconcile(from, to history.Hash, dirty []string) ([]history.Merged, error) {
	changes, err := s.repo.Differences(from, to)
	if err != nil {
		return nil, err
	}
	var merged []history.Merged
	left := &history.DirtyError{}
	for _, d := range changes {
		if !slices.Contains(dirty, d.Path) {
			continue
		}
		m, err := s.reconcileFile(d)
		switch {
		case errors.Is(err, errDirty):
			left.Add(d)
		case err != nil:
			return nil, fmt.Errorf("merge %s: %w", d.Path, err)
		default:
			merged = append(merged, m)
		}
	}
	if len(left.Paths) > 0 {
		return nil, left
	}
	return merged, nil
}

var errDirty = errors.New("a person has to look")

func (s *Sharing) reconcileFile(d history.Difference) (history.Merged, error) {
	if !d.From.IsPlain() || !d.To.IsPlain() {
		return history.Merged{}, errDirty
	}
	disk, err := s.repo.ReadWorkFile(d.Path)
	if err != nil {
		return history.Merged{}, err
	}
	if disk == nil {
		return history.Merged{}, errDirty
	}
	t, err := readTexts(s.repo, d.From.Blob, history.Hash{}, d.To.Blob)
	if err != nil {
		return history.Merged{}, err
	}
	t.ours = disk
	merged, ok := t.merge(d.Path)
	now, clean := merged.Text()
	if !ok || !clean {
		return history.Merged{}, errDirty
	}
	return history.Merged{Path: d.Path, Was: disk, Now: t.form.Encode(now)}, nil
}
