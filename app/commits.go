package app

import (
	"context"
	"errors"
	"time"

	"atlasdesk/backend/changelog"
	"atlasdesk/backend/commit"
	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"
)

// Commits are bound to the page: what a commit would be, and making it.
type Commits struct{ desk *desk }

// in finds the workspace and its repository, with the hooks and the signing of
// one that is trusted.
func (c *Commits) in() (*workspace.Workspace, *history.Repo, error) {
	w, err := c.desk.workspace()
	if err != nil {
		return nil, nil, err
	}
	repo, err := history.Open(w.Root())
	if err != nil {
		return w, nil, err
	}
	compare(w, repo)
	repo, err = gitcommand.Equip(context.Background(), gitcommand.UserTrust(), repo)
	return w, repo, err
}

// Plan says what a commit of a package would be. In a folder that is no
// repository the plan says just that.
func (c *Commits) Plan(pkg string) (CommitPlan, error) {
	w, repo, err := c.in()
	empty := CommitPlan{Package: pkg, Layers: []LayerChange{}, Due: []string{}, Blocking: []Finding{}, Notices: []string{}, Unsaved: []string{}}
	if errors.Is(err, history.ErrNoRepository) {
		return empty, nil
	}
	if err != nil {
		return empty, err
	}
	plan, err := commit.Prepare(w, repo, pkg, time.Now())
	if err != nil {
		return empty, err
	}
	return planOf(empty, plan, w), nil
}

func planOf(out CommitPlan, plan *commit.Plan, w *workspace.Workspace) CommitPlan {
	out.Repository, out.Author = true, Author{plan.Author.Name, plan.Author.Email}
	out.Entry, out.Message, out.Class = plan.Entry, plan.Message, plan.Changes.Class().String()
	out.Blocking = findingsOf(plan.Checked, plan.Blocking)
	out.Notices = append(out.Notices, plan.Notices...)
	out.Fingerprint = plan.Fingerprint
	for _, l := range plan.Layers {
		out.Layers = append(out.Layers, changeOf(l))
	}
	for _, due := range plan.Changes.Due {
		out.Due = append(out.Due, due.Layer.Title())
	}
	for _, l := range w.Unsaved(plan.ID) {
		out.Unsaved = append(out.Unsaved, l.Key())
	}
	return out
}

func changeOf(l commit.Layer) LayerChange {
	out := LayerChange{Layer: l.Layer.Key(), Title: l.Layer.Title(), File: l.Layer.File(), Kind: string(l.Kind), Lines: []DiffLine{}}
	out.Added, out.Removed = changelog.Count(l.Lines)
	for _, line := range l.Lines {
		runs := []DiffRun{}
		for _, r := range line.Runs {
			runs = append(runs, DiffRun{r.Text, r.Changed})
		}
		out.Lines = append(out.Lines, DiffLine{line.Kind.String(), numberOf(line), runs})
	}
	return out
}

// Commit makes the commit that the author decided on.
func (c *Commits) Commit(r CommitRequest) (Commit, error) {
	w, repo, err := c.in()
	if err != nil {
		return Commit{}, err
	}
	window, err := c.desk.window()
	if err != nil {
		return Commit{}, err
	}
	decision := commit.Decision{Message: r.Message, Entry: r.Entry, Override: r.Override, Plan: r.Plan}
	hash, err := commit.Make(window, w, repo, r.Package, decision, time.Now())
	c.desk.tell(changed, w.Seq())
	if err != nil {
		return Commit{}, err
	}
	last, _, err := repo.Head()
	return Commit{Hash: hash.String(), Short: hash.String()[:7], Subject: last.Subject}, err
}

// Undo takes the last commit back, if it still is the one of this hash; the
// files stay.
func (c *Commits) Undo(hash string) (Undone, error) {
	w, repo, err := c.in()
	if err != nil {
		return Undone{}, err
	}
	window, err := c.desk.window()
	if err != nil {
		return Undone{}, err
	}
	parsed, err := history.ParseHash(hash)
	if err != nil {
		return Undone{}, err
	}
	undone, err := commit.Undo(window, w, repo, parsed)
	c.desk.tell(changed, w.Seq())
	return Undone{undone.Commit.Subject, append([]string{}, undone.Left...)}, err
}

// InitRepository makes the open folder a git repository.
func (c *Commits) InitRepository() error {
	w, err := c.desk.workspace()
	if err != nil {
		return err
	}
	if _, err := history.Init(w.Root()); err != nil {
		return err
	}
	if c.desk.note(w, problemOf(w, nil), repositoryOf(w)) {
		c.desk.tell(changed, w.Seq())
	}
	c.desk.lookAgain() // commits of others are to be seen from now on
	return nil
}

// SetAuthor keeps who commits in the repository's own configuration.
func (c *Commits) SetAuthor(a Author) error {
	_, repo, err := c.in()
	if err != nil {
		return err
	}
	return repo.SetIdentity(history.Identity{Name: a.Name, Email: a.Email})
}

// numberOf is a line's number on its side: the new one, or of a removed line
// the old one.
func numberOf(l changelog.Line) int {
	if l.Kind == changelog.LineRemoved {
		return l.Before
	}
	return l.After
}
