package check

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
)

const office = "The office states that it keeps the register."

func packageRules() []Rule {
	return []Rule{
		{Name: "package/missing-layer", Severity: Error, run: missingLayers,
			Summary: "One of the seven layers has no file.",
			Why:     "Every layer but the first rests on those above it. A package under way may lack some; one that is declared complete may not.",
			Fires:   Example{atlas.Evidence: office}, Silent: wholeExample("complete")},
		{Name: "package/empty-layer", Severity: Error, run: emptyLayers,
			Summary: "A layer's file says nothing: it holds headings, comments or a derivation constraint alone.",
			Why:     "An empty layer reads as if there were nothing to say.",
			Fires:   Example{atlas.Evidence: office, atlas.Signals: "## Payment signals"}, Silent: Example{atlas.Evidence: office}},
		{Name: "package/unknown-file", Severity: Warning, run: unknownFiles,
			Summary: "A Markdown file in the package folder is none of the seven layers.",
			Why:     "Nothing reads it, and nobody checks what it says.",
			Silent:  Example{atlas.Evidence: office}},
		{Name: "package/title", Severity: Warning, run: titles,
			Summary: "A layer's first heading does not name the jurisdiction and the layer.",
			Why:     "A printed or forwarded layer must say what it is and of whom it speaks.",
			Fires:   Example{atlas.Evidence: "# Somewhere\n\n" + office},
			Silent:  Example{atlas.Evidence: "# Ruritania — Evidence Layer\n\n" + office}},
		{Name: "package/derivation-constraint", Severity: Warning, run: derivationConstraints,
			Summary: "A derived layer does not open with its derivation constraint, or the constraint names a layer that is not above it.",
			Why:     "The constraint tells readers what the layer may rest on and what it will not do.",
			Fires:   Example{atlas.Evidence: office, atlas.Signals: "# Ruritania - Signals\n\nThe register signals continuity."},
			Silent:  Example{atlas.Evidence: office, atlas.Signals: "# Ruritania - Signals\n\nSignal derivation constraint: signals derive strictly from evidence.md.\n\nThe register signals continuity."}},
		{Name: "package/missing-section", Severity: Warning, run: missingSections,
			Summary: "A layer has no exclusions, gaps, constraint or summary section.",
			Why:     "What is not documented is as much part of the package as what is.",
			Fires:   Example{atlas.Evidence: office},
			Silent:  Example{atlas.Evidence: office + "\n\n## Structural exclusions\n\n- None.\n\n## Evidence gaps\n\n- None.\n"}},
		{Name: "package/missing-field", Severity: Warning, run: missingFields,
			Summary: "metadata.md lacks a field that its status asks for.",
			Why:     "Tools and readers find a package by its declared fields.",
			Fires:   Example{atlas.Metadata: "Metadata status: corridor-attached"},
			Silent:  Example{atlas.Metadata: "Jurisdiction: Ruritania  \nMetadata status: corridor-attached  \nCorridor Alignment: none declared"}},
		{Name: "package/encoding", Severity: Error, run: encodings,
			Summary: "A layer's file cannot be read as text.",
			Why:     "What cannot be read cannot be checked.",
			Silent:  Example{atlas.Evidence: office}},
		{Name: "package/merge-conflict", Severity: Error, run: mergeConflicts,
			Summary: "A layer holds what git wrote where it could not join two versions.",
			Why:     "Both versions stand in the file, between lines that no reader of the package should see. Somebody has to say which one holds.",
			Fires:   Example{atlas.Evidence: office + "\n\n<<<<<<< HEAD\nIt has 3 branches.\n=======\nIt has 4 branches.\n>>>>>>> draft\n"},
			Silent:  Example{atlas.Evidence: office + "\n\nBranches\n=======\n\nIt has 4 branches.\n"}},
		// the last of all: it asks what the others found
		{Name: "package/lifecycle", Severity: Warning, run: lifecycle,
			Summary: "The declared status is no status of the lifecycle, does not fit the files, or went backward; or none is declared.",
			Why:     "The status says how far a package may be relied on. It is set in metadata.md and nowhere else.",
			Fires:   Example{atlas.Metadata: "Metadata status: nearly there"},
			Silent:  Example{atlas.Metadata: "Metadata status: draft"}},
	}
}

// wholeExample is a package that has all seven layers.
func wholeExample(status string) Example {
	e := Example{}
	for _, l := range atlas.Layers() {
		e[l] = office
	}
	e[atlas.Metadata] += "\n\nMetadata status: " + status
	return e
}

