package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/text"
)

// StatementRef names a statement: by its ID in the text as it is now, or by
// where it begins in a version, see Version.
type StatementRef struct {
	Package string `json:"package"`
	Layer   string `json:"layer"`
	ID      string `json:"id"`      // empty where a version is named
	Version string `json:"version"` // empty where an ID is given
	At      int    `json:"at"`
}

// Story is the life of a statement.
type Story struct {
	Text     string         `json:"text"` // as it stands, or stood
	Section  string         `json:"section"`
	From     int            `json:"from"`     // where it begins now; -1 where it is gone
	Versions []StoryVersion `json:"versions"` // the newest first; none of what is gone
	More     bool           `json:"more"`     // there are earlier ones
}

// StoryVersion is what a commit made of a statement.
type StoryVersion struct {
	Commit  PastCommit `json:"commit"` // with an empty hash for what is not committed
	Change  string     `json:"change"` // "written", "reworded" or "moved"
	Section string     `json:"section"`
	Was     []DiffRun  `json:"was"` // what it said before, the words marked that are gone; none where it was written
	Is      []DiffRun  `json:"is"`
}

// Restoration is what bringing back an earlier version would make of a layer.
type Restoration struct {
	Layer      string          `json:"layer"`
	Title      string          `json:"title"`
	File       string          `json:"file"`
	Text       string          `json:"text"`    // of the whole layer
	Place      string          `json:"place"`   // where a statement goes, in words; empty of a layer
	Missing    bool            `json:"missing"` // the layer has no file now
	Same       bool            `json:"same"`
	Version    Version         `json:"version"`
	Difference LayerDifference `json:"difference"` // from now to then
}

// mostVersions is how many versions of a statement are told.
const mostVersions = 200

// Story tells since when a statement stands, who wrote it, and what it said
// before. Another question ends it.
func (p *Past) Story(ref StatementRef) (Story, error) {
	return p.tell(&p.stories, ref, func(o *provenance.Origin) bool { return len(o.Versions) > mostVersions })
}

// Since is the end of the story: since when the statement reads as it does.
func (p *Past) Since(ref StatementRef) (Story, error) {
	return p.tell(&p.sinces, ref, func(o *provenance.Origin) bool { return o.Since() != nil })
}

// latest lets only the last of many questions run on.
type latest struct {
	mu     sync.Mutex
	cancel context.CancelFunc
}

func (l *latest) begin(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
	l.cancel = cancel
	return ctx, cancel
}

func (p *Past) tell(questions *latest, ref StatementRef, enough func(*provenance.Origin) bool) (Story, error) {
	out := Story{From: -1, Versions: []StoryVersion{}}
	window, err := p.desk.window()
	if err != nil {
		return out, err
	}
	ctx, done := questions.begin(window)
	defer done()
	v, l, err := p.layer(ref.Package, ref.Layer)
	if err != nil {
		return out, err
	}
	now, start, err := v.find(ctx, &out, ref, l)
	if err != nil || start < 0 {
		return out, err
	}
	origin, found, err := v.past.Statement(ctx, v.folder, now, start, enough)
	if err != nil || !found {
		return out, err
	}
	out.Text, out.Section, out.From = origin.Statement.Text, now.Sections[origin.Statement.Section].Text, text.NewIndex(now.Text).UTF16(start)
	out.More = len(origin.Versions) > mostVersions
	for i := range min(len(origin.Versions), mostVersions) {
		out.Versions = append(out.Versions, storyVersionOf(origin.Versions, i))
	}
	return out, nil
}

func storyVersionOf(all []provenance.Version, i int) StoryVersion {
	out := StoryVersion{pastCommitOf(all[i].Commit, nil), all[i].Change.String(), all[i].Section, []DiffRun{}, []DiffRun{{Text: all[i].Text}}}
	if i+1 < len(all) {
		was, is := changelog.Words(all[i+1].Text, all[i].Text)
		out.Was, out.Is = runsOf(was), runsOf(is)
	}
	return out
}

// layer opens the past of a package for a question about a layer.
func (p *Past) layer(pkg, layer string) (*versions, atlas.Layer, error) {
	window, err := p.desk.window()
	if err != nil {
		return nil, 0, err
	}
	l, err := layerOf(layer)
	if err != nil {
		return nil, 0, err
	}
	v, err := p.versions(window, pkg)
	return v, l, err
}

// unversioned is a package in a folder without a repository: it has no versions
// but the text now and what is saved.
func (p *Past) unversioned(pkg string) (*versions, error) {
	w, err := p.desk.workspace()
	return &versions{w: w, pkg: pkg}, err
}

// errNoStatement says that a reference leads to no statement.
var errNoStatement = errors.New("there is no such statement any more; put the caret into one and try again")

