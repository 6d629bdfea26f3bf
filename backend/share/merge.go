package share

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/history"
	"atlasdesk/backend/merge"
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
}

// maxText is how large a file is merged by its sentences, in bytes.
const maxText = 2 << 20

// joined is what a merge changes of ours, and what it leaves to a person.
type joined struct {
	files     []history.Joined
	conflicts []Conflict
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
	changed := map[string]history.Version{}
	for _, d := range here {
		changed[d.Path] = d.To
	}
	var out joined
	for _, d := range there {
		to, both := changed[d.Path]
		switch {
		case !both:
			out.files = append(out.files, history.Joined{Path: d.Path, Version: d.To})
		case to != d.To:
			err = out.bring(s.repo, threeVersions{d.Path, d.From, to, d.To}, decided)
		}
		if err != nil {
			return joined{}, err
		}
	}
	return out, nil
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
		var open bool
		if merged, open, err = decided.apply(*c); err != nil {
			return fmt.Errorf("merge %s as decided: %w", v.path, err)
		}
		if open {
			j.conflicts = append(j.conflicts, *c)
			return nil
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
	var texts [3]string
	for i, x := range []history.Version{v.base, v.ours, v.theirs} {
		if !x.Exists() {
			continue
		}
		content, err := repo.ReadBlob(x.Blob)
		if err != nil {
			return nil, outcome{}, err
		}
		texts[i] = string(content)
	}
	byText := mergerOf(v.path)
	if byText == nil || slices.ContainsFunc(texts[:], isBinary) {
		c.Kind = WholeFile
		return c, outcome{}, nil
	}
	c.Kind, c.Result = Text, byText(texts[0], texts[1], texts[2])
	if merged, clean := c.Result.Text(); clean {
		return nil, outcome{merge.Own, []byte(merged)}, nil
	}
	return c, outcome{}, nil
}

// mergerOf is how files of a name are merged, nil for those that are taken
// whole: only layers are texts that we know.
func mergerOf(name string) func(base, ours, theirs string) merge.Result {
	layer, isLayer := atlas.LayerOf(path.Base(name))
	if !isLayer || path.Base(name) != layer.File() {
		return nil
	}
	return merge.Statements
}

func isBinary(content string) bool {
	return len(content) > maxText || !utf8.ValidString(content) || strings.ContainsRune(content, 0)
}

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
			left.Paths = append(left.Paths, d.Path)
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
	byText := mergerOf(d.Path)
	if byText == nil || !d.From.IsPlain() || !d.To.IsPlain() {
		return history.Merged{}, errDirty
	}
	disk, err := s.repo.ReadWorkFile(d.Path)
	if err != nil {
		return history.Merged{}, err
	}
	base, err := s.repo.ReadBlob(d.From.Blob)
	if err != nil {
		return history.Merged{}, err
	}
	next, err := s.repo.ReadBlob(d.To.Blob)
	if err != nil {
		return history.Merged{}, err
	}
	if disk == nil || slices.ContainsFunc([]string{string(base), string(disk), string(next)}, isBinary) {
		return history.Merged{}, errDirty
	}
	likeDisk := lineEndsOf(disk)
	now, clean := byText(likeDisk(base), string(disk), likeDisk(next)).Text()
	if !clean {
		return history.Merged{}, errDirty
	}
	return history.Merged{Path: d.Path, Was: disk, Now: []byte(now)}, nil
}

// lineEndsOf gives texts the line ends of a file, which git may have checked
// out with others than it has committed.
func lineEndsOf(disk []byte) func([]byte) string {
	return func(content []byte) string {
		if !bytes.Contains(disk, []byte("\r\n")) || bytes.Contains(content, []byte("\r\n")) {
			return string(content)
		}
		return strings.ReplaceAll(string(content), "\n", "\r\n")
	}
}
