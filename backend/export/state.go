package export

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/commit"
	"atlasdesk/backend/history"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/workspace"
)

// State is how a document stands: whether it can go out as a release, or as a
// draft only. It says nothing of the jurisdiction.
type State struct {
	Errors  int            // that are open in what is exported: nobody waived them
	Changed []string       // files of the package that are not as they were committed
	Commit  history.Commit // the last one of the package; zero where there is none
}

// NotYetError says why there is no release.
type NotYetError struct{ obstacle string }

func (e *NotYetError) Error() string {
	return "this can be exported as a draft only: " + e.obstacle
}

// StateOf finds it out, for a layer or with none for the whole package. What a
// layer rests on has to be committed as well.
func StateOf(ctx context.Context, w *workspace.Workspace, id string, scope *atlas.Layer) (State, error) {
	checked, err := w.Package(id)
	if err != nil {
		return State{}, err
	}
	s := State{Errors: errorsIn(checked.Findings, scope)}
	repo, err := history.Open(w.Root())
	if errors.Is(err, history.ErrNoRepository) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	plan, err := commit.Prepare(w, repo, id, time.Time{})
	if err != nil {
		return s, err
	}
	s.Changed = changed(plan, w)
	s.Commit, err = lastOf(ctx, w, repo, id)
	return s, err
}

func errorsIn(findings []check.Diagnostic, scope *atlas.Layer) (open int) {
	for _, d := range findings {
		if d.Severity == check.Error && d.Waived == nil && (scope == nil || d.File == scope.File()) {
			open++
		}
	}
	return open
}

// changed lists the files that a commit of the package would hold, and those
// that are not even saved.
func changed(plan *commit.Plan, w *workspace.Workspace) (files []string) {
	seen := map[string]bool{}
	add := func(file string) {
		if !seen[file] {
			files = append(files, file)
		}
		seen[file] = true
	}
	for _, l := range plan.Layers {
		add(l.Layer.File())
	}
	for _, l := range w.Unsaved(plan.ID) {
		add(l.File())
	}
	if plan.Waivers != nil {
		add(plan.Waivers.Path)
	}
	return files
}

func lastOf(ctx context.Context, w *workspace.Workspace, repo *history.Repo, id string) (history.Commit, error) {
	folder, err := repo.Rel(w.Path(id))
	if err != nil {
		return history.Commit{}, err
	}
	past, err := provenance.Open(ctx, repo, nil)
	if err != nil {
		return history.Commit{}, err
	}
	return past.Latest([]string{folder})[folder], nil
}

const (
	joined = ", and "
	none   = "no error is open" + joined
)

// Obstacle says what stands in the way of a release, as the end of a sentence;
// it is empty where nothing does.
func (s State) Obstacle() string {
	var said []string
	if s.Errors > 0 {
		said = append(said, open(s.Errors))
	}
	switch n := len(s.Changed); {
	case s.Commit.Hash.IsZero():
		said = append(said, "the package was never committed")
	case n == 1:
		said = append(said, s.Changed[0]+" is not committed as it stands")
	case n > 1:
		said = append(said, fmt.Sprintf("%s and %s are not committed as they stand", s.Changed[0], more(n-1, "other file")))
	}
	return strings.Join(said, joined)
}

// summary is what a draft says of itself.
func (s State) summary() string {
	said := s.Obstacle()
	if s.Errors == 0 {
		said = strings.TrimSuffix(none+said, joined)
	}
	if s.Commit.Hash.IsZero() {
		return said + "."
	}
	return said + "; the last commit is " + s.short() + "."
}

// version says which version of the package it is.
func (s State) version() string {
	switch {
	case s.Commit.Hash.IsZero():
		return "not committed"
	case len(s.Changed) > 0:
		return s.short() + " of " + s.day() + ", changed since"
	}
	return s.short() + " of " + s.day()
}

func (s State) short() string { return s.Commit.Hash.String()[:7] }
func (s State) day() string   { return s.Commit.When.Format("2 January 2006") }

func open(errors int) string {
	if errors == 1 {
		return "1 error is open"
	}
	return fmt.Sprintf("%d errors are open", errors)
}

func more(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// printable is a character that moves nothing on a screen.
func printable(r rune) rune {
	if unicode.IsPrint(r) {
		return r
	}
	return unicode.ReplacementChar
}
