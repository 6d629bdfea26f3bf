package cli

import (
	"encoding/json"
	"fmt"
	"io"

	"atlasdesk/backend/check"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// checkedPackage is one package of the JSON output, whose schema is
// "atlas-desk/check/1". Lines and columns count from 1, columns in code
// points.
type checkedPackage struct {
	Path        string         `json:"path"`
	Slug        string         `json:"slug"`
	Name        string         `json:"name"`
	Status      string         `json:"status"`
	Statements  map[string]int `json:"statements"`
	Diagnostics []diagnostic   `json:"diagnostics"`
}

type diagnostic struct {
	Rule     string     `json:"rule"`
	Severity string     `json:"severity"`
	File     string     `json:"file"`
	Range    text.Range `json:"range"`
	Message  string     `json:"message"`
	Related  []related  `json:"related"`
	Fixes    []fix      `json:"fixes"`

	level check.Severity
}

type related struct {
	File    string     `json:"file"`
	Range   text.Range `json:"range"`
	Message string     `json:"message"`
}

type fix struct {
	Title string `json:"title"`
	Edits []edit `json:"edits"`
}

type edit struct {
	File  string     `json:"file"`
	Range text.Range `json:"range"`
	Text  string     `json:"text"`
}

// report keeps of a checked package what is printed.
func report(path string, c *workspace.Checked) checkedPackage {
	out := checkedPackage{Path: path, Slug: c.Package.Slug, Name: c.Package.Name, Status: string(c.Package.Status),
		Statements: map[string]int{}, Diagnostics: make([]diagnostic, 0, len(c.Findings))}
	for _, l := range c.Layers {
		if l != nil {
			out.Statements[l.File.Layer.Key()] = l.Statements()
		}
	}
	for _, d := range c.Findings {
		out.Diagnostics = append(out.Diagnostics, describe(c, d))
	}
	return out
}

func describe(c *workspace.Checked, d check.Diagnostic) diagnostic {
	out := diagnostic{Rule: d.Rule, Severity: d.Severity.String(), level: d.Severity, File: d.File,
		Range: c.Index(d.File).Range(d.Span), Message: d.Message, Related: []related{}, Fixes: []fix{}}
	for _, r := range d.Related {
		out.Related = append(out.Related, related{r.File, c.Index(r.File).Range(r.Span), r.Message})
	}
	for _, f := range d.Fixes {
		edits := []edit{}
		for _, e := range f.Edits {
			edits = append(edits, edit{e.File, c.Index(e.File).Range(e.Span), e.New})
		}
		out.Fixes = append(out.Fixes, fix{f.Title, edits})
	}
	return out
}

func worstOf(packages []checkedPackage) (worst check.Severity, any bool) {
	for _, p := range packages {
		for _, d := range p.Diagnostics {
			worst, any = max(worst, d.level), true
		}
	}
	return worst, any
}

func printJSON(w io.Writer, packages []checkedPackage) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Schema   string           `json:"schema"`
		Packages []checkedPackage `json:"packages"`
	}{"atlas-desk/check/1", packages})
}

// printText writes one line a finding, as compilers do, under a line for each
// package, and the totals at the end.
func printText(w io.Writer, packages []checkedPackage) error {
	var total [check.Error + 1]int
	for _, p := range packages {
		statements := 0
		for _, n := range p.Statements {
			statements += n
		}
		if _, err := fmt.Fprintf(w, "%s: %s, %s, %s\n", p.Path, p.Name, p.Status, count(statements, "statement")); err != nil {
			return err
		}
		for _, d := range p.Diagnostics {
			total[d.level]++
			if _, err := fmt.Fprintf(w, "  %s:%d:%d: %s: %s [%s]\n", d.File, d.Range.Start.Line, d.Range.Start.Column, d.Severity, d.Message, d.Rule); err != nil {
				return err
			}
		}
	}
	_, err := fmt.Fprintf(w, "%s in %s: %s, %s, %s\n", count(total[check.Error]+total[check.Warning]+total[check.Info], "finding"), count(len(packages), "package"),
		count(total[check.Error], "error"), count(total[check.Warning], "warning"), count(total[check.Info], "information"))
	return err
}

// count writes a number with its noun: "1 error", "2 errors".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if noun == "information" {
		return fmt.Sprintf("%d information", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
