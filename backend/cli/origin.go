package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/provenance"
	"atlasdesk/backend/report"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// errNoPackage says that a folder holds no package.
var errNoPackage = errors.New("it is no package folder; a package holds evidence.md, or two other layers")

func isUnknown(err error) bool {
	var unknown *workspace.UnknownError
	return errors.As(err, &unknown)
}

// named is a statement that may be the one that is asked for.
type named struct {
	file *pack.File
	statement.Statement
}

// origin tells where the statement comes from that is asked for.
func (q *question) origin(ctx context.Context, at *place, past *provenance.Past, folder string, only []atlas.Layer) (*report.Past, error) {
	files, err := at.workspace.Saved(at.id)
	if isUnknown(err) {
		return nil, errNoPackage
	}
	if err != nil {
		return nil, err
	}
	var found []named
	for _, l := range only {
		found = append(found, q.named(pack.Parse(l, files[l].Text))...)
	}
	one, err := q.one(found)
	if err != nil {
		return nil, err
	}
	origin, _, err := past.Statement(ctx, folder, one.file, one.Span.Start, nil)
	if err != nil {
		return nil, err
	}
	answer := &report.Past{Statement: one.reported(), Versions: report.VersionsOf(origin)}
	if q.most > 0 {
		answer.Versions = answer.Versions[:min(q.most, len(answer.Versions))]
	}
	return answer, nil
}

// named lists the statements of a layer that the question names.
func (q *question) named(f *pack.File) (found []named) {
	line, err := strconv.Atoi(q.statement)
	byLine := err == nil && q.layer != ""
	words, places := statement.Fold(q.statement), text.NewIndex(f.Text)
	for _, s := range statement.Of(f) {
		there := strings.Contains(statement.Fold(s.Text), words)
		if byLine {
			there = places.Line(s.Span.Start) <= line && line <= places.Line(s.Span.End)
		}
		if there && s.Kind != statement.Heading {
			found = append(found, named{f, s})
		}
	}
	return found
}

func (n *named) reported() *report.Statement {
	return &report.Statement{File: n.Layer.File(), Line: text.NewIndex(n.file.Text).Line(n.Span.Start), Text: n.Text}
}

// mostNamed is how many statements are listed where one is asked for.
const mostNamed = 8

// one is the only one of the statements, or the only one that reads just so.
func (q *question) one(found []named) (named, error) {
	if len(found) == 0 {
		return named{}, fmt.Errorf("no statement of the files on the disk reads “%s”; name words that it has, or --layer and its line", q.statement)
	}
	var exact []named
	for _, n := range found {
		if statement.Fold(n.Text) == statement.Fold(q.statement) {
			exact = append(exact, n)
		}
	}
	if len(exact) == 1 {
		return exact[0], nil
	}
	if len(found) == 1 {
		return found[0], nil
	}
	var list strings.Builder
	for _, n := range found[:min(len(found), mostNamed)] {
		s := n.reported()
		fmt.Fprintf(&list, "\n  %s:%d  %s", s.File, s.Line, s.Text)
	}
	return named{}, fmt.Errorf("%d statements are meant by “%s”; name more words of one:%s", len(found), q.statement, list.String())
}
