package app

import "errors"

// Commits are bound to the page.
type Commits struct{ desk *desk }

func (c *Commits) Plan(pkg string) (CommitPlan, error)    { return CommitPlan{}, errors.New("later") }
func (c *Commits) Commit(r CommitRequest) (Commit, error) { return Commit{}, errors.New("later") }
func (c *Commits) InitRepository() error                  { return errors.New("later") }
func (c *Commits) SetAuthor(a Author) error               { return errors.New("later") }
