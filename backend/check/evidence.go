package check

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/trace"
)

func evidenceRules() []Rule {
	return []Rule{
		{
			Name: "trace/unattributed", Severity: Warning, run: unattributed,
			Summary: "An evidence statement names no source and stands in no section with sources.",
			Why:     "Evidence is what an institution published. A statement that is nobody's cannot be looked up.",
			Fires:   Example{atlas.Evidence: "## Payments\n\nPayments run around the clock and reach every village."},
			Silent: Example{atlas.Evidence: "## Payments\n\nThe office states that payments run around the clock. They reach every village.\n\n" +
				"## Grids\n\nThe grid is a ring.\n\nSources:\n- Grid operator, annual report"},
		},
		{
			Name: "trace/unused-evidence", Severity: Info, run: unusedEvidence,
			Summary: "Nothing downstream stands on an evidence statement, or on a whole section.",
			Why:     "Evidence that no layer reads was collected for nothing, or the layer that should read it has lost it.",
			Fires:   Example{atlas.Evidence: "The office states that it keeps the register. The observatory publishes tide tables.", atlas.Signals: "The office's register signals continuity."},
			Silent:  Example{atlas.Evidence: office, atlas.Signals: "The office's register signals continuity."},
		},
	}
}

// evidenceSection is a section of evidence.md with its claims.
type evidenceSection struct {
	*pack.Section
	claims  []*trace.Text
	framing bool // it speaks of the file
}

// evidence lists the sections of evidence.md with the statements that rest on
// sources.
func (p *pass) evidence() []evidenceSection {
	f := p.pkg.Files[atlas.Evidence]
	if f == nil || p.sections != nil {
		return p.sections
	}
	out := make([]evidenceSection, len(f.Sections))
	for i := range f.Sections {
		out[i].Section, out[i].framing = &f.Sections[i], atlas.IsFraming(f.Sections[i].Text)
	}
	for t, speaks := range framing.ask(p, atlas.Evidence) {
		if !speaks {
			out[t.Section].claims = append(out[t.Section].claims, t)
		}
	}
	p.sections = out
	return out
}

// framing asks whether a statement speaks of the package.
var framing = question[bool]{
	kept:  func(m *Memory) *kept[bool] { return &m.framing },
	look:  func(_ *pass, t *trace.Text) bool { return speaksOfPackage(t) },
	local: true,
}

// speaksOfPackage says whether a statement frames the file rather than records
// what was published: it speaks of the file or the package, sums up "these
// materials", or only says what is not there.
func speaksOfPackage(t *trace.Text) bool {
	if len(t.Words) == 0 || t.Denied[len(t.Words)-1] {
		return true
	}
	in := passage{text: t.Text, words: t.Words}
	return in.holds(framingPhrases, 0, len(t.Words))
}

var framingPhrases = compile(atlas.FramingPhrases())

// IsRecord says whether a statement of evidence.md, in a section of that
// heading, records what was published, so that a layer below should rest on it.
// Others frame the file, or only lead in to a list.
func IsRecord(t *trace.Text, heading string) bool {
	return !atlas.IsFraming(heading) && !speaksOfPackage(t) && !isLeadIn(t)
}

func unattributed(p *pass) {
	sections := p.evidence()
	sourced := sourcedSections(sections)
	for i, s := range sections {
		if sourced[i] || s.framing {
			continue
		}
		continued := false // the statement before has a source
		for j, t := range s.claims {
			switch {
			case namesSource(t, p.own), continued && continues(t):
				continued = true
			case t.LeadIn != "" && (continued || j > 0 && s.claims[j-1].Text != t.LeadIn):
			case isLeadIn(t) && j+1 < len(s.claims) && namesSource(s.claims[j+1], p.own):
				continued = true
			default:
				continued = false
				p.report(Diagnostic{File: t.Layer.File(), Span: t.Statement.Span,
					Message: fmt.Sprintf("“%s” names no source: say who states it, or list the sources beneath the section", excerpt(t, 0, len(t.Words)-1))})
			}
		}
	}
}

func isLeadIn(t *trace.Text) bool { return strings.HasSuffix(t.Text, ":") }

// sourcedSections says which sections have sources: a list in the section
// itself, or one under a heading of its own that closes the sections above it
// at the same depth.
func sourcedSections(sections []evidenceSection) []bool {
	out := make([]bool, len(sections))
	for i, s := range sections {
		if !slices.ContainsFunc(s.Blocks, func(b pack.Block) bool { return b.Role == pack.SourceList }) {
			continue
		}
		out[i] = true
		if !atlas.IsSourceHeading(s.Text) {
			continue
		}
		for j := i - 1; j >= 0 && !out[j]; j-- {
			out[j] = true
			if sections[j].Level < s.Level {
				break
			}
		}
	}
	return out
}

// unusedEvidence reports a statement, or a whole section at its first
// statement.
func unusedEvidence(p *pass) {
	if !slices.ContainsFunc(p.judged(), func(l atlas.Layer) bool { return p.pkg.Files[l] != nil && !p.pkg.Files[l].Empty() }) {
		return
	}
	for _, s := range p.evidence() {
		if s.framing {
			continue
		}
		claims := slices.DeleteFunc(slices.Clone(s.claims), isLeadIn)
		unused := slices.DeleteFunc(slices.Clone(claims), func(t *trace.Text) bool { return len(p.graph.Dependents(t)) > 0 })
		if len(unused) > 1 && len(unused) == len(claims) && s.Text != "" {
			p.report(Diagnostic{File: atlas.Evidence.File(), Span: s.Span,
				Message: fmt.Sprintf("no layer below stands on anything in “%s”", s.Text)})
			continue
		}
		for _, t := range unused {
			p.report(Diagnostic{File: atlas.Evidence.File(), Span: t.Statement.Span,
				Message: fmt.Sprintf("no layer below stands on “%s”", excerpt(t, 0, len(t.Words)-1))})
		}
	}
}
