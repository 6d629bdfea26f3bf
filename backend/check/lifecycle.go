package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

func lifecycle(p *pass) {
	f := p.pkg.Files[atlas.Metadata]
	if f == nil || f.Empty() {
		return
	}
	field, declared := p.pkg.StatusField()
	if !declared {
		p.reportAs(Info, Diagnostic{File: f.Layer.File(), Span: f.Title.Span, Message: "no “Metadata status” is declared; the package counts as undeclared"})
		return
	}
	status, known := atlas.StatusOf(field.Value)
	report := func(message string) {
		p.report(Diagnostic{File: f.Layer.File(), Span: field.Span, Message: message})
	}
	if !known {
		report(fmt.Sprintf("“%s” is no status: use %s", field.Value, statusList()))
		return
	}
	if before := p.committedStatus(); before != atlas.Undeclared && !status.AtLeast(before) {
		report(fmt.Sprintf("the status went back from “%s” to “%s”; it only moves forward", before, status))
	}
	if wanting := p.wanting(status); len(wanting) > 0 && !status.IsWithdrawn() {
		report(fmt.Sprintf("the status “%s” does not fit the files yet: %s", status, strings.Join(wanting, "; ")))
	}
}

func statusList() string {
	var names []string
	for _, s := range atlas.Statuses() {
		names = append(names, string(s))
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// demands are what each status asks of a package, besides what those before
// it ask (package-format.md, section 6); each says what is wanting.
var demands = []struct {
	status  atlas.Status
	wanting func(*pass) []string
}{
	{atlas.EvidenceAttached, wantingEvidence},
	{atlas.CorridorAttached, wantingTopology},
	{atlas.Complete, wantingLayers},
	{atlas.Complete, wantingConstraints},
	{atlas.Canonical, wantingCanonical},
}

func (p *pass) wanting(status atlas.Status) []string {
	var out []string
	for _, d := range demands {
		if status.AtLeast(d.status) {
			out = append(out, d.wanting(p)...)
		}
	}
	return out
}

func wantingEvidence(p *pass) []string {
	f := p.pkg.Files[atlas.Evidence]
	if f == nil || f.Empty() {
		return []string{"evidence.md says nothing"}
	}
	var out []string
	for _, part := range atlas.Parts() {
		if slices.Contains(part.Layers, atlas.Evidence) && !p.hasPart(f, part) {
			out = append(out, "evidence.md has no section for the "+part.Name)
		}
	}
	return out
}

func wantingTopology(p *pass) []string {
	var out []string
	for _, key := range missingTopology(p.pkg.Files[atlas.Metadata]) {
		out = append(out, "metadata.md has no “"+key+"”")
	}
	return out
}

func wantingLayers(p *pass) []string {
	var out []string
	for _, l := range atlas.Layers()[atlas.Signals:] {
		if f := p.pkg.Files[l]; f == nil || f.Empty() {
			out = append(out, l.File()+" says nothing")
		}
	}
	return out
}

func wantingConstraints(p *pass) []string {
	if slices.ContainsFunc(p.out, func(d Diagnostic) bool { return d.Rule == "trace/dropped-constraint" && d.Severity > Info }) {
		return []string{"a constraint was dropped"}
	}
	return nil
}

// inheritance is how a change log says that the gaps of the evidence were
// carried through the layers.
var inheritance = regexp.MustCompile(`(?i)\bgaps?\b`)

func wantingCanonical(p *pass) []string {
	var out []string
	if slices.ContainsFunc(p.out, func(d Diagnostic) bool { return d.Severity == Error }) {
		out = append(out, "there are errors")
	}
	if f := p.pkg.Files[atlas.ChangeLog]; f != nil && !inheritance.MatchString(f.Text) {
		out = append(out, "change-log.md does not record how the evidence gaps were inherited")
	}
	return out
}

// statusWritten finds a status field in the text of a block of fields.
var statusWritten = regexp.MustCompile(`(?i)\b(?:metadata|normalization)[ _-]status\W+([a-z]+(?:[-_ ]attached)?)`)

// committedStatus is the status that the last committed version declared.
func (p *pass) committedStatus() atlas.Status {
	heading := ""
	for i := range p.committed[atlas.Metadata] {
		t := &p.committed[atlas.Metadata][i]
		if t.Kind == statement.Heading {
			heading = t.Text
			continue
		}
		if t.Kind != statement.Field {
			continue
		}
		if m := statusWritten.FindStringSubmatch(heading + ": " + t.Text); m != nil {
			if s, ok := atlas.StatusOf(m[1]); ok {
				return s
			}
		}
		if m := statusWritten.FindStringSubmatch(t.Text); m != nil {
			if s, ok := atlas.StatusOf(m[1]); ok {
				return s
			}
		}
	}
	return atlas.Undeclared
}