// demanding is the severity of what a package lacks, by how far it claims to
// have come: a draft has only things still to write, and what is withdrawn
// will not be mended.
func (p *pass) demanding() Severity {
	switch {
	case p.pkg.Status == atlas.Draft, p.pkg.Status.IsWithdrawn():
		return Info
	case p.pkg.Status.AtLeast(atlas.Complete):
		return Error
	}
	return Warning
}

func (p *pass) files() []*pack.File {
	return slices.DeleteFunc(slices.Clone(p.pkg.Files[:]), func(f *pack.File) bool { return f == nil })
}

func missingLayers(p *pass) {
	for _, l := range atlas.Layers() {
		if p.pkg.Files[l] == nil {
			p.reportAs(p.demanding(), Diagnostic{File: l.File(), Message: fmt.Sprintf("%s is missing: a package has seven layers", l.File())})
		}
	}
}

func emptyLayers(p *pass) {
	for _, f := range p.files() {
		if f.Fault == nil && f.Empty() {
			p.reportAs(p.demanding(), Diagnostic{File: f.Layer.File(), Message: f.Layer.File() + " says nothing yet"})
		}
	}
}

func unknownFiles(p *pass) {
	for _, name := range p.pkg.Others {
		switch {
		case !strings.HasSuffix(strings.ToLower(name), ".md") || atlas.Published(p.pkg.Slug, name):
		case atlas.Reserved(name):
			p.reportAs(Info, Diagnostic{File: name, Message: name + " is a name that the format keeps for later; it is not read"})
		default:
			p.report(Diagnostic{File: name, Message: name + " is none of the seven layers, so it is neither read nor checked"})
		}
	}
}

func titles(p *pass) {
	for _, f := range p.files() {
		if f.Fault != nil || f.Empty() && f.Title.Text == "" {
			continue
		}
		want := fmt.Sprintf("“# %s - %s”", p.pkg.Name, f.Layer.Heading())
		name, layer, ok := pack.SplitTitle(f.Title.Text)
		message := ""
		switch {
		case f.Title.Text == "":
			message = "the file has no title; it should open with " + want
		case !ok:
			message = "the title should name the jurisdiction and the layer: " + want
		case !strings.EqualFold(name, p.pkg.Name):
			message = fmt.Sprintf("the title is about “%s”, while the other layers are about “%s”", name, p.pkg.Name)
		case !namesLayer(layer, f.Layer):
			message = fmt.Sprintf("the title calls this layer “%s”; it should read %s", layer, want)
		default:
			continue
		}
		p.report(Diagnostic{File: f.Layer.File(), Span: f.Title.Span, Message: message})
	}
}

// namesLayer accepts a heading that has the layer's leading word, as in
// "Signal Layer" or "Topology Metadata".
func namesLayer(heading string, l atlas.Layer) bool {
	lead, _, _ := strings.Cut(strings.ToLower(l.Title()), " ")
	return strings.Contains(strings.ToLower(heading), strings.TrimSuffix(lead, "s"))
}

func derivationConstraints(p *pass) {
	for _, l := range atlas.Derived() {
		f := p.pkg.Files[l]
		if f == nil || f.Empty() {
			continue
		}
		if f.Constraint.Len() == 0 {
			p.reportAs(min(p.demanding(), Warning), Diagnostic{File: l.File(), Span: f.Title.Span,
				Message: fmt.Sprintf("no derivation constraint: near its top the layer should say that it derives from %s only, and what it will not do", fileList(l.Upstream()))})
			continue
		}
		p.constraintNames(f)
	}
}

// constraintNames checks the files that a derivation constraint names: those
// above the layer, and no others. A constraint may speak of "the layers above"
// and name none.
func (p *pass) constraintNames(f *pack.File) {
	paragraph := f.Constraint.In(f.Text)
	named := fileName.FindAllStringIndex(paragraph, -1)
	for _, at := range named {
		name := paragraph[at[0]:at[1]]
		other, isLayer := atlas.LayerOf(name)
		if other == f.Layer || isLayer && slices.Contains(f.Layer.Upstream(), other) {
			continue
		}
		message := fmt.Sprintf("the derivation constraint names %s, which is not above this layer", name)
		if !isLayer {
			message = fmt.Sprintf("the derivation constraint names %s, which is no layer of the package: %s derives from %s", name, f.Layer.File(), fileList(f.Layer.Upstream()))
		}
		p.report(Diagnostic{File: f.Layer.File(), Span: spanAt(f.Constraint.Start+at[0], name), Message: message})
	}
	if len(named) == 0 && !allLayers.MatchString(paragraph) {
		p.report(Diagnostic{File: f.Layer.File(), Span: f.Constraint,
			Message: fmt.Sprintf("the derivation constraint does not say what the layer derives from: name %s", fileList(f.Layer.Upstream()))})
	}
}

