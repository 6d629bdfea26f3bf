package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"atlasdesk/backend/changelog"
	"atlasdesk/backend/history"
	"atlasdesk/backend/provenance"
)

// Past is what a repository remembers of a package, of one of its layers, or of
// one statement.
type Past struct {
	Path      string     `json:"path"`                // of the package, as it was named
	Edits     []PastEdit `json:"edits,omitzero"`      // the newest first; nil where a statement was asked for
	Statement *Statement `json:"statement,omitempty"` // the one that was asked for
	Versions  []Version  `json:"versions,omitempty"`  // of the statement, the newest first
	Screen    Screen     `json:"-"`
}

// Made says who made a commit, and when.
type Made struct {
	Commit  string `json:"commit"` // empty for what is not committed
	Date    string `json:"date"`   // RFC 3339
	Author  string `json:"author"`
	Email   string `json:"email"`
	Subject string `json:"subject"`
}

// PastEdit is a commit that changed a package.
type PastEdit struct {
	Made
	Folder string   `json:"folder"` // of the package after the commit
	Layers []string `json:"layers"`
}

// Statement is a statement of a layer as it stands.
type Statement struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Text string `json:"text"`
}

// Version is what a commit made of a statement.
type Version struct {
	Made
	Change  string `json:"change"`
	Section string `json:"section"`
	Text    string `json:"text"`
	words   []changelog.Run
}

// PastEditOf is an edit as it is reported.
func PastEditOf(e provenance.Edit) PastEdit {
	out := PastEdit{Made: madeOf(e.Commit), Folder: e.Folder, Layers: []string{}}
	for _, l := range e.Layers {
		out.Layers = append(out.Layers, l.Key())
	}
	return out
}

// VersionsOf are the versions of a statement as they are reported.
func VersionsOf(o provenance.Origin) []Version {
	out := make([]Version, len(o.Versions))
	for i, v := range o.Versions {
		out[i] = Version{madeOf(v.Commit), v.Change.String(), v.Section, v.Text, []changelog.Run{{Text: v.Text}}}
		if i+1 < len(o.Versions) {
			_, out[i].words = changelog.Words(o.Versions[i+1].Text, v.Text)
		}
	}
	return out
}

func madeOf(c history.Commit) Made {
	if c.Hash.IsZero() {
		return Made{}
	}
	return Made{c.Hash.String(), c.When.Format(time.RFC3339), c.Author.Name, c.Author.Email, c.Subject}
}

// JSON writes the past in the schema "atlas-desk/history/1".
func (p *Past) JSON(w io.Writer) error {
	return encode(w, struct {
		Schema string `json:"schema"`
		*Past
	}{"atlas-desk/history/1", p})
}

// Text writes the past for people: a line for each commit, and below it what it
// changed.
func (p *Past) Text(w io.Writer) error {
	out := &page{bufio.NewWriter(w), p.Screen}
	for i := range p.Edits {
		e := &p.Edits[i]
		out.made(&e.Made, "")
		changed := strings.Join(e.Layers, ", ")
		if changed == "" {
			changed = "brought changes together"
		}
		if i+1 < len(p.Edits) && e.Folder != p.Edits[i+1].Folder {
			changed += "; renamed from " + p.Edits[i+1].Folder
		}
		out.hanging("  ", "", Line(changed))
	}
	if p.Statement != nil {
		out.line(out.paint(bold, fmt.Sprintf("%s:%d", Line(p.Statement.File), p.Statement.Line)))
	}
	for i := range p.Versions {
		v := &p.Versions[i]
		out.made(&v.Made, v.Change)
		out.words("    ", "", underline, v.words)
		if v.Change == provenance.Moved.String() {
			out.hanging("    ", "under ", Line(v.Section))
		}
	}
	return out.Flush()
}

// made writes who made a commit and when.
func (p *page) made(m *Made, change string) {
	if change != "" {
		change = fmt.Sprintf("%-8s  ", change)
	}
	if m.Commit == "" {
		p.line(p.paint(yellow, change+"not committed"))
		return
	}
	day, _, _ := strings.Cut(m.Date, "T")
	p.line(p.paint(dim, change+m.Commit[:12]+"  "+day+"  "), p.paint(blue, Line(m.Author)), "  ", Line(m.Subject))
}

// words writes a text behind a label. Its changed words stand out where there
// are colours.
func (p *page) words(indent, label string, as style, runs []changelog.Run) {
	var all, marked strings.Builder
	for _, r := range runs {
		words := Line(r.Text)
		all.WriteString(words)
		if r.Changed {
			words = p.paint(as, words)
		}
		marked.WriteString(words)
	}
	if !p.Color {
		p.hanging(indent, label, all.String())
		return
	}
	p.line(indent, p.paint(as, label), marked.String())
}
