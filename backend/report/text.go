package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"atlasdesk/backend/check"
)

const (
	quoteWidth = 100 // cells of an excerpt where the width is not known
	mostPlaces = 5   // related places that are told
	leastWidth = 24  // cells that a message gets on the narrowest terminal
)

// Text writes the findings for people, by package and file. A package
// without findings is counted and not shown; so is a finding that is waived. An error or a warning is shown
// with its line, its related places and its fixes.
func (r *Run) Text(w io.Writer) error {
	p := &page{bufio.NewWriter(w), r.Screen}
	for i := range r.Packages {
		if counted := counting(r.Packages[i].Diagnostics); len(counted) > 0 {
			p.section(&r.Packages[i], counted)
		}
	}
	p.line(p.paint(bold, summary(r.Packages)))
	return p.Flush()
}

// counting are the findings that nobody waived.
func counting(found []Diagnostic) []Diagnostic {
	return slices.DeleteFunc(slices.Clone(found), func(d Diagnostic) bool { return d.Waived != nil })
}

type page struct {
	*bufio.Writer // keeps its first error until Flush
	Screen
}

func (p *page) line(parts ...string) {
	for _, s := range parts {
		_, _ = p.WriteString(s)
	}
	_ = p.WriteByte('\n')
}

func (p *page) section(pkg *Package, rest []Diagnostic) {
	p.line(p.paint(bold, Line(pkg.Path)), "  ",
		p.paint(dim, fmt.Sprintf("%s, %s, %s", Line(pkg.Name), Line(pkg.Status), count(pkg.statements(), "statement"))))
	p.line()
	for len(rest) > 0 {
		n := 1
		for n < len(rest) && rest[n].File == rest[0].File {
			n++
		}
		p.file(rest[:n])
		rest = rest[n:]
	}
}

// file writes the findings of one file, their messages one under the other.
func (p *page) file(found []Diagnostic) {
	indent := "  "
	if found[0].File != "" {
		p.line(indent, p.paint(underline, Line(found[0].File)))
		indent = "    "
	}
	widest := 0
	for i := range found {
		widest = max(widest, len(found[i].place()))
	}
	for i := range found {
		p.finding(&found[i], fmt.Sprintf("%s%*s  ", indent, widest, found[i].place()))
	}
	p.line()
}

func (p *page) finding(d *Diagnostic, place string) {
	severity := fmt.Sprintf("%-9s", d.Severity)
	hang := strings.Repeat(" ", len(place))
	p.message(d, place, p.paint(paints[d.level], severity), hang+strings.Repeat(" ", len(severity)))
	if d.level == check.Info {
		return
	}
	p.excerpt(d, hang)
	for i, r := range d.Related {
		if i == mostPlaces {
			p.line(hang, p.paint(dim, fmt.Sprintf("and %s more", count(len(d.Related)-i, "place"))))
			break
		}
		p.hanging(hang, "see ", fmt.Sprintf("%s:%d:%d  %s", Line(r.File), r.Range.Start.Line, r.Range.Start.Column, Line(r.Message)))
	}
	for _, f := range d.Fixes {
		p.hanging(hang, "fix ", Line(f.Title))
	}
}

var paints = map[check.Severity]style{check.Error: red, check.Warning: yellow, check.Info: blue}

// message writes a finding's message with the rule behind its last line, or
// below where there is no room.
func (p *page) message(d *Diagnostic, place, severity, hang string) {
	room := p.room(len(hang))
	lines := wrap(Line(d.Message), room)
	for i, line := range lines {
		if i == 0 {
			_, _ = p.WriteString(p.paint(dim, place) + severity + line)
			continue
		}
		_, _ = p.WriteString("\n" + hang + line)
	}
	gap := "  "
	if room > 0 && cells(lines[len(lines)-1])+len(gap)+len(d.Rule) > room {
		gap = "\n" + hang
	}
	p.line(gap, p.paint(dim, d.Rule))
}

func (p *page) excerpt(d *Diagnostic, hang string) {
	if d.excerpt.anchor == "" {
		return
	}
	width := quoteWidth
	if p.Width > 0 {
		width = min(width, p.room(len(hang)+2))
	}
	e := d.excerpt.fit(width)
	bar := hang + p.paint(dim, "| ")
	p.line(bar, e.before, e.anchor, e.after)
	p.line(bar, strings.Repeat(" ", cells(e.before)),
		p.paint(paints[d.level], strings.Repeat("^", max(1, cells(e.anchor)))))
}

// hanging writes a text under its label, all lines of it indented alike.
func (p *page) hanging(indent, label, text string) {
	for i, line := range wrap(text, p.room(len(indent)+len(label))) {
		if i > 0 {
			label = strings.Repeat(" ", len(label))
		}
		p.line(indent, p.paint(dim, label), line)
	}
}

// room is what an indentation leaves of the width; 0 where there is no width.
func (s Screen) room(indent int) int {
	if s.Width == 0 {
		return 0
	}
	return max(leastWidth, s.Width-indent)
}

// place is where a finding stands in its file; empty where it stands nowhere.
func (d *Diagnostic) place() string {
	if !d.placed {
		return ""
	}
	return fmt.Sprintf("%d:%d", d.Range.Start.Line, d.Range.Start.Column)
}

func (p *Package) statements() (n int) {
	for _, m := range p.Statements {
		n += m
	}
	return n
}

// summary counts: "3 findings in 2 packages, 118 statements: 1 error,
// 2 warnings, 0 infos; 1 waived".
func summary(packages []Package) string {
	var total [check.Error + 1]int
	findings, all, statements, waived := 0, 0, 0, ""
	for i := range packages {
		statements += packages[i].statements()
		for _, d := range counting(packages[i].Diagnostics) {
			total[d.level]++
			findings++
		}
		all += len(packages[i].Diagnostics)
	}
	if all > findings {
		waived = fmt.Sprintf("; %d waived", all-findings)
	}
	checked := fmt.Sprintf("in %s, %s", count(len(packages), "package"), count(statements, "statement"))
	if findings == 0 {
		return "No findings " + checked + waived
	}
	return fmt.Sprintf("%s %s: %s, %s, %s%s", count(findings, "finding"), checked,
		count(total[check.Error], "error"), count(total[check.Warning], "warning"), count(total[check.Info], "info"), waived)
}

// count writes a number with its noun: "1 error", "2 errors".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
