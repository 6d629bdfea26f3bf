package provenance

import (
	"context"
	"fmt"
	"path"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Origin is where a statement comes from.
type Origin struct {
	Statement statement.Statement // as it stands now
	Versions  []Version           // what was made of it, the newest first; the last one is its first wording
}

// Version is what a commit made of a statement.
type Version struct {
	Commit  history.Commit // zero for what is not committed
	Change  Change
	Text    string // as it read then
	Section string // heading it stood under
	Path    string // the file it stood in, a slash path from the root of the repository
	Blob    history.Hash
}

// Committed says whether there is a commit.
func (v *Version) Committed() bool { return !v.Commit.Hash.IsZero() }

// Change is what became of a statement.
type Change int

// The changes. A statement that was Reworded may have moved as well.
const (
	Written Change = iota
	Reworded
	Moved
)

func (c Change) String() string { return [...]string{"written", "reworded", "moved"}[c] }

// Since is the version that first read as the statement does now, wherever that
// stood.
func (o *Origin) Since() *Version {
	for i := range o.Versions {
		if o.Versions[i].Change != Moved {
			return &o.Versions[i]
		}
	}
	return nil
}

// Layer tells where the statements, fields and sources of a layer come from, in
// order. now is the layer as it stands, saved or not, of the package in a
// folder, a slash path from the root of the repository.
//
// Neighboring versions of the file are matched as for the change log, so that
// a statement is followed when it is reworded and moved. At a merge a statement
// comes from the side where it reads the same.
func (p *Past) Layer(ctx context.Context, folder string, now *pack.File) ([]Origin, error) {
	tip := p.paths.Versions(path.Join(folder, now.Layer.File()))
	var plain *trace.Vocabulary // of the format alone: statements are only matched
	s := search{ctx: ctx, repo: p.repo, layer: now.Layer, reader: plain.NewReader(), blobs: map[history.Hash][]byte{},
		readings: map[*history.FileVersion]changelog.Reading{}, sought: map[*history.FileVersion][]sought{}}
	unsaved := &history.FileVersion{}
	if tip != nil {
		unsaved.Path, unsaved.Parents = tip.Path, []*history.FileVersion{tip}
	}
	s.readings[unsaved] = changelog.ReadLayer(s.reader, now, changelog.Reading{})
	for i, t := range s.readings[unsaved].Texts {
		if t.Kind != statement.Heading {
			s.sought[unsaved] = append(s.sought[unsaved], sought{len(s.origins), i})
			s.origins = append(s.origins, Origin{Statement: t.Statement})
		}
	}
	if err := s.run(unsaved); err != nil {
		return nil, fmt.Errorf("find out where %s of %s comes from: %w", now.Layer.File(), folder, err)
	}
	return s.origins, nil
}

// search walks from the newest version of a layer to the oldest, and takes
// along the statements whose first wording is not found yet.
type search struct {
	ctx      context.Context
	repo     *history.Repo
	layer    atlas.Layer
	reader   *trace.Reader
	blobs    map[history.Hash][]byte                    // that are read and not yet parsed
	readings map[*history.FileVersion]changelog.Reading // of versions that are not done
	sought   map[*history.FileVersion][]sought
	origins  []Origin
}

// sought is a statement on its way back.
type sought struct {
	origin int // index of search.origins
	at     int // index of the statement in the version
}

func (s *search) run(newest *history.FileVersion) error {
	order := descending(newest)
	for i, v := range order {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if len(s.sought[v]) > 0 {
			if err := s.readParents(v, order[i+1:]); err != nil {
				return err
			}
			s.pass(v)
		}
		delete(s.readings, v)
		delete(s.sought, v)
	}
	return nil
}

// descending lists a version and all it was made from, each before those that
// it was made from.
func descending(newest *history.FileVersion) []*history.FileVersion {
	type step struct {
		v    *history.FileVersion
		next int
	}
	var order []*history.FileVersion
	seen, stack := map[*history.FileVersion]bool{newest: true}, []step{{newest, 0}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.next == len(top.v.Parents) {
			order = append(order, top.v)
			stack = stack[:len(stack)-1]
			continue
		}
		parent := top.v.Parents[top.next]
		top.next++
		if !seen[parent] {
			seen[parent] = true
			stack = append(stack, step{parent, 0})
		}
	}
	slices.Reverse(order)
	return order
}

// atOnce is how many versions of a file are read in one go.
const atOnce = 64

// readParents reads what a version was made from. The bytes of the versions that
// come next are fetched along with it.
func (s *search) readParents(v *history.FileVersion, next []*history.FileVersion) error {
	var missing []history.Hash
	for _, parent := range v.Parents {
		if _, fetched := s.blobs[parent.Blob]; !fetched && !parent.Blob.IsZero() && s.readings[parent].File == nil {
			missing = append(missing, parent.Blob)
		}
	}
	if len(missing) > 0 {
		for _, later := range next[:min(len(next), atOnce)] {
			if !later.Blob.IsZero() {
				missing = append(missing, later.Blob)
			}
		}
		fetched, err := s.repo.Blobs(missing)
		if err != nil {
			return err
		}
		s.blobs = fetched
	}
	for _, parent := range v.Parents {
		if s.readings[parent].File == nil {
			s.readings[parent] = changelog.ReadLayer(s.reader, parse(s.layer, s.blobs[parent.Blob]), s.readings[v])
		}
	}
	return nil
}

// parse reads a layer as it was. What was no text then had no statements.
func parse(layer atlas.Layer, raw []byte) *pack.File {
	source, _, err := text.Decode(raw)
	if err != nil {
		return pack.Unreadable(layer, err)
	}
	return pack.Parse(layer, source)
}

// pass hands every statement that is sought in a version on to the version that
// it came from, and notes what changed on the way.
func (s *search) pass(v *history.FileVersion) {
	now := s.readings[v]
	matched := make([]changelog.Matching, len(v.Parents))
	for i, parent := range v.Parents {
		matched[i] = changelog.Match(s.readings[parent], now)
	}
	for _, wanted := range s.sought[v] {
		parent, change := s.source(v, matched, wanted.at)
		if change != unchanged {
			t := &now.Texts[wanted.at]
			o := &s.origins[wanted.origin]
			o.Versions = append(o.Versions, Version{v.Commit, change, t.Text, now.File.Sections[t.Section].Text, v.Path, v.Blob})
		}
		if change != Written {
			from := v.Parents[parent]
			s.sought[from] = append(s.sought[from], sought{wanted.origin, matched[parent].Before(wanted.at)})
		}
	}
}

// unchanged stands for a statement that reads and stands as before.
const unchanged Change = -1

// source finds the parent that a statement came from, the one where it is most
// like it is now, and what changed since.
func (s *search) source(v *history.FileVersion, matched []changelog.Matching, at int) (parent int, change Change) {
	now := &s.readings[v].Texts[at]
	parent, change = changelog.None, Written
	for i, m := range matched {
		before := m.Before(at)
		if before == changelog.None {
			continue
		}
		was := &s.readings[v.Parents[i]].Texts[before]
		became := Reworded
		switch {
		case was.Text == now.Text && m.Section(was.Section) == now.Section:
			return i, unchanged
		case was.Text == now.Text:
			became = Moved
		}
		if change == Written || change == Reworded && became == Moved {
			parent, change = i, became
		}
	}
	return parent, change
}
