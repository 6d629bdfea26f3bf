package app

import (
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
)

// LayerDifference is a layer in two versions, by statement.
type LayerDifference struct {
	Layer   string          `json:"layer"`
	Title   string          `json:"title"`
	File    string          `json:"file"`
	State   string          `json:"state"`  // "edited", "created", "deleted" or "unreadable"
	Layout  bool            `json:"layout"` // the texts differ, and what a reader sees does not
	Added   int             `json:"added"`  // parts, as the others
	Removed int             `json:"removed"`
	Changed int             `json:"changed"`
	Moved   int             `json:"moved"`
	Rows    []DifferenceRow `json:"rows"`  // of all of the layer, in order; none where it is unreadable
	Lines   []DiffLine      `json:"lines"` // where only the layout differs
}

// DifferenceRow is a part of a layer: a title, heading, constraint, statement,
// field or source. What moved has two: "moved" where it stands now, and "left"
// where it stood.
type DifferenceRow struct {
	Kind    string      `json:"kind"` // "same", "changed", "added", "removed", "moved" or "left"
	Part    string      `json:"part"`
	Section string      `json:"section"` // heading it stands under, or stood under
	From    string      `json:"from"`    // heading it stood under before, of what moved
	Before  int         `json:"before"`  // where it begins in the text before; -1 where it is not
	After   int         `json:"after"`   // and in the text after
	Was     []DiffRun   `json:"was"`     // none of what is the same
	Is      []DiffRun   `json:"is"`
	Inline  []DiffPiece `json:"inline"` // both in one, of what reads otherwise now
}

// DiffPiece is a stretch of two versions of a text that stand one in the other.
type DiffPiece struct {
	Text string `json:"text"`
	Kind string `json:"kind"` // "same", "removed" or "added"
}

// DiffLine is one line of a difference.
type DiffLine struct {
	Kind string    `json:"kind"` // "same", "added", "removed" or "gap"
	Line int       `json:"line"` // line number on its side, from 1
	Runs []DiffRun `json:"runs"`
}

// DiffRun is a stretch of a line.
type DiffRun struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed"`
}

// differenceOf is a layer in two versions as it crosses; was and is are the
// texts.
func differenceOf(l changelog.LayerRows, was, is string) LayerDifference {
	n := l.Tally()
	out := LayerDifference{
		Layer: l.Layer.Key(), Title: l.Layer.Title(), File: l.Layer.File(), State: l.State.String(), Layout: l.Layout,
		Added: n.Added, Removed: n.Removed, Changed: n.Changed, Moved: n.Moved, Rows: []DifferenceRow{}, Lines: []DiffLine{},
	}
	before, after := text.NewIndex(was), text.NewIndex(is)
	for i := range l.Rows {
		out.Rows = append(out.Rows, rowOfDifference(&l.Rows[i], before, after))
	}
	if l.Layout {
		for _, line := range changelog.Diff(was, is) {
			out.Lines = append(out.Lines, DiffLine{line.Kind.String(), numberOf(line), runsOf(line.Runs)})
		}
	}
	return out
}

func rowOfDifference(r *changelog.Row, before, after *text.Index) DifferenceRow {
	out := DifferenceRow{Kind: r.Kind.String(), Part: r.Part.String(), Section: r.Section, From: r.From, Before: -1, After: -1, Was: []DiffRun{}, Is: runsOf(r.Is), Inline: []DiffPiece{}}
	if len(r.Was) > 0 {
		out.Before = before.UTF16(r.Before.Start)
	}
	if len(r.Is) > 0 {
		out.After = after.UTF16(r.After.Start)
	}
	if r.Kind != changelog.RowSame {
		out.Was = runsOf(r.Was)
	}
	if was, is := wholeOf(r.Was), wholeOf(r.Is); was != "" && is != "" && was != is {
		for _, p := range changelog.Interleave(was, is) {
			out.Inline = append(out.Inline, DiffPiece{p.Text, p.Kind.String()})
		}
	}
	return out
}

func wholeOf(runs []changelog.Run) (whole string) {
	for _, r := range runs {
		whole += r.Text
	}
	return whole
}

func runsOf(runs []changelog.Run) []DiffRun {
	out := make([]DiffRun, len(runs))
	for i, r := range runs {
		out[i] = DiffRun{r.Text, r.Changed}
	}
	return out
}

// differencesOf compares two versions of a package, nil for none.
func differencesOf(before, after *pack.Package) []LayerDifference {
	out := []LayerDifference{}
	for _, l := range changelog.SideBySide(before, after) {
		out = append(out, differenceOf(l, textOf(before, l), textOf(after, l)))
	}
	return out
}

func textOf(p *pack.Package, l changelog.LayerRows) string {
	if p == nil || p.Files[l.Layer] == nil {
		return ""
	}
	return p.Files[l.Layer].Text
}

// numberOf is a line's number on its side: the new one, or of a removed line
// the old one.
func numberOf(l changelog.Line) int {
	if l.Kind == changelog.LineRemoved {
		return l.Before
	}
	return l.After
}
