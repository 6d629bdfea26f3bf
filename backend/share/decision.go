package share

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"atlasdesk/backend/history"
	"atlasdesk/backend/merge"
)

// Decision is what a person decided about a conflict, perhaps not yet all of
// it. It holds for these three versions of the file, in whatever commits they
// meet.
type Decision struct {
	Path    string         `json:"path"`
	Base    history.Hash   `json:"base"`
	Ours    history.Hash   `json:"ours"`
	Theirs  history.Hash   `json:"theirs"`
	Take    merge.Take     `json:"take"`    // merge.Ours or merge.Theirs for the whole file
	Choices []merge.Choice `json:"choices"` // of Text, one for each conflict in it
}

// Decide is a decision about this conflict.
func (c Conflict) Decide(take merge.Take, choices ...merge.Choice) Decision {
	return Decision{c.Path, c.Base, c.Ours, c.Theirs, take, choices}
}

// DecideAll is the decision that in all places in conflict one side stands,
// merge.Ours or merge.Theirs; what is not in conflict comes from both.
func (c Conflict) DecideAll(take merge.Take) Decision {
	if c.Kind != Text {
		return c.Decide(take)
	}
	var choices []merge.Choice
	for range c.Result.Conflicts() {
		choices = append(choices, merge.Choice{Take: take})
	}
	return c.Decide("", choices...)
}

func (d Decision) about(c Decision) bool {
	return d.Path == c.Path && d.Base == c.Base && d.Ours == c.Ours && d.Theirs == c.Theirs
}

// decisions are those of a repository.
type decisions []Decision

// apply is what becomes of a file as it was decided; open says that something
// is not decided yet. The conflict then knows what is.
func (d decisions) apply(c *Conflict) (merged outcome, open bool, err error) {
	at := slices.IndexFunc(d, c.Decide("").about)
	if at < 0 {
		return outcome{}, true, nil
	}
	c.Take, c.Choices = d[at].Take, d[at].Choices
	if take := d[at].Take; take == merge.Ours || take == merge.Theirs {
		return outcome{take: take}, false, nil
	}
	undecided := func(x merge.Choice) bool { return x.Take == merge.Open }
	if c.Kind != Text || len(d[at].Choices) < len(c.Result.Conflicts()) || slices.ContainsFunc(d[at].Choices, undecided) {
		return outcome{}, true, nil
	}
	resolved, err := c.Result.Resolve(d[at].Choices)
	return outcome{merge.Own, c.form.Encode(resolved)}, false, err
}

func (s *Sharing) decisionFile() history.KeptFile { return s.repo.Kept("decisions.json") }

// Decide keeps decisions, finished or not, until they are used by [Sharing.Sync]
// or given up by [Sharing.Abort]. A newer decision about the same versions
// takes the place of an older one.
func (s *Sharing) Decide(added ...Decision) error {
	all, err := s.Decisions()
	if err != nil {
		return err
	}
	for _, d := range added {
		all = append(slices.DeleteFunc(all, d.about), d)
	}
	if err := s.writeDecisions(all); err != nil {
		return fmt.Errorf("keep what was decided: %w", err)
	}
	return nil
}

// Decisions returns what is kept.
func (s *Sharing) Decisions() ([]Decision, error) {
	content, err := s.decisionFile().Read()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []Decision
	if err == nil {
		err = json.Unmarshal(content, &all)
	}
	if err != nil {
		return nil, fmt.Errorf("read what was decided: %s: %w; remove that file to decide anew", s.decisionFile().Path(), err)
	}
	return all, nil
}

// Abort gives up what was decided. Nothing else is to be undone: a merge that
// is not finished has moved nothing.
func (s *Sharing) Abort() error {
	if err := s.decisionFile().Remove(); err != nil {
		return fmt.Errorf("give up what was decided: %w", err)
	}
	return nil
}

func (s *Sharing) writeDecisions(all []Decision) error {
	content, err := json.MarshalIndent(all, "", "\t")
	if err != nil {
		return err
	}
	return s.decisionFile().Write(content)
}