// find is the layer as it is now and where the statement begins in it; -1 where
// it is gone, and then the story tells what it said.
func (v *versions) find(ctx context.Context, out *Story, ref StatementRef, l atlas.Layer) (*pack.File, int, error) {
	checked, err := v.w.Package(v.pkg)
	if err != nil {
		return nil, -1, err
	}
	now := checked.Package.Files[l]
	if ref.Version != "" {
		start, err := v.follow(ctx, out, ref, now, l)
		return now, start, err
	}
	texts := checked.Graph.Layers[l]
	for i := range texts {
		if texts[i].ID.String() == ref.ID {
			return now, texts[i].Statement.Span.Start, nil
		}
	}
	return now, -1, errNoStatement
}

// follow finds where a statement of an earlier version begins now: the one that
// is most like it, or else the one that once read as it does.
func (v *versions) follow(ctx context.Context, out *Story, ref StatementRef, now *pack.File, l atlas.Layer) (int, error) {
	then, at, _, err := v.statement(ref, l)
	if err != nil {
		return -1, err
	}
	was := changelog.ReadLayer(then)
	out.Text, out.Section = was.Texts[at].Text, then.Sections[was.Texts[at].Section].Text
	if now == nil {
		return -1, nil
	}
	is := changelog.ReadLayer(now)
	if after := changelog.Match(was, is).After(at); after != changelog.None {
		return is.Texts[after].Statement.Span.Start, nil
	}
	origins, err := v.past.Layer(ctx, v.folder, now)
	for i := range origins {
		if slices.ContainsFunc(origins[i].Versions, func(v provenance.Version) bool { return v.Text == out.Text }) {
			return origins[i].Statement.Span.Start, nil
		}
	}
	return -1, err
}

// statement finds a statement in a version of a layer; at is its index.
func (v *versions) statement(ref StatementRef, l atlas.Layer) (then *pack.File, at int, of Version, err error) {
	p, of, err := v.read(ref.Version)
	if err != nil {
		return nil, 0, of, err
	}
	if then, err = provenance.Layer(p, l); err != nil {
		return nil, 0, of, err
	}
	index, texts := text.NewIndex(then.Text), changelog.ReadLayer(then).Texts
	for i := range texts {
		if index.UTF16(texts[i].Statement.Span.Start) == ref.At {
			return then, i, of, nil
		}
	}
	return nil, 0, of, errNoStatement
}

// Layer tells what bringing back a layer of a version would make of it.
func (p *Past) Layer(pkg, layer, version string) (Restoration, error) {
	v, l, err := p.layer(pkg, layer)
	if errors.Is(err, history.ErrNoRepository) && version == savedVersion {
		v, err = p.unversioned(pkg)
	}
	if err != nil {
		return Restoration{}, err
	}
	was, of, err := v.read(version)
	if err != nil {
		return Restoration{}, err
	}
	then, err := provenance.Layer(was, l)
	if err != nil {
		return Restoration{}, err
	}
	return v.restoration(l, of, then.Text, "")
}

// Statement tells what bringing back a statement of a version would make of its
// layer.
func (p *Past) Statement(ref StatementRef) (Restoration, error) {
	v, l, err := p.layer(ref.Package, ref.Layer)
	if err != nil {
		return Restoration{}, err
	}
	then, at, of, err := v.statement(ref, l)
	if err != nil {
		return Restoration{}, err
	}
	checked, err := v.w.Package(v.pkg)
	if err != nil {
		return Restoration{}, err
	}
	now, err := provenance.Layer(checked.Package, l)
	if err != nil {
		return Restoration{}, fmt.Errorf("bring back a statement: %s is not there now; bring back the whole layer", l.File())
	}
	edit, place, err := provenance.Restore(then, now, at)
	if err != nil {
		return Restoration{}, err
	}
	return v.restoration(l, of, now.Text[:edit.Span.Start]+edit.New+now.Text[edit.Span.End:], place.String())
}

func (v *versions) restoration(l atlas.Layer, of Version, then, place string) (Restoration, error) {
	checked, err := v.w.Package(v.pkg)
	if err != nil {
		return Restoration{}, err
	}
	now := checked.Package.Files[l]
	out := Restoration{Layer: l.Key(), Title: l.Title(), File: l.File(), Text: then, Place: place, Missing: now == nil, Version: of}
	was := ""
	if now != nil {
		was, out.Same = now.Text, now.Text == then
	}
	out.Difference = differenceOf(changelog.LayerSideBySide(l, now, pack.Parse(l, then)), was, then)
	return out, nil
}

// SetAside keeps a text of a layer that is about to give way, and returns where.
func (p *Past) SetAside(pkg, layer, content string) (string, error) {
	w, err := p.desk.workspace()
	if err != nil {
		return "", err
	}
	l, err := layerOf(layer)
	if err != nil {
		return "", err
	}
	return w.SetAside(pkg, l, content, displacedFolder())
}
