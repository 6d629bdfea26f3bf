package report

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"atlasdesk/backend/check"
	"atlasdesk/backend/text"
)

// What is written of SARIF 2.1.0 (OASIS Standard with Errata 01), named as
// there. Lists that must not be empty are left out when they are.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool                `json:"tool"`
		Invocations []sarifInvocation        `json:"invocations"`
		Bases       map[string]sarifArtifact `json:"originalUriBaseIds"`
		ColumnKind  string                   `json:"columnKind"`
		Results     []sarifResult            `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string         `json:"id"`
		Name    string         `json:"name"`
		Short   sarifMessage   `json:"shortDescription"`
		Full    sarifMessage   `json:"fullDescription"`
		Default sarifDefault   `json:"defaultConfiguration"`
		Help    sarifMessage   `json:"help"`
		More    sarifRuleExtra `json:"properties"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifRuleExtra struct {
		Tags []string `json:"tags"`
	}
	sarifInvocation struct {
		Successful bool `json:"executionSuccessful"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
		// Suppressions is on every result where it is on one, see section 3.27.23.
		Suppressions []sarifSuppression `json:"suppressions,omitzero"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Physical sarifPlace    `json:"physicalLocation"`
		Message  *sarifMessage `json:"message,omitempty"`
	}
	sarifPlace struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI         string        `json:"uri,omitempty"`
		Base        string        `json:"uriBaseId,omitempty"`
		Description *sarifMessage `json:"description,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifMessage `json:"insertedContent"`
	}
)

// Values of the format, and names of ours in it.
const (
	sarifSchema    = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sourceRoot     = "%SRCROOT%" // the name that readers of SARIF know
	fingerprintKey = "atlasDesk/v1"
)

// sarifLevels of the severities.
var sarifLevels = map[check.Severity]string{check.Error: "error", check.Warning: "warning", check.Info: "note"}

// SARIF writes the run as a log file of SARIF 2.1.0. Files are named from the
// folder that the command ran in; those outside it by their absolute URI.
func (r *Run) SARIF(w io.Writer) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "Atlas Desk", Version: r.Version, Rules: []sarifRule{}}},
		Invocations: []sarifInvocation{{Successful: true}},
		Bases:       map[string]sarifArtifact{sourceRoot: {Description: &sarifMessage{Text: "The folder that the check was run in."}}},
		ColumnKind:  "unicodeCodePoints",
		Results:     []sarifResult{},
	}
	place, waived := map[string]int{}, r.anyWaived()
	for i, rule := range r.Rules {
		place[rule.Name] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, describeRule(rule))
	}
	for i := range r.Packages {
		at := folderURI(r.Dir, r.Packages[i].Path)
		for j := range r.Packages[i].Diagnostics {
			d := &r.Packages[i].Diagnostics[j]
			result := at.result(d)
			result.RuleIndex = place[d.Rule]
			if waived {
				result.Suppressions = suppressions(d.Waived)
			}
			run.Results = append(run.Results, result)
		}
	}
	return encode(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

func (r *Run) anyWaived() bool {
	return slices.ContainsFunc(r.Packages, func(p Package) bool {
		return slices.ContainsFunc(p.Diagnostics, func(d Diagnostic) bool { return d.Waived != nil })
	})
}

// suppressions are kept beside the text, so “external” to it.
func suppressions(w *Waived) []sarifSuppression {
	if w == nil {
		return []sarifSuppression{}
	}
	return []sarifSuppression{{"external", "accepted", fmt.Sprintf("%s (%s, %s)", w.Reason, w.By, w.Date)}}
}

func describeRule(r check.Rule) sarifRule {
	return sarifRule{ID: r.Name, Name: pascal(r.Name), Short: sarifMessage{Text: r.Summary}, Full: sarifMessage{Text: r.Summary + " " + r.Why},
		Default: sarifDefault{sarifLevels[r.Severity]},
		Help:    sarifMessage{Text: plainText(r), Markdown: markdown(r)},
		More:    sarifRuleExtra{Tags: []string{r.Family()}}}
}

// pascal writes a rule's name as one identifier: "TraceUntracedName".
func pascal(name string) string {
	var out strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '/' || r == '-' }) {
		out.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return out.String()
}

func (at folder) result(d *Diagnostic) sarifResult {
	location := sarifLocation{Physical: sarifPlace{Artifact: at.file(d.File)}}
	if d.placed {
		location.Physical.Region = region(d.Range)
	}
	out := sarifResult{RuleID: d.Rule, Level: sarifLevels[d.level], Message: sarifMessage{Text: d.Message},
		Locations: []sarifLocation{location}, Fingerprints: map[string]string{fingerprintKey: d.fingerprint}}
	for i, r := range d.Related {
		out.Related = append(out.Related, sarifLocation{i + 1, sarifPlace{at.file(r.File), region(r.Range)}, &sarifMessage{Text: r.Message}})
	}
	for _, f := range d.Fixes {
		out.Fixes = append(out.Fixes, at.fix(f))
	}
	return out
}

// fix gathers the edits of a fix by file, files in the order of their first
// edit.
func (at folder) fix(f Fix) sarifFix {
	out := sarifFix{Description: sarifMessage{Text: f.Title}}
	place := map[string]int{}
	for _, e := range f.Edits {
		i, known := place[e.File]
		if !known {
			i = len(out.Changes)
			place[e.File] = i
			out.Changes = append(out.Changes, sarifChange{Artifact: at.file(e.File)})
		}
		out.Changes[i].Replacements = append(out.Changes[i].Replacements, sarifReplacement{*region(e.Range), sarifMessage{Text: e.Text}})
	}
	return out
}

func region(r text.Range) *sarifRegion {
	return &sarifRegion{r.Start.Line, r.Start.Column, r.End.Line, r.End.Column}
}

// folder is where a package is: below the source root, or anywhere.
type folder struct {
	uri  url.URL
	base string
}

func folderURI(dir, path string) folder {
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	if below, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(below) {
		return folder{url.URL{Path: filepath.ToSlash(below)}, sourceRoot}
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a Windows drive, see RFC 8089 appendix E.2
	}
	return folder{url.URL{Scheme: "file", Path: path}, ""}
}

// file is the location of one of the package's files, or of its folder.
func (at folder) file(name string) sarifArtifact {
	uri := *at.uri.JoinPath(name)
	if name == "" {
		uri = *at.uri.JoinPath("/")
	}
	return sarifArtifact{URI: uri.String(), Base: at.base}
}
