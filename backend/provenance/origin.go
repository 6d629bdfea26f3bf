package provenance

import (
	"context"
	"fmt"
	"path"

	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
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
	return p.origins(ctx, folder, now, func(*statement.Statement) bool { return true }, nil)
}

// Statement is [Past.Layer] for the one statement that begins at an offset of
// the text, in less time. ok is false where none does. It looks no further back
// than where enough is known, nil for all.
func (p *Past) Statement(ctx context.Context, folder string, now *pack.File, offset int, enough func(*Origin) bool) (o Origin, ok bool, err error) {
	found, err := p.origins(ctx, folder, now, func(s *statement.Statement) bool { return s.Span.Start == offset }, enough)
	if err != nil || len(found) == 0 {
		return o, false, err
	}
	return found[0], true, nil
}

func (p *Past) origins(ctx context.Context, folder string, now *pack.File, wanted func(*statement.Statement) bool, enough func(*Origin) bool) ([]Origin, error) {
	unsaved := &history.FileVersion{}
	if tip := p.paths.Versions(path.Join(folder, now.Layer.File())); tip != nil {
		unsaved.Path, unsaved.Parents = tip.Path, []*history.FileVersion{tip}
	}
	if enough == nil {
		enough = func(*Origin) bool { return false }
	}
	s := search{ctx: ctx, repo: p.repo, layer: now.Layer, enough: enough, blobs: map[history.Hash][]byte{},
		texts: map[*history.FileVersion]string{unsaved: now.Text}, sought: map[*history.FileVersion][]sought{}}
	for _, t := range statement.Of(now) {
		if t.Kind != statement.Heading && wanted(&t) {
			s.sought[unsaved] = append(s.sought[unsaved], sought{len(s.origins), t.Span.Start, t.Text, now.Sections[t.Section].Text})
			s.origins = append(s.origins, Origin{Statement: t})
		}
	}
	if err := s.run(unsaved); err != nil {
		return nil, fmt.Errorf("find out where %s of %s comes from: %w", now.Layer.File(), folder, err)
	}
	return s.origins, nil
}