var (
	fileName  = regexp.MustCompile(`[A-Za-z][\w-]*\.md\b`)
	allLayers = regexp.MustCompile(`(?i)\blayers?\b|\bevidence\b|\bsignals\b`)
)

func missingSections(p *pass) {
	for _, part := range atlas.Parts() {
		for _, l := range part.Layers {
			f := p.pkg.Files[l]
			if f == nil || f.Empty() || p.hasPart(f, part) {
				continue
			}
			severity := Info
			if l == atlas.Evidence {
				severity = min(p.demanding(), p.rule.Severity)
			}
			p.reportAs(severity, Diagnostic{File: l.File(), Span: f.Title.Span, Message: "no section for the " + part.Name})
		}
	}
}

// partOf is a part of a file.
type partOf struct {
	file *pack.File
	name string
}

// hasPart remembers what the function hasPart says, while the file is the same.
func (p *pass) hasPart(f *pack.File, part atlas.Part) bool {
	key := partOf{f, part.Name}
	has, known := p.now.parts[key]
	if !known && p.before != nil {
		has, known = p.before.parts[key]
	}
	if !known {
		has = hasPart(f, part)
	}
	p.now.parts[key] = has
	return has
}

// hasPart says whether a heading opens the part, or a line that stands for one
// ("**Evidence gaps**").
func hasPart(f *pack.File, part atlas.Part) bool {
	const words = 6
	return slices.ContainsFunc(f.Sections, func(s pack.Section) bool {
		return part.Headings.MatchString(s.Text) || slices.ContainsFunc(s.Blocks, func(b pack.Block) bool {
			return b.Kind == markdown.Paragraph && isShort(b.Seen.Text, words) && part.Headings.MatchString(b.Seen.Text)
		})
	})
}

// isShort says whether a text has so many words at the most.
func isShort(s string, words int) bool {
	for range strings.FieldsSeq(s) {
		if words--; words < 0 {
			return false
		}
	}
	return true
}

func missingFields(p *pass) {
	f := p.pkg.Files[atlas.Metadata]
	if f == nil || f.Empty() || p.pkg.Status.IsWithdrawn() {
		return
	}
	report := func(field string) {
		p.report(Diagnostic{File: f.Layer.File(), Span: f.Title.Span, Message: fmt.Sprintf("the status “%s” asks for the field “%s”", p.pkg.Status, field)})
	}
	if p.pkg.Status.AtLeast(atlas.CorridorAttached) {
		for _, key := range missingTopology(f) {
			report(key)
		}
	}
	if p.pkg.Status.AtLeast(atlas.EvidenceAttached) && lacks(f, "jurisdiction", "country", "state", "name") {
		report("Jurisdiction")
	}
}

// lacks says whether none of the fields is there with a value.
func lacks(f *pack.File, keys ...string) bool {
	return !slices.ContainsFunc(f.Fields, func(field pack.Field) bool {
		return field.Value != "" && slices.Contains(keys, atlas.FieldKey(field.Key))
	})
}

// missingTopology lists the topology fields that are wanting: of the US form
// where any of it is there, else of the global form.
func missingTopology(f *pack.File) []string {
	if !lacks(f, atlas.GlobalTopology...) {
		return nil
	}
	missing := slices.DeleteFunc(slices.Clone(atlas.USTopology), func(key string) bool { return !lacks(f, key) })
	if len(missing) == len(atlas.USTopology) {
		return atlas.GlobalTopology
	}
	return missing
}

func encodings(p *pass) {
	for _, f := range p.files() {
		if f.Fault != nil {
			p.report(Diagnostic{File: f.Layer.File(), Message: unreadable(f)})
		}
	}
}

// unreadable says why a layer cannot be read. The causes that a person can
// mend have a sentence of their own; of others the fault speaks for itself.
func unreadable(f *pack.File) string {
	for _, c := range []struct {
		cause error
		mend  string
	}{
		{text.ErrEncoding, "save it as UTF-8"},
		{text.ErrBinary, "put the text of the layer in its place"},
		{text.ErrTooLarge, "a layer is a few pages; move the rest elsewhere"},
	} {
		if errors.Is(f.Fault, c.cause) {
			return fmt.Sprintf("%s cannot be read: it is %v; %s", f.Layer.File(), c.cause, c.mend)
		}
	}
	return f.Fault.Error()
}

func fileList(layers []atlas.Layer) string {
	files := make([]string, len(layers))
	for i, l := range layers {
		files[i] = l.File()
	}
	return strings.Join(files, ", ")
}

func spanAt(start int, word string) text.Span {
	return text.Span{Start: start, End: start + len(word)}
}
