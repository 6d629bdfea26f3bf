package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/commit"
	"atlasdesk/backend/gitcommand"
	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"
)

// Commits are bound to the page: what a commit would be, and making it.
type Commits struct {
	desk *desk

	mu     sync.Mutex
	cancel context.CancelFunc // of the commit that is being made; nil while none is
}

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

// Plan says what a commit of a package would be as chosen, and what stands in
// its way. In a folder that is no repository the plan says just that.
func (c *Commits) Plan(choice CommitChoice) (CommitPlan, error) {
	w, repo, err := c.in()
	empty := CommitPlan{Package: choice.Package, Layers: []LayerChange{}, Due: []LayerDue{}, Blocking: []Finding{}, Notices: []string{}, Unsaved: []string{}}
	if errors.Is(err, history.ErrNoRepository) {
		return empty, nil
	}
	if err != nil {
		return empty, err
	}
	without, err := layersOf(choice.Without)
	if err != nil {
		return empty, err
	}
	plan, err := commit.Prepare(w, repo, choice.Package, time.Now(), without...)
	if err != nil {
		return empty, err
	}
	out := planOf(empty, plan, w)
	if err := plan.Obstacle(w, repo, commit.Decision{Without: without, NoWaivers: choice.NoWaivers, NoReviews: choice.NoReviews}); err != nil {
		out.Obstacle = sentence(err)
	}
	return out, nil
}

func planOf(out CommitPlan, plan *commit.Plan, w *workspace.Workspace) CommitPlan {
	out.Repository, out.Author = true, Author{plan.Author.Name, plan.Author.Email}
	out.Entry, out.Message, out.Class = plan.Entry, plan.Message, plan.Changes.Class().String()
	out.Blocking = findingsOf(plan.Checked, plan.Blocking)
	out.Notices = append(out.Notices, plan.Notices...)
	out.Fingerprint, out.OnlyForm = plan.Fingerprint, plan.OnlyForm()
	if plan.Waivers != nil {
		out.Waivers = plan.Waivers.Path
	}
	if plan.Reviews != nil {
		out.Reviews = plan.Reviews.Path
	}
	out.Layers = changesOfPlan(plan)
	for _, due := range plan.Changes.Due {
		out.Due = append(out.Due, LayerDue{due.Layer.Title(), len(due.Statements)})
	}
	for _, l := range w.Unsaved(plan.ID) {
		out.Unsaved = append(out.Unsaved, l.Key())
	}
	return out
}

// changesOfPlan lists what differs in the order of the layers.
func changesOfPlan(plan *commit.Plan) []LayerChange {
	out := []LayerChange{}
	for _, l := range plan.Layers {
		out = append(out, changeOf(plan, l))
	}
	for _, l := range plan.LeftOut {
		change := changeOf(plan, l)
		change.LeftOut = true
		out = append(out, change)
	}
	slices.SortFunc(out, func(a, b LayerChange) int { return cmp.Compare(orderOf(a.Layer), orderOf(b.Layer)) })
	return out
}

func orderOf(key string) atlas.Layer {
	l, _ := atlas.LayerOf(key)
	return l
}

func changeOf(plan *commit.Plan, l commit.Layer) LayerChange {
	out := LayerChange{Layer: l.Layer.Key(), Kind: string(l.Kind), Fixed: plan.Gone || l.Layer == atlas.ChangeLog,
		Difference: differenceOf(l.Difference, l.Was, l.Is)}
	for _, d := range plan.Checked.Findings {
		if d.File == l.Layer.File() {
			out.Counts.add(&d)
		}
	}
	return out
}

// Commit makes the commit that the author decided on.
func (c *Commits) Commit(r CommitRequest) (Commit, error) {
	w, repo, err := c.in()
	if err != nil {
		return Commit{}, err
	}
	without, err := layersOf(r.Without)
	if err != nil {
		return Commit{}, err
	}
	ctx, done, err := c.begin()
	if err != nil {
		return Commit{}, err
	}
	defer done()
	decision := commit.Decision{Message: r.Message, Entry: r.Entry, Override: r.Override, Without: without, NoWaivers: r.NoWaivers, NoReviews: r.NoReviews, Plan: r.Plan}
	hash, err := commit.Make(ctx, w, repo, r.Package, decision, time.Now())
	c.desk.lookAtRepository(w)
	c.desk.tell(changed, w.Seq())
	if ctx.Err() != nil && errors.Is(err, context.Canceled) && !errors.Is(err, commit.ErrEntryLeft) {
		return Commit{}, errors.New("cancelled; nothing was committed")
	}
	if err != nil {
		return Commit{}, err
	}
	last, _, err := repo.Head()
	return Commit{Hash: hash.String(), Short: hash.String()[:7], Subject: last.Subject}, err
}

// begin notes that a commit is being made, and refuses a second one.
func (c *Commits) begin() (ctx context.Context, done func(), err error) {
	window, err := c.desk.window()
	if err != nil {
		return nil, nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cancel != nil {
		return nil, nil, errors.New("a commit is being made already; wait for it, or cancel it")
	}
	ctx, cancel := context.WithCancel(window)
	c.cancel = cancel
	return ctx, func() {
		cancel()
		c.mu.Lock()
		c.cancel = nil
		c.mu.Unlock()
	}, nil
}

// Cancel ends the commit that is being made, if one is: the hooks of a
// repository may take long. Nothing is committed then.
func (c *Commits) Cancel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cancel != nil {
		c.cancel()
	}
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
	c.desk.lookAtRepository(w)
	c.desk.tell(changed, w.Seq())
	return Undone{undone.Commit.Subject, append([]string{}, undone.Left...)}, err
}

// Undoable tells the last commit, and whether it may be taken back from a
// package. Its hash is empty where there is none.
func (c *Commits) Undoable(pkg string) (Undoable, error) {
	w, err := c.desk.workspace()
	if err != nil {
		return Undoable{}, err
	}
	repo, err := history.Open(w.Root())
	if errors.Is(err, history.ErrNoRepository) {
		return Undoable{}, nil
	}
	if err != nil {
		return Undoable{}, err
	}
	last, ok, err := repo.Head()
	if err != nil || !ok {
		return Undoable{}, err
	}
	out := Undoable{Commit: Commit{Hash: last.Hash.String(), Short: last.Hash.String()[:7], Subject: last.Subject}}
	err = cmp.Or(commit.Concerns(repo, last.Hash, w.Path(pkg)), repo.Undoable(last.Hash))
	if refused, ok := errors.AsType[*history.RefusedError](err); ok {
		out.Why = sentence(errors.New(refused.Reason)) + " " + refused.Hint
	} else if err != nil {
		out.Why = sentence(err)
	}
	return out, nil
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
