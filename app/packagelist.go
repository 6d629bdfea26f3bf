package app

import (
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"
)

// packageList is the list of packages as the page was told of it. A row is made
// once for every state of its package, and told once: with a thousand packages
// the list is asked for after every pause in typing, and one row of it has
// changed.
type packageList struct {
	mu    sync.Mutex
	seq   int       // of the last answer with anything new
	whole int       // of the last answer that is of no use to a page with an older one
	head  Workspace // of the last answer, without packages
	rows  map[string]*listedRow
}

// listedRow is a row with what it was made of, and the answer that it was new in.
type listedRow struct {
	of  standing
	row PackageRow
	seq int
}

// standing is everything that a row shows.
type standing struct {
	workspace.State
	changes [atlas.ChangeLog + 1]history.FileStatus
	last    LastCommit
}

// answer tells what has changed since the answer of a number.
func (l *packageList) answer(d *desk, since int) Workspace {
	l.mu.Lock()
	defer l.mu.Unlock()
	head, now := d.standings()
	l.take(head, now)
	out := l.head
	out.Seq, out.Whole, out.Packages = l.seq, since < l.whole, []PackageRow{}
	for i := range now {
		if r := l.rows[now[i].ID]; out.Whole || r.seq > since {
			out.Packages = append(out.Packages, r.row)
		}
	}
	return out
}

// standings are how the open folder and its packages stand.
func (d *desk) standings() (head Workspace, packages []standing) {
	d.mu.Lock()
	open, repo, last := d.open, d.repository, d.last
	head = Workspace{Opening: !d.started, Asked: d.asked != "", Problem: d.problem, Undrafted: d.undrafted.sentences(), Gone: []string{}}
	d.mu.Unlock()
	if open == nil {
		return head, nil
	}
	head.Root, head.Drafts = open.Root(), open.Drafts()
	head.Repository, head.Branch, head.Tip, head.State, head.Why = repo.there, repo.branch, repo.tip, repo.state, repo.why
	changes := byPath(repo.changes)
	states := open.States()
	ids, packages := make([]string, len(states)), make([]standing, len(states))
	for i, s := range states {
		ids[i], packages[i] = s.ID, standing{s, changesIn(changes, s.ID), last.of(open, s.ID)}
	}
	head.Gone = gone(repo.changes, ids)
	if len(packages) == 0 && (head.Problem == "" || open.Fault() != nil) {
		head.Problem = fmt.Sprintf("There is no package in %s. Make a new one, or import a published page. %s", open.Root(), head.Problem)
	}
	head.Problem = strings.TrimSpace(strings.TrimSpace(head.Problem) + " " + repo.fault)
	return head, packages
}

func changesIn(changes map[string]history.FileStatus, id string) (found [atlas.ChangeLog + 1]history.FileStatus) {
	if len(changes) == 0 {
		return found
	}
	for _, l := range atlas.Layers() {
		found[l] = changes[path.Join(id, l.File())]
	}
	return found
}

// take makes the rows anew that have changed. A page that knows another folder,
// or other packages in it, is to have the whole list.
func (l *packageList) take(head Workspace, now []standing) {
	next := l.seq + 1
	if head.Root != l.head.Root || !l.lists(now) {
		l.rows, l.whole, l.seq = make(map[string]*listedRow, len(now)), next, next
	}
	if !reflect.DeepEqual(head, l.head) {
		l.head, l.seq = head, next
	}
	for i := range now {
		s := &now[i]
		if r := l.rows[s.ID]; r == nil || r.of != *s {
			l.rows[s.ID], l.seq = &listedRow{*s, rowOf(s), next}, next
		}
	}
}

// lists says whether these packages are those of the last answer, which there
// was.
func (l *packageList) lists(now []standing) bool {
	return l.rows != nil && len(now) == len(l.rows) &&
		!slices.ContainsFunc(now, func(s standing) bool { return l.rows[s.ID] == nil })
}

func rowOf(s *standing) PackageRow {
	c := s.Checked
	if c == nil {
		return PackageRow{ID: s.ID, Name: s.ID, Layers: []LayerCell{}, Last: s.last}
	}
	row := PackageRow{ID: s.ID, Name: c.Package.Name, Status: string(c.Package.Status), Checked: true, Layers: []LayerCell{}, Last: s.last}
	row.Review = ReviewShare{s.Review.Begun, s.Review.Approved, s.Review.Flagged, s.Review.Lapsed, s.Review.Of()}
	byFile := map[string]Counts{}
	for _, d := range c.Findings {
		n := byFile[d.File]
		n.add(&d)
		byFile[d.File] = n
		row.Counts.add(&d)
	}
	for _, l := range atlas.Layers() {
		cell := LayerCell{Layer: l.Key(), Title: l.Title(), File: l.File(), Counts: byFile[l.File()], Unsaved: s.Unsaved[l]}
		cell.Change, cell.Staged = string(s.changes[l].Change), s.changes[l].Staged
		if read := c.Layers[l]; read != nil {
			cell.Present, cell.Statements = true, read.Statements()
		}
		traced, claims := c.Traced(l)
		cell.Traced, row.Traced, row.Claims = traced, row.Traced+traced, row.Claims+claims
		row.Layers = append(row.Layers, cell)
	}
	return row
}

func (c *Counts) add(d *check.Diagnostic) {
	switch {
	case !d.Counts():
		c.Waived++
	case d.Severity == check.Error:
		c.Errors++
	case d.Severity == check.Warning:
		c.Warnings++
	default:
		c.Infos++
	}
}
