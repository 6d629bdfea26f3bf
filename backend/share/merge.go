package share

import (
	"fmt"
	"path"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/merge"
	"atlasdesk/backend/settings"
	"atlasdesk/backend/text"
)

// Kind is why a file is in conflict.
type Kind string

// The kinds.
const (
	Text         Kind = "text"          // both sides edited the same sentences
	WholeFile    Kind = "file"          // both sides changed a file that is no layer
	RemovedHere  Kind = "removed here"  // and changed there
	RemovedThere Kind = "removed there" // and changed here
)

// Conflict is a file that a person has to decide about. Its three versions are
// named by their blobs: the same three are the same conflict, whatever commits
// they stand in.
type Conflict struct {
	Path   string       `json:"path"` // slash path from the root
	Kind   Kind         `json:"kind"`
	Base   history.Hash `json:"base"` // zero for no file
	Ours   history.Hash `json:"ours"`
	Theirs history.Hash `json:"theirs"`
	Result merge.Result `json:"result"` // of Text, what to decide

	// Package says that all layers of the file's folder were removed, which is
	// one decision: if the file stays, the others that were removed do too.
	Package bool `json:"package"`
	// Renamed is the folder where the package went, "" for none that is known.
	Renamed string `json:"renamed"`

	// Take and Choices are those of a decision about it, perhaps one that is not
	// finished; empty where there is none.
	Take    merge.Take     `json:"take"`
	Choices []merge.Choice `json:"choices"`

	form text.Form // of the file's bytes
}

// joined is what a merge changes of ours, and what it leaves to a person.
type joined struct {
	files     []history.Joined
	conflicts []Conflict // to be decided
	decided   []Conflict
	removed   map[Kind]removals // RemovedHere and RemovedThere
}

// join merges two commits at the level of files: what one side changed is
// taken, what both changed is brought together.
func (s *Sharing) join(base, ours, theirs history.Hash, decided decisions) (joined, error) {
	here, err := s.repo.Differences(base, ours)
	if err != nil {
		return joined{}, err
	}
	there, err := s.repo.Differences(base, theirs)
	if err != nil {
		return joined{}, err
	}
	out := joined{removed: map[Kind]removals{}}
	if out.removed[RemovedHere], err = removalsOf(s.repo, ours, here); err != nil {
		return joined{}, err
	}
	if out.removed[RemovedThere], err = removalsOf(s.repo, theirs, there); err != nil {
		return joined{}, err
	}
	changedHere, changedThere := byPath(here), byPath(there)
	for _, d := range there {
		if to, both := changedHere[d.Path]; both && to != d.To {
			if err := out.bring(s.repo, threeVersions{d.Path, d.From, to, d.To}, decided); err != nil {
				return joined{}, err
			}
		}
	}
	for _, d := range there {
		if _, both := changedHere[d.Path]; !both && !out.removed[RemovedThere].keeps(d) {
			out.files = append(out.files, history.Joined{Path: d.Path, Version: d.To})
		}
	}
	for _, d := range here {
		if _, both := changedThere[d.Path]; !both && out.removed[RemovedHere].keeps(d) {
			out.files = append(out.files, history.Joined{Path: d.Path, Version: d.From})
		}
	}
	return out, nil
}

// byPath are the versions that files were changed to.
func byPath(changes []history.Difference) map[string]history.Version {
	out := make(map[string]history.Version, len(changes))
	for _, d := range changes {
		out[d.Path] = d.To
	}
	return out
}

// threeVersions are those of a file that both sides changed.
type threeVersions struct {
	path               string
	base, ours, theirs history.Version
}

// bring brings a file together or reports it as a conflict.
func (j *joined) bring(repo *history.Repo, v threeVersions, decided decisions) error {
	if err := v.plain(); err != nil {
		return err
	}
	c, merged, err := v.merge(repo)
	if err != nil {
		return fmt.Errorf("merge %s: %w", v.path, err)
	}
	if c != nil {
		gone := j.removed[c.Kind][path.Dir(c.Path)]
		if gone != nil {
			c.Package, c.Renamed = true, gone.renamed
		}
		var open bool
		if merged, open, err = decided.apply(c); err != nil {
			return fmt.Errorf("merge %s as decided: %w", v.path, err)
		}
		if open {
			j.conflicts = append(j.conflicts, *c)
			return nil
		}
		j.decided = append(j.decided, *c)
		if gone != nil && merged.take == keeper[c.Kind] {
			gone.stays = true
		}
	}
	switch merged.take {
	case merge.Theirs:
		j.files = append(j.files, history.Joined{Path: v.path, Version: v.theirs})
	case merge.Own:
		j.files = append(j.files, history.Joined{Path: v.path, Version: history.Version{Mode: v.ours.Mode}, Content: merged.content})
	}
	return nil
}

// outcome is what becomes of a file: one side's version, or its own content.
type outcome struct {
	take    merge.Take
	content []byte
}

// plain refuses what only git can bring together.
func (v threeVersions) plain() error {
	mode := v.ours.Mode
	for _, x := range []history.Version{v.base, v.ours, v.theirs} {
		if x.Exists() && !x.IsPlain() {
			return refuse(v.path + " is a link or a submodule that both sides changed")
		}
		if x.Exists() && v.ours.Exists() && v.theirs.Exists() && x.Mode != mode {
			return refuse(v.path + " became executable or stopped being so while it changed on the other side")
		}
	}
	return nil
}

func refuse(reason string) error {
	return &history.RefusedError{Reason: reason, Hint: "Join the two with `git merge`, then share again."}
}

// merge brings the file together, or says what is in the way.
func (v threeVersions) merge(repo *history.Repo) (*Conflict, outcome, error) {
	c := &Conflict{Path: v.path, Base: v.base.Blob, Ours: v.ours.Blob, Theirs: v.theirs.Blob}
	switch {
	case !v.ours.Exists():
		c.Kind = RemovedHere
		return c, outcome{}, nil
	case !v.theirs.Exists():
		c.Kind = RemovedThere
		return c, outcome{}, nil
	}
	t, err := readTexts(repo, v.base.Blob, v.ours.Blob, v.theirs.Blob)
	if err != nil {
		return nil, outcome{}, err
	}
	merged, ok := t.merge(v.path)
	if !ok {
		c.Kind = WholeFile
		return c, outcome{}, nil
	}
	c.Kind, c.Result, c.form = Text, merged, t.form
	if text, clean := merged.Text(); clean {
		return nil, outcome{merge.Own, t.form.Encode(text)}, nil
	}
	return c, outcome{}, nil
}

// mergerOf is how files of a name are merged, nil for those that are taken
// whole: only layers and waivers are texts that we know.
func mergerOf(name string) func(base, ours, theirs string) merge.Result {
	layer, isLayer := atlas.LayerOf(path.Base(name))
	switch {
	case path.Join(path.Base(path.Dir(name)), path.Base(name)) == settings.WaiversFile:
		return settings.MergeWaivers
	case settings.IsReviewFile(name):
		return settings.MergeReviews
	case !isLayer || path.Base(name) != layer.File():
		return nil
	case layer == atlas.ChangeLog:
		return changelog.Merge
	}
	return merge.Statements
}
