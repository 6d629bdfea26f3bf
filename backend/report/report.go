// Package report says what a check found: to people as text, to scripts as
// JSON, and to the tools of others as SARIF. It also prints the reference of
// the rules.
//
// The same findings give the same bytes, whatever the machine and the hour.
package report

import (
	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// Run is one check of some packages, with what its formats need to know.
type Run struct {
	Packages []Package
	Rules    []check.Rule // that were run
	Version  string       // of this program
	Dir      string       // absolute; the paths of the packages start from it
	Screen   Screen       // for the text
}

// Package is one package of the JSON output, whose schema is
// "atlas-desk/check/1". Lines and columns count from 1, columns in code
// points.
type Package struct {
	Path        string         `json:"path"` // slash-separated, as given or found
	Slug        string         `json:"slug"`
	Name        string         `json:"name"`
	Status      string         `json:"status"`
	Statements  map[string]int `json:"statements"` // by layer
	Diagnostics []Diagnostic   `json:"diagnostics"`
}

// Diagnostic is one finding.
type Diagnostic struct {
	Rule     string     `json:"rule"`
	Severity string     `json:"severity"`
	File     string     `json:"file"` // empty for the package as a whole
	Range    text.Range `json:"range"`
	Message  string     `json:"message"`
	Related  []Related  `json:"related"`
	Fixes    []Fix      `json:"fixes"`
	Waived   *Waived    `json:"waived,omitempty"`

	level       check.Severity
	placed      bool   // Range is a place in a text that could be read
	fingerprint string // see check.Reading.Fingerprints
	excerpt     excerpt
}

// Waived says who accepts a finding, and why. It counts no more.
type Waived struct {
	Reason string `json:"reason"`
	By     string `json:"by"`
	Date   string `json:"date"` // 2006-01-02
}

// Related is a place that explains a finding.
type Related struct {
	File    string     `json:"file"`
	Range   text.Range `json:"range"`
	Message string     `json:"message"`
}

// Fix is a change that would settle a finding.
type Fix struct {
	Title string `json:"title"`
	Edits []Edit `json:"edits"`
}

// Edit is one replacement of a fix.
type Edit struct {
	File  string     `json:"file"`
	Range text.Range `json:"range"`
	Text  string     `json:"text"`
}

// Of keeps of a checked package what is printed, and nothing of its texts.
func Of(path string, c *workspace.Checked) Package {
	out := Package{Path: path, Slug: c.Package.Slug, Name: c.Package.Name, Status: string(c.Package.Status),
		Statements: map[string]int{}, Diagnostics: make([]Diagnostic, 0, len(c.Findings))}
	for _, l := range c.Layers {
		if l != nil {
			out.Statements[l.File.Layer.Key()] = l.Statements()
		}
	}
	fingerprints := c.Fingerprints(c.Findings)
	for i, d := range c.Findings {
		described := describe(c, d)
		described.fingerprint = fingerprints[i]
		if source := sourceOf(c, d.File); source != nil {
			described.placed = true
			if c.InStatement(&d) {
				described.excerpt = excerptOf(source.File.Text, d.Span)
			}
		}
		out.Diagnostics = append(out.Diagnostics, described)
	}
	return out
}

// sourceOf is the layer behind a file, nil where there is none or it could
// not be read.
func sourceOf(c *workspace.Checked, file string) *workspace.Layer {
	l, ok := atlas.LayerOf(file)
	if !ok || c.Layers[l] == nil || c.Layers[l].File.Fault != nil {
		return nil
	}
	return c.Layers[l]
}

func describe(c *workspace.Checked, d check.Diagnostic) Diagnostic {
	out := Diagnostic{Rule: d.Rule, Severity: d.Severity.String(), level: d.Severity, File: d.File,
		Range: c.Index(d.File).Range(d.Span), Message: d.Message, Related: []Related{}, Fixes: []Fix{}}
	for _, r := range d.Related {
		out.Related = append(out.Related, Related{r.File, c.Index(r.File).Range(r.Span), r.Message})
	}
	for _, f := range d.Fixes {
		edits := []Edit{}
		for _, e := range f.Edits {
			edits = append(edits, Edit{e.File, c.Index(e.File).Range(e.Span), e.New})
		}
		out.Fixes = append(out.Fixes, Fix{f.Title, edits})
	}
	if w := d.Waived; w != nil {
		out.Waived = &Waived{w.Reason, w.By, w.Date}
	}
	return out
}

// Worst is the highest severity found that nobody waived; any is false where
// nothing was.
func Worst(packages []Package) (worst check.Severity, any bool) {
	for _, p := range packages {
		for _, d := range p.Diagnostics {
			if d.Waived == nil {
				worst, any = max(worst, d.level), true
			}
		}
	}
	return worst, any
}
